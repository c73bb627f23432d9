"""The directory of points d'accueil in words: what a version changes, how to reach a place, how near it is."""

from passeport.domain.directory import Changed, DirectoryChanges, PointAccueil, RefusedLine
from passeport.domain.directory_distance import Near, Nearness
from passeport.language import dates
from passeport.language.messages import field_name, reason_of
from passeport.language.opening_hours import in_french
from passeport.language.telephones import telephone, understood_telephone
from passeport.language.typography import typeset

FIELDS = {
    "name": "nom",
    "network": "réseau",
    "street": "adresse",
    "postal_code": "code postal",
    "city": "commune",
    "commune": "code Insee",
    "latitude": "latitude",
    "longitude": "longitude",
    "telephone": "téléphone",
    "email": "courriel",
    "website": "site",
    "opening_hours": "horaires",
    "updated_on": "date de mise à jour",
    "id": "identifiant",
    "source": "source",
}
"""The name of each field of `PointAccueil`."""


def summary(changes: DirectoryChanges) -> tuple[str, ...]:
    """Return what a version would change, one count to a line."""
    corrected = sum(one.is_corrected for one in changes.changed)
    lines = (
        (len(changes.added), "nouveau point d’accueil", "nouveaux points d’accueil"),
        (len(changes.changed), "modifié", "modifiés"),
        (len(changes.gone), "disparu de la source : il est retiré", "disparus de la source : ils sont retirés"),
        (len(changes.kept), "disparu, corrigé ici : il est gardé", "disparus, corrigés ici : ils sont gardés"),
        (corrected, "correction faite ici, gardée", "corrections faites ici, gardées"),
        (changes.same, "sans changement", "sans changement"),
    )
    return tuple(typeset(f"{count} {one if count == 1 else many}") for count, one, many in lines if count)


def fields(changed: Changed) -> str:
    """Return the names of the fields that differ."""
    return ", ".join(FIELDS[name] for name in changed.fields if name != "updated_on")


def details(point: PointAccueil) -> tuple[str, ...]:
    """Return where a place is, when it is open, how to reach it, one to a line."""
    contact = " · ".join(part for part in (_telephone(point.telephone), point.email, point.website) if part)
    lines = (point.where, in_french(point.opening_hours), contact)
    return tuple(typeset(line) for line in lines if line)


def near(place: Near) -> str:
    """Return how near a place is: `Dans la commune`, `à 3 km à vol d’oiseau`, `Même département`."""
    match place.nearness:
        case Nearness.SAME_COMMUNE:
            words = "Dans la commune"
        case Nearness.MEASURED:
            kilometres = place.kilometres or 0.0
            shown = "moins de 1" if kilometres < 1 else f"{kilometres:.0f}"
            words = f"À {shown} km environ, à vol d’oiseau"
        case Nearness.SAME_DEPARTEMENT:
            words = "Dans le même département"
        case Nearness.ELSEWHERE:
            words = "Distance inconnue"
    return typeset(words)


def refused(line: RefusedLine) -> str:
    """Return why a line of a file, or a field of it, was left out."""
    name = f" ({line.name})" if line.name else ""
    if not line.field:
        return typeset(f"Ligne {line.number}{name} : illisible, laissée de côté.")
    what = FIELDS.get(line.field, field_name(line.field))
    return typeset(f"Ligne {line.number}{name} : {what}, {reason_of(line.reason)}.")


def updated(point: PointAccueil) -> str:
    """Return since when a source says what it says; empty when it does not tell."""
    if point.updated_on is None:
        return ""
    return typeset(f"Mis à jour le {dates.long_date(point.updated_on)} par sa source")


def _telephone(number: str) -> str:
    return telephone(understood_telephone(number)) if number else ""
