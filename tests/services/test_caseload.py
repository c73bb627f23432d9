"""A caseload comes in line by line, with what is wrong told where it is; a list goes out encrypted, for who may."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from exports.tables.incoming import understand_table
from exports.tables.lists import opened
from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.caseload import CaseloadPreview, Column, guessed
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import (
    Cancelled,
    ChangedMeanwhile,
    NobodyToExport,
    NoColumnFor,
    SettingFixed,
    WeakPassphrase,
)
from passeport.domain.identity import Identity
from passeport.domain.requests import RequestKind
from passeport.language.catalogue import speaking
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada
from tests.vaults import CountedIdentifiers, SetClock

HEADINGS = "NOM;Prénom;Né(e) le;Portable;Mail;Ville;CP;Situation;Suivi par;Groupe"
GOOD = "Exemple;Ada;28/02/1999;06 39 98 00 00;ada@exemple.invalid;Melun;77000;Étudiant;;lundi"
PHRASE = "sept mots sans lien pour cet essai"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened_desk = wiring.desk(vaults.copied(tmp_path / "coffre"), SetClock(), CountedIdentifiers())
    yield opened_desk
    opened_desk.vault.lock()


def previewed(desk: Desk, *lines: str, headings: str = HEADINGS) -> CaseloadPreview:
    table = understand_table("\n".join((headings, *lines)).encode(), "liste.csv")
    return desk.caseloads.preview(table, desk.caseloads.mapping(table))


def test_the_columns_are_guessed_by_their_headings() -> None:
    found = guessed(tuple(HEADINGS.split(";")))
    assert list(found.values()) == [
        Column.FAMILY_NAME,
        Column.GIVEN_NAMES,
        Column.BIRTH_DATE,
        Column.TELEPHONE,
        Column.EMAIL,
        Column.CITY,
        Column.POSTAL_CODE,
        Column.SITUATION,
        Column.REFERENT,
        Column.TAGS,
    ]
    assert guessed(("Nom de naissance", "Nom", "Remarque")) == {0: Column.BIRTH_NAME, 1: Column.FAMILY_NAME}


def test_a_line_becomes_a_dossier_and_all_are_undone_at_once(desk: Desk) -> None:
    preview = previewed(desk, GOOD, "Fictive;Zoé;1985;;;;;;;")
    done = desk.caseloads.accept(preview)
    assert (len(done.made), done.is_whole) == (2, True)
    person = desk.dossiers.open(done.made[0]).beneficiary
    assert person.identity.full_name == "Ada Exemple"
    assert str(person.identity.birth_date) == "1999-02-28"
    assert [one.number for one in person.identity.telephones] == ["639980000"]
    assert (person.situation.code, person.situation.commune) == ("ETUDIANT", "77288")
    assert person.identity.addresses[0].postal_code == "77000"
    assert (person.referent, person.tags) == (desk.vault.account.id, ("lundi",))
    desk.dossiers.undo()
    assert desk.dossiers.count() == 0
    desk.dossiers.redo()
    assert desk.dossiers.count() == 2


def test_a_dossier_that_was_worked_on_since_keeps_the_whole_from_being_undone(desk: Desk) -> None:
    done = desk.caseloads.accept(previewed(desk, GOOD))
    with desk.vault.unit_of_work() as work:
        dossier = work.dossiers.get(done.made[0])
        work.dossiers.save(dossier.evolve(beneficiary=dossier.beneficiary.evolve(tags=("autre",))))
        work.commit()
    with pytest.raises(ChangedMeanwhile):
        desk.dossiers.undo()
    assert desk.dossiers.count() == 1


@pytest.mark.parametrize(
    ("line", "heading", "said"),
    [
        (";Ada;28/02/1999", "NOM", "il manque"),
        ("Exemple;Ada;", "Né(e) le", "il manque"),
        ("Exemple;Ada;31/02/1999", "Né(e) le", "31/02/1999"),
        ("Exemple;Ada;12/03/2999", "Né(e) le", "2999"),
        (f"{'é' * 10_000};Ada;1999", "NOM", "long"),
        ("Exemple;Ada;1999;pas un numéro", "Portable", "pas un numéro"),
        ("Exemple;Ada;1999;;pas une adresse", "Mail", "courriel"),
        ("Exemple;Ada;1999;;;;;cosmonaute", "Situation", "cosmonaute"),
        ("Exemple;Ada;1999;;;;;;Inconnu Total", "Suivi par", "Inconnu Total"),
        (f"Exemple;Ada;1999;;;;;;;{'x' * 41}", "Groupe", "quarante"),
    ],
)
def test_what_is_wrong_is_told_by_its_line_and_column(desk: Desk, line: str, heading: str, said: str) -> None:
    preview = previewed(desk, GOOD, line)
    (refused,) = preview.refused
    assert refused.number == 3
    assert [fault.heading for fault in refused.faults] == [heading]
    assert said in refused.faults[0].words
    assert len(refused.faults[0].words) < 600
    assert len(desk.caseloads.accept(preview).made) == 1


def test_emoji_and_right_to_left_names_are_people_too(desk: Desk) -> None:
    done = desk.caseloads.accept(previewed(desk, "כהן;ליאת;1999", "🎓Exemple;Ada;1999"))
    assert len(done.made) == 2


def test_who_may_be_known_already_is_never_merged_and_made_only_when_asked(desk: Desk) -> None:
    desk.dossiers.create(
        checked(Identity, {"given_names": "Ada", "family_name": "Exemple", "birth_date": "1999-02-28"})
    )
    preview = previewed(desk, GOOD, "Fictive;Zoé;1985", "FICTIVE;Zoe;1985")
    assert [line.number for line in preview.doubtful] == [2, 4]
    assert (preview.doubtful[0].is_sure, preview.doubtful[1].same_as) == (True, 3)
    assert len(desk.caseloads.accept(preview).made) == 1
    assert len(desk.caseloads.accept(previewed(desk, GOOD), also=(2,)).made) == 1
    assert desk.dossiers.count() == 3


def test_a_column_of_social_security_numbers_leaves_no_trace(desk: Desk) -> None:
    preview = previewed(desk, "Exemple;Ada;1999;1 85 05 78 006 084 91", headings="Nom;Prénom;Né le;NIR")
    assert [one.heading for one in preview.dropped] == ["NIR"]
    assert len(desk.caseloads.accept(preview).made) == 1


def test_the_columns_that_a_dossier_needs_are_asked_for(desk: Desk) -> None:
    with pytest.raises(NoColumnFor) as refused:
        previewed(desk, "x;y", headings="Nom;Truc")
    assert refused.value.parameters["names"] == "Prénom, Date de naissance"


def test_a_mapping_is_remembered_for_files_with_the_same_headings(desk: Desk) -> None:
    table = understand_table(b"A;B;C\nExemple;Ada;1999\n", "x.csv")
    chosen = {0: Column.FAMILY_NAME, 1: Column.GIVEN_NAMES, 2: Column.BIRTH_DATE}
    desk.caseloads.preview(table, chosen)
    assert desk.caseloads.mapping(understand_table(b"a;b;c\nx;y;z\n", "y.csv")) == chosen


def stopping_at(count: int) -> Callable[[int, int], None]:
    def stop(done: int, _total: int) -> None:
        if done >= count:
            raise Cancelled

    return stop


def test_a_stop_between_two_batches_keeps_what_was_made_and_it_is_undone_as_one(desk: Desk) -> None:
    preview = previewed(desk, *(f"Exemple{number};Ada;{1950 + number % 50}" for number in range(250)))
    done = desk.caseloads.accept(preview, progress=stopping_at(200))
    assert (len(done.made), done.is_whole) == (200, False)
    assert desk.dossiers.count() == 200
    desk.dossiers.undo()
    assert desk.dossiers.count() == 0


def test_the_refused_lines_are_written_to_be_corrected_and_come_back_in(desk: Desk, tmp_path: Path) -> None:
    preview = previewed(desk, GOOD, "Fictive;Zoé;31/02/1985")
    assert desk.caseloads.write_refused(preview, tmp_path / "refus.csv") == 1
    written = (tmp_path / "refus.csv").read_bytes()
    again = understand_table(written.replace(b"31/02", b"28/02", 1), "refus.csv")
    assert again.headings[-1] == "À corriger"
    assert len(desk.caseloads.preview(again, desk.caseloads.mapping(again)).new) == 1


def test_a_formula_without_its_value_and_one_that_failed_are_no_names(desk: Desk) -> None:
    lines = previewed(desk, "=A2;Ada;1985", "#N/A;Zoé;1985", "#NOM?;Noé;1985", "Fictive;Err:502;1985").refused
    assert [(line.faults[0].heading, line.faults[0].words.split(" est ")[1][:9]) for line in lines] == [
        ("NOM", "une formu"),
        ("NOM", "une erreu"),
        ("NOM", "une erreu"),
        ("Prénom", "une erreu"),
    ]


@pytest.mark.parametrize("typed", ["12/03/1999 00:00:00", "1999-03-12T00:00:00Z", "12.03.1999 9:30", "19990312"])
def test_a_birth_date_is_read_as_a_database_writes_it(desk: Desk, typed: str) -> None:
    (line,) = previewed(desk, f"Exemple;Ada;{typed}").new
    assert line.draft is not None
    assert str(line.draft.identity.birth_date) == "1999-03-12"


# Out ------------------------------------------------------------------------------------------------------------------


def test_a_list_goes_out_encrypted_and_each_person_is_noted(desk: Desk, tmp_path: Path) -> None:
    made = desk.caseloads.accept(previewed(desk, GOOD, "+1;Zoé;1985")).made
    out = desk.caseloads.export(made, tmp_path / "liste.xlsx", PHRASE)
    assert (out.count, out.refused) == (2, 0)
    page = openpyxl.load_workbook(io.BytesIO(opened((tmp_path / "liste.xlsx").read_bytes(), PHRASE))).active
    assert page is not None
    assert [row[0] for row in page.iter_rows(min_row=2, values_only=True)] == ["Exemple", "'+1"]
    with desk.vault.unit_of_work() as work:
        noted = [one.reference for one in work.journal.entries() if one.operation is JournalOperation.LIST_EXPORTED]
    assert set(noted) == {str(key) for key in made}


def test_a_list_that_goes_out_says_what_for_since_when_and_what_was_given(desk: Desk, tmp_path: Path) -> None:
    known = desk.editing.create(ada().evolve(revision=0)).beneficiary.id
    desk.caseloads.export((known,), tmp_path / "liste.xlsx", PHRASE)
    page = openpyxl.load_workbook(io.BytesIO(opened((tmp_path / "liste.xlsx").read_bytes(), PHRASE))).active
    assert page is not None
    headings, row = page.iter_rows(values_only=True)
    assert (
        dict(zip(headings, row, strict=True)).items()
        >= {
            "Besoin": "Trouver un métier au grand air",
            "Dossier ouvert le": "12/10/2026",
            "Dernier contact": "06/11/2026",
            "Notice d’information remise le": "12/10/2026",
        }.items()
    )


def test_files_of_a_screen_in_english_are_in_english_and_come_back(desk: Desk, tmp_path: Path) -> None:
    preview = previewed(desk, GOOD, "Fictive;Zoé;31/02/1985")
    made = desk.caseloads.accept(preview).made
    with speaking("en"):
        desk.caseloads.export(made, tmp_path / "list.xlsx", PHRASE)
        desk.caseloads.write_refused(preview, tmp_path / "refused.csv")
    page = openpyxl.load_workbook(io.BytesIO(opened((tmp_path / "list.xlsx").read_bytes(), PHRASE))).active
    assert page is not None
    headings, row = page.iter_rows(values_only=True)
    assert (headings[0], row[6], row[2]) == ("Surname", "Student", "28 February 1999")
    again = understand_table((tmp_path / "refused.csv").read_bytes(), "refused.csv")
    assert again.headings[-1] == "To correct"
    with speaking("en"):
        assert desk.caseloads.mapping(again) == preview.mapping


def test_no_list_leaves_a_computer_where_that_is_fixed(desk: Desk, tmp_path: Path) -> None:
    made = desk.caseloads.accept(previewed(desk, GOOD)).made
    desk.editing.computer_policy = ComputerPolicy(lists=False)
    with pytest.raises(SettingFixed):
        desk.caseloads.export(made, tmp_path / "liste.xlsx", PHRASE)
    assert not (tmp_path / "liste.xlsx").exists()


def test_a_conseiller_takes_out_only_their_own_and_nothing_of_who_asked_for_limitation(
    desk: Desk, tmp_path: Path
) -> None:
    made = desk.caseloads.accept(previewed(desk, GOOD, "Fictive;Zoé;1985", "Modèle;Ali;1970")).made
    desk.rights.record(made[0], RequestKind.LIMITATION)
    desk.assignments.assign([made[1]], None)
    assert isinstance(desk.vault, SqlcipherVault)
    vaults.as_account(desk.vault, Role.CONSEILLER)
    out = desk.caseloads.export(made, tmp_path / "liste.xlsx", PHRASE)
    assert (out.count, out.refused) == (1, 2)
    with pytest.raises(NobodyToExport):
        desk.caseloads.export(made[:1], tmp_path / "rien.xlsx", PHRASE)
    assert not (tmp_path / "rien.xlsx").exists()


def test_a_weak_passphrase_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    made = desk.caseloads.accept(previewed(desk, GOOD)).made
    with pytest.raises(WeakPassphrase):
        desk.caseloads.export(made, tmp_path / "liste.xlsx", "azerty")
    assert not (tmp_path / "liste.xlsx").exists()
