"""What differs between two things, in French: each field that differs, and nothing that does not."""

import datetime as dt

import pytest

from passeport.domain.model import DomainModel
from passeport.domain.parcours import StepStatus
from passeport.domain.partial_date import Period
from passeport.domain.profile import ITEM_LISTS, Item
from passeport.language import comparison
from passeport.language.comparison import Change
from tests.people import ada_parcours, ada_profile, item

PROFILE, PARCOURS = ada_profile(), ada_parcours()
ITEMS: list[Item] = [
    *(one for name in ITEM_LISTS for one in getattr(PROFILE, name)),
    *PARCOURS.steps,
    *PARCOURS.actions,
]


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: type(one).__name__)
def test_a_thing_does_not_differ_from_itself_nor_from_its_copy_elsewhere(one: Item) -> None:
    assert comparison.changes(one, one) == ()
    assert comparison.changes(one, one.evolve(id=item("ailleurs"))) == ()


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: type(one).__name__)
def test_what_is_left_empty_there_changes_nothing_here(one: Item) -> None:
    emptied = {
        name: field.get_default()
        for name, field in type(one).model_fields.items()
        if not field.is_required() and field.get_default() in (None, "", ())
    }
    assert comparison.changes(one, one.evolve(**emptied)) == ()


@pytest.mark.parametrize(
    ("mine", "changed", "said"),
    [
        (PROFILE.skills[0], {"kind": "OTHER"}, ("Nature", "Compétences en communication", "Autres compétences")),
        (PROFILE.custom[0], {"kind": "PROJECT"}, None),
        (PROFILE.driving_licences[1], {"category": "B"}, None),
        (PROFILE.documents[0], {"data": b"x" * 5_000}, None),
        (PARCOURS.steps[1], {"until": dt.date(2026, 11, 7)}, ("Date de fin", "6 novembre 2026", "7 novembre 2026")),
        (PARCOURS.steps[1], {"status": StepStatus.PREVUE}, ("Statut", "Honorée", "Prévue")),
        (PARCOURS.steps[0], {"at": dt.time(14, 5)}, ("Heure", "09:30", "14:05")),
        (PARCOURS.steps[0], {"minutes": 60}, ("Durée en minutes", "45", "60")),
        (PARCOURS, {"need": "Se former"}, ("Besoin d’orientation", "Trouver un métier au grand air", "Se former")),
        (PARCOURS, {"cep_level": "1"}, None),
        (PROFILE.education[0], {"period": Period()}, ()),
    ],
)
def test_a_change_is_said_in_the_words_of_its_list(
    mine: DomainModel, changed: dict[str, object], said: tuple[str, ...] | None
) -> None:
    found = comparison.changes(mine, mine.evolve(**changed))
    if said == ():  # what is left empty there changes nothing here
        assert found == ()
        return
    assert len(found) == 1
    if said is not None:
        assert found[0] == Change(*said)
    assert not any(words.isupper() or "_" in words or "None" in words for words in found[0][1:])


def test_what_was_not_said_here_is_shown_as_nothing() -> None:
    mine = PROFILE.experiences[0].evolve(sector=None)
    assert comparison.changes(mine, PROFILE.experiences[0]) == (
        Change("Secteur d’activité", "", "Agriculture, sylviculture et pêche"),
    )
