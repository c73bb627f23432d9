"""The page that hands over many passports at once: to whom, into which folder, how far it is, and how it ended."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from passeport.domain.agreement import Recipient
from passeport.language.catalogue import tr
from passeport.language.numbers import counted
from passeport.language.typography import begun, typeset
from passeport.services.batch_export import Chosen
from passeport.services.desk import Desk
from ui.passport import wording
from ui.passport.batch_model import BatchModel, Ended
from ui.unlock.new_passphrase import NewPassphrase
from ui.widgets.buttons import action, button
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import Field
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

_EXPLAINED = tr(
    "Chaque personne qui a donné son accord pour un destinataire a son fichier, fermé par la phrase de passe et nommé "
    "par le numéro du passeport. Rien ne part de qui n’a pas donné cet accord, ou l’a retiré. Vous pouvez arrêter, et "
    "reprendre plus tard dans le même dossier : ce qui y est déjà n’est pas refait."
)
_NOBODY = tr(
    "Personne n’a donné d’accord qui tienne encore : remettez d’abord un passeport, ou recueillez les accords."
)


class BatchPage(QWidget):
    """Follows its model; what runs goes on while other pages are shown."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = BatchModel(desk, self)
        self.ask_folder: Callable[[], Path | None] = self._ask_folder
        self.folder: Path | None = None
        self.banner = Banner()
        self.who = text("", "muted")
        self.recipient = QComboBox()
        self.language = ChoiceCombo(wording.languages())
        self.place = text(tr("Aucun dossier choisi."), "muted")
        self.choose = button(tr("Choisir le dossier…"), "", "folder", self.choose_folder)
        self.passphrase = NewPassphrase(tr("Phrase de passe qui ferme les fichiers"))
        self.hand_over = button(tr("Remettre les passeports"), "primary", "export", self.write)
        self.stop_button = button(tr("Arrêter"), "", "close", self.ask_to_stop)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Avancement"))
        self.how_far = text("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addWidget(text(tr("Remettre plusieurs passeports"), "title", wraps=False))
        column.addWidget(self.banner)
        column.addWidget(scrolled(self._content()), 1)
        self.model.listed.connect(self._listed)
        self.model.progressed.connect(self._tell)
        self.model.looked.connect(self._look)
        self.model.finished.connect(self._finished)
        self.model.refused.connect(self._refused)
        action(self, tr("Remettre les passeports"), "Ctrl+Return", self.write)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def start(self, only: Chosen = None) -> None:
        """Begin with these people, or with everybody; a batch that is being written is shown instead."""
        if not self.model.is_writing:
            self.banner.say("")
            self.language.code = "fr"
            self.recipient.clear()
            people = counted(len(only), "personne choisie", "personnes choisies") if only is not None else ""
            self.who.setText(typeset(people or tr("Toutes les personnes du coffre-fort qui ont donné leur accord.")))
            self.model.start(only)
        self._show_state()

    def stop(self) -> None:
        """Give up what is being written, if anything: the vault is about to be locked."""
        self.passphrase.forget()
        self.model.close()

    def choose_folder(self) -> None:
        """Ask where the files go."""
        folder = self.ask_folder()
        if folder is not None:
            self.folder = folder
            self.place.setText(typeset(tr("Dossier : {folder}").format(folder=folder)))
        self._show_state()

    def write(self) -> None:
        """Write the passports, once everything that is needed was said."""
        if self.model.is_writing or self.model.is_looking:
            return
        recipient: Recipient | None = self.recipient.currentData()
        if recipient is None:
            self.banner.say(typeset(_NOBODY), "warning")
        elif self.folder is None:
            self.banner.say(tr("Choisissez le dossier où les fichiers seront écrits."), "warning")
            self.choose.setFocus()
        elif self.passphrase.accepted():
            self.banner.say("")
            self.model.run(recipient, self.folder, self.passphrase.secret, self.language.code or "fr")
            self._show_state()
            self.stop_button.setFocus()

    def ask_to_stop(self) -> None:
        """Go no further than the passport at hand."""
        self.stop_button.setEnabled(False)
        self.how_far.setText(tr("Arrêt après le passeport en cours…"))
        self.model.stop()

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        card = Card(spacing=10)
        card.body.addWidget(text(typeset(_EXPLAINED), "muted"))
        card.body.addWidget(self.who)
        card.body.addWidget(Field(tr("Destinataire"), self.recipient, required=True))
        card.body.addWidget(Field(tr("Langue des passeports"), self.language, hint=typeset(wording.LANGUAGE_HINT)))
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self.choose)
        where.addWidget(self.place, 1)
        card.body.addLayout(where)
        card.body.addWidget(self.passphrase)
        card.body.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.how_far, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.hand_over)
        card.body.addLayout(foot)
        column.addWidget(card)
        column.addStretch()
        return content

    def _show_state(self) -> None:
        writing, looking = self.model.is_writing, self.model.is_looking
        self.progress.setVisible(writing or looking)
        self.stop_button.setVisible(writing)
        self.stop_button.setEnabled(writing)
        self.hand_over.setVisible(not writing)
        self.hand_over.setEnabled(not looking and self.recipient.count() > 0)
        for part in (self.recipient, self.language, self.choose, self.passphrase):
            part.setEnabled(not writing)
        if not writing:
            self.how_far.setText(tr("Recherche des accords…") if looking else "")

    def _listed(self) -> None:
        self.recipient.clear()
        for agreed in self.model.recipients:
            people = counted(agreed.people, "personne d’accord", "personnes d’accord")
            self.recipient.addItem(typeset(f"{wording.recipient(agreed.recipient)} – {people}"), agreed.recipient)
        if not self.model.recipients:
            self.banner.say(typeset(_NOBODY), "warning")
        self._show_state()
        self.recipient.setFocus()

    def _tell(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        if self.model.is_writing and self.stop_button.isEnabled():
            self.how_far.setText(
                typeset(tr("{done} sur {total}").format(done=done, total=total))
                if done
                else tr("Recherche des accords…")
            )

    def _look(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        if self.stop_button.isEnabled() or self.model.is_looking:
            words = tr("Recherche des accords : {done} sur {total}…").format(done=done, total=total)
            self.how_far.setText(typeset(words))

    def _finished(self) -> None:
        ended = self.model.ended
        assert ended is not None  # noqa: S101 - the signal says so
        self._show_state()
        self.banner.say(*outcome_of(ended))
        self.hand_over.setText(
            tr("Remettre les passeports") if not ended.stopped and not ended.error else tr("Reprendre")
        )
        self.hand_over.setFocus()

    def _refused(self, words: str) -> None:
        self._show_state()
        self.banner.say(words, "danger")

    def _ask_folder(self) -> Path | None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(self, tr("Dossier où écrire les passeports"), documents)
        return Path(chosen) if chosen else None


def outcome_of(ended: Ended) -> tuple[str, str]:
    """Return how a batch ended, in words, and the tone to say it in."""
    written = counted(ended.written, "passeport écrit", "passeports écrits")
    if ended.error:
        return typeset(
            tr("{error} Avant cela : {written}, qui restent. Reprenez quand c’est réparé.").format(
                error=ended.error, written=written
            )
        ), "danger"
    if ended.stopped:
        return typeset(
            tr("Arrêté : {written}, qui restent. Reprenez quand vous voulez, dans le même dossier.").format(
                written=written
            )
        ), "warning"
    others = (
        counted(ended.already, "y était déjà", "y étaient déjà") if ended.already else "",
        counted(ended.without_agreement, "personne sans cet accord", "personnes sans cet accord")
        if ended.without_agreement
        else "",
        counted(ended.lacking, "sans toutes ses lettres ou sa photo", "sans toutes leurs lettres ou leur photo")
        if ended.lacking
        else "",
    )
    more = "".join(tr(" ; {words}").format(words=words) for words in others if words)
    words = tr("{written}{more}. Donnez la phrase de passe au destinataire par un autre chemin.").format(
        written=begun(written), more=more
    )
    return typeset(words), "warning" if ended.lacking else "success"
