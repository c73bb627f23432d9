"""What is done to several people at once: give them to a colleague, tag them, take their list out."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from passeport.domain.account import AccountState
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.assignments import Several
from passeport.services.caseload import TakenOut
from passeport.services.desk import Desk
from ui.desk.wording import people_counted
from ui.tasks import Answer, Tasks
from ui.widgets.buttons import action, button
from ui.widgets.chips import FlowLayout
from ui.widgets.dialogs import Dialog
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import DayField, Field, SuggestingLine
from ui.widgets.progress import Advance, ProgressRow
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

_NOBODY = "NOBODY"


class Asking(Dialog):
    """A question with a few fields, what is wrong beside them, one answer, and how far what follows is."""

    def __init__(self, heading: str, words: str, answer: str, accepted: Callable[[], object], parent: "Bulk") -> None:
        super().__init__(parent, width=460)
        self.setWindowTitle(heading)
        self.banner = Banner()
        self.save = button(answer, "primary", "check", accepted)
        self.progress = ProgressRow(parent.advance, heading)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text(heading, "title"))
        if words:
            column.addWidget(text(typeset(words), "muted"))
        column.addWidget(self.banner)
        column.addLayout(self.fields)
        column.addWidget(self.progress)
        row = FlowLayout(spacing=10)
        row.addWidget(button(tr("Abandonner"), clicked=self.reject))
        row.addWidget(self.save)
        column.addLayout(row)
        action(self, answer, "Ctrl+Return", accepted)
        self.finished.connect(self.deleteLater)


class Bulk(QWidget):
    """Shown while several people are selected."""

    done = Signal(str, bool)
    """What was done in a sentence, and whether it can be undone."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.people: tuple[BeneficiaryId, ...] = ()
        self.advance = Advance(self)
        self.dialog: Asking | None = None
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.words = text("", "strong", wraps=False)
        row = FlowLayout(self, spacing=8)
        row.addWidget(self.words)
        row.addWidget(button(tr("Confier…"), "", "team", self.assign))
        row.addWidget(button(tr("Étiqueter…"), "", "tag", self.tag))
        row.addWidget(button(tr("Exporter la liste…"), "", "export", self.export))
        self.hide()

    def select(self, people: Sequence[BeneficiaryId]) -> None:
        """Offer what can be done to these people."""
        self.people = tuple(people)
        self.words.setText(typeset(tr("{people} choisies :").format(people=people_counted(len(people)))))
        self.setVisible(len(people) > 1)

    def assign(self) -> None:
        """Ask to whom, and for how long."""
        if self.people:
            self._tasks.run(self._desk.lists.conseillers, self._ask_whom)

    def tag(self) -> None:
        """Ask which word."""
        if self.people:
            self._tasks.run(self._desk.lists.tags, self._ask_tag)

    def export(self) -> None:
        """Ask for the passphrase of the file, then for its place."""
        if not self.people:
            return
        entry = QLineEdit()
        entry.setEchoMode(QLineEdit.EchoMode.Password)
        again = QLineEdit()
        again.setEchoMode(QLineEdit.EchoMode.Password)
        fields = (
            Field(tr("Phrase de passe du fichier"), entry, required=True),
            Field(tr("La même, une seconde fois"), again),
        )

        def accepted() -> None:
            is_same = entry.text() == again.text()
            fields[1].refuse("" if is_same else tr("Les deux ne sont pas pareilles."))
            path = self.ask_path() if is_same else None
            if path is not None:
                people, phrase = self.people, entry.text()
                self._run(lambda: self._desk.caseloads.export(people, path, phrase, self.advance), self._exported)

        words = tr(
            "Le classeur est chiffré. Donnez la phrase de passe par une autre voie que le fichier ; chaque "
            "personne est notée au journal. Pas de CSV : il laisserait les noms en clair. S’il en faut un, "
            "enregistrez-le depuis le classeur ouvert."
        )
        self._open(Asking(tr("Exporter la liste"), words, tr("Choisir où l’écrire…"), accepted, self), fields)

    def _ask_whom(self, states: tuple[AccountState, ...]) -> None:
        choices = [(str(one.account.id), one.account.name) for one in states if one.is_enabled]
        whom = ChoiceCombo([*choices, (_NOBODY, tr("Personne (sans référent)"))])
        until = DayField(self._desk.clock.today)
        fields = (
            Field(tr("À qui"), whom, required=True),
            Field(
                tr("Jusqu’au"),
                until,
                hint=tr("Vide : définitivement. Sinon, les dossiers reviennent seuls le lendemain."),
            ),
        )

        def accepted() -> None:
            code = whom.code
            fields[0].refuse("" if code else tr("Choisissez un conseiller."))
            fields[1].refuse(
                "" if until.is_understood else typeset(tr("Cette date n’existe pas : écrivez 12/10/2027."))
            )
            if code and until.is_understood:
                self._assign(None if code == _NOBODY else AccountId(UUID(code)), until.day)

        self._open(Asking(tr("Confier les dossiers"), "", tr("Confier"), accepted, self), fields)

    def _assign(self, to: AccountId | None, until: dt.date | None) -> None:
        people = self.people
        self._run(lambda: self._desk.assignments.assign(people, to, until, self.advance), self._assigned)

    def _ask_tag(self, known: tuple[str, ...]) -> None:
        entry = SuggestingLine(known, tr("Par exemple : Garantie jeunes, groupe du lundi"))
        field = Field(
            tr("Étiquette"),
            entry,
            required=True,
            hint=tr("Rien de sensible : ni santé, ni origine, ni opinion."),
            is_free=True,
        )

        off = QCheckBox(tr("Retirer cette étiquette à ceux qui la portent"))

        def accepted() -> None:
            word, people = entry.text().strip(), self.people
            field.refuse("" if word else tr("Écrivez une étiquette."))
            if not word:
                return
            add, remove = ((), (word,)) if off.isChecked() else ((word,), ())
            done = self._untagged if off.isChecked() else self._tagged
            self._run(lambda: self._desk.assignments.tag(people, add, remove, self.advance), done)

        asking = Asking(tr("Étiqueter"), "", tr("Étiqueter"), accepted, self)
        off.toggled.connect(
            lambda is_off: asking.save.setText(tr("Retirer l’étiquette") if is_off else tr("Étiqueter"))
        )
        self._open(asking, (field,))
        asking.fields.addWidget(off)

    def _open(self, dialog: Asking, fields: Sequence[Field]) -> None:
        for field in fields:
            dialog.fields.addWidget(field)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()
        fields[0].entry.setFocus()

    def _run(self, work: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        """Do it, and show how far it is; nothing of it is kept when it is stopped."""
        if self.dialog is not None:
            self.dialog.banner.say("")
            self.dialog.save.setEnabled(False)
        self.advance.begin()
        self._tasks.run(work, done, self._refuse)

    def _forget(self) -> None:
        """The question was put away: what it began is stopped."""
        self.advance.stop()
        self.dialog = None

    def _assigned(self, several: Several) -> None:
        self._end(tr("Dossiers confiés : {count}.").format(count=len(several.changed)), several)

    def _tagged(self, several: Several) -> None:
        self._end(tr("Dossiers étiquetés : {count}.").format(count=len(several.changed)), several)

    def _untagged(self, several: Several) -> None:
        self._end(tr("Étiquette retirée de : {count}.").format(count=people_counted(len(several.changed))), several)

    def _end(self, words: str, several: Several) -> None:
        if several.refused:
            words += tr(" Laissés tels quels, que vous ne pouvez pas changer : {count}.").format(
                count=len(several.refused)
            )
        self._close()
        self.done.emit(typeset(words), bool(several.changed))

    def _exported(self, out: TakenOut) -> None:
        words = tr("Personnes exportées : {count}.").format(count=out.count)
        if out.refused:
            words += tr(" Laissées de côté, que vous ne pouvez pas exporter : {refused}.").format(refused=out.refused)
        self._close()
        self.done.emit(typeset(words), False)  # noqa: FBT003 - a signal has no keywords

    def _refuse(self, error: PasseportError) -> None:
        self.advance.end()
        if self.dialog is not None:
            self.dialog.save.setEnabled(True)
            self.dialog.banner.say(sentence(error), "danger")

    def _close(self) -> None:
        self.advance.end()
        if self.dialog is not None:
            self.dialog.accept()

    def _ask_path(self) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Exporter la liste"), tr("liste.xlsx"), tr("Classeur (*.xlsx)"))
        return Path(name) if name else None
