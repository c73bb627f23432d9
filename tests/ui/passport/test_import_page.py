"""What comes in, item by item, through the page itself."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from exports.document.protection.encryption import encrypted
from exports.europass.candidate_writer import write_candidate
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, DifferenceKind
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.partial_date import Period
from passeport.domain.reading import SignatureState
from passeport.domain.vocabulary import vocabulary
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from tests import people
from ui.passport.difference_row import DifferenceRow
from ui.passport.fold import Fold
from ui.passport.import_page import ImportPage
from ui.passport.wording import SUFFIXES
from ui.tasks import Tasks


@pytest.fixture(params=[FileFormat.PDF, FileFormat.JSON, FileFormat.CANDIDATE])
def file(here: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A passport of everything that Ada may share."""
    dossier = here.editing.create(people.ada())
    to = Recipient(name=people.CITE_DES_METIERS.name, network=people.CITE_DES_METIERS.network)
    scope = Scope(
        sections=frozenset(vocabulary("europass_sections").codes),
        parcours=frozenset(p.id for p in dossier.parcours),
        notes=frozenset(note.id for p in dossier.parcours for step in p.steps for note in step.notes),
    )
    agreement = here.passports.agree(dossier.beneficiary.id, to, scope, "ECRIT")
    path = tmp_path / f"passeport.{SUFFIXES[request.param]}"
    here.passports.issue(dossier.beneficiary.id, agreement, path, request.param)
    return path


signed = pytest.mark.parametrize("file", [FileFormat.JSON], indirect=True)


@pytest.fixture
def page(qtbot: QtBot, there: Desk, tasks: Tasks) -> ImportPage:
    page = ImportPage(there, tasks)
    qtbot.addWidget(page)
    page.start()
    return page


def shown(qtbot: QtBot, page: ImportPage, file: Path, beneficiary: BeneficiaryId | None = None) -> None:
    with qtbot.waitSignal(page.model.compared):
        page.start(file, beneficiary)


def saved(qtbot: QtBot, page: ImportPage) -> tuple[BeneficiaryId, str]:
    with qtbot.waitSignal(page.finished) as done:
        page.save_button.click()
    beneficiary, words = done.args
    return beneficiary, words


def row_of(page: ImportPage, field: str) -> DifferenceRow:
    return next(row for row in page.differences.rows if row.difference.field == field)


def with_other_experience(desk: Desk, dossier: Dossier) -> None:
    profile = dossier.beneficiary.profile
    changed = profile.experiences[0].evolve(city="Palaiseau")
    desk.dossiers.change_profile(dossier.beneficiary.id, profile.evolve(experiences=(changed,)))


