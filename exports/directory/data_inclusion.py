"""The structures of data·inclusion (schema 1, Licence Ouverte 2.0): which of their fields is which of ours."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from passeport.domain.directory_columns import network_of

_FIELDS = {
    "id": "id",
    "source": "source",
    "nom": "name",
    "code_postal": "postal_code",
    "commune": "city",
    "code_insee": "commune",
    "longitude": "longitude",
    "latitude": "latitude",
    "telephone": "telephone",
    "courriel": "email",
    "site_web": "website",
    "horaires_accueil": "opening_hours",
    "date_maj": "updated_on",
}
_NEEDED = frozenset({"id", "source", "nom"})
_MOST_NETWORKS = 20
_BETWEEN = re.compile(r"[^\w-]+")


def is_structure(line: object) -> bool:
    """Whether an object has what every structure has."""
    return isinstance(line, dict) and line.keys() >= _NEEDED


def are_headings(headings: Iterable[str]) -> bool:
    """Whether the columns of a table are those of the schema."""
    return set(headings) >= _NEEDED


def values_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a `PointAccueil`, unchecked, from those of a structure."""
    values = {ours: line.get(theirs) for theirs, ours in _FIELDS.items()}
    parts = (line.get("adresse"), line.get("complement_adresse"))
    values["street"] = ", ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
    name = values["name"] if isinstance(values["name"], str) else ""
    values["network"] = network_of(_networks(line.get("reseaux_porteurs")), name)
    return values


def _networks(value: object) -> list[str]:
    """Return the networks of a structure: a list in JSON; in a table, a list in JSON or words between commas."""
    if isinstance(value, list):
        return [one for one in value[:_MOST_NETWORKS] if isinstance(one, str)]
    return [word for word in _BETWEEN.split(value) if word][:_MOST_NETWORKS] if isinstance(value, str) else []
