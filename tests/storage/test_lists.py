"""Lists in SQL: each filter, each order, page after page; the words of notes; what an account keeps at hand."""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.dialects import sqlite

from passeport.domain.beneficiary import Beneficiary, Dossier, DossierSummary, Situation, StandIn
from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId, NoteId, ParcoursId
from passeport.domain.identity import Identity, Telephone
from passeport.domain.listing import Due, Listing, Order, SavedView, ViewId
from passeport.domain.parcours import Action, ActionStatus, Note, NoteLevel, Parcours, Referral, Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.domain.retention import Archive
from storage import lists
from storage.bulk_load import load
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.faults.workload import raw

TODAY = dt.datetime.now().astimezone().date()
ME, OTHER = AccountId(UUID(int=71)), AccountId(UUID(int=72))


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def note(number: int, text: str, level: NoteLevel = NoteLevel.TEAM, author: AccountId = ME) -> Note:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number)
    return Note(id=NoteId(UUID(int=900 + number)), level=level, author=author, written_at=at, text=text)


def person(number: int, **facts: Any) -> Dossier:
    steps = [
        Step(id=ItemId(UUID(int=number * 100 + place)), type="ENTRETIEN", day=on, status=status)
        for place, (on, status) in enumerate(facts.get("steps", ()))
    ]
    if "referral" in facts:
        sent = Referral(point_accueil="Cap", network=str(facts["referral"]))
        steps.append(Step(id=ItemId(UUID(int=number * 100 + 50)), type="ORIENTATION", day=day(-400), referral=sent))
    if "notes" in facts:
        kept = tuple(facts["notes"])
        steps.append(Step(id=ItemId(UUID(int=number * 100 + 60)), type="ENTRETIEN", day=day(-500), notes=kept))
    actions = [
        Action(id=ItemId(UUID(int=number * 100 + 70 + place)), title="Rappeler", due_on=on, status=status)
        for place, (on, status) in enumerate(facts.get("actions", ()))
    ]
    parcours = Parcours(
        id=ParcoursId(UUID(int=number * 100 + 99)),
        need="Métier",
        theme=facts.get("theme"),
        opened_on=day(-900),
        steps=tuple(steps),
        actions=tuple(actions),
    )
    birth = facts.get("birth")
    return Dossier(
        beneficiary=Beneficiary(
            id=BeneficiaryId(UUID(int=number)),
            identity=Identity(
                given_names=f"Prénom{number}",
                family_name=str(facts.get("family", f"Nom{number:02}")),
                birth_date=PartialDate.parse(str(birth)) if birth else None,
            ),
            situation=Situation(code=facts.get("situation")),
            referent=facts.get("referent"),
            stand_in=facts.get("stand_in"),
            tags=facts.get("tags", ()),
            opened_on=day(-30),
        ),
        parcours=(parcours,),
        archive=Archive(reason="x", since=day(-1), until=day(9)) if facts.get("archived") else None,
    )


PEOPLE = (
    person(1, family="Élan", situation="ETUDIANT", theme="LOGEMENT", referent=ME, birth="1999-02-28"),
    person(2, family="Ébène", steps=[(day(-3), StepStatus.PREVUE)], referent=OTHER, tags=("Garantie Jeunes",)),
    person(3, family="Zéphyr", steps=[(day(5), StepStatus.PREVUE), (day(-400), StepStatus.HONOREE)], birth="1985"),
    person(4, family="Aulne", actions=[(day(20), ActionStatus.EN_COURS), (day(-9), ActionStatus.REALISEE)]),
    person(5, family="Mélèze", referral="CAP_EMPLOI", referent=ME, birth="1985-06-12", tags=("groupe du lundi",)),
    person(6, family="Caché", archived=True, referent=ME, situation="ETUDIANT"),
    person(7, family="Élan", stand_in=StandIn(instead_of=OTHER, until=day(-1)), referent=ME),
)
IN_USE = {1, 2, 3, 4, 5, 7}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlcipherVault]:
    vault = vaults.create(tmp_path_factory.mktemp("listes") / "coffre")
    with vault.unit_of_work() as work:
        for dossier in PEOPLE:
            work.dossiers.add(dossier)
        work.commit()
    yield vault
    vault.lock()


