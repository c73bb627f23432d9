"""The networks proposed, with their nearest points d'accueil of the directory."""

import pytest

from passeport.domain.bonne_porte import Case
from passeport.domain.directory_distance import Nearness
from passeport.services.desk import Desk
from tests.people import MISSION_LOCALE

YOUNG = Case(situation="DEMANDEUR_INSCRIT", age=20, theme="CHOISIR_METIER", commune="91228")


@pytest.fixture
def furnished(desk: Desk) -> Desk:
    places = (
        (MISSION_LOCALE.name, "MISSION_LOCALE", "91228", 48.6290, 2.4400),
        ("Mission locale de Massy-Essai", "MISSION_LOCALE", "91377", 48.7270, 2.2780),
        ("Mission locale de Paris-Essai", "MISSION_LOCALE", "75056", 48.8566, 2.3522),
        ("Mission locale d’Évry-Essai", "MISSION_LOCALE", "91228", None, None),
        ("Cité des métiers de Modèle-Ville", "CITE_METIERS", "", None, None),
    )
    for name, network, commune, latitude, longitude in places:
        desk.directory.add(
            {"name": name, "network": network, "commune": commune, "latitude": latitude, "longitude": longitude}
        )
    return desk


def test_the_nearest_of_each_network_our_own_place_left_out(furnished: Desk) -> None:
    proposed = furnished.bonne_porte.propose(YOUNG)
    by_network = {door.proposal.rule.network: door for door in proposed.doors}
    mission = by_network["MISSION_LOCALE"]
    assert [near.point.name for near in mission.nearest] == [
        "Mission locale d’Évry-Essai",
        "Mission locale de Massy-Essai",
        "Mission locale de Paris-Essai",
    ]
    assert (mission.count, mission.is_ours, proposed.is_measured) == (3, True, True)
    assert mission.nearest[1].kilometres == pytest.approx(16, abs=1)
    assert by_network["CITE_METIERS"].nearest[0].nearness is Nearness.ELSEWHERE
    assert (by_network["FRANCE_TRAVAIL"].nearest, by_network["FRANCE_TRAVAIL"].is_ours) == ((), False)


def test_without_a_known_commune_nothing_is_measured(furnished: Desk) -> None:
    for commune in ("", "Essai-sur-Seine", "75056'"):
        assert not furnished.bonne_porte.propose(YOUNG.evolve(commune=commune)).is_measured


def test_no_more_than_asked(furnished: Desk) -> None:
    assert all(len(door.nearest) <= 1 for door in furnished.bonne_porte.propose(YOUNG, limit=1).doors)
