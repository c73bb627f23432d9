"""The history of a dossier: which field changed, from what to what, by whom, and what is never kept in it."""

import datetime as dt
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from passeport.domain.alteration import KINDS, Alteration, altered
from passeport.domain.beneficiary import Beneficiary, Dossier, YesNoUnknown
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import NoteLevel, Parcours
from passeport.domain.profile import ITEM_LISTS
from passeport.domain.retention import ErasureCause
from passeport.language.alterations import told_alteration
from passeport.language.catalogue import speaking
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from storage.tables import alteration
from storage.unit_of_work import SqlUnitOfWork
from tests import people

Change = Callable[[Dossier], Dossier]


@pytest.fixture
def who(desk: Desk) -> BeneficiaryId:
    return desk.editing.create(people.ada()).beneficiary.id


def said(desk: Desk, changes: Iterable[Alteration]) -> list[str]:
    accounts = {desk.vault.account.id: desk.vault.account.name}
    lines = (line for change in changes for line in told_alteration(change, accounts).lines)
    return [" ".join(line.split()) for line in lines]  # no no-break space


def last(desk: Desk, who: BeneficiaryId) -> list[str]:
    return said(desk, desk.journal.history(who)[0].alterations)


def person(change: Callable[[Beneficiary], Beneficiary]) -> Change:
    return lambda dossier: dossier.evolve(beneficiary=change(dossier.beneficiary))


def parcours(change: Callable[[Parcours], Parcours]) -> Change:
    return lambda dossier: dossier.with_parcours(change(dossier.parcours[0]))


def test_a_field_is_told_with_what_it_was_and_what_it_is(desk: Desk, who: BeneficiaryId) -> None:
    assert desk.journal.history(who)[0].alterations == (), "a new dossier has changed nothing"
    desk.editing.change(who, person(lambda one: one.evolve(situation=one.situation.evolve(commune="91377"))))
    assert last(desk, who) == ["Situation", "Commune : Évry-Courcouronnes → Massy"]
    desk.editing.change(who, person(lambda one: one.evolve(tags=("Garantie",))))
    assert last(desk, who) == ["Suivi", "Étiquettes : Garantie (ajouté)"]
    desk.editing.change(who, person(lambda one: one.evolve(referent=desk.vault.account.id)))
    assert last(desk, who) == ["Suivi", "Conseiller référent : un compte qui n’est plus là → Camille Conseiller-Fictif"]
    past = desk.journal.history(who)[0]
    assert past.line.operation is JournalOperation.DOSSIER_CHANGED


def test_an_item_is_told_by_its_name(desk: Desk, who: BeneficiaryId) -> None:
    first = people.ada_parcours().steps[0]
    desk.editing.change(
        who, parcours(lambda one: one.evolve(steps=(first.evolve(outcome="Un projet", minutes=60), *one.steps[1:])))
    )
    assert last(desk, who) == [
        "Étape – 12 octobre 2026 : Entretien individuel – Un projet",
        "Durée en minutes : 45 → 60",
        "Résultat : Projet : paysagiste → Un projet",
    ]
    desk.editing.change(who, parcours(lambda one: one.evolve(steps=one.steps[1:])))
    (gone,) = last(desk, who)
    assert gone.endswith("(retiré)")
    desk.editing.undo(who)
    (back,) = last(desk, who)
    assert back.endswith("(ajouté)")


@pytest.mark.parametrize("level", [NoteLevel.TEAM, NoteLevel.SHAREABLE])
def test_a_note_is_told_as_changed_and_its_words_are_not_kept(desk: Desk, who: BeneficiaryId, level: NoteLevel) -> None:
    first = people.ada_parcours().steps[0]
    note = people.note("nouvelle", level, "Zyxmot")
    desk.editing.change(who, parcours(lambda one: one.evolve(steps=(first.evolve(notes=(note,)), *one.steps[1:]))))
    past = desk.journal.history(who)[0]
    assert said(desk, past.alterations)[1:] == ["Notes : modifié"]
    assert "Zyxmot" not in str(past.alterations)


def test_a_private_note_leaves_no_trace(desk: Desk, who: BeneficiaryId) -> None:
    first = people.ada_parcours().steps[0]
    note = people.note("nouvelle", NoteLevel.PRIVATE, "Zyxmot")
    steps = (first.evolve(notes=(*first.notes, note)), *people.ada_parcours().steps[1:])
    desk.editing.change(who, parcours(lambda one: one.evolve(steps=steps)))
    assert desk.journal.history(who)[0].alterations == ()