NAMES = {str(OTHER): "Dominique", str(ME): "Camille", "ETUDIANT": "Étudiant"}


def listed(vault: SqlcipherVault, wanted: Listing, limit: int = 200) -> list[int]:
    """The numbers of who is in a list, asked page after page."""
    found: list[int] = []
    after: DossierSummary | None = None
    with vault.unit_of_work() as work:
        while page := work.dossiers.page(limit=limit, after=after, wanted=wanted, names=NAMES):
            found += [line.id.int for line in page]
            after = page[-1]
        assert work.dossiers.count(wanted) == len(found)
        assert {one.int for one in work.dossiers.keys(wanted)} == set(found)
    return found


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Listing(), IN_USE),
        (Listing(situations=("ETUDIANT",)), {1}),
        (Listing(themes=("LOGEMENT",)), {1}),
        (Listing(networks=("CAP_EMPLOI",)), {5}),
        (Listing(tags=("garantie JEUNES",)), {2}),
        (Listing(tags=("Garantie Jeunes", "Groupe du lundi")), {2, 5}),
        (Listing(referents=(ME,)), {1, 5, 7}),
        (Listing(referents=(OTHER,), is_without_referent=True), {2, 3, 4}),
        (Listing(is_without_referent=True), {3, 4}),
        (Listing(due=Due.LATE), {2}),
        (Listing(due=Due.WEEK), {2, 3}),
        (Listing(due=Due.MONTH), {2, 3, 4}),
        (Listing(quiet_months=12), {3, 5}),
        (Listing(referents=(ME,), networks=("CAP_EMPLOI",)), {5}),
        (Listing(situations=("ETUDIANT",), due=Due.LATE), set()),
    ],
    ids=str,
)
def test_each_filter_keeps_who_answers_to_it(town: SqlcipherVault, wanted: Listing, expected: set[int]) -> None:
    assert set(listed(town, wanted)) == expected


@pytest.mark.parametrize(("order", "descending"), list(itertools.product(Order, (False, True))), ids=str)
@pytest.mark.parametrize("limit", [1, 2, 200])
def test_each_order_gives_everybody_once_page_after_page(
    town: SqlcipherVault, order: Order, *, descending: bool, limit: int
) -> None:
    wanted = Listing(order=order, is_descending=descending)
    found = listed(town, wanted, limit)
    assert sorted(found) == sorted(IN_USE)
    assert found == listed(town, wanted)
    assert found == list(reversed(listed(town, wanted.evolve(is_descending=not descending))))


def test_the_orders_are_those_that_people_expect(town: SqlcipherVault) -> None:
    assert listed(town, Listing()) == [4, 2, 1, 7, 5, 3]
    assert listed(town, Listing(order=Order.DUE))[:3] == [2, 3, 4]
    assert listed(town, Listing(order=Order.BIRTH))[-3:] == [3, 5, 1]
    assert listed(town, Listing(order=Order.CONTACT))[:2] == [3, 5]
    assert listed(town, Listing(order=Order.CHANGED, is_descending=True))[0] == 7
    assert listed(town, Listing(order=Order.NEXT))[:2] == [2, 3]
    assert listed(town, Listing(order=Order.SITUATION)) == [1, 4, 2, 7, 5, 3]  # those of no situation last
    assert listed(town, Listing(order=Order.REFERENT)) == [1, 7, 5, 2, 4, 3]  # Camille, Dominique, nobody


