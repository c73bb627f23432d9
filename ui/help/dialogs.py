"""F1 inside a dialog: it opens the help above it, where one comes back to what was being filled in."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QVBoxLayout

from passeport.language.catalogue import tr
from ui.help.page import HelpPage
from ui.help.targets import topic_of

_SIZE = (980, 680)
_ANSWERS = "answers_to_help"
KEY = "F1"


class HelpDialog(QDialog):
    """The help, above another dialog."""

    def __init__(self, schema: int | None, parent: QDialog) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Aide"))
        self.resize(*_SIZE)
        self.page = HelpPage(schema)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.closed.connect(self.accept)
        self.finished.connect(self.deleteLater)


class DialogHelp(QObject):
    """Gives each dialog that is opened the key of the help."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.schema: int | None = None
        """Of the vault that is open, None at the door."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._give_key)

    def _give_key(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or isinstance(dialog, HelpDialog | QFileDialog) or dialog.property(_ANSWERS):
            return
        dialog.setProperty(_ANSWERS, True)  # noqa: FBT003 - Qt's signature
        QShortcut(QKeySequence(KEY), dialog).activated.connect(lambda: self.show_over(dialog))

    def show_over(self, dialog: QDialog) -> HelpDialog:
        """Show what explains a dialog, above it."""
        made = HelpDialog(self.schema, dialog)
        made.open()
        made.page.show_topic(topic_of(dialog))
        return made
