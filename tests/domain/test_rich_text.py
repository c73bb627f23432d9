"""Whatever comes in as rich text: words stay, nothing outside the allow-list does, and one content has one form."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeport.domain.normalise import words_of
from passeport.domain.rich_text import ALLOWED_TAGS, clean, from_plain, looks_like_html, to_plain
from tests.strategies.words import lines, rich_texts

_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = st.sampled_from(
    (
        *("p", "strong", "em", "u", "ul", "ol", "li", "br", "a", "span", "b", "i", "div", "h2", "table", "tr", "td"),
        *("script", "style", "svg", "math", "textarea", "title", "noscript", "iframe", "form", "button", "select"),
        *("template", "plaintext", "img"),
    )
)
_ATTRIBUTES = st.sampled_from(
    (
        "",
        ' href="https://exemple.invalid/?a=1&b=2"',
        ' href="javascript:alert(1)"',
        " href='java&#x09;script:alert(1)'",
        ' href="data:text/html,x"',
        ' href="//exemple.invalid"',
        ' data-list="bullet"',
        ' data-list="x onclick=1"',
        ' onclick="alert(1)"',
        ' style="background:url(https://exemple.invalid)"',
        ' class="ql-ui" contenteditable="false"',
        ' src="https://exemple.invalid/x.png"',
        " href=x>y",
    )
)
_pieces = st.one_of(
    st.builds(lambda tag, attributes: f"<{tag}{attributes}>", _TAGS, _ATTRIBUTES),
    _TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        ("<!-- x -->", "<![CDATA[x]]>", "&lt;", "&amp;", "&nbsp;", "&#60;b&#62;", "&bogus;", "<", ">", "&")
    ),
    st.sampled_from(("mot", " autre ", "\n", "é", "مرحبا")),
)
_soup = st.lists(_pieces, max_size=14).map("".join)


class _Seen(HTMLParser):
    """The tags and attributes of a text, as a program that knows nothing of ours reads them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(_soup)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(_soup)
def test_nothing_outside_the_list_survives(text: str) -> None:
    for tag, attributes in _Seen(clean(text)).tags:
        assert tag in ALLOWED_TAGS
        assert set(attributes) <= ({"href"} if tag == "a" else set())
        assert all((value or "").startswith(_SCHEMES) for value in attributes.values())


@given(st.lists(st.one_of(_TAGS.map(lambda t: f"<{t}>"), _TAGS.map(lambda t: f"</{t}>"), st.just("mot")), max_size=14))
def test_no_word_is_dropped(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert to_plain(clean(text)).count("mot") == text.count("mot")


@given(rich_texts)
def test_words_are_the_same_after_the_editor(text: str) -> None:
    assert clean(as_the_editor_writes(text)) == text


def as_the_editor_writes(text: str) -> str:
    """Lists of one kind only, with marks on their entries, and spans everywhere."""
    text = re.sub(r"<ul>", "<ol>", text).replace("</ul>", "</ol>") if "<ol>" not in text else text
    mark = '<li data-list="bullet"><span class="ql-ui" contenteditable="false"></span>'
    return text.replace("<li>", mark) if "<ol>" not in text or "<ul>" not in text else text


@given(lines)
def test_plain_words_come_back(text: str) -> None:
    assert to_plain(from_plain(text)) == text
    assert to_plain(clean(from_plain(text))) == text


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("bonjour", "<p>bonjour</p>"),
        ("R&amp;D", "<p>R&amp;D</p>"),
        ("<b>gras</b> <I class='x'>penché</I>", "<strong>gras</strong> <em>penché</em>"),
        ("<p>un</p>\n  <p>deux</p>", "<p>un</p><p>deux</p>"),
        ("<p></p>", ""),
        ("<p>Écrire à <ada@exemple.invalid>, < 30 ans</p>", "<p>Écrire à &lt;ada@exemple.invalid&gt;, &lt; 30 ans</p>"),
        ("<p>un<o:p></o:p></p>", "<p>un</p>"),
        ("<select><option>un</select>", "<p>un</p>"),
        ("<div>un</div><h2>deux</h2>", "<p>un</p><p>deux</p>"),
        ("<table><tr><td>un</td><td>deux</td></tr></table>", "<p>un deux</p>"),
        (
            '<ol><li data-list="bullet">a</li><li data-list="ordered">b</li><li data-list="checked">c</li></ol>',
            "<ul><li>a</li></ul><ol><li>b</li></ol><ul><li>c</li></ul>",
        ),
        ("<ol><li>a</li></ol>", "<ol><li>a</li></ol>"),
    ],
)
def test_one_content_has_one_form(written: str, canonical: str) -> None:
    assert clean(written) == canonical


def test_entries_of_a_list_in_a_list_stand_on_their_own_lines() -> None:
    assert to_plain("<ul><li>un<ul><li>deux</li></ul></li></ul>") == "• un\n• deux"


def test_deep_formatting_that_never_settles_becomes_plain() -> None:
    assert words_of(to_plain(clean("<a><table><td>" * 30 + "mot"))) == ("mot",)


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("bonjour", False),
        ("R&D, a < b", False),
        ("<ada@exemple.invalid>", False),
        ("<p>un", True),
        ("un<BR/>deux", True),
        ("R&amp;D", True),
        ("<span style='x'>un</span>", True),
    ],
)
def test_html_is_told_from_plain_words(text: str, *, is_html: bool) -> None:
    assert looks_like_html(text) is is_html


def test_lists_without_end_are_no_lists() -> None:
    assert clean("<ul><li>mot " * 20_000).count("<ul>") == 0
    assert to_plain(clean("<ul><li>mot</li></ul>" * 3_000)).count("mot") == 3_000
    assert clean("<ul><li>mot</li></ul>" * 100).count("<ul>") > 0


@pytest.mark.parametrize("name", ["title", "lang", "class", "style", "onclick", "href", "data-list", "id"])
def test_no_tag_but_a_link_keeps_an_attribute(name: str) -> None:
    assert clean(f'<p {name}="https://exemple.invalid/">Semis</p>') == "<p>Semis</p>"
    assert clean(f'<p><strong {name}="x">Semis</strong></p>') == "<p><strong>Semis</strong></p>"
