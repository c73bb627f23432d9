"""The copy as one page that any browser opens, with no script and nothing from elsewhere."""

from collections.abc import Iterable
from html import escape

from exports.person_copy.content import Content, Part
from passeport.language.telling import Told

_STYLE = """
body{font:16px/1.5 sans-serif;color:#182033;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;color:#1f3a5f}h2{font-size:1.25rem;color:#1f3a5f;border-bottom:2px solid #b9c2d0;margin-top:2.5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .3rem}
dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.15rem 1rem;margin:.3rem 0}
dl+dl{border-top:1px solid #dde2ea;padding-top:.6rem;margin-top:.6rem}
dt{color:#4a5468}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
dd>section{border-left:3px solid #b9c2d0;padding-left:.8rem;margin:.2rem 0 .6rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;vertical-align:top}
thead th{border-bottom:2px solid #b9c2d0}tbody tr{border-bottom:1px solid #dde2ea}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}}
"""


def page(content: Content) -> str:
    """Return the page."""
    title = escape(content.title)
    body = [
        f"<p>{escape(content.kind)}</p>",
        f"<h1>{title}</h1>",
        f"<p>{escape(content.made)}</p>",
        f"<p>{escape(content.rights)}</p>",
        *(line for part in content.parts for line in _part(part)),
    ]
    if content.files:
        links = (
            f'<li><a href="{escape(path)}">{escape(name)}</a> · {escape(path)}</li>' for path, name in content.files
        )
        body += [f"<h2>{escape(content.files_title)}</h2>", "<ul>", *links, "</ul>"]
    body += [f"<h2>{escape(content.journal_title)}</h2>", _journal(content)]
    return (
        f'<!doctype html>\n<html lang="{content.language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _journal(content: Content) -> str:
    if not content.journal:
        return f"<p>{escape(content.journal_of_nobody)}</p>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in content.journal_heads)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in content.journal)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _part(part: Part) -> list[str]:
    return [f"<h2>{escape(part.title)}</h2>", *(_list(thing) for thing in part.things)]


def _list(lines: Iterable[Told]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(line.label)}</dt><dd>{_value(line)}</dd>" for line in lines) + "</dl>"


def _value(line: Told) -> str:
    if not line.inside:
        return escape(line.words)
    return "".join(f"<section>{_list(inside)}</section>" for inside in line.inside)