@pytest.mark.parametrize("order", Order)
def test_each_order_is_read_from_an_index_and_sorts_nothing(town: SqlcipherVault, order: Order) -> None:
    wanted = Listing(order=order)
    query = lists.page_under("x", wanted, TODAY, None, 100) if order in lists.GROUPS else None
    query = query if query is not None else lists.page(wanted, TODAY, None, 100)
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with raw(town) as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")]
    assert not [line for line in plan if "TEMP B-TREE" in line], plan
    assert "USING INDEX beneficiary_by_" in plan[0]


@pytest.mark.parametrize("words", [lists.LINES, str(lists.summaries())], ids=["the lines of some", "a list"])
def test_the_restricted_archive_is_looked_for_where_it_stands_alone(town: SqlcipherVault, words: str) -> None:
    with raw(town) as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", {"keys": "[]"} if ":keys" in words else ())
        plan = [row[3] for row in rows]
    if ":keys" in words:
        assert "SEARCH b USING COVERING INDEX beneficiary_lines (id=?)" in plan
    assert [line for line in plan if "record" in line] == [
        "SEARCH record USING COVERING INDEX record_archived (beneficiary_id=?)"
    ]


_ASKED = (
    Listing(referents=(ME,), due=Due.LATE),
    Listing(referents=(ME,), quiet_months=3),
    Listing(situations=("ETUDIANT",), quiet_months=3),
    Listing(is_without_referent=True, situations=("ETUDIANT",)),
    Listing(due=Due.MONTH, quiet_months=3),
    Listing(themes=("LOGEMENT",)),
    Listing(tags=("groupe du lundi",), networks=("APEC",)),
)


@pytest.mark.parametrize("wanted", _ASKED, ids=str)
def test_who_is_counted_is_read_from_indexes_alone(town: SqlcipherVault, wanted: Listing) -> None:
    with town.unit_of_work() as work:
        query = lists.counted(work.dossiers._connection, wanted, TODAY)
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with raw(town) as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}")]
    read = [line for line in plan if line.startswith(("SEARCH", "SCAN"))]
    assert read
    assert [line for line in read if "COVERING INDEX" not in line and "PRIMARY KEY" not in line] == [], plan


_FILTERS: tuple[Listing, ...] = (
    Listing(networks=("CAP_EMPLOI",)),
    Listing(networks=("CAP_EMPLOI", "APEC")),
    Listing(themes=("LOGEMENT",)),
    Listing(tags=("Garantie Jeunes", "groupe du lundi")),
    Listing(tags=("Garantie Jeunes",), networks=("APEC",)),
    Listing(themes=("LOGEMENT",), referents=(ME,)),
    Listing(tags=("licorne",)),
)


@pytest.mark.parametrize("wanted", _FILTERS, ids=str)
def test_a_filter_gives_the_same_people_whether_few_or_many_have_it(
    town: SqlcipherVault, monkeypatch: pytest.MonkeyPatch, wanted: Listing
) -> None:
    answers = []
    for few, some in ((0, 0), (2_000, 8_000), (0, 8_000)):
        monkeypatch.setattr(lists, "_FEW", few)
        monkeypatch.setattr(lists, "_SOME", some)
        with town.unit_of_work() as work:
            keys = {one.int for one in work.dossiers.keys(wanted)}
            number = work.dossiers.count(wanted)
        pages = [set(listed(town, wanted.evolve(order=order))) for order in Order]
        assert [page for page in pages if page != keys] == []
        assert number == len(keys)
        answers.append(keys)
    assert answers[0] == answers[1] == answers[2]


def test_the_dossiers_of_each_referent_are_counted_and_those_of_nobody(town: SqlcipherVault) -> None:
    with town.unit_of_work() as work:
        assert work.dossiers.referents() == {ME: 3, OTHER: 1, None: 2}
        assert [one.int for one in work.dossiers.returning(TODAY)] == [7]
        assert work.dossiers.returning(day(-1)) == ()
        assert work.dossiers.tags() == ("Garantie Jeunes", "groupe du lundi")


# Found in a list ------------------------------------------------------------------------------------------------------


