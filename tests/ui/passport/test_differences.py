"""The rows of differences: both sides with where they come from, decided by the keyboard, shown by kind and by page."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, DifferenceKind
from passeport.domain.identity import Address, OnlineKind, OnlineProfile
from passeport.domain.passport import Passport
from passeport.domain.profile import Experience, Profile
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.services.desk import Desk
from tests import people
from ui.passport.difference_row import DifferenceRow, title
from ui.passport.import_page import ImportPage
from ui.tasks import Tasks

MOVED = people.ada_identity().addresses[0].evolve(street="9 rue du Modèle")


def jobs(number: int, city: str) -> Profile:
    made = (
        Experience(
            id=people.item(f"emploi {place}"),
            provenance=people.HERE,
            position=f"Poste {place}",
            city=city,
            description="<ul><li>Bouturage</li><li>Vente</li></ul>",
        )
        for place in range(number)
    )
    return Profile(experiences=tuple(made))


def known_here(desk: Desk, profile: Profile | None = None, address: Address = MOVED) -> Dossier:
    """Ada, as this point d'accueil knows her: she has moved, and her job was in another town."""
    dossier = people.ada()
    person, job = dossier.beneficiary, dossier.beneficiary.profile.experiences[0]
    profile = profile or person.profile.evolve(
        experiences=(job.evolve(city="Palaiseau", description="<p>Serres</p>"),), about_me=""
    )
    identity = person.identity.evolve(addresses=(address,))
    return desk.editing.create(
        dossier.evolve(beneficiary=person.evolve(identity=identity, profile=profile), parcours=())
    )