def test_disability_is_told_as_changed_alone(desk: Desk, who: BeneficiaryId) -> None:
    desk.editing.change(who, person(lambda one: one.evolve(situation=one.situation.evolve(rqth=YesNoUnknown.OUI))))
    past = desk.journal.history(who)[0]
    assert said(desk, past.alterations)[1:] == ["RQTH : modifié"]
    assert "OUI" not in str(past.alterations)


def test_a_merge_keeps_the_history_of_both_and_gives_it_back(desk: Desk, who: BeneficiaryId) -> None:
    other = desk.dossiers.create(people.ada_identity())
    desk.editing.change(other, person(lambda one: one.evolve(tags=("Seconde",))))
    desk.editing.change(who, person(lambda one: one.evolve(tags=("Première",))))
    desk.reunions.reunite(who, other, {})
    whole = said(desk, [change for past in desk.journal.history(who) for change in past.alterations])
    assert {"Étiquettes : Seconde (ajouté)", "Étiquettes : Première (ajouté)"} <= set(whole)
    desk.dossiers.undo()
    back = said(desk, [change for past in desk.journal.history(other) for change in past.alterations])
    assert "Étiquettes : Seconde (ajouté)" in back
    assert "Étiquettes : Première (ajouté)" not in back


def test_it_speaks_english(desk: Desk, who: BeneficiaryId) -> None:
    desk.editing.change(who, person(lambda one: one.evolve(tags=("Garantie",))))
    with speaking("en"):
        assert last(desk, who) == ["Follow-up", "Tags: Garantie (added)"]


def test_every_part_of_a_dossier_is_told_when_it_comes_and_when_it_goes(desk: Desk) -> None:
    """Each field of each part, of a dossier that has everything, has a name and words."""
    whole = people.ada()
    profile = whole.beneficiary.profile
    bare = whole.evolve(
        parcours=(),
        beneficiary=Beneficiary(
            id=whole.beneficiary.id,
            identity=people.ada_identity().evolve(given_names="Autre", emails=(), telephones=()),
            opened_on=dt.date(2026, 10, 12),
        ),
    )
    for before, after in ((bare, whole), (whole, bare)):
        changes = altered(before, after)
        found = {change.part for change in changes}
        assert {name for name in ITEM_LISTS if getattr(profile, name)} | {"identity", "situation", "parcours"} <= found
        assert found <= set(KINDS)
        assert all(line.strip() for line in said(desk, changes))
        data = [document.data for document in profile.documents]
        assert all(Alteration.model_validate_json(change.model_dump_json()) == change for change in changes)
        assert not any("data" in (change.after or {}) for change in changes), data


def test_it_goes_with_the_dossier_and_with_the_lines_of_the_journal(desk: Desk) -> None:
    who = desk.dossiers.create(people.ada_identity())

    def rows() -> int:
        with desk.vault.unit_of_work() as work:
            assert isinstance(work, SqlUnitOfWork)
            return work.connection.execute(select(func.count()).select_from(alteration)).scalar_one()

    desk.editing.change(who, person(lambda one: one.evolve(tags=("Garantie",))))
    assert rows() == 1
    with desk.vault.unit_of_work() as work:
        work.journal.purge(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
        work.commit()
    assert rows() == 0, "a line of more than a year takes its fields with it"
    desk.editing.change(who, person(lambda one: one.evolve(tags=())))
    assert rows() == 1
    desk.rights.erase(who, ErasureCause.REQUEST)
    assert rows() == 0


def test_the_person_reads_it_in_their_copy(desk: Desk, who: BeneficiaryId, tmp_path: Path) -> None:
    desk.editing.change(who, person(lambda one: one.evolve(tags=("Garantie",))))
    desk.rights.copy(who, tmp_path / "copie.zip")
    with zipfile.ZipFile(tmp_path / "copie.zip") as archive:
        page = archive.read("copie.html").decode()
        data = json.loads(archive.read("copie.json"))
    assert "Ce qui a changé, champ par champ" in page
    assert "Garantie (ajouté)" in " ".join(page.split())
    assert [change["part"] for changes in data["alterations"].values() for change in changes] == ["beneficiary"]
