"""The whole journey through the real window, in a process of its own: `python -m tests.hygiene.window_journey FOLDER`.

Everybody in it is a canary: the test searches what is left behind for their names.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, QSettings, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QTextEdit

from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.parcours import NoteLevel
from passeport.domain.requests import RequestKind
from passeport.domain.retention import ErasureCause
from passeport.services.accounts import Accounts
from passeport.services.file_ports import FileFormat
from passeport.services.parcours import NoteEntry, StepEntry
from tests import people, vaults
from tests.hygiene import no_network, whole_journey
from tests.hygiene.whole_journey import CANARY
from ui.incidents import Incidents
from ui.shell import Shell
from ui.theme.dressing import prepared
from ui.workspace import Workspace


def settled(shell: Shell) -> None:
    end = time.monotonic() + 30
    while not shell.tasks.is_idle or shell.workspace is None:
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
    for _ in range(3):
        QApplication.processEvents()


def fail() -> None:
    message = f"{CANARY} in the words of an error"
    raise ValueError(message)


def opened(folder: Path, account: str) -> Shell:
    """A window on a vault that was just made, unlocked at its door."""
    vaults.create(folder, account=account).lock()
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, folder)
    shell.show()
    end = time.monotonic() + 30
    while not shell.tasks.is_idle:
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
    shell.unlock.door.unlock(account, vaults.PASSPHRASE)
    settled(shell)
    return shell


def show_everything(shell: Shell, workspace: Workspace, pages: list[Callable[[], None]]) -> None:
    for page in pages:
        page()
        settled(shell)
        workspace.grab()


def first_station(shell: Shell, out: Path) -> None:
    workspace = shell.workspace
    assert workspace is not None
    desk = workspace.dossier.model.desk
    identity = people.ada_identity().evolve(given_names=CANARY, family_name=f"{CANARY}family", birth_name="")
    who = desk.dossiers.create(identity)
    desk.dossiers.change_profile(who, people.ada_profile())
    notes = tuple(NoteEntry(level=level, text=f"{CANARY} note {level.value}") for level in NoteLevel)
    desk.parcours.record_step(who, StepEntry(type="ENTRETIEN", day=desk.clock.today(), notes=notes))
    scope = Scope(sections=frozenset({"IDENTITY", "EXPERIENCE"}))
    given = desk.passports.agree(who, Recipient(name=f"{CANARY} party", network="CITE_METIERS"), scope, "ECRIT")
    for form in FileFormat:
        desk.passports.issue(who, given, out / f"passport-{form.value}.{form.value[:4]}", form)
    desk.rights.copy(who, out / "copy.zip")
    desk.diagnostics.write(out / "diagnostic.json")
    asked = desk.rights.record(who, RequestKind.RECTIFICATION, f"{CANARY} detail")
    assert asked
    workspace.people.search.setText(CANARY)
    show_everything(
        shell,
        workspace,
        [
            workspace.show_people,
            lambda: workspace.show_dossier(who),
            lambda: workspace.start_export(who),
            lambda: workspace.start_import(out / "passport-json.json", who),
            lambda: workspace.show_rights(who),
            workspace.show_journal,
            workspace.show_retention,
        ],
    )
    dialog = QFileDialog(workspace, "Enregistrer", str(out), "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(f"{CANARY}.pdf")
    dialog.show()
    QApplication.processEvents()
    dialog.accept()
    dialog.deleteLater()
    QApplication.sendPostedEvents()
    shell.tasks.run(fail)
    settled(shell)
    line = QLineEdit(f"{CANARY} copied", workspace)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert CANARY in QGuiApplication.clipboard().text()
    desk.rights.erase(desk.dossiers.create(identity), ErasureCause.MISTAKE)


def rest_of_the_day(shell: Shell, out: Path, folder: Path) -> Path:
    """Everything else that a day brings, each page of it shown; return the backup that is made of it."""
    workspace = shell.workspace
    assert workspace is not None
    desk = workspace.dossier.model.desk
    made = whole_journey.caseload(desk, out)
    whole_journey.workshop(desk, made, shell.tasks, out)
    whole_journey.referral(desk, made[1], out, folder)
    whole_journey.batch(desk, made, out)
    whole_journey.agenda_and_merging(desk, made, out)
    backup = whole_journey.backups(desk, out)
    show_everything(
        shell,
        workspace,
        [
            workspace.show_today,
            workspace.show_due,
            workspace.show_calendar,
            lambda: workspace.start_caseload(out / "incoming.csv"),
            workspace.show_workshop,
            lambda: workspace.start_batch(frozenset(made)),
            lambda: workspace.start_referral(made[2]),
            workspace.show_referrals,
            lambda: workspace.start_reunion(made[0]),
            workspace.show_backups,
            workspace.show_accounts,
            lambda: workspace.show_dossier(made[1]),
        ],
    )
    return backup


def main(folder: Path) -> None:
    os.umask(0)
    os.environ["CUPS_SERVER"] = str(folder / "no printer")  # Qt's printers ask the system's own service, by its socket
    if no_network.is_possible():
        no_network.forbid()
    application = prepared()
    QClipboard.ownsClipboard = lambda _self: True  # type: ignore[method-assign]  # a screen that is none does not say
    incidents = Incidents(folder / "home" / "incidents")
    incidents.watch()
    out = folder / "out"
    out.mkdir()
    shell = opened(folder / "vault", "Camille Conseiller-Fictif")
    shell.tasks.unexpected.connect(lambda error: incidents.note(type(error), error.__traceback__))
    first_station(shell, out)
    backup = rest_of_the_day(shell, out, folder)
    assert any(CANARY in text for _, text in texts_of(shell)), "the window shows nobody before it is locked"
    shell.lock()
    while not shell.tasks.is_idle:
        application.processEvents()
    assert CANARY not in QGuiApplication.clipboard().text(), "the clipboard outlives the vault"
    assert [where for where, text in texts_of(shell) if CANARY in text] == [], "the window outlives the vault"
    account = "Camille Conseiller-Fictif"
    whole_journey.statistics(folder / "vault", out)
    whole_journey.restore(folder / "vault", backup, account)
    shell.unlock.door.unlock(account, vaults.PASSPHRASE)
    settled(shell)
    assert shell.workspace is not None
    shell.workspace.show_people()
    settled(shell)
    shell.lock()
    while not shell.tasks.is_idle:
        application.processEvents()
    assert [where for where, text in texts_of(shell) if CANARY in text] == [], "the window outlives a restoration"
    QSettings("passeport", "passeport").sync()
    shell.close()
    sys.stdout.write("JOURNEY DONE\n")


_SAID_BY = (
    *("text", "toPlainText", "title", "windowTitle", "accessibleName", "accessibleDescription", "toolTip", "statusTip"),
    *("whatsThis", "placeholderText", "selectedText", "currentText", "windowFilePath", "objectName"),
)


def texts_of(shell: Shell) -> list[tuple[str, str]]:
    """Every text that anything of the window still holds, once what was closed is gone: who holds it, and the text.

    Every widget, action, completer and model of the process is asked, not those of the window alone: a dialog or a
    menu may have no parent.
    """
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    everything: dict[int, QObject] = {}
    for root in (shell, *QApplication.allWidgets(), *QApplication.topLevelWidgets()):
        for one in (root, *root.findChildren(QObject)):
            everything[id(one)] = one
    found = []
    for one in everything.values():
        for name in _SAID_BY:
            said = getattr(one, name, None)
            if callable(said):
                found.append((f"{type(one).__name__}.{name}", str(said())))
        if isinstance(one, QAbstractItemModel):
            found += [(type(one).__name__, text) for text in _shown_by(one)]
        if isinstance(one, QTextEdit | QPlainTextEdit) and one.document().isUndoAvailable():
            found.append((f"{type(one).__name__}.undo", one.toPlainText()))
    return found


def _shown_by(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(model.rowCount(top)):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role)) for role in roles)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