def found(vault: SqlcipherVault, text: str, wanted: Listing, limit: int = 50) -> list[int]:
    with vault.unit_of_work() as work:
        return [line.id.int for line in work.dossiers.find(text, limit=limit, wanted=wanted)]


@pytest.mark.parametrize("few", [0, 2_000], ids=["among many", "among a few"])
@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("prénom", Listing(referents=(ME,)), {1, 5, 7}),
        ("élan", Listing(referents=(ME,), themes=("LOGEMENT",)), {1}),
        ("elxn prenom", Listing(situations=("ETUDIANT", "RETRAITE")), {1}),
        ("prénom 1985", Listing(networks=("CAP_EMPLOI", "APEC"), quiet_months=12), {5}),
        ("prénom", Listing(tags=("Garantie Jeunes", "groupe du lundi")), {2, 5}),
        ("prénom", Listing(due=Due.WEEK), {2, 3}),
        ("caché", Listing(situations=("ETUDIANT",)), set()),
    ],
    ids=str,
)
def test_what_is_typed_is_looked_for_in_a_list(
    town: SqlcipherVault, monkeypatch: pytest.MonkeyPatch, text: str, wanted: Listing, expected: set[int], few: int
) -> None:
    monkeypatch.setattr(lists, "_FEW", few)
    monkeypatch.setattr(lists, "_FEWER", few)
    assert set(found(town, text, wanted)) == expected


@pytest.mark.parametrize("few", [0, 2_000], ids=["among many", "among a few"])
@pytest.mark.parametrize("text", ["exem", "exemple ada", "exemple 1999 ada", "exemple 0639"])
def test_nobody_of_a_list_is_passed_over_however_many_bear_the_name(
    crowd: SqlcipherVault, monkeypatch: pytest.MonkeyPatch, text: str, few: int
) -> None:
    monkeypatch.setattr(lists, "_FEW", few)
    monkeypatch.setattr(lists, "_FEWER", few)
    assert found(crowd, text, Listing(situations=("ETUDIANT", "RETRAITE"))) == [CROWD]


CROWD = 2_100
"""More than were ever looked at for one question; the last of them is the one student."""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlcipherVault]:
    vault = vaults.create(tmp_path_factory.mktemp("foule") / "coffre")
    known = Identity.model_validate(
        {
            "given_names": "Ada",
            "family_name": "Exemple",
            "birth_date": PartialDate.parse("1999-02-28"),
            "telephones": (Telephone(number="0639980000"),),
        }
    )
    everybody = (
        Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(UUID(int=number)),
                identity=known,
                situation=Situation(code="ETUDIANT" if number == CROWD else None),
                opened_on=TODAY,
            )
        )
        for number in range(1, CROWD + 1)
    )
    with raw(vault) as connection:
        load(connection, everybody, CROWD, lambda _done, _total: None)
        connection.commit()
    yield vault
    vault.lock()


# The words of notes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[SqlcipherVault]:
    vault = vaults.create(tmp_path / "coffre")
    texts = (
        note(1, "Projet de boulangerie à Melun"),
        note(3, "Souhaite ouvrir une boulangerie, œuvre avec sa sœur"),
        note(2, "Boulangerie : doute", NoteLevel.PRIVATE),
    )
    with vault.unit_of_work() as work:
        work.dossiers.add(person(1, notes=texts))
        work.commit()
    yield vault
    vault.lock()


def said(vault: SqlcipherVault, text: str, account: AccountId = ME) -> list[str]:
    with vault.unit_of_work() as work:
        return [one.text for one in work.dossiers.find_notes(text, account)]


