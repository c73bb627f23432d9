"""Rich text: a strict allow-list of HTML, which the Europass editor reads, in one canonical form.

Whatever enters is cleaned here, so that a description can be shown, printed and sent on without a second thought:
no script, no style, no remote resource. Words are never dropped, only the tags around them. One content has one form,
so that a text which went through the editor (its lists are `ol > li[data-list=bullet]`, its words stand in spans and
paragraphs) is still seen to be the same.
"""

import html
import re

import nh3

ALLOWED_TAGS = frozenset({"p", "strong", "em", "u", "ul", "ol", "li", "br", "a"})
"""What the editor keeps, but `span`, which says nothing without the attributes that nobody keeps."""

_SAME_MEANING = {"b": "strong", "i": "em"} | dict.fromkeys(
    ("div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "tr", "dt", "dd"), "p"
)
_DROPPED = nh3.ALLOWED_TAGS | {
    *("html", "head", "body", "meta", "link", "base", "script", "style", "title", "main", "section", "article", "nav"),
    *("footer", "font", "label", "legend", "fieldset", "form", "input", "button", "select", "option", "optgroup"),
    *(
        "textarea",
        "noscript",
        "noembed",
        "noframes",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "param",
    ),
    *("template", "slot", "svg", "math", "video", "audio", "canvas", "source", "picture", "dialog", "menu", "marquee"),
    *("xmp", "plaintext", "param"),
}
"""Tags that HTML knows; what else stands between angle brackets, such as an e-mail address, is words."""
_KNOWN = ALLOWED_TAGS | _SAME_MEANING.keys() | _DROPPED
FORMATTING = ALLOWED_TAGS | _SAME_MEANING.keys() | {"span", "font", "s", "sub", "sup", "small", "script", "style"}
"""Tags that stand in a text and nowhere else: no list of data calls its elements so."""
_NAME = r"(?P<name>[a-zA-Z][\w:-]*)(?=[\s/>])"
_OPENING = re.compile(rf"<(?P<slash>/?)(?:{_NAME}(?P<rest>[^<>]*>)?)?(?!!--)")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_LISTS = {"bullet": "ul", "checked": "ul", "unchecked": "ul", "ordered": "ol"}
"""Kinds of list by `li/@data-list`, as the editor writes it."""
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[a-z-]+=\"[^\"]*\")*)\s*>")
"""A tag as the cleaner writes it: every attribute in double quotes, no `<` in the words."""
_AROUND_BLOCK = re.compile(r"\s*(</?(?:p|ul|ol|li|br)(?:\s[^>]*)?>)\s*")
_EMPTY = re.compile(r"<(p|ul|ol)></\1>")
_BLOCK = re.compile(r"<br>|</?(?:p|ul|ol)>|</li>")
_MOST_PASSES = 8
"""Tags that were closed by one another settle in two or three; what does not is no formatting anyone made."""
_LIST = re.compile(r"</?[uo]l\b[^<>]*>", re.IGNORECASE)
_MOST_LISTS = 2_000
"""Lists inside lists cost the square of their number: fifty thousand, in 200 KB, took 23 s. Their words are kept."""


def clean(text: str) -> str:
    """Return `text` as allow-listed HTML in its canonical form: cleaning twice changes nothing."""
    if sum(1 for _ in _LIST.finditer(text)) > 2 * _MOST_LISTS:
        text = _LIST.sub(" ", text)
    for _ in range(_MOST_PASSES):
        cleaned = _cleaned(text)
        if cleaned == text:
            return cleaned
        text = cleaned
    return from_plain(to_plain(text))


def _cleaned(text: str) -> str:
    text = nh3.clean(
        _OPENING.sub(_as_ours, text),
        tags=set(ALLOWED_TAGS),
        clean_content_tags=set(),
        attributes={"*": set(), "a": {"href"}},  # without `*`, the library allows `title` and `lang` anywhere
        tag_attribute_values={"li": {"data-list": set(_LISTS)}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
        strip_comments=True,
    )
    text = _with_plain_lists(text) if "data-list" in text else text
    text = _AROUND_BLOCK.sub(r"\1", re.sub(r"[ \t\r\n\f]+", " ", text)).strip(" ")
    text = _EMPTY.sub("", text)
    return f"<p>{text}</p>" if text and "<" not in text else text


def _as_ours(found: re.Match[str]) -> str:
    """Return a tag under the name we know it by, nothing for one that we drop, and words for what is no tag.

    The dropped ones are left out here, before the cleaner reads the text as HTML: it would leave out the words inside
    some of them too, such as `select` or `svg`.
    """
    name, rest = (found["name"] or "").lower(), found["rest"] or ""
    name = _SAME_MEANING.get(name, name)
    if name in ALLOWED_TAGS:
        return f"<{found['slash']}{name}{rest}"
    if (name in _DROPPED or ":" in name) and rest:  # Word writes `<o:p>`
        return " " if name in {"td", "th"} else ""
    return found[0].replace("<", "&lt;", 1)


def looks_like_html(text: str) -> bool:
    """Whether `text` is written in HTML, and not in plain words."""
    return bool(_ENTITY.search(text)) or any((m["name"] or "").lower() in _KNOWN for m in _OPENING.finditer(text))


def is_tag(name: str) -> bool:
    """Whether HTML has a tag of this name, in lower case."""
    return name in _KNOWN


def _with_plain_lists(text: str) -> str:
    """Return `text` with each run of entries of one kind in a list of that kind."""
    parts: list[str] = []
    lists: list[list[str]] = []  # for each open list, the kind it was opened as, and the kind now written
    at = 0
    for match in _TAG.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        closing, tag = match[1], match[2]
        if tag in {"ul", "ol"}:
            if not closing:
                lists.append([tag, ""])
            elif lists and (written := lists.pop()[1]):
                parts.append(f"</{written}>")
        elif tag == "li" and not closing:
            if lists:
                parts.append(_entered(lists[-1], match[3]))
            parts.append("<li>")
        else:
            parts.append(match[0])
    return "".join((*parts, text[at:]))


def _entered(holder: list[str], attributes: str) -> str:
    """Return the tags that lead from the list now written to the one where the next entry belongs."""
    told = re.search(r'data-list="(\w+)"', attributes)
    kind = _LISTS[told[1]] if told else holder[0]
    before, holder[1] = holder[1], kind
    if before == kind:
        return ""
    return f"</{before}><{kind}>" if before else f"<{kind}>"


def from_plain(text: str) -> str:
    """Return plain `text` as HTML: a paragraph for each block of lines, `br` inside."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text.strip()))
    return "".join("<p>" + html.escape(block, quote=False).replace("\n", "<br>") + "</p>" for block in blocks if block)


def to_plain(text: str) -> str:
    """Return the words of allow-listed HTML, a line for each paragraph or list entry."""
    marked = _TAG.sub("", _BLOCK.sub("\n", text.replace("<li>", "\n• ")))
    lines = (line.strip() for line in html.unescape(marked).splitlines())
    return "\n".join(line for line in lines if line)
