"""Near and far: the commune, then kilometres where there are coordinates, then the département."""

import pytest

from passeport.domain.directory import PointAccueil
from passeport.domain.directory_distance import Nearness, centre_of, distance, nearest

PARIS, EVRY, MASSY = (48.8566, 2.3522), (48.6290, 2.4400), (48.7270, 2.2780)


def point(name: str, commune: str = "", place: tuple[float, float] | None = None, postal: str = "") -> PointAccueil:
    latitude, longitude = place or (None, None)
    return PointAccueil(
        id=name,
        source="x",
        name=name,
        network="CIO",
        commune=commune,
        postal_code=postal,
        latitude=latitude,
        longitude=longitude,
    )


def test_a_distance_that_people_know() -> None:
    assert distance(PARIS, EVRY) == pytest.approx(26, abs=1)
    assert distance(PARIS, PARIS) == 0
    assert distance((90, 0), (-90, 0)) == pytest.approx(20_015, abs=1)


def test_the_order() -> None:
    points = [
        point("Loin", "75056", PARIS),
        point("Sans coordonnées, même département", "91377"),
        point("Ailleurs", "77284"),
        point("Massy", "91377", MASSY),
        point("Ici sans coordonnées", "91228"),
        point("Évry", "91228", EVRY),
        point("Par son code postal", "", None, "91300"),
    ]
    found = nearest(points, "91228", EVRY)
    assert [one.point.name for one in found] == [
        "Évry",
        "Ici sans coordonnées",
        "Massy",
        "Loin",
        "Par son code postal",
        "Sans coordonnées, même département",
        "Ailleurs",
    ]
    assert found[2].kilometres == pytest.approx(16, abs=1)
    assert [one.nearness for one in found[:3]] == [Nearness.SAME_COMMUNE, Nearness.SAME_COMMUNE, Nearness.MEASURED]


def test_without_a_commune_nothing_is_near() -> None:
    assert {one.nearness for one in nearest([point("a", "91228", EVRY), point("b")], "")} == {Nearness.ELSEWHERE}


def test_overseas() -> None:
    reunion, guadeloupe = point("Réunion", "97411"), point("Guadeloupe", "97105")
    assert reunion.departement == "974"
    assert [one.point for one in nearest([guadeloupe, reunion], "97416")] == [reunion, guadeloupe]


def test_the_centre() -> None:
    assert centre_of([]) is None
    assert centre_of([(48.0, 2.0), (49.0, 3.0)]) == (48.5, 2.5)
