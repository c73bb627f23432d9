"""The page of backups: the ones there are, a new one, a second place, and the way back to one of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.backup import Backup
from passeport.domain.errors import PasseportError
from passeport.language import backups as words
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import begun, typeset
from passeport.services.backups import BackupMade
from passeport.services.desk import Desk
from ui.administration.backups_model import BackupsModel
from ui.administration.restore_card import RestoreCard
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.progress import ProgressRow
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import text

_EXPLAINED = tr(
    "Une sauvegarde se fait d’elle-même chaque jour et à chaque verrouillage, au plus une par heure. Elle est chiffrée "
    "comme le coffre-fort, et la phrase de passe de son moment l’ouvre sur n’importe quel ordinateur."
)
_ON_THIS_DISK = tr(
    "Toutes les sauvegardes sont sur le disque du coffre-fort : une panne ou un vol emporterait l’un et les autres."
)
_CHOOSE = tr("Choisissez un dossier sur un autre disque ou une clé USB.")
_NOT_YOURS = tr("Seul un administrateur choisit un dossier sur un autre disque ou une clé USB.")


class BackupsPage(QWidget):
    """Newest first; an administrator can restore each one, and choose where the copies go."""

    restore_requested = Signal(object, str)
    """The `Backup`, and the passphrase of its moment; the vault is to be locked first."""
    cancelled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = BackupsModel(desk, tasks, self)
        self.ask_folder: Callable[[], Path | None] = self._ask_folder
        self.banner = Banner()
        self.make_button = button(tr("Sauvegarder maintenant"), "primary", "save", self.model.make)
        self.restoring = RestoreCard(may_restore=desk.backups.may_restore)
        self._may_restore = desk.backups.may_restore
        self._list = Card(tr("Sauvegardes"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._list.body.addLayout(self._rows)

        self.choose_button = button(tr("Choisir un dossier…"), "", "folder", self.choose_second_place)
        self._may_choose = desk.backups.may_choose_place

        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.setSpacing(14)
        inner.addWidget(text(_EXPLAINED, "muted"))
        inner.addWidget(self.restoring)
        inner.addWidget(self._second_card())
        inner.addWidget(self._list)
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(ProgressRow(self.model.advance, tr("Sauvegarde en cours")))
        column.addWidget(scrolled(content), 1)

        action(self, tr("Sauvegarder maintenant"), "Ctrl+S", self.model.make)
        action(self, tr("Quitter cette page"), "Esc", self.cancelled.emit)
        self.model.changed.connect(self._show)
        self.model.made.connect(self._made)
        self.model.previewed.connect(self.restoring.show_preview)
        self.model.refused.connect(self._refused)
        self.model.busy.connect(self._wait)
        self.restoring.confirmed.connect(self.restore_requested)

    def start(self) -> None:
        """Show what there is now."""
        self.banner.say("")
        self.restoring.close_card()
        self.model.refresh()
        self.make_button.setFocus()

    def choose_second_place(self) -> None:
        """Ask for the folder that takes a copy of each backup."""
        place = self.ask_folder()
        if place is not None:
            self.model.choose_second_place(place)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button(tr("Revenir"), "arrow-left", self.cancelled.emit))
        row.addWidget(text(tr("Sauvegardes"), "title", wraps=False))
        row.addStretch()
        row.addWidget(self.make_button)
        return row

    def _second_card(self) -> Card:
        card = Card(tr("Second emplacement"))
        self.second = text("")
        self.forget_button = button(
            tr("Ne plus y copier"), "quiet", "close", lambda: self.model.choose_second_place(None)
        )
        row = QHBoxLayout()
        row.addWidget(self.second, 1)
        row.addWidget(self.forget_button)
        row.addWidget(self.choose_button)
        card.body.addLayout(row)
        if not self._may_choose:
            self.choose_button.hide()
        return card

    def _show(self) -> None:
        place = self.model.second_place
        said = tr("Chaque sauvegarde est copiée dans « {place} ».").format(place=place) if place else _ON_THIS_DISK
        if place is None or not self._may_choose:
            said = f"{said} {_CHOOSE if self._may_choose else _NOT_YOURS}"
        self.second.setText(typeset(said))
        self.forget_button.setVisible(place is not None and self._may_choose)
        emptied(self._rows)
        for backup in self.model.backups:
            self._rows.addWidget(self._row(backup))
        if not self.model.backups:
            self._rows.addWidget(text(tr("Aucune sauvegarde n’a encore été faite."), "muted"))

    def _row(self, backup: Backup) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        when = QVBoxLayout()
        when.setSpacing(0)
        when.addWidget(text(typeset(begun(words.moment(backup.made_at))), "strong"))
        about = f"{label('backup_reasons', backup.reason)} – {words.size(backup.size)}"
        when.addWidget(text(typeset(about), "small"))
        words_of_it = tr("Restaurer…") if self._may_restore else tr("Voir…")
        about_it = (
            tr("Restaurer la sauvegarde du {moment}") if self._may_restore else tr("Voir la sauvegarde du {moment}")
        )
        restore = button(words_of_it, "quiet", "history", lambda: self.model.preview(backup))
        restore.setAccessibleName(about_it.format(moment=words.moment(backup.made_at)))
        line.addLayout(when, 1)
        line.addWidget(restore)
        return row

    def _made(self, made: BackupMade) -> None:
        if made.second is not None:
            self.banner.say(sentence(made.second), "warning")
        else:
            self.banner.say(tr("La sauvegarde est faite, et elle a été relue en entier."), "success")

    def _refused(self, error: PasseportError) -> None:
        self.banner.say(sentence(error), "danger")

    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.make_button.setEnabled(not busy)
        if busy:
            self.banner.say(tr("La sauvegarde est en cours : elle est écrite, puis relue en entier."))

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Dossier qui reçoit une copie de chaque sauvegarde"))
        return Path(chosen) if chosen else None