def test_words_of_notes_are_found_newest_first_and_a_private_one_by_its_author_alone(notebook: SqlcipherVault) -> None:
    assert [text[:8] for text in said(notebook, "BOULANG")] == ["Souhaite", "Boulange", "Projet d"]
    assert [text[:8] for text in said(notebook, "boulangerie", OTHER)] == ["Souhaite", "Projet d"]
    assert said(notebook, "doute", OTHER) == []
    assert [text[:8] for text in said(notebook, "oeuvre soeur")] == ["Souhaite"]
    assert said(notebook, "boulangerie paris") == []
    for text in ('"', "*", "NEAR(", "a AND", "", "^", "words:x"):
        said(notebook, text)


@pytest.mark.parametrize("few", [0, 2_000], ids=["among many", "among a few"])
def test_words_of_notes_are_looked_for_in_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(lists, "_FEW", few)
    vault = vaults.create(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        work.dossiers.add(person(1, notes=(note(1, "Boulangerie"),), tags=("lundi",)))
        work.dossiers.add(person(2, notes=(note(2, "Boulangerie"),), situation="ETUDIANT"))
        work.commit()
        for wanted, expected in ((Listing(tags=("lundi",)), [1]), (Listing(situations=("ETUDIANT",)), [2])):
            assert [one.person.id.int for one in work.dossiers.find_notes("boul", ME, wanted=wanted)] == expected
    vault.lock()


def test_what_a_note_said_before_is_found_no_more_nor_after_the_person_left(notebook: SqlcipherVault) -> None:
    with notebook.unit_of_work() as work:
        known = work.dossiers.get(BeneficiaryId(UUID(int=1)))
        changed = person(1, notes=(note(1, "Projet de menuiserie"),))
        work.dossiers.save(changed.evolve(revision=known.revision))
        work.commit()
    assert (said(notebook, "boulangerie"), len(said(notebook, "menuiserie"))) == ([], 1)
    with notebook.unit_of_work() as work:
        work.dossiers.remove(BeneficiaryId(UUID(int=1)))
        work.commit()
    assert said(notebook, "menuiserie") == []
    with raw(notebook) as connection:
        blocks = [row[0] for row in connection.exec_driver_sql("SELECT block FROM note_words_data")]
        assert not any(b"menuiser" in block or b"boulang" in block for block in blocks)  # R10


# At hand --------------------------------------------------------------------------------------------------------------


def test_who_is_pinned_and_who_was_opened_last(town: SqlcipherVault) -> None:
    with town.unit_of_work() as work:
        for number in (1, 2, 3, 1):
            work.shelf.opened(ME, BeneficiaryId(UUID(int=number)))
        work.shelf.pin(ME, BeneficiaryId(UUID(int=4)))
        work.shelf.pin(ME, BeneficiaryId(UUID(int=5)))
        work.shelf.unpin(ME, BeneficiaryId(UUID(int=4)))
        assert [one.int for one in work.shelf.recent(ME)] == [1, 3, 2]
        assert [one.int for one in work.shelf.pinned(ME)] == [5]
        assert (work.shelf.recent(OTHER), work.shelf.pinned(OTHER)) == ((), ())


def test_only_the_last_twenty_are_remembered(tmp_path: Path) -> None:
    vault = vaults.create(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        for number in range(1, 24):
            work.dossiers.add(person(number))
            work.shelf.opened(ME, BeneficiaryId(UUID(int=number)))
        assert [one.int for one in work.shelf.recent(ME)] == list(range(23, 3, -1))
    vault.lock()


def test_a_list_is_kept_under_its_name_for_its_account_alone(town: SqlcipherVault) -> None:
    view = SavedView(id=ViewId(UUID(int=1)), account=ME, name="En retard", listing=Listing(due=Due.LATE))
    with town.unit_of_work() as work:
        work.shelf.keep_view(view)
        work.shelf.keep_view(view.evolve(name="Échéances"))
        assert work.shelf.views(ME) == (view.evolve(name="Échéances"),)
        assert work.shelf.views(OTHER) == ()
        work.shelf.remove_view(OTHER, view.id)
        assert len(work.shelf.views(ME)) == 1
        work.shelf.remove_view(ME, view.id)
        assert work.shelf.views(ME) == ()
