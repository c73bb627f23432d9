"""A directory in a table with columns of its own: which column holds which field, which words name which network."""

from collections.abc import Iterable, Mapping
from functools import cache

from passeport.domain.errors import FieldRefused
from passeport.domain.normalise import words_of
from passeport.domain.vocabulary import NetworkCode, vocabulary

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "identifiant", "code", "reference"),
    "name": ("nom", "name", "structure", "raison sociale", "libelle", "denomination", "point d accueil"),
    "network": ("reseau", "network", "reseaux porteurs", "type", "typologie"),
    "street": ("adresse", "rue", "voie", "street", "address"),
    "postal_code": ("code postal", "cp", "postal code"),
    "city": ("commune", "ville", "city", "localite"),
    "commune": ("code insee", "insee", "code commune"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "telephone": ("telephone", "tel", "phone", "numero de telephone"),
    "email": ("courriel", "email", "e mail", "mail", "adresse mail"),
    "website": ("site web", "site internet", "site", "url", "website"),
    "opening_hours": ("horaires accueil", "horaires", "horaires d ouverture", "opening hours"),
    "updated_on": ("date maj", "mise a jour", "date de mise a jour", "updated on"),
}
"""Field of `PointAccueil` → what the heading of its column may be, without accents."""


def guessed(headings: Iterable[str]) -> dict[str, str]:
    """Return for each field the heading that is surely its column's; a heading is taken once."""
    free = {" ".join(words_of(heading)): heading for heading in headings}
    found = {}
    for field, names in COLUMNS.items():
        name = next((name for name in names if name in free), None)
        if name is not None:
            found[field] = free.pop(name)
    return found


def require_columns(mapping: Mapping[str, str]) -> None:
    """Do nothing when a mapping names the column of the name; raises `FieldRefused` otherwise."""
    if not mapping.get("name"):
        raise FieldRefused(field="name", value="", reason="missing")


def network_of(said: Iterable[str], name: str = "") -> NetworkCode:
    """Return the network that a source says, by our code, its data·inclusion code or its label; else that of a name.

    A name tells its network when it begins with one of the names that the vocabulary gives it. `AUTRE` when nothing
    tells.
    """
    known = _networks()
    for value in said:
        code = known.get(" ".join(words_of(value)))
        if code is not None:
            return code
    words = words_of(name)
    for count in range(len(words), 0, -1):
        code = known.get(" ".join(words[:count]))
        if code is not None:
            return code
    return "AUTRE"


@cache
def _networks() -> dict[str, str]:
    found: dict[str, str] = {}
    for term in vocabulary("networks").terms:
        extra = term.extra
        names = (term.code, term.label(), *map(str, extra.get("names", ())), str(extra.get("data_inclusion", "")))
        found |= {" ".join(words_of(name)): term.code for name in names if name}
    return found
