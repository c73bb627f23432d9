"""Where each of two values comes from, in a line: entered here, recorded elsewhere, or brought by the person."""

from passeport.domain.parcours import Parcours
from passeport.domain.passport import Issue
from passeport.domain.profile import Item
from passeport.domain.provenance import Provenance, Station
from passeport.language import dates, describe
from passeport.language.catalogue import marked, tr
from passeport.language.typography import typeset

HERE = marked("saisi ici")
BY_THE_PERSON = marked("fichier de la personne, sans point d’accueil")


def of_mine(value: object, here: Station) -> str:
    """Return where what a dossier holds comes from; nothing for nothing."""
    if value is None:
        return ""
    known = value.provenance if isinstance(value, Item | Parcours) else Provenance()
    if known == Provenance():
        return tr(HERE)
    if known.station == here and not known.receptions:
        when = tr("le {day}").format(day=dates.long_date(known.recorded_on)) if known.recorded_on is not None else ""
        by = tr("par {name}").format(name=known.recorded_by) if known.recorded_by else ""
        return typeset(" ".join(part for part in (tr(HERE), when, by) if part))
    return describe.provenance(known)


def of_theirs(value: object, issue: Issue | None) -> str:
    """Return where what a passport brings comes from: who recorded it, and the passport that carries it now."""
    known = value.provenance if isinstance(value, Item | Parcours) else Provenance()
    recorded = describe.provenance(known) if known != Provenance() else ""
    if issue is None:
        return recorded or tr(BY_THE_PERSON)
    issuer = "" if known.station == issue.issuer else f"{describe.station(issue.issuer)}, "
    carried = tr("{issuer}passeport {number} du {day}").format(
        issuer=issuer, number=issue.number, day=dates.long_date(issue.issued_at.date())
    )
    return typeset(f"{recorded} · {carried}" if recorded else carried)
