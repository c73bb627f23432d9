"""Words of any writing, as random values of lines, names and rich text."""

from hypothesis import strategies as st

from passeport.domain.rich_text import clean

_WORDS = (
    *("Ada", "Zoé-Inès", "d’Exemple", "D'ESSAI", "Nguyễn", "Łukasz", "Çelik", "Ærø", "œuvre", "Straße"),
    *("Αθήνα", "Σοφία", "Київ", "Ольга", "مرحبا", "ليلى", "中文", "日本", "2e", "n°7", "50%", "(annexe)", "C++"),
    *("R&D", "A<B", ">3", '"guillemets"', "«mots»", "Évry:", ":", ";", "•", "–", "—", "/", "|", "_", "…", "@"),
    *("&amp;", "&lt;", "<b>", "</p>", "]]>", "Niveau", "Secteur", "Langue", "Autre", "Parcours", "Note"),
)
_ODD = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=8,
)
_word = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_WORDS), st.sampled_from(_WORDS), _ODD)
_phrase = st.lists(_word, min_size=1, max_size=4).map(" ".join)
_long = st.sampled_from((" ".join(["très long"] * 29), " ".join(["fort"] * 59)))

names = st.one_of(_phrase, _phrase, _phrase, _long.map(lambda text: text[:300].strip()))
"""One line of 1 to 300 characters."""

lines = st.one_of(_phrase, _phrase, _phrase, _long.map(lambda text: f"{text} {text} {text}"))
"""One line of 1 to 2,000 characters, sometimes longer than a name may be."""

maybe_lines = st.one_of(st.just(""), lines)

note_texts = st.lists(_phrase, min_size=1, max_size=4).map("\n".join).map(lambda text: text[:500].strip())
"""One to four lines, 500 characters at most."""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_inline = st.one_of(
    _phrase.map(_escaped),
    st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag}>",
        st.sampled_from(("strong", "em", "u", "span")),
        _phrase.map(_escaped),
    ),
    st.builds(
        lambda address, text: f'<a href="{address}">{text}</a>',
        st.sampled_from(
            ("https://exemple.invalid/?a=1&amp;b=2", "mailto:ada@exemple.invalid", "http://exemple.invalid")
        ),
        _phrase.map(_escaped),
    ),
    st.just("<br>"),
)
_inlines = st.lists(_inline, min_size=1, max_size=3).map(" ".join)
_entries = st.lists(_inlines, min_size=1, max_size=3)
_block = st.one_of(
    _inlines.map(lambda text: f"<p>{text}</p>"),
    _entries.map(lambda entries: "<ul>" + "".join(f"<li>{e}</li>" for e in entries) + "</ul>"),
    _entries.map(lambda entries: "<ol>" + "".join(f'<li data-list="bullet">{e}</li>' for e in entries) + "</ol>"),
    _inlines.map(lambda text: f"<ul><li>{text}<ul><li>{text}</li></ul></li></ul>"),
    st.sampled_from(
        (  # what our own writers say in words, said by the person
            "<p>Langue : anglais</p>",
            "<p>Secteur : Agriculture</p>",
            "<p>Lieu : Massy, France</p>",
            "<p>Niveau : B1</p>",
            "<p>Téléphone : 01 99 00 00 01</p>",
        )
    ),
    _inlines,
)

rich_texts = st.lists(_block, min_size=1, max_size=3).map("".join).map(clean)
"""Canonical rich text that says something."""

maybe_rich = st.one_of(st.just(""), rich_texts)