def shown(qtbot: QtBot, desk: Desk, tasks: Tasks, passport: Passport | None = None) -> ImportPage:
    incoming = IncomingPassport(
        passport=passport or people.ada_passport(), report=ReadingReport(file_format="passeport"), file_name="p.json"
    )
    page = ImportPage(desk, tasks)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.model.path = Path("p.json")
    page.model._read(desk.passports.propose(incoming))
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def row_of(page: ImportPage, field: str) -> DifferenceRow:
    return next(row for row in page.differences.rows if row.difference.field == field)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def pressed(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


@pytest.fixture
def page(qtbot: QtBot, there: Desk, tasks: Tasks) -> ImportPage:
    known_here(there)
    return shown(qtbot, there, tasks)


def test_both_values_stand_side_by_side_with_where_they_come_from(page: ImportPage) -> None:
    said = words(row_of(page, "addresses"))
    assert "9 rue du Modèle, 91000 Évry-Courcouronnes, Essonne, France" in said
    assert "1 rue de l’Essai, 91000 Évry-Courcouronnes, Essonne, France" in said
    assert "Dans le dossier\u00a0: saisi ici" in said
    (origin,) = [line for line in said if line.startswith("Dans le passeport")]
    for fact in ("Mission locale d’Essai-sur-Seine", "PSP-2026-0000-TEST", "23 novembre 2026"):
        assert fact in origin
    assert "≠" in said


def test_what_differs_is_marked_by_a_sign_and_formatted_words_stay_formatted(page: ImportPage) -> None:
    row = row_of(page, "experiences")
    marks = [label for label in row.findChildren(QLabel) if label.text() == "≠"]
    assert [mark.accessibleName() for mark in marks] == ["Différent", "Différent"]
    formatted = [label for label in row.findChildren(QLabel) if "<li>Bouturage</li>" in label.text()]
    assert [label.textFormat() for label in formatted] == [Qt.TextFormat.RichText]
    (mine,) = [line for line in words(row) if line.startswith("Dans le dossier")]
    assert "Mission locale d’Essai-sur-Seine le 12 octobre 2026" in mine


def test_the_keyboard_alone_decides(page: ImportPage) -> None:
    page.differences.take_focus()
    rows = page.differences.rows
    moved = rows.index(row_of(page, "addresses"))
    for _ in range(moved):
        pressed(Qt.Key.Key_Down)
    row = rows[moved]
    assert row.hasFocus()
    for key, decision in ((Qt.Key.Key_P, Decision.TAKE), (Qt.Key.Key_G, Decision.KEEP), (Qt.Key.Key_D, Decision.BOTH)):
        pressed(key)
        assert page.model.decision(row.difference) is decision
        assert row.choices[decision].isChecked()
    assert row.accessibleName().endswith("Les deux")
    pressed(Qt.Key.Key_Right)
    assert page.model.decision(row.difference) is Decision.TAKE
    pressed(Qt.Key.Key_Left)
    assert page.model.decision(row.difference) is Decision.BOTH
    pressed(Qt.Key.Key_Down)
    assert rows[moved + 1].hasFocus()
    pressed(Qt.Key.Key_Up)
    assert row.hasFocus()


def test_a_letter_that_does_not_apply_decides_nothing(page: ImportPage) -> None:
    row = row_of(page, "about_me")
    assert row.difference.kind is DifferenceKind.NEW
    before = page.model.decision(row.difference)
    row.setFocus()
    pressed(Qt.Key.Key_D)
    assert page.model.decision(row.difference) is before


def test_tab_stops_at_one_row_alone(page: ImportPage) -> None:
    rows = page.differences.rows
    rows[2].setFocus()
    reached = [row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [rows[2]]
    assert all(made.focusPolicy() == Qt.FocusPolicy.NoFocus for row in rows for made in row.choices.values())


def test_a_click_on_the_decision_that_stands_leaves_it(page: ImportPage) -> None:
    row = row_of(page, "addresses")
    decided = page.model.decision(row.difference)
    row.choices[decided].click()
    assert row.choices[decided].isChecked()
    assert page.model.decision(row.difference) is decided


def test_all_are_taken_or_kept_at_once(page: ImportPage) -> None:
    page.differences.keep_all.click()
    assert page.model.changes == 0
    page.differences.take_all.click()
    assert page.model.changes == len(page.differences.rows)
    page.differences.suggested.click()
    assert page.model.decision(row_of(page, "addresses").difference) is Decision.BOTH


def test_each_kind_is_counted_and_shown_alone(page: ImportPage) -> None:
    found = page.model.differences
    for kind in DifferenceKind:
        count = sum(one.kind is kind for one in found)
        if not count:
            assert kind not in page.differences.filters
            continue
        chip = page.differences.filters[kind]
        assert chip.text().startswith(str(count))
        chip.click()
        assert [row.difference.kind for row in page.differences.rows] == [kind] * min(count, 40)
    page.differences.filters[None].click()
    assert DifferenceKind.SAME not in {row.difference.kind for row in page.differences.rows}


def test_another_address_is_kept_beside_the_one_known(qtbot: QtBot, page: ImportPage, there: Desk) -> None:
    with qtbot.waitSignal(page.finished) as done:
        page.save_button.click()
    kept = there.dossiers.open(done.args[0]).beneficiary.identity.addresses
    assert [address.street for address in kept] == ["9 rue du Modèle", "1 rue de l’Essai"]


def test_many_differences_are_shown_by_page_and_reached_by_the_keyboard(
    qtbot: QtBot, there: Desk, tasks: Tasks
) -> None:
    known_here(there, jobs(95, "Massy"), people.ada_identity().addresses[0])
    page = shown(qtbot, there, tasks, people.ada_passport().evolve(profile=jobs(95, "Palaiseau"), parcours=()))
    differences = page.differences
    assert len(differences.rows) == 40
    assert "1 à 40 sur 95" in differences.place.text()
    assert not differences.before.isEnabled()
    differences.rows[-1].setFocus()
    pressed(Qt.Key.Key_Down)
    assert "41 à 80 sur 95" in differences.place.text()
    assert differences.rows[0].hasFocus()
    pressed(Qt.Key.Key_Up)
    assert "1 à 40 sur 95" in differences.place.text()
    assert differences.rows[-1].hasFocus()
    differences.after.click()
    differences.after.click()
    assert "81 à 95 sur 95" in differences.place.text()
    assert not differences.after.isEnabled()
    differences.take_all.click()
    assert page.model.changes == 95


def test_five_hundred_differences_are_there_at_once(qtbot: QtBot, there: Desk, tasks: Tasks) -> None:
    """The first paint costs what a screenful costs: five hundred are shown as fast as twenty, or nearly."""

    def first_paint(number: int) -> float:
        passport = people.ada_passport().evolve(profile=jobs(number, "Palaiseau"), parcours=())
        page = shown(qtbot, there, tasks, passport)
        best = 60.0
        for _ in range(3):
            start = time.perf_counter()
            page.differences.show_all()
            page.grab()
            best = min(best, time.perf_counter() - start)
        page.hide()
        return best

    known_here(there, jobs(500, "Massy"))
    assert first_paint(500) < 3 * first_paint(20)


def test_everything_that_a_new_item_says_can_be_seen(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    known_here(here)
    (job,) = people.ada_passport().profile.experiences
    long = "Bouturage et vente. " * 30 + "Le dernier mot."
    employer = job.employer.evolve(
        name="Serres d’essai", websites=(OnlineProfile(kind=OnlineKind.WEBSITE, address="https://serres.example"),)
    )
    new = job.evolve(
        id=people.item("autre"), position="Cheffe de culture", employer=employer, description=f"<p>{long}</p>"
    )
    passport = people.ada_passport()
    passport = passport.evolve(profile=passport.profile.evolve(experiences=(job, new)))
    page = shown(qtbot, here, tasks, passport)
    row = next(row for row in page.differences.rows if "Cheffe de culture" in title(row.difference))
    assert row.whole is not None
    assert not any("Le dernier mot" in said for said in words(row))
    row.setFocus()
    pressed(Qt.Key.Key_V)
    assert row.whole.is_open
    seen = " ".join(words(row))
    assert "Le dernier mot" in seen
    assert "https://serres.example" in seen
    pressed(Qt.Key.Key_V)
    assert not row.whole.is_open


def test_the_palette_decides_as_the_rows_do(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    known_here(here)
    page = shown(qtbot, here, tasks)
    commands = {one.words.replace("\u00a0", " "): one for one in page.commands()}
    address = row_of(page, "addresses").difference
    kept, taken = page.model.choices(address)[1], page.model.choices(address)[0]
    for choice in (taken, kept, taken):
        verb = {Decision.TAKE: "Prendre", Decision.KEEP: "Garder"}[choice]
        command = next(one for words, one in commands.items() if words.startswith(verb) and title(address) in words)
        command.run()
        assert page.model.decision(address) is choice
    commands["Tout garder"].run()
    assert page.model.changes == 0
    commands["Revenir aux suggestions"].run()
    assert page.model.changes > 0
    assert any(words.startswith("C’est") for words in commands)
    assert any(words.startswith("Enregistrer dans le dossier") for words in commands)