def test_nothing_is_saved_before_it_is_asked(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    assert page.model.makes_new
    assert page.model.changes > 0
    assert "Rien n’est enregistré" in page.why.text()
    assert there.dossiers.count() == 0
    page.cancelled.emit()
    assert there.dossiers.count() == 0


def test_a_person_met_elsewhere_is_known_here(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    beneficiary, words = saved(qtbot, page)
    dossier = there.dossiers.open(beneficiary)
    assert dossier.beneficiary.identity.birth_date == people.ada_identity().birth_date
    assert [e.position for e in dossier.beneficiary.profile.experiences] == ["Ouvrière horticole"]
    assert sum(len(p.steps) for p in dossier.parcours) == len(people.ada_parcours().steps)
    assert "d’Exemple" in words


def test_the_same_passport_twice_changes_nothing(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    beneficiary, _ = saved(qtbot, page)
    before = there.dossiers.open(beneficiary)
    shown(qtbot, page, file)
    assert page.model.changes == 0
    assert {found.kind for found in page.model.differences} == {DifferenceKind.SAME}
    assert "déjà dans le dossier" in page.why.text()
    assert not page.save_button.isEnabled()
    page.save()
    assert there.dossiers.open(beneficiary) == before


@pytest.mark.parametrize(
    ("decision", "cities"),
    [
        (Decision.KEEP, ["Palaiseau"]),
        (Decision.TAKE, ["Massy"]),
        (Decision.BOTH, ["Massy", "Palaiseau"]),
    ],
)
@signed
def test_a_conflict_is_decided_by_the_conseiller(
    qtbot: QtBot, page: ImportPage, there: Desk, file: Path, decision: Decision, cities: list[str]
) -> None:
    shown(qtbot, page, file)
    beneficiary, _ = saved(qtbot, page)
    with_other_experience(there, there.dossiers.open(beneficiary))
    shown(qtbot, page, file)
    row = row_of(page, "experiences")
    assert row.difference.kind is DifferenceKind.CONFLICTING
    assert row.choices[Decision.KEEP].isChecked()
    row.choices[decision].click()
    page.keep_original.setChecked(True)
    saved(qtbot, page)
    found = there.dossiers.open(beneficiary).beneficiary.profile.experiences
    assert sorted(experience.city for experience in found) == cities


@signed
def test_take_all_and_back_to_the_suggestions(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    beneficiary, _ = saved(qtbot, page)
    with_other_experience(there, there.dossiers.open(beneficiary))
    shown(qtbot, page, file)
    assert page.model.changes == 0
    page.differences.take_all.click()
    assert page.model.changes == 1
    assert row_of(page, "experiences").choices[Decision.TAKE].isChecked()
    page.differences.suggested.click()
    assert page.model.changes == 0
    assert row_of(page, "experiences").choices[Decision.KEEP].isChecked()


@signed
def test_an_unknown_station_is_trusted_once_checked(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    incoming = page.model.incoming
    assert incoming is not None
    assert incoming.signature is SignatureState.UNKNOWN_STATION
    assert incoming.station_key == "".join(page.file.fingerprint.text().split())
    with qtbot.waitSignal(page.model.trusted):
        page.file.trust.click()
    assert "vérifiée" in page.file.signature.words.text()
    assert there.passports.read(file).signature is SignatureState.VERIFIED


@signed
def test_a_changed_content_is_said_to_be(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("Massy", "Ailleurs"), "utf-8")
    shown(qtbot, page, file)
    assert "modifié" in page.file.signature.words.text()
    assert page.file.signature.property("tone") == "danger"
    assert page.file.trust.isHidden()
    assert page.model.changes == 0
    page.differences.take_all.click()
    assert page.model.changes > 0


@signed
def test_who_it_is_is_asked_when_it_is_not_sure(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    other = people.ada().beneficiary.identity.evolve(birth_place="")
    near = there.dossiers.create(other.evolve(family_name="d’Exemples", birth_name=""))
    shown(qtbot, page, file)
    assert set(page.person.choices) == {near, None}
    assert not any(radio.isChecked() for radio in page.person.choices.values())
    assert "qui il s’agit" in page.why.text()
    with qtbot.waitSignal(page.model.compared):
        page.person.choices[near].click()
    assert row_of(page, "family_name").difference.kind is DifferenceKind.CONFLICTING
    assert saved(qtbot, page)[0] == near
    assert there.dossiers.count() == 1


@signed
def test_the_open_dossier_of_someone_else_is_doubted(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    stranger = there.dossiers.create(people.ada_identity().evolve(given_names="Zoé", family_name="Toute-Autre"))
    shown(qtbot, page, file, stranger)
    assert page.person.choices[stranger].isChecked()
    assert "ne ressemble pas" in page.person.findChildren(type(page.banner))[0].words.text()
    with qtbot.waitSignal(page.model.compared):
        page.person.choices[None].click()
    assert page.model.makes_new
    assert stranger in page.person.choices


@signed
def test_the_original_is_kept_on_request(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    page.keep_original.setChecked(True)
    beneficiary, _ = saved(qtbot, page)
    with there.vault.unit_of_work() as work:
        assert work.originals.names(beneficiary) == (file.name,)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"<Candidate><a", b"bonjour", b""])
def test_a_broken_file_says_so_and_another_can_be_chosen(
    qtbot: QtBot, page: ImportPage, there: Desk, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "abîmé.pdf"
    broken.write_bytes(content)
    page.ask_path = lambda: broken
    with qtbot.waitSignal(page.model.refused):
        page.drop_zone.choose.click()
    assert "rien n’a été enregistré" in page.banner.words.text()
    assert page.drop_zone.choose.isEnabled()
    assert there.dossiers.count() == 0


@signed
def test_what_is_identical_opens_on_demand(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    shown(qtbot, page, file)
    saved(qtbot, page)
    shown(qtbot, page, file)
    assert page.differences.rows == []
    fold = page.differences.folds[0]
    assert not fold.is_open
    fold.button.click()
    assert fold.is_open


@signed
def test_nothing_is_saved_into_the_person_shown_before(qtbot: QtBot, page: ImportPage, there: Desk, file: Path) -> None:
    shown(qtbot, page, file)
    known, _ = saved(qtbot, page)
    before = there.dossiers.open(known)
    shown(qtbot, page, file)
    with qtbot.waitSignal(page.model.compared):
        page.person.choices[None].click()
        page.save()
    assert there.dossiers.open(known) == before
    assert there.dossiers.count() == 1


@signed
def test_a_file_taken_away_meanwhile_is_said_and_the_page_stays(
    qtbot: QtBot, page: ImportPage, there: Desk, file: Path
) -> None:
    shown(qtbot, page, file)
    page.keep_original.setChecked(True)
    file.unlink()
    with qtbot.waitSignal(page.model.refused):
        page.save_button.click()
    assert "introuvable" in page.banner.words.text()
    assert there.dossiers.count() == 0
    page.keep_original.setChecked(False)
    saved(qtbot, page)
    assert there.dossiers.count() == 1


@pytest.mark.parametrize("file", [FileFormat.CANDIDATE], indirect=True)
def test_what_was_not_understood_is_told(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    head, closing, end = file.read_text("utf-8").rpartition("</")
    file.write_text(f"{head}<Inconnu>une valeur que rien n’attend</Inconnu>{closing}{end}", "utf-8")
    shown(qtbot, page, file)
    fold = page.findChildren(Fold)[-1]
    assert "1 élément non compris" in fold.button.text()
    fold.button.click()
    told = fold.findChildren(QPlainTextEdit)
    assert "une valeur que rien n’attend" in told[0].toPlainText()
    assert "Inconnu" in told[0].toPlainText()


@pytest.mark.parametrize("file", [FileFormat.CANDIDATE], indirect=True)
def test_a_period_that_ends_before_it_begins_is_taken_as_it_is_and_told(
    qtbot: QtBot, page: ImportPage, there: Desk, file: Path
) -> None:
    (known,) = people.ada_profile().experiences
    turned = known.evolve(period=Period.model_validate({"start": "2022-03", "end": "2020-01"}))
    passport = people.ada_passport().evolve(profile=people.ada_profile().evolve(experiences=(turned,)))
    file.write_bytes(write_candidate(passport))
    shown(qtbot, page, file)
    assert "la fin est avant le début" in page.banner.words.text()
    made, _ = saved(qtbot, page)
    assert there.dossiers.open(made).beneficiary.profile.experiences[0].period == turned.period


@signed
def test_a_page_that_is_left_stops_reading(qtbot: QtBot, page: ImportPage, tasks: Tasks, file: Path) -> None:
    page.read(file)
    page.leave()
    page.start()
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda: None)
    assert page.model.incoming is None
    assert page.banner.words.text() == ""
    assert page.drop_zone.choose.isEnabled()
    shown(qtbot, page, file)
    assert page.model.incoming is not None


@pytest.mark.parametrize("file", [FileFormat.PDF], indirect=True)
def test_a_closed_passport_asks_for_its_passphrase(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    passphrase = "girafe lundi compas abricot tempête velours notaire"
    file.write_bytes(encrypted(file.read_bytes(), passphrase))
    given, asked = ["une autre", passphrase], list[str]()

    def ask(words: str) -> str:
        asked.append(words)
        return given.pop(0)

    page.ask_passphrase = ask
    shown(qtbot, page, file)
    assert "est fermé par une phrase de passe" in asked[0]
    assert "n’ouvre pas" in asked[1]
    assert page.model.incoming is not None
    assert page.model.incoming.passport.identity.full_name == people.ada_identity().full_name
    page.ask_passphrase = lambda _words: ""
    with qtbot.waitSignal(page.model.closed):
        page.start(file)
    assert "fermé" in page.banner.words.text()
    assert page.model.incoming is None
