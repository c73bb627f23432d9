"""What a signature is worth here: five answers, one trust at a time, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.errors import NothingToShow
from passeport.domain.provenance import Station
from passeport.domain.reading import IncomingPassport, ReadingReport, SignatureState
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests import vaults
from tests.people import CITE_DES_METIERS, MISSION_LOCALE, ada_passport

KEY, OTHER_KEY = "ab" * 32, "cd" * 32


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = wiring.desk(vaults.create(tmp_path / "coffre", station=CITE_DES_METIERS), vaults.SetClock())
    yield opened
    opened.vault.lock()


def signed(key: str = KEY, issuer: Station = MISSION_LOCALE) -> IncomingPassport:
    passport = ada_passport()
    assert passport.issue is not None
    return IncomingPassport(
        passport=passport.evolve(issue=passport.issue.evolve(issuer=issuer)),
        report=ReadingReport(file_format="passeport"),
        signature=SignatureState.UNKNOWN_STATION,
        station_key=key,
        file_name="reçu.json",
    )


def worth(desk: Desk, incoming: IncomingPassport) -> SignatureState:
    return desk.stations.recognised(incoming).signature


def test_a_station_is_unknown_until_it_is_trusted(desk: Desk) -> None:
    assert worth(desk, signed()) is SignatureState.UNKNOWN_STATION
    assert desk.stations.trust(signed()).signature is SignatureState.VERIFIED
    assert worth(desk, signed()) is SignatureState.VERIFIED
    (known,) = desk.stations.known()
    assert (known.key, known.station, known.trusted_by) == (KEY, MISSION_LOCALE, vaults.ACCOUNT)
    assert known.trusted_on == vaults.SetClock().today()


def test_how_to_reach_a_station_may_change(desk: Desk) -> None:
    desk.stations.trust(signed())
    assert worth(desk, signed(issuer=MISSION_LOCALE.evolve(contact="01 99 00 00 99"))) is SignatureState.VERIFIED


@pytest.mark.parametrize("name", [MISSION_LOCALE.name, "MISSION LOCALE D'ESSAI SUR SEINE"])
def test_a_known_name_under_another_key_is_told_apart(desk: Desk, name: str) -> None:
    desk.stations.trust(signed())
    borrowed = signed(OTHER_KEY, MISSION_LOCALE.evolve(name=name, network="CITE_METIERS"))
    assert worth(desk, borrowed) is SignatureState.UNKNOWN_KEY


def test_our_own_name_under_another_key_is_told_apart_and_our_own_key_is_ours(desk: Desk) -> None:
    assert worth(desk, signed(OTHER_KEY, CITE_DES_METIERS)) is SignatureState.UNKNOWN_KEY
    assert worth(desk, signed(desk.stations.own_key, CITE_DES_METIERS)) is SignatureState.VERIFIED


def test_a_known_key_speaks_for_its_own_station_only(desk: Desk) -> None:
    desk.stations.trust(signed())
    other = Station(name="Un autre point d’accueil", network="CITE_METIERS")
    assert worth(desk, signed(KEY, other)) is SignatureState.UNKNOWN_STATION


@pytest.mark.parametrize("state", [SignatureState.ABSENT, SignatureState.BROKEN, SignatureState.VERIFIED])
def test_what_is_not_a_strangers_signature_is_not_trusted(desk: Desk, state: SignatureState) -> None:
    incoming = signed().evolve(signature=state)
    assert worth(desk, incoming) is state
    with pytest.raises(NothingToShow):
        desk.stations.trust(incoming)
    assert desk.stations.known() == ()


def test_a_new_key_can_be_trusted_once_checked_and_the_old_one_stays(desk: Desk) -> None:
    desk.stations.trust(signed())
    renewed = desk.stations.recognised(signed(OTHER_KEY))
    desk.stations.trust(renewed)
    assert worth(desk, signed(OTHER_KEY)) is SignatureState.VERIFIED
    assert {known.key for known in desk.stations.known()} == {KEY, OTHER_KEY}


def test_trust_is_withdrawn_and_both_are_in_the_journal(desk: Desk) -> None:
    desk.stations.trust(signed())
    desk.stations.withdraw(KEY)
    assert worth(desk, signed()) is SignatureState.UNKNOWN_STATION
    with pytest.raises(NothingToShow):
        desk.stations.withdraw(KEY)
    with desk.vault.unit_of_work() as work:
        lines = [(line.operation, line.reference) for line in work.journal.entries()][:2]
    assert lines == [(JournalOperation.STATION_DISTRUSTED, KEY), (JournalOperation.STATION_TRUSTED, KEY)]
