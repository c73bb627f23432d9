"""A conseiller's day through the real window, hands on the keyboard.

What is counted: an interaction is one key chord (Ctrl+E, Tab, H…) or one text typed in a field without leaving it (a
type, a date, a sentence). No entry takes more than six, and what the screen asks for is three fields.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.coupon import Answer, Said
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.parcours import NoteLevel, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.parcours import StepEntry
from tests import people, vaults
from tests.journeys.conftest import settled, write
from ui.shell import Shell
from ui.workspace import Workspace

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST = 6
"""Interactions that an entry may cost (the promise of the project)."""
GIVEN = ("Ada", "Malik", "Léa", "Noé", "Inès", "Karim", "Jade", "Paul", "Lou", "Zoé")
FAMILY = ("Exemple", "Modèle")
_BROUGHT = "Rencontre avec une paysagiste"

Window = Callable[[Path], Shell]


class Hands:
    """Two hands on a keyboard, which count what they do."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot = qtbot
        self.shell = shell
        self.count = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a chord where the focus is."""
        self.count += 1
        QTest.keyClick(focused(self.shell), key, modifiers)

    def type(self, words: str) -> None:
        """Type a text where the focus is."""
        self.count += 1
        write(focused(self.shell), words)

    def go_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus: one interaction each time."""
        page = workspace(self.shell).pages.currentWidget()
        for _ in page.findChildren(QWidget):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail("the Tab key does not lead there")

    def wait(self) -> None:
        settled(self.qtbot, self.shell)


def focused(shell: Shell) -> QWidget:
    widget = QApplication.focusWidget()
    if widget is None:  # what had it is gone with its page
        workspace(shell).pages.currentWidget().setFocus()
        widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def workspace(shell: Shell) -> Workspace:
    assert shell.workspace is not None
    return shell.workspace


def everybody(desk: Desk) -> dict[str, BeneficiaryId]:
    """Twenty people, and a crowd around them."""
    crowd = People(seed=2026, account=desk.vault.account, today=desk.clock.today())
    seed(desk.vault, crowd, beneficiaries=60, steps=3, progress=lambda _done, _total: None)
    made = {}
    for number, (family, given) in enumerate((family, given) for family in FAMILY for given in GIVEN):
        born = PartialDate.of(dt.date(2001, 1, 1) + dt.timedelta(days=37 * number))
        made[f"{given} {family}"] = desk.dossiers.create(
            Identity(given_names=given, family_name=family, birth_date=born)
        )
    return made


def steps(desk: Desk, who: BeneficiaryId) -> list[Step]:
    return [step for parcours in desk.dossiers.open(who).parcours for step in parcours.steps]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Desk]:
    """Another point d'accueil, which shares nothing with this one but files and a telephone."""
    folder = tmp_path / "ailleurs"
    desk = wiring.desk(vaults.create(folder, account="Dominique Conseiller-Fictif", station=people.CITE_DES_METIERS))
    yield desk
    desk.vault.lock()


def passport_of_another(desk: Desk, path: Path) -> Path:
    """What somebody brings from elsewhere."""
    who = desk.editing.create(people.ada().evolve(revision=0)).beneficiary.id
    to = Recipient(name=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network)
    desk.parcours.record_step(who, StepEntry(type="ENQUETE_METIER", day=desk.clock.today(), title=_BROUGHT))
    parcours = frozenset(one.id for one in desk.dossiers.open(who).parcours)
    scope = Scope(sections=frozenset({"IDENTITY", "EXPERIENCE", "PARCOURS"}), parcours=parcours)
    given = desk.passports.agree(who, to, scope, "ECRIT")
    desk.passports.issue(who, given, path, FileFormat.JSON)
    return path


