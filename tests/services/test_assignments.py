"""Who follows whom: for good or for a time, many at once, with what may not be given told apart; and the tags."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.errors import (
    Cancelled,
    DoneToMany,
    EndsBeforeItBegins,
    FieldRefused,
    NoSuchAccount,
    NothingToUndo,
    SocialSecurityNumberRefused,
)
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.listing import Due, Listing
from passeport.domain.requests import RequestKind
from passeport.services.desk import Desk
from passeport.services.history import Place
from passeport.services.journal_ports import JournalOperation
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.vaults import CountedIdentifiers, SetClock

GONE = AccountId(UUID(int=404))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    """The desk of who manages the accounts, with two colleagues, one of whom has left."""
    opened = wiring.desk(vaults.copied(tmp_path / "coffre"), clock, CountedIdentifiers())
    for name in ("Dominique Fictif", "Sacha Parti"):
        opened.administration.add(name, Role.CONSEILLER, "sept mots sans lien pour cet essai")
    opened.administration.disable(opened.administration.find("Sacha Parti").account.id)
    yield opened
    opened.vault.lock()


def account(desk: Desk, name: str) -> AccountId:
    return desk.administration.find(name).account.id


def made(desk: Desk, *families: str) -> list[BeneficiaryId]:
    return [desk.dossiers.create(Identity(given_names="Ada", family_name=family)) for family in families]


def referents(desk: Desk, people: list[BeneficiaryId]) -> list[AccountId | None]:
    return [desk.dossiers.open(one).beneficiary.referent for one in people]


def noted(desk: Desk, operation: JournalOperation) -> list[str]:
    with desk.vault.unit_of_work() as work:
        return [one.reference for one in work.journal.entries() if one.operation is operation]


def test_dossiers_are_given_for_good_and_taken_back_as_a_whole(desk: Desk) -> None:
    people = made(desk, "Exemple", "Fictive", "Modèle")
    mine, colleague = desk.vault.account.id, account(desk, "Dominique Fictif")
    done = desk.assignments.assign(people, colleague)
    assert (done.changed, done.refused) == (tuple(people), ())
    assert referents(desk, people) == [colleague] * 3
    assert set(noted(desk, JournalOperation.DOSSIER_ASSIGNED)) == {str(one) for one in people}
    desk.dossiers.undo()
    assert referents(desk, people) == [mine] * 3
    desk.dossiers.redo()
    assert referents(desk, people) == [colleague] * 3


def test_what_is_lent_comes_back_by_itself_the_day_after(desk: Desk, clock: SetClock) -> None:
    (who,) = made(desk, "Exemple")
    mine, colleague = desk.vault.account.id, account(desk, "Dominique Fictif")
    until = clock.today() + dt.timedelta(days=10)
    desk.assignments.assign([who], colleague, until)
    clock.wait(10)
    assert desk.assignments.settle() == ()
    assert referents(desk, [who]) == [colleague]
    clock.wait(1)
    assert desk.assignments.settle() == (who,)
    assert referents(desk, [who]) == [mine]
    assert desk.dossiers.open(who).beneficiary.stand_in is None
    assert noted(desk, JournalOperation.DOSSIER_RETURNED) == [str(who)]
    assert desk.assignments.settle() == ()


def test_what_is_lent_on_goes_back_to_whom_it_was_lent_by_first(desk: Desk, clock: SetClock) -> None:
    (who,) = made(desk, "Exemple")
    mine, colleague = desk.vault.account.id, account(desk, "Dominique Fictif")
    desk.assignments.assign([who], colleague, clock.today() + dt.timedelta(days=3))
    desk.assignments.assign([who], None, clock.today() + dt.timedelta(days=5))
    clock.wait(6)
    desk.assignments.settle()
    assert referents(desk, [who]) == [mine]


def test_a_dossier_given_for_good_does_not_come_back(desk: Desk, clock: SetClock) -> None:
    (who,) = made(desk, "Exemple")
    colleague = account(desk, "Dominique Fictif")
    desk.assignments.assign([who], colleague, clock.today() + dt.timedelta(days=3))
    desk.assignments.assign([who], colleague)
    clock.wait(9)
    assert desk.assignments.settle() == ()
    assert referents(desk, [who]) == [colleague]


def test_dossiers_of_nobody_and_of_who_left_are_listed_first(desk: Desk) -> None:
    people = made(desk, "Exemple", "Fictive", "Modèle")
    gone = account(desk, "Sacha Parti")
    with desk.vault.unit_of_work() as work:
        for who, referent in zip(people, (None, gone, GONE), strict=True):
            dossier = work.dossiers.get(who)
            work.dossiers.save(dossier.evolve(beneficiary=dossier.beneficiary.evolve(referent=referent)))
        work.commit()
    found = [(one.name, one.count, one.is_there) for one in desk.assignments.caseloads()]
    assert found[0] == ("", 1, False)
    assert set(found[1:3]) == {("", 1, False), ("Sacha Parti", 1, False)}
    assert [one[2] for one in found[3:]] == [True, True]
    assert desk.dossiers.count(Listing(referents=(gone,))) == 1


def test_a_conseiller_gives_only_what_is_theirs_and_the_rest_is_told(desk: Desk, clock: SetClock) -> None:
    mine, theirs, frozen = made(desk, "Exemple", "Fictive", "Gelée")
    colleague = account(desk, "Dominique Fictif")
    desk.assignments.assign([theirs], colleague)
    desk.rights.record(frozen, RequestKind.LIMITATION)
    assert isinstance(desk.vault, SqlcipherVault)
    vaults.as_account(desk.vault, Role.CONSEILLER)
    done = desk.assignments.assign([mine, theirs, frozen], colleague, clock.today() + dt.timedelta(days=2))
    assert (done.changed, done.refused) == ((mine,), (theirs, frozen))


@pytest.mark.parametrize("name", ["Sacha Parti", ""])
def test_nothing_is_given_to_who_opens_nothing(desk: Desk, name: str) -> None:
    people = made(desk, "Exemple")
    with pytest.raises(NoSuchAccount):
        desk.assignments.assign(people, account(desk, name) if name else GONE)
    assert referents(desk, people) == [desk.vault.account.id]


def test_a_loan_that_is_over_already_is_refused(desk: Desk, clock: SetClock) -> None:
    people = made(desk, "Exemple")
    with pytest.raises(EndsBeforeItBegins):
        desk.assignments.assign(people, account(desk, "Dominique Fictif"), clock.today() - dt.timedelta(days=1))
    assert referents(desk, people) == [desk.vault.account.id]


def test_a_loan_of_today_alone_ends_with_the_day(desk: Desk, clock: SetClock) -> None:
    people, colleague = made(desk, "Exemple"), account(desk, "Dominique Fictif")
    desk.assignments.assign(people, colleague, clock.today())
    assert desk.assignments.settle() == ()
    assert referents(desk, people) == [colleague]
    clock.wait(1)
    assert desk.assignments.settle() == tuple(people)
    assert referents(desk, people) == [desk.vault.account.id]


def test_what_is_stopped_half_way_gave_nothing(desk: Desk) -> None:
    people = made(desk, "Exemple", "Fictive")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.assignments.assign(people, account(desk, "Dominique Fictif"), progress=stop)
    assert referents(desk, people) == [desk.vault.account.id] * 2


# Tags -----------------------------------------------------------------------------------------------------------------


def test_tags_are_put_taken_off_and_undone_as_a_whole(desk: Desk) -> None:
    people = made(desk, "Exemple", "Fictive")
    desk.assignments.tag(people, add=("Garantie Jeunes", "lundi"))
    desk.assignments.tag(people[:1], add=("LUNDI",), remove=("garantie jeunes",))
    assert [desk.dossiers.open(one).beneficiary.tags for one in people] == [("lundi",), ("Garantie Jeunes", "lundi")]
    assert desk.lists.tags() == ("Garantie Jeunes", "lundi")
    assert desk.dossiers.count(Listing(tags=("Lundi",))) == 2
    desk.dossiers.undo()
    assert desk.dossiers.count(Listing(tags=("garantie jeunes",))) == 2


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("x" * 41, FieldRefused),
        ("", FieldRefused),
        ("x" * 10_000, FieldRefused),
        ("1 85 05 78 006 084 91", SocialSecurityNumberRefused),
    ],
)
def test_a_tag_that_breaks_a_rule_changes_nobody(desk: Desk, word: str, refusal: type[Exception]) -> None:
    people = made(desk, "Exemple")
    with pytest.raises(refusal):
        desk.assignments.tag(people, add=(word,))
    assert desk.dossiers.open(people[0]).beneficiary.tags == ()


# At hand --------------------------------------------------------------------------------------------------------------


def test_who_was_opened_last_and_who_is_pinned_is_at_hand(desk: Desk) -> None:
    first, second = made(desk, "Exemple", "Fictive")
    desk.dossiers.open(first)
    desk.dossiers.open(second)
    desk.lists.pin(first)
    kept = desk.lists.bookmarks()
    assert ([one.id for one in kept.recent], [one.id for one in kept.pinned]) == ([second, first], [first])
    assert (kept.holds(first), kept.holds(second)) == (True, False)
    desk.lists.unpin(first)
    assert desk.lists.bookmarks().pinned == ()


def test_a_list_is_kept_changed_and_forgotten(desk: Desk) -> None:
    kept = desk.lists.keep("En retard", Listing(due=Due.LATE))
    desk.lists.keep("Tout de suite", Listing(due=Due.WEEK), kept.id)
    assert [(one.name, one.listing.due) for one in desk.lists.views()] == [("Tout de suite", Due.WEEK)]
    with pytest.raises(FieldRefused):
        desk.lists.keep("  ", Listing())
    desk.lists.remove(kept.id)
    assert desk.lists.views() == ()


def test_one_dossier_takes_nothing_back_from_many_people(desk: Desk) -> None:
    people = made(desk, "Alpha", "Bravo", "Charlie")
    desk.assignments.tag(people, ("lundi",), ())
    with pytest.raises(DoneToMany) as refused:
        desk.dossiers.undo(people[1])
    assert refused.value.parameters == {"count": 3}
    assert desk.lists.tags() == ("lundi",)
    desk.dossiers.change_identity(people[2], Identity(given_names="Bé", family_name="Charlie"))
    desk.dossiers.undo(people[2])
    assert desk.dossiers.undo(made_in=Place.LIST).people == 3
    assert desk.lists.tags() == ()


def test_a_place_takes_back_nothing_that_was_made_elsewhere(desk: Desk) -> None:
    (who,) = made(desk, "Alpha")
    for place in (Place.LIST, Place.WORKSHOP):
        with pytest.raises(NothingToUndo):
            desk.dossiers.undo(made_in=place)
    desk.assignments.tag([who], ("lundi",), ())
    desk.dossiers.undo(who)  # it concerns this person alone: the dossier takes it back too
    assert desk.dossiers.open(who).beneficiary.tags == ()
