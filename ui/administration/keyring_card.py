"""Letting the system's keyring open one's own account: off until it is asked for, and taken back at any time."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from passeport.domain.errors import KeyringRefused, PasseportError, SettingFixed
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.keyring_access import KeyringAccess
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.room import flowing
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_OFF = tr(
    "Seule votre phrase de passe ouvre votre compte. Le trousseau de ce système peut aussi l’ouvrir, jusqu’à votre "
    "prochain changement de phrase de passe. Qui ouvre votre session ouvrirait alors le coffre-fort : réservez-le à un "
    "ordinateur qui n’est qu’à vous."
)
_ON = tr(
    "Le trousseau de ce système ouvre votre compte, jusqu’à votre prochain changement de phrase de passe : qui ouvre "
    "votre session ouvre le coffre-fort."
)
_NONE = tr(
    "Ce système n’a pas de trousseau qui garde ses secrets chiffrés : seule votre phrase de passe ouvre votre compte."
)


class KeyringCard(Card):
    """Says whether the keyring opens the account, and changes it; says why not where there is none."""

    def __init__(self, access: KeyringAccess, tasks: Tasks) -> None:
        super().__init__(tr("Trousseau de ce système"), spacing=10)
        self._access = access
        self._tasks = tasks
        self.banner = Banner()
        self.words = text("", "muted")
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field = Field(tr("Votre phrase de passe, pour autoriser le trousseau"), self.passphrase, required=True)
        self.allow = button(tr("Laisser le trousseau ouvrir mon compte"), "", "computer", self._allow)
        self.withdraw = button(tr("Ne plus le laisser ouvrir mon compte"), "", "close", self._withdraw)
        for part in (self.banner, self.words, self.field, flowing(self.allow, self.withdraw)):
            self.body.addWidget(part)
        self.passphrase.returnPressed.connect(self._allow)
        for part in (self.field, self.allow, self.withdraw):
            part.hide()

    def start(self) -> None:
        """Show how it is now."""
        self.forget()
        self._tasks.run(self._look, self._show)

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.passphrase.clear()
        self.field.refuse()
        self.banner.say("")

    def _look(self) -> tuple[bool, PasseportError | None]:
        try:
            self._access.require()
        except (KeyringRefused, SettingFixed) as error:
            return self._access.is_allowed, error
        return self._access.is_allowed, None

    def _show(self, found: tuple[bool, PasseportError | None]) -> None:
        is_allowed, trouble = found
        if isinstance(trouble, SettingFixed):
            words = sentence(trouble)
        elif is_allowed:
            words = _ON
        else:
            words = _OFF if trouble is None else _NONE
        self.words.setText(typeset(words))
        self.field.setVisible(trouble is None and not is_allowed)
        self.allow.setVisible(trouble is None and not is_allowed)
        self.withdraw.setVisible(is_allowed)
        self.setEnabled(True)

    def _allow(self) -> None:
        typed = self.passphrase.text()
        self.field.refuse("" if typed else tr("Écrivez votre phrase de passe."))
        if typed:
            self._run(lambda: self._access.allow(typed))

    def _withdraw(self) -> None:
        self._run(self._access.forget)

    def _run(self, change: Callable[[], None]) -> None:
        self.setEnabled(False)
        self._tasks.run(change, self._done, self._refuse)

    def _done(self, _answer: None) -> None:
        self.start()

    def _refuse(self, error: PasseportError) -> None:
        self.passphrase.clear()
        self._tasks.run(self._look, self._show)
        self.banner.say(sentence(error), "danger")