@pytest.fixture
def shell(qtbot: QtBot, open_window: Window, tmp_path: Path) -> Shell:
    """The window in the morning: unlocked, with people in it and a template."""
    folder = tmp_path / "coffre"
    desk = wiring.desk(vaults.create(folder))
    known = everybody(desk)
    entry = StepEntry(type="ENTRETIEN", day=desk.clock.today(), mode="SUR_PLACE", minutes=45)
    desk.templates.keep("Entretien individuel 45 min sur place", entry, for_everybody=True)
    planned = StepEntry(type="ENTRETIEN", day=desk.clock.today() - dt.timedelta(days=2), status=StepStatus.PREVUE)
    desk.parcours.record_step(known["Léa Exemple"], planned)
    desk.directory.add({"name": people.CITE_DES_METIERS.name, "network": people.CITE_DES_METIERS.network})
    desk.vault.lock()
    shell = open_window(folder)
    unlock(qtbot, shell)
    return shell


def unlock(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(shell.unlock.known_vault.isVisible)
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    QTest.keyClick(shell.unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.workspace is not None)
    settled(qtbot, shell)


def find(hands: Hands, typed: str) -> BeneficiaryId:
    """Go to the list, type a name as well as one can, and open who answers first."""
    hands.press(Qt.Key.Key_1, ALT)
    hands.wait()
    write(workspace(hands.shell).people.search, typed)
    hands.wait()
    QTest.keyClick(workspace(hands.shell).people.search, Qt.Key.Key_Return)
    hands.wait()
    found = workspace(hands.shell).dossier.model.beneficiary
    assert found is not None
    return found


Keys = Callable[[Hands], None]


def _entries(today: dt.date) -> list[tuple[str, Keys, dict[str, object]]]:
    """Whose, what is pressed after Ctrl+E and before Ctrl+Entrée, and what must be in the dossier."""
    nothing: dict[str, object] = {"day": today, "status": StepStatus.HONOREE}
    monday = today + dt.timedelta(days=(7 - today.weekday()) % 7 or 7)

    def typed(kind: str) -> Keys:
        return lambda hands: hands.type(kind)

    def dated(kind: str, when: str) -> Keys:
        def keys(hands: Hands) -> None:
            hands.type(kind)
            hands.press(Qt.Key.Key_Tab)
            hands.type(when)

        return keys

    def excused(hands: Hands) -> None:
        hands.type("bilan de comp")
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Tab)
        hands.type("absence exc")

    def from_template(hands: Hands) -> None:
        hands.press(Qt.Key.Key_1, CTRL)

    def template_on(hands: Hands) -> None:
        hands.press(Qt.Key.Key_1, CTRL)
        hands.press(Qt.Key.Key_Tab)
        hands.type("il y a 3 jours")

    def again(hands: Hands) -> None:
        hands.press(Qt.Key.Key_R, CTRL)

    def noted(hands: Hands) -> None:
        hands.press(Qt.Key.Key_1, CTRL)
        hands.press(Qt.Key.Key_N, ALT)
        hands.type("Cherche une alternance dans le paysage.")

    def timed(hands: Hands) -> None:
        hands.type("entretien ind")
        hands.press(Qt.Key.Key_D, ALT)
        hands.type("50")

    def told(hands: Hands) -> None:
        hands.type("salon, forum")
        hands.press(Qt.Key.Key_R, ALT)
        hands.type("Deux contacts pris au forum.")

    sure: dict[str, object] = {"type": "ENTRETIEN", "mode": "SUR_PLACE", "minutes": 45}
    return [
        ("Ada Exemple", typed("entretien ind"), {"type": "ENTRETIEN", **nothing}),
        ("Malik Exemple", from_template, {**sure, **nothing}),
        ("Malik Exemple", again, {**sure, **nothing}),
        ("Noé Exemple", dated("relance", "hier"), {"type": "RELANCE", "day": today - dt.timedelta(days=1)}),
        (
            "Inès Exemple",
            dated("entretien ind", "lundi prochain 14h"),
            {"type": "ENTRETIEN", "day": monday, "at": dt.time(14, 0), "status": StepStatus.PREVUE},
        ),
        ("Karim Exemple", excused, {"type": "BILAN", "status": StepStatus.ABSENCE_EXCUSEE}),
        ("Jade Exemple", template_on, {**sure, "day": today - dt.timedelta(days=3)}),
        ("Paul Exemple", noted, {**sure, **nothing}),
        ("Lou Exemple", timed, {"type": "ENTRETIEN", "minutes": 50}),
        ("Zoé Exemple", told, {"type": "VISITE", "outcome": "Deux contacts pris au forum."}),
        ("Ada Modèle", typed("immersion"), {"type": "IMMERSION", **nothing}),
    ]


