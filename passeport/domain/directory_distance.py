"""How near a point d'accueil is: by its commune, by coordinates where there are any, by its département."""

import math
from collections.abc import Iterable
from enum import StrEnum

from passeport.domain.directory import PointAccueil
from passeport.domain.model import DomainModel
from passeport.domain.normalise import words_of

_EARTH_KM = 6371.0
"""Mean radius of the Earth (IUGG)."""


class Nearness(StrEnum):
    """How near a point d'accueil is, by the best that is known."""

    SAME_COMMUNE = "SAME_COMMUNE"
    MEASURED = "MEASURED"
    """By the coordinates of the directory."""
    SAME_DEPARTEMENT = "SAME_DEPARTEMENT"
    ELSEWHERE = "ELSEWHERE"


class Near(DomainModel):
    """A point d'accueil, and how near it is."""

    point: PointAccueil
    nearness: Nearness
    kilometres: float | None = None
    """As the crow flies."""


Coordinates = tuple[float, float]
"""Latitude and longitude, in degrees (WGS 84)."""


def nearest(points: Iterable[PointAccueil], commune: str, centre: Coordinates | None = None) -> tuple[Near, ...]:
    """Return the points d'accueil from the nearest to the furthest of a commune (its INSEE code; empty if unknown).

    First those of the commune, then by distance from `centre`, where the directory knows coordinates of that commune;
    those that cannot be measured come after, the same département first. Equals stand by name.
    """
    return tuple(sorted((_near(point, commune, centre) for point in points), key=_rank))


def _near(point: PointAccueil, commune: str, centre: Coordinates | None) -> Near:
    kilometres = None
    if centre is not None and point.latitude is not None and point.longitude is not None:
        kilometres = distance(centre, (point.latitude, point.longitude))
    if commune and point.commune == commune:
        return Near(point=point, nearness=Nearness.SAME_COMMUNE, kilometres=kilometres)
    if kilometres is not None:
        return Near(point=point, nearness=Nearness.MEASURED, kilometres=kilometres)
    departement = commune[:3] if commune.startswith("97") else commune[:2]
    here = bool(departement) and point.departement == departement
    return Near(point=point, nearness=Nearness.SAME_DEPARTEMENT if here else Nearness.ELSEWHERE)


def _rank(near: Near) -> tuple[int, float, tuple[str, ...], str]:
    place = tuple(Nearness).index(near.nearness)
    measured = 0.0 if near.nearness is Nearness.SAME_COMMUNE else near.kilometres or 0.0
    return place, measured, words_of(near.point.name), near.point.id


def distance(one: Coordinates, other: Coordinates) -> float:
    """Return the kilometres between two places as the crow flies (haversine formula)."""
    (lat, lon), (other_lat, other_lon) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def centre_of(places: Iterable[Coordinates]) -> Coordinates | None:
    """Return the middle of some places close to one another; None when there are none."""
    known = list(places)
    if not known:
        return None
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)
