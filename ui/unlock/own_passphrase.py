"""Changing one's own passphrase: the present one, then another said twice."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.services.own_account import OwnAccount
from ui.tasks import Tasks
from ui.unlock.new_passphrase import NewPassphrase
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.surfaces import Banner


class OwnPassphraseForm(QWidget):
    """Three hidden lines and a button."""

    changed = Signal()

    def __init__(self, tasks: Tasks, own: Callable[[], OwnAccount]) -> None:
        super().__init__()
        self._tasks = tasks
        self._own = own
        self.banner = Banner()
        self.current = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._current_field = Field(tr("Phrase de passe actuelle"), self.current, required=True)
        self.chosen = NewPassphrase(tr("Nouvelle phrase de passe"), self._known)
        self.change = button(tr("Changer la phrase de passe"), "primary", "key", self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.banner, self._current_field, self.chosen, self.change):
            column.addWidget(part)
        self.chosen.again.returnPressed.connect(self._ask)

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.current.clear()
        self.chosen.forget()
        self._current_field.refuse()
        self.banner.say("")

    def _known(self) -> tuple[str, ...]:
        account = self._own().opened.account
        return account.name, account.station.name

    def _ask(self) -> None:
        self.banner.say("")
        self._current_field.refuse("" if self.current.text() else tr("Écrivez votre phrase de passe actuelle."))
        if not self.chosen.accepted() or self._current_field.error:
            return
        own, current, new = self._own(), self.current.text(), self.chosen.secret
        self.setEnabled(False)
        self._tasks.run(lambda: own.change_passphrase(current, new), self._done, self._refuse)

    def _done(self, _answer: None) -> None:
        self.setEnabled(True)
        self.forget()
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.setEnabled(True)
        self.banner.say(sentence(error), "danger")
        self.current.selectAll()
        self.current.setFocus()