def test_a_conseillers_day(qtbot: QtBot, shell: Shell, elsewhere: Desk, tmp_path: Path) -> None:
    hands = Hands(qtbot, shell)
    desk = workspace(shell).desk
    known = {
        f"{one.given_names} {one.family_name}": one.id
        for family in FAMILY
        for one in desk.dossiers.find(family, limit=50)
        if one.family_name in FAMILY
    }
    assert len(known) == 20
    counts = [*_eleven_entries(hands, known), _one_completed(hands, known)]
    assert len(counts) == 12
    assert max(counts) <= MOST, counts
    assert desk.drafts.all() == ()
    assert find(hands, "Karim Exmeple") == known["Karim Exemple"]  # a typing error
    _undone_and_done_again(hands, known["Karim Exemple"])
    _import(hands, passport_of_another(elsewhere, tmp_path / "apporté.json"))
    _referred(hands, known["Zoé Modèle"], tmp_path / "remis.json")
    _answered(hands, known["Zoé Modèle"], _received_and_accepted(elsewhere, tmp_path / "remis.json"))
    _workshop(hands, known)
    held = [step for who in known.values() for step in steps(desk, who) if step.title == "Réussir son CV"]
    assert len(held) == 20
    assert [step.status for step in held].count(StepStatus.ABSENCE_EXCUSEE) == 1
    _locked_in_the_middle_of_a_word(hands)


def _eleven_entries(hands: Hands, known: dict[str, BeneficiaryId]) -> list[int]:
    desk, counts = workspace(hands.shell).desk, []
    for name, keys, expected in _entries(desk.clock.today()):
        assert find(hands, name) == known[name]
        hands.count = 0
        hands.press(Qt.Key.Key_E, CTRL)
        hands.wait()
        keys(hands)
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.wait()
        counts.append(hands.count)
        step = steps(desk, known[name])[-1]
        assert {field: getattr(step, field) for field in expected} == expected, name
    (note,) = steps(desk, known["Paul Exemple"])[-1].notes
    assert (note.text, note.level) == ("Cherche une alternance dans le paysage.", NoteLevel.TEAM)
    return counts


def _one_completed(hands: Hands, known: dict[str, BeneficiaryId]) -> int:
    """What was planned and has passed is told in two keys."""
    find(hands, "Léa Exemple")
    hands.count = 0
    hands.press(Qt.Key.Key_J, CTRL)
    hands.press(Qt.Key.Key_H)
    hands.wait()
    assert hands.count == 2
    assert steps(workspace(hands.shell).desk, known["Léa Exemple"])[-1].status is StepStatus.HONOREE
    return hands.count


def _undone_and_done_again(hands: Hands, who: BeneficiaryId) -> None:
    desk = workspace(hands.shell).desk
    before = steps(desk, who)
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.wait()
    assert steps(desk, who) == before[:-1]
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    hands.wait()
    assert steps(desk, who) == before


def _import(hands: Hands, path: Path) -> None:
    """Take in what somebody brought: nothing of it is here before it was looked at and kept."""
    space = workspace(hands.shell)
    hands.count = 0
    hands.press(Qt.Key.Key_O, CTRL)
    hands.wait()
    space.importing.ask_path = lambda: path  # what the system's own dialog answers
    with hands.qtbot.waitSignal(space.importing.model.compared):
        hands.press(Qt.Key.Key_O, CTRL)
    hands.wait()
    assert space.desk.dossiers.find("d’Exemple Ada-Inès") == ()
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait()
    assert hands.count == 3
    (found,) = space.desk.dossiers.find("d’Exemple Ada-Inès")
    (brought,) = [step for step in steps(space.desk, found.id) if step.title == _BROUGHT]
    assert brought.provenance.station == people.CITE_DES_METIERS


def _referral(desk: Desk, who: BeneficiaryId) -> Referral:
    (found,) = [step.referral for step in steps(desk, who) if step.referral is not None]
    return found


