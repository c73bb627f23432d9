"""The directory over a real vault: a version that takes the place of another, corrections that stay, the search."""

import json
from pathlib import Path
from typing import Any

import pytest

from passeport.domain.directory import HERE
from passeport.domain.errors import ChangedMeanwhile, FieldRefused, NothingToShow
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation


def structure(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "source": "exemple",
        "id": f"exemple--{number}",
        "nom": f"Mission locale {number} d’Évry-Courcouronnes",
        "code_insee": "91228",
        "code_postal": "91000",
        "commune": "Évry-Courcouronnes",
        "date_maj": "2026-10-01",
        "latitude": 48.62,
        "longitude": 2.43,
        "reseaux_porteurs": ["mission-locale"],
        **changes,
    }


@pytest.fixture
def load(desk: Desk, tmp_path: Path) -> Any:
    def bring_in(*lines: dict[str, Any]) -> Any:
        path = tmp_path / "annuaire.json"
        path.write_text(json.dumps(lines), encoding="utf-8")
        proposal = desk.directory.propose(path)
        return desk.directory.apply(proposal)

    return bring_in


def names(desk: Desk, text: str = "") -> list[str]:
    return [entry.point.name for entry in desk.directory.find(text)]


def test_a_first_version_is_shown_before_it_is_saved(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "annuaire.json"
    path.write_text(json.dumps([structure(1), structure(2)]), encoding="utf-8")
    proposal = desk.directory.propose(path)
    assert len(proposal.changes.added) == 2
    assert names(desk) == []
    desk.directory.apply(proposal)
    assert len(names(desk)) == 2
    assert [(one.source, one.count) for one in desk.directory.sources()] == [("exemple", 2)]
    assert desk.journal.lines(desk.journal.look())[0].operation is JournalOperation.DIRECTORY_IMPORTED


def test_a_new_version_replaces_its_source_and_no_other(desk: Desk, load: Any) -> None:
    load(structure(1), structure(2), structure(3, source="autre", id="autre--3"))
    changes = load(structure(1, telephone="0199000009"), structure(4))
    assert [point.id for point in changes.added] == ["exemple--4"]
    assert [(one.after.id, one.fields) for one in changes.changed] == [("exemple--1", ("telephone",))]
    assert [point.id for point in changes.gone] == ["exemple--2"]
    assert {entry.told.id for entry in desk.directory.find("")} == {"exemple--1", "exemple--4", "autre--3"}


def test_the_same_version_again_changes_nothing(load: Any) -> None:
    load(structure(1), structure(2))
    again = load(structure(1, date_maj="2026-11-01"), structure(2))
    assert (again.is_nothing, again.same) == (True, 2)


def test_what_was_corrected_here_stays(desk: Desk, load: Any) -> None:
    load(structure(1), structure(2))
    desk.directory.correct("exemple--1", {"telephone": "01 99 00 00 77"})
    desk.directory.correct("exemple--2", {"name": "Antenne de la mission locale"})
    changes = load(structure(1, telephone="0199000009"))
    assert [(one.after.id, one.is_corrected) for one in changes.changed] == [("exemple--1", True)]
    assert [point.id for point in changes.kept] == ["exemple--2"]
    assert {entry.told.id: entry.point.telephone for entry in desk.directory.find("")} == {
        "exemple--1": "01 99 00 00 77",
        "exemple--2": "",
    }
    assert desk.directory.restore("exemple--1").telephone == "0199000009"
    desk.directory.remove("exemple--2")
    assert len(desk.directory.find("")) == 1


def test_a_correction_that_says_what_the_source_says_is_none(desk: Desk, load: Any) -> None:
    load(structure(1))
    desk.directory.correct("exemple--1", {"telephone": "1"})
    desk.directory.correct("exemple--1", {"telephone": ""})
    (entry,) = desk.directory.find("")
    assert entry.corrected is None


@pytest.mark.parametrize("text", ["mission", "EVRY", "evry mission", "91000", "courcouronnes 1", "locale évry-cour"])
def test_search_by_any_words(desk: Desk, load: Any, text: str) -> None:
    load(structure(1), structure(2, nom="Autre lieu", commune="Massy", code_postal="91300", reseaux_porteurs=[]))
    assert names(desk, text) == ["Mission locale 1 d’Évry-Courcouronnes"]


def test_search_finds_what_is_corrected_and_what_obeys_nothing(desk: Desk, load: Any) -> None:
    load(structure(1))
    desk.directory.correct("exemple--1", {"name": "Antenne de quartier"})
    assert names(desk, "antenne") == ["Antenne de quartier"]
    assert names(desk, "%") == names(desk, "_") == names(desk)
    assert names(desk, "100 %") == []


def test_by_hand(desk: Desk, load: Any) -> None:
    load(structure(1))
    point = desk.directory.add({"name": "CIO d’Essai", "network": "CIO", "city": "Essai"})
    assert point.source == HERE
    desk.directory.correct(point.id, {"city": "Essai-sur-Seine"})
    (entry,) = desk.directory.find("cio")
    assert (entry.corrected, entry.point.city) == (None, "Essai-sur-Seine")
    assert desk.journal.names([point.id, "nulle-part"]) == {point.id: "CIO d’Essai"}, "the journal calls it by its name"
    with pytest.raises(FieldRefused):
        desk.directory.add({"name": "", "network": "CIO"})
    with pytest.raises(NothingToShow):
        desk.directory.correct("nulle-part", {"city": "x"})
    load(structure(2))
    assert len(desk.directory.find("cio")) == 1, "no source takes away what was entered here"


def test_a_directory_that_changed_since_is_not_overwritten(desk: Desk, load: Any, tmp_path: Path) -> None:
    load(structure(1))
    path = tmp_path / "autre.json"
    path.write_text(json.dumps([structure(2)]), encoding="utf-8")
    proposal = desk.directory.propose(path)
    desk.directory.correct("exemple--1", {"telephone": "2"})
    with pytest.raises(ChangedMeanwhile):
        desk.directory.apply(proposal)
    assert [entry.told.id for entry in desk.directory.find("")] == ["exemple--1"]
