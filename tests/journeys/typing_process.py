"""Somebody who types in the real window until the process is killed: `python -m tests.journeys.typing_process`.

Told on the standard output, a line at a time and in the order in which it happens: `finished N` when N words are; and
of each save, `begun N` and `kept N`, with the words that it holds. The test kills the process at some moment, and looks
for the words in the vault.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from passeport import wiring
from passeport.domain.draft import Draft
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.accounts import Accounts
from passeport.services.drafts import Drafts
from tests import vaults
from ui.desk.new_person import NewPerson
from ui.shell import Shell
from ui.theme.dressing import prepared
from ui.workspace import Workspace

BETWEEN_KEYS = 0.02
"""Seconds between two keys: three times faster than a good typist."""


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def settled(space: Workspace) -> None:
    end = time.monotonic() + 30
    while not space._tasks.is_idle:
        spin(0.005)
        if time.monotonic() > end:
            raise TimeoutError
    spin(0.05)


def finished_in(texts: list[str]) -> int:
    """Return how many words of the typist, whole and in their order, one of these texts begins with."""
    written = next((text.split() for text in texts if text.startswith("mot")), [])
    return next((at for at, word in enumerate(written) if word != f"mot{at}"), len(written))


def texts_of(draft: Draft) -> list[str]:
    """Return every text of a draft."""
    return [*draft.fields.values(), *(text for row in draft.rows for text in row.values())]


def _tell(word: str, number: int) -> None:
    os.write(1, f"{word} {number}\n".encode())  # whole and at once, from whichever thread


def _tell_saves() -> None:
    keep = Drafts.keep

    def told(self: Drafts, *about: object) -> Draft:
        fields, rows = about[2], about[3] if len(about) > 3 else ()
        assert isinstance(fields, dict)
        assert isinstance(rows, tuple)
        finished = finished_in([*fields.values(), *(text for row in rows for text in row.values())])
        _tell("begun", finished)
        kept = keep(self, *about)  # type: ignore[arg-type]
        _tell("kept", finished)
        return kept

    Drafts.keep = told  # type: ignore[method-assign, assignment]


def _note(space: Workspace, who: BeneficiaryId) -> QWidget:
    space.show_dossier(who)
    settled(space)
    QTest.keyClick(space.dossier, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    return space.dossier.step.notes.first


def _experience(space: Workspace, who: BeneficiaryId) -> QWidget:
    space.show_dossier(who)
    settled(space)
    space.dossier.edit("experiences")
    assert space.dossier.form is not None
    return space.dossier.form.form.inputs["position"].widget


def _referral(space: Workspace, who: BeneficiaryId) -> QWidget:
    space.start_referral(who)
    settled(space)
    return space.referring.reason


def _person(space: Workspace, _who: BeneficiaryId) -> QWidget:
    space.add_person()
    dialog = space.people.findChild(NewPerson)
    assert isinstance(dialog, NewPerson)
    return dialog.given_names


def _point(space: Workspace, _who: BeneficiaryId) -> QWidget:
    space.show_directory()
    settled(space)
    space.directory.add()
    return space.directory.editor.entries["name"]


def _workshop(space: Workspace, _who: BeneficiaryId) -> QWidget:
    space.show_workshop()
    settled(space)
    return space.workshop.title


FORMS: dict[str, Callable[[Workspace, BeneficiaryId], QWidget]] = {
    "note": _note,
    "experience": _experience,
    "referral": _referral,
    "person": _person,
    "point": _point,
    "workshop": _workshop,
}
"""One for each thing that keeps a draft, by the entry that is typed in."""


def main(folder: Path, who: BeneficiaryId, form: str) -> None:
    prepared()
    _tell_saves()
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, folder)
    shell.show()
    while not shell.unlock.known_vault.isVisible():
        spin(0.01)
    shell.unlock.door.unlock(vaults.ACCOUNT, vaults.PASSPHRASE)
    while shell.workspace is None:
        spin(0.01)
    settled(shell.workspace)
    entry = FORMS[form](shell.workspace, who)
    settled(shell.workspace)
    entry.setFocus()
    _tell("finished", 0)
    for number in range(10_000):
        for letter in f"mot{number} ":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(entry, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            spin(BETWEEN_KEYS)
        _tell("finished", number + 1)
    sys.exit("never killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), BeneficiaryId(UUID(sys.argv[2])), sys.argv[3])