def _referred(hands: Hands, who: BeneficiaryId, path: Path) -> None:
    """Send somebody on, with a passport that they agreed to."""
    space = workspace(hands.shell)
    assert find(hands, "Zoé Modèle") == who
    hands.count = 0
    hands.press(Qt.Key.Key_R, CTRL | SHIFT)
    hands.wait()
    assert space.referring.theme.hasFocus()
    hands.press(Qt.Key.Key_Down)
    hands.wait()
    assert space.referring.theme.code == "CHOISIR_METIER"
    assert space.referring.model.found is not None
    networks = [door.proposal.rule.network for door in space.referring.model.found.doors]
    number = networks.index(people.CITE_DES_METIERS.network) + 1
    hands.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
    hands.type("Rencontrer des professionnels")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait()
    assert hands.count <= MOST
    exporting = space.exporting
    assert space.pages.currentWidget() is exporting
    exporting.ask_path = lambda: path
    hands.go_to(exporting.agreement.mode)
    while exporting.agreement.mode.code != "ECRIT":
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert not path.exists()  # nobody said that she agrees (R17)
    hands.press(Qt.Key.Key_Space)
    with hands.qtbot.waitSignal(exporting.model.issued):
        hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait()
    assert _referral(space.desk, who).status is ReferralStatus.TRANSMISE


def _received_and_accepted(desk: Desk, path: Path) -> tuple[str, dt.date]:
    """What the other point d'accueil does: the code that it reads over the telephone, and the day it proposes."""
    tomorrow = desk.clock.today() + dt.timedelta(days=1)
    who = desk.passports.accept(desk.passports.read(path), None, {}).beneficiary
    (orientation,) = desk.referrals.answerable(desk.dossiers.open(who))
    given = desk.referrals.answer(who, orientation.id, Said(answer=Answer.ACCEPTEE, first_meeting_on=tomorrow))
    return given.written.code, tomorrow


def _answered(hands: Hands, who: BeneficiaryId, told: tuple[str, dt.date]) -> None:
    """Take the answer down as it is heard."""
    space, (code, day) = workspace(hands.shell), told
    hands.count = 0
    hands.press(Qt.Key.Key_4, ALT)
    hands.wait()
    hands.type(code.replace("-", " ").lower())
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    assert space.referrals.reading.isVisible()
    assert _referral(space.desk, who).status is ReferralStatus.TRANSMISE  # it was only read
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait()
    assert hands.count == 4
    assert (_referral(space.desk, who).status, _referral(space.desk, who).first_meeting_on) == (
        ReferralStatus.ACCEPTEE,
        day,
    )


def _locked_in_the_middle_of_a_word(hands: Hands) -> None:
    shell, qtbot = hands.shell, hands.qtbot
    find(hands, "Jade Modèle")
    hands.press(Qt.Key.Key_E, CTRL)
    hands.wait()
    hands.press(Qt.Key.Key_N, ALT)
    hands.type("Rappeler demain mat")
    hands.press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: shell.workspace is None)
    settled(qtbot, shell)
    unlock(qtbot, shell)
    qtbot.waitUntil(workspace(shell).toast.isVisible)
    workspace(shell).toast.offer.click()
    settled(qtbot, shell)
    page = workspace(shell).dossier
    qtbot.waitUntil(lambda: page.side.currentWidget() is page.step)
    assert page.step.notes.first.toPlainText() == "Rappeler demain mat"


def _workshop(hands: Hands, known: dict[str, BeneficiaryId]) -> None:
    hands.press(Qt.Key.Key_G, CTRL)
    hands.wait()
    hands.count = 0
    hands.type("Réussir son CV")
    QGuiApplication.clipboard().setText("\n".join(f"{name.split()[1].upper()} {name.split()[0]}" for name in known))
    hands.press(Qt.Key.Key_F, CTRL)
    hands.press(Qt.Key.Key_V, CTRL)
    hands.wait()
    assert len(workspace(hands.shell).workshop.model.attendants) == 20
    hands.press(Qt.Key.Key_J, CTRL)
    hands.press(Qt.Key.Key_H)
    hands.press(Qt.Key.Key_E)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait()
    assert hands.count <= 8  # for twenty people
