"""The directory of points d'accueil in words: what a version changes, how to reach a place, how near it is."""

from passeport.domain.directory import Changed, DirectoryChanges, PointAccueil, RefusedLine
from passeport.domain.directory_distance import Near, Nearness
from passeport.language import dates
from passeport.language.catalogue import marked, tr
from passeport.language.messages import field_name, reason_of
from passeport.language.numbers import counted
from passeport.language.opening_hours import in_words
from passeport.language.telephones import telephone, understood_telephone
from passeport.language.typography import typeset

FIELDS = {
    "name": marked("nom"),
    "network": marked("réseau"),
    "street": marked("adresse"),
    "postal_code": marked("code postal"),
    "city": marked("commune"),
    "commune": marked("code Insee"),
    "latitude": marked("latitude"),
    "longitude": marked("longitude"),
    "telephone": marked("téléphone"),
    "email": marked("courriel"),
    "website": marked("site"),
    "opening_hours": marked("horaires"),
    "updated_on": marked("date de mise à jour"),
    "id": marked("identifiant"),
    "source": marked("source"),
}
"""The name of each field of `PointAccueil`."""


def summary(changes: DirectoryChanges) -> tuple[str, ...]:
    """Return what a version would change, one count to a line."""
    corrected = sum(one.is_corrected for one in changes.changed)
    lines = (
        counted(len(changes.added), "nouveau point d’accueil", "nouveaux points d’accueil"),
        counted(len(changes.changed), "modifié", "modifiés"),
        counted(len(changes.gone), "disparu de la source : il est retiré", "disparus de la source : ils sont retirés"),
        counted(len(changes.kept), "disparu, corrigé ici : il est gardé", "disparus, corrigés ici : ils sont gardés"),
        counted(corrected, "correction faite ici, gardée", "corrections faites ici, gardées"),
        counted(changes.same, "sans changement", "sans changement"),
    )
    return tuple(typeset(line) for line in lines if not line.startswith("0 "))


def fields(changed: Changed) -> str:
    """Return the names of the fields that differ."""
    return ", ".join(tr(FIELDS[name]) for name in changed.fields if name != "updated_on")


def details(point: PointAccueil) -> tuple[str, ...]:
    """Return where a place is, when it is open, how to reach it, one to a line."""
    contact = " · ".join(part for part in (_telephone(point.telephone), point.email, point.website) if part)
    lines = (point.where, in_words(point.opening_hours), contact)
    return tuple(typeset(line) for line in lines if line)


def near(place: Near) -> str:
    """Return how near a place is: `Dans la commune`, `à 3 km à vol d’oiseau`, `Même département`."""
    match place.nearness:
        case Nearness.SAME_COMMUNE:
            words = tr("Dans la commune")
        case Nearness.MEASURED:
            kilometres = place.kilometres or 0.0
            shown = tr("moins de 1") if kilometres < 1 else f"{kilometres:.0f}"
            words = tr("À {shown} km environ, à vol d’oiseau").format(shown=shown)
        case Nearness.SAME_DEPARTEMENT:
            words = tr("Dans le même département")
        case Nearness.ELSEWHERE:
            words = tr("Distance inconnue")
    return typeset(words)


def refused(line: RefusedLine) -> str:
    """Return why a line of a file, or a field of it, was left out."""
    name = f" ({line.name})" if line.name else ""
    if not line.field:
        return typeset(tr("Ligne {number}{name} : illisible, laissée de côté.").format(number=line.number, name=name))
    what = tr(FIELDS[line.field]) if line.field in FIELDS else field_name(line.field)
    return typeset(
        tr("Ligne {number}{name} : {what}, {reason}.").format(
            number=line.number, name=name, what=what, reason=reason_of(line.reason)
        )
    )


def updated(point: PointAccueil) -> str:
    """Return since when a source says what it says; empty when it does not tell."""
    if point.updated_on is None:
        return ""
    return typeset(tr("Mis à jour le {day} par sa source").format(day=dates.long_date(point.updated_on)))


def _telephone(number: str) -> str:
    return telephone(understood_telephone(number)) if number else ""
