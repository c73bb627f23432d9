"""The history of a dossier in the window: each operation with its fields, and a line that keeps what one looks for."""

import pytest
from PySide6.QtWidgets import QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from tests import people
from tests.ui.conftest import unnamed
from ui.dossier.history_dialog import HistoryDialog
from ui.tasks import Tasks

FIRST, TOWN = "Prénom : Ada-Inès → Ada", "Commune : Évry-Courcouronnes → Massy"


@pytest.fixture
def who(here: Desk) -> BeneficiaryId:
    dossier = here.editing.create(people.ada())
    identifier = dossier.beneficiary.id
    situation = dossier.beneficiary.situation.evolve(commune="91377")
    here.dossiers.change_situation(identifier, situation)
    here.dossiers.change_identity(identifier, dossier.beneficiary.identity.evolve(given_names="Ada"))
    return identifier


@pytest.fixture
def dialog(qtbot: QtBot, here: Desk, tasks: Tasks, who: BeneficiaryId) -> HistoryDialog:
    made = HistoryDialog(here.journal, tasks)
    qtbot.addWidget(made)
    made.show()
    made.start(who)
    qtbot.waitUntil(lambda: made.tree.topLevelItemCount() > 0)
    return made


def shown(dialog: HistoryDialog) -> list[str]:
    """What the tree shows below the operations, from top to bottom."""
    lines, found = QTreeWidgetItemIterator(dialog.tree), []
    while (item := lines.value()) is not None:
        above = item.parent()
        if above is not None and not (item.isHidden() or above.isHidden()):
            found.append(" ".join(item.text(0).split()))
        lines += 1
    return found


def test_each_operation_has_its_fields_the_last_first(dialog: HistoryDialog) -> None:
    assert shown(dialog) == ["Identité", FIRST, "Situation", TOWN]
    assert dialog.count.text().startswith("3")
    assert unnamed(dialog) == []
    assert dialog.tree.hasFocus() or dialog.tree.currentItem() is not None


def test_a_long_line_is_scrolled_to_and_not_cut(qtbot: QtBot, dialog: HistoryDialog) -> None:
    dialog.resize(300, 400)
    qtbot.waitUntil(lambda: dialog.tree.horizontalScrollBar().maximum() > 0)


def test_a_history_that_is_not_shown_whole_says_so(
    qtbot: QtBot, dialog: HistoryDialog, who: BeneficiaryId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dossier.history_dialog._MOST", 2)
    dialog.start(who)
    qtbot.waitUntil(lambda: "parmi les 2 dernières" in dialog.count.text())


def test_only_what_holds_the_words_is_shown(dialog: HistoryDialog) -> None:
    dialog.wanted.setText("massy")
    assert shown(dialog) == ["Situation", TOWN]
    dialog.wanted.setText("nulle part")
    assert shown(dialog) == []
    assert "Rien" in dialog.count.text()
    dialog.wanted.setText("")
    assert len(shown(dialog)) == 4
