"""The readable half of the copy: one page that any browser opens, with no script and nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape

from passeport.domain.model import DomainModel
from passeport.domain.vocabulary import label
from passeport.language import dates, describe
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.telling import Told, field, told
from passeport.language.typography import typeset
from passeport.services.file_ports import PersonCopy

_STYLE = """
body{font:16px/1.5 sans-serif;color:#182033;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;color:#1f3a5f}h2{font-size:1.25rem;color:#1f3a5f;border-bottom:2px solid #b9c2d0;margin-top:2.5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .3rem}
dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.15rem 1rem;margin:.3rem 0}
dt{color:#4a5468}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
dd>section{border-left:3px solid #b9c2d0;padding-left:.8rem;margin:.2rem 0 .6rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;vertical-align:top}
thead th{border-bottom:2px solid #b9c2d0}tbody tr{border-bottom:1px solid #dde2ea}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}}
"""
RIGHTS = (
    "Cette copie vous est remise en application des articles 15 et 20 du règlement général sur la protection des "
    "données (RGPD). Vous pouvez demander à corriger ces données, à les effacer, à en limiter l’usage, ou vous y "
    "opposer : une réponse vous est due dans un délai d’un mois. En cas de difficulté, vous pouvez saisir la CNIL "
    "(www.cnil.fr)."
)
_WITH_HEADING = ("agreements", "transmissions", "requests", "archive", "kept_files", "received_files")


@speaking(REFERENCE)
def page(copy: PersonCopy, files: Iterable[tuple[str, str]]) -> str:
    """Return the page; `files` are (path in the archive, name) of what goes with it."""
    dossier = copy.dossier
    person = dossier.beneficiary
    title = typeset(f"Tout ce qui est gardé sur {person.identity.full_name}")
    made = typeset(
        f"Copie établie le {dates.long_date(copy.made_at.date())} par {copy.made_by}, {describe.station(copy.station)}"
        + (f" ({copy.station.contact})." if copy.station.contact else ".")
    )
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(made)}</p>",
        f"<p>{escape(typeset(RIGHTS))}</p>",
        *_section(field("identity"), told(person.identity)),
        *_section(field("situation"), told(person.situation)),
        *_section("Suivi", tuple(_follow_up(person, copy))),
        *_section(field("profile"), told(person.profile)),
        *_parcours(dossier.parcours),
        *_drafts(copy),
    ]
    for name in _WITH_HEADING:
        value = getattr(dossier, name)
        things = value if isinstance(value, tuple) else (value,) if value is not None else ()
        body += _section(field(name), tuple(Told("", "", (told(thing),)) for thing in things))
    body += _files(files)
    body += _journal(copy)
    return (
        f'<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _follow_up(person: DomainModel, copy: PersonCopy) -> Iterator[Told]:
    referent = copy.dossier.beneficiary.referent
    if referent is not None and referent in copy.accounts:
        yield Told(field("referent"), copy.accounts[referent])
    if copy.dossier.beneficiary.tags:
        yield Told(field("tags"), ", ".join(copy.dossier.beneficiary.tags))
    yield from (line for line in told(person) if line.label in {field("opened_on"), field("notice")})


def _section(heading: str, lines: tuple[Told, ...]) -> list[str]:
    return [f"<h2>{escape(heading)}</h2>", _list(lines)] if lines else []


def _parcours(parcours: Iterable[DomainModel]) -> list[str]:
    return [part for one in parcours for part in _section(describe.line(one), told(one))]


def _drafts(copy: PersonCopy) -> list[str]:
    """Tell what is being written and not recorded: the words, and who writes them."""
    lines = []
    for draft in copy.drafts:
        texts = (draft.fields.get("outcome", ""), *(row.get("text", "") for row in draft.rows))
        said = "\n".join(text for text in texts if text.strip())
        who = copy.accounts.get(draft.account, "")
        when = dates.moment(draft.saved_at)
        lines.append(Told(typeset(f"{when} {who}".strip()), said))
    return _section("Saisies en cours, pas encore enregistrées", tuple(lines))


def _list(lines: Iterable[Told]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(line.label)}</dt><dd>{_value(line)}</dd>" for line in lines) + "</dl>"


def _value(line: Told) -> str:
    if not line.inside:
        return escape(line.words)
    return "".join(f"<section>{_list(inside)}</section>" for inside in line.inside)


def _files(files: Iterable[tuple[str, str]]) -> list[str]:
    links = [f'<li><a href="{escape(path)}">{escape(name)}</a></li>' for path, name in files]
    return ["<h2>Fichiers joints à cette copie</h2>", "<ul>", *links, "</ul>"] if links else []


def _journal(copy: PersonCopy) -> list[str]:
    rows = [
        f"<tr><td>{escape(typeset(dates.moment(line.at)))}</td>"
        f"<td>{escape(typeset(label('journal_operations', line.operation.value)))}</td>"
        f"<td>{escape(copy.accounts.get(line.account, ''))}</td></tr>"
        for line in copy.journal
    ]
    head = '<tr><th scope="col">Quand</th><th scope="col">Quoi</th><th scope="col">Par qui</th></tr>'
    return [
        "<h2>Qui a consulté ou modifié ce dossier</h2>",
        f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>",
    ]
