"""A workshop or a collective information: what, when and where on the left, who came on the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from passeport.domain.draft import WORKSHOP, Draft
from passeport.domain.errors import PasseportError
from passeport.domain.group_session import SESSION_TYPES
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import StepStatus
from passeport.language.catalogue import plural, tr
from passeport.language.messages import sentence
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.workshops import Recognised
from ui.desk.new_person import NewPerson
from ui.entry.drafting import DraftKeeper, Typed
from ui.entry.minutes import NO_LENGTH, Minutes
from ui.entry.moment_field import MomentField
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.buttons import action, button
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.room import head_line, in_sight, is_narrow
from ui.widgets.surfaces import Banner, Card, EmptyState, scrolled
from ui.widgets.texts import text
from ui.workshop.adding import Adding
from ui.workshop.attendance import Attendance
from ui.workshop.model import WorkshopModel
from ui.workshop.sheet import SheetModel
from ui.workshop.to_check import ToCheck

_DAY = typeset(tr("Écrivez par exemple 12/10, hier ou demain 14h."))
_COUNTED = tr("Comptés, nommés nulle part.")
_WIDTHS = (44, 56)
_MOST = 500

_NOT_YET = typeset(
    tr("Ce jour n’est pas encore venu : marquez « Prévue » (P) ceux qui sont attendus, ou corrigez la date.")
)
_IN_SIGHT = 18
"""Lines of the list that show where letters are large."""


class WorkshopPage(QWidget):
    """One workshop at a time; what is typed is kept until it is recorded."""

    closed = Signal()
    said = Signal(str)
    undoable = Signal(str)
    """What was done, for everybody at once, and can be undone by `undo`."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self._tasks = tasks
        self._is_shown = False
        self._new_for: Recognised | None = None
        self._forgotten: Draft | None = None
        self.model = WorkshopModel(desk, tasks, self)
        self.type = CodeCombo("step_types", codes=SESSION_TYPES)
        self.title = QLineEdit()
        self.day = MomentField(desk.clock.today)
        self.minutes = Minutes()
        self.place = QLineEdit()
        self.mode = CodeCombo("modes", empty=tr("Non précisé"))
        self.anonymous = QSpinBox(minimum=0, maximum=_MOST)
        self.fields = {
            "type": Field(tr("Type"), self.type, required=True),
            "title": Field(tr("Titre"), self.title, required=True, is_free=True),
            "day": Field(tr("Date et heure"), self.day, required=True),
            "minutes": Field(tr("Durée"), self.minutes),
            "place": Field(tr("Lieu"), self.place, is_free=True),
            "mode": Field(tr("Mode"), self.mode),
        }
        self.adding = Adding(self.model)
        self.to_check = ToCheck(self.model)
        self.attendance = Attendance(self.model)
        self.sheet = SheetModel(desk, tasks, self)
        self.banner = Banner()
        self.count = text("", "heading", wraps=False)
        self.save_button = button(tr("Enregistrer"), "primary", "check", self.save)
        self.save_button.setToolTip(tr("Ctrl+Entrée"))
        self.keeper = DraftKeeper(desk.drafts, tasks, self._typed, self)
        self._lay_out()
        self._connect()
        self._clear()

    def start(self) -> None:
        """Show the workshop that was begun, or a new one."""
        self.keeper.flush()
        self._tasks.run(lambda: self._desk.drafts.of(None), self._found)

    def save(self) -> None:
        """Record the workshop, or say what is missing."""
        self.banner.say("")
        wrong = {
            "type": "" if self.type.code else tr("Choisissez le type."),
            "title": "" if self.title.text().strip() else tr("Donnez-lui un titre : il figurera dans chaque dossier."),
            "day": "" if self.day.day is not None else typeset(f"{self._why_no_day()} {_DAY}"),
            "minutes": "" if self.minutes.is_understood else NO_LENGTH,
        }
        for name, why in wrong.items():
            self.fields[name].refuse(why)
        refused = [name for name, why in wrong.items() if why]
        if refused:
            self.fields[refused[0]].entry.setFocus()
            return
        if self.model.waiting:
            self.banner.say(
                tr("Il reste des personnes à vérifier : dites qui elles sont, ou laissez-les de côté."), "warning"
            )
            return
        if not self.model.attendants and not self.model.anonymous:
            self.banner.say(tr("Il n’y a personne sur la liste."), "warning")
            self.adding.line.setFocus()
            return
        day = self.day.day
        if day is not None and day > self._desk.clock.today() and self.model.says_what_was:
            self.fields["day"].refuse(_NOT_YET)
            self.day.setFocus()
            return
        try:
            entry = self.model.entry(self._fields())
        except PasseportError as error:
            self._refuse(error)
            return
        self.keeper.end()
        self.model.record(entry, self._refuse_record)

    def undo(self) -> None:
        """Put back who was taken off, bring back what was just forgotten, or undo for everybody at once."""
        if self.model.put_back():
            return
        draft, self._forgotten = self._forgotten, None
        if draft is None:
            self.model.undo()
            return
        self._show_draft(draft)
        self.keeper.begin(None, WORKSHOP)
        self.keeper.touch()

    def keep_draft(self) -> None:
        """Keep what is being entered: the page is left, the vault is about to be locked, the window closed."""
        self.keeper.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being entered when another page comes."""
        self.keep_draft()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        erase = button(tr("Effacer"), "quiet", "trash", self._forget)
        sheet = button(tr("Feuille d’émargement"), "", "print", self.print_sheet)
        head = head_line(text(tr("Atelier collectif"), "title", wraps=False), does=(erase, sheet, self.save_button))
        facts = Card(spacing=10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, (name, wide) in enumerate((("type", 1), ("mode", 1))):
            grid.addWidget(self.fields[name], 0, place, 1, wide)
        grid.addWidget(self.fields["title"], 1, 0, 1, 2)
        grid.addWidget(self.fields["day"], 2, 0)
        grid.addWidget(self.fields["place"], 2, 1)
        grid.addWidget(self.fields["minutes"], 3, 0, 1, 2)
        facts.body.addLayout(grid)
        who = Card(spacing=8)
        who.body.addWidget(self.adding)
        who.body.addWidget(self.to_check)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(facts)
        column.addWidget(who)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(scrolled(left), _WIDTHS[0])
        if is_narrow():
            column.addWidget(in_sight(self._list(), _IN_SIGHT))
        else:
            columns.addWidget(self._list(), _WIDTHS[1])
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 22, 28, 18)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        whole.addLayout(columns, 1)

    def _list(self) -> Card:
        card = Card(spacing=8)
        top = QHBoxLayout()
        top.addWidget(self.count)
        top.addStretch()
        top.addWidget(button(tr("Tous honorés"), "quiet", "check", self._all_came))
        card.body.addLayout(top)
        self.empty = EmptyState(
            "people", tr("Personne pour l’instant"), tr("Tapez un nom et Entrée, ou collez la liste des inscrits.")
        )
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self.attendance, 1)
        self.help = text(typeset(Attendance.HELP), "small")
        card.body.addWidget(self.help)
        foot = QHBoxLayout()
        told = text(tr("Venus sans dossier"), "field", wraps=False)
        told.setBuddy(self.anonymous)
        self.anonymous.setAccessibleName(tr("Venus sans dossier"))
        self.anonymous.setAccessibleDescription(_COUNTED)
        self.anonymous.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.anonymous.setFixedWidth(round(70 * Theme.current().scale))
        foot.addWidget(told)
        foot.addWidget(self.anonymous)
        foot.addWidget(text(_COUNTED, "small"), 1)
        card.body.addLayout(foot)
        return card

    def _connect(self) -> None:
        self.model.changed.connect(self._show)
        self.model.changed.connect(self._touch)
        self.model.said.connect(self.said)
        self.model.recorded.connect(self._recorded)
        self.sheet.said.connect(self.said)
        self.attendance.removed.connect(self._take_off)
        self.anonymous.valueChanged.connect(self.model.count_anonymous)
        self.adding.new_person_requested.connect(self._add_person)
        self.to_check.new_person_requested.connect(self._make)
        self.keeper.failed.connect(self._refuse)
        for entry in (self.title, self.day, self.place, self.minutes.entry):
            entry.textChanged.connect(self._touch)
        for combo in (self.type, self.mode):
            combo.chosen.connect(self._touch)
        self.day.textChanged.connect(self._follow_day)
        action(self, tr("Enregistrer l’atelier"), "Ctrl+Return", self.save)
        action(self, tr("Ajouter quelqu’un à l’atelier"), "Ctrl+F", self.adding.line.setFocus)
        action(self, tr("Coller une liste de noms"), "Ctrl+Shift+V", self.adding.ask_for_list)
        action(self, tr("Marquer les présences"), "Ctrl+J", self.attendance.focus_first)
        action(self, tr("Imprimer la feuille d’émargement"), "Ctrl+P", self.print_sheet)
        action(self, tr("Annuler pour tout l’atelier"), "Ctrl+Z", self.undo)
        action(self, tr("Fermer"), "Esc", self.closed.emit)

    def _clear(self) -> None:
        self._is_shown = False
        self.type.code = SESSION_TYPES[0]
        self.title.clear()
        self.day.day = self._desk.clock.today()
        self.mode.code = "SUR_PLACE"
        self.minutes.minutes = None
        self.place.clear()
        self.model.usual = StepStatus.HONOREE
        self.model.clear()
        self.banner.say("")
        for field in self.fields.values():
            field.refuse()
        self._is_shown = True

    def _found(self, drafts: tuple[Draft, ...]) -> None:
        known = next((draft for draft in drafts if draft.subject == WORKSHOP), None)
        self._clear()
        self._forgotten = None
        if known is not None:
            self._show_draft(known)
            self.said.emit(tr("L’atelier commencé est là, tel que vous l’avez laissé."))
        self.keeper.begin(None, WORKSHOP, known)
        self.title.setFocus()

    def _show_draft(self, draft: Draft) -> None:
        self._is_shown = False
        for name, entry in (("title", self.title), ("day", self.day), ("place", self.place)):
            entry.setText(draft.fields.get(name, ""))
        self.minutes.entry.setText(draft.fields.get("minutes", ""))
        self.type.code = draft.fields.get("type", "")
        self.mode.code = draft.fields.get("mode", "")
        self.model.anonymous = int(draft.fields.get("anonymous") or 0)
        self.model.show_rows(draft.rows)
        self._is_shown = True

    def _typed(self) -> Typed | None:
        fields = {
            "type": self.type.currentData() or "",
            "title": self.title.text(),
            "day": self.day.text(),
            "mode": self.mode.currentData() or "",
            "minutes": self.minutes.entry.text(),
            "place": self.place.text(),
            "anonymous": str(self.model.anonymous or ""),
        }
        rows = self.model.rows()
        return Typed(fields, rows) if fields["title"] or fields["place"] or rows or self.model.anonymous else None

    def _fields(self) -> dict[str, object]:
        return {
            "type": self.type.code,
            "title": self.title.text(),
            "day": self.day.day,
            "at": self.day.at,
            "minutes": self.minutes.minutes,
            "place": self.place.text(),
            "mode": self.mode.code or None,
        }

    def _touch(self) -> None:
        if self._is_shown:
            self.keeper.touch()

    def _follow_day(self) -> None:
        """Everybody is expected at a workshop to come, and came to one of today or before, until one says otherwise."""
        day = self.day.day
        if day is None or not self._is_shown:
            return
        wanted = StepStatus.PREVUE if day > self._desk.clock.today() else StepStatus.HONOREE
        if wanted is not self.model.usual:
            usual, self.model.usual = self.model.usual, wanted
            self.model.mark([n for n, one in enumerate(self.model.attendants) if one.status is usual], wanted)

    def _show(self) -> None:
        number = len(self.model.attendants)
        self.count.setText(typeset(counted(number, "participant", "participants")))
        self.empty.setVisible(number == 0)
        self.attendance.setVisible(number > 0)
        self.help.setVisible(number > 0)
        if self.anonymous.value() != self.model.anonymous:
            self.anonymous.setValue(self.model.anonymous)
        several = plural("Enregistrer pour {count} personne", "Enregistrer pour {count} personnes", number)
        self.save_button.setText(several.format(count=number) if number else tr("Enregistrer"))

    def _take_off(self, places: list[int]) -> None:
        """Take some off the list, by one key: by one more they are there again."""
        name, number = self.model.attendants[places[0]].name, len(places)
        self.model.remove(places)
        words = (
            tr("{name} n’est plus sur la liste.").format(name=name)
            if number == 1
            else tr("{people} ne sont plus sur la liste.").format(people=counted(number, "personne", "personnes"))
        )
        self.undoable.emit(typeset(words))

    def _all_came(self) -> None:
        self.model.mark_everybody(StepStatus.HONOREE)

    def _add_person(self, typed: str) -> None:
        self._new_for = None
        self._ask_who(typed)

    def _make(self, waiting: Recognised) -> None:
        self._new_for = waiting
        self._ask_who(waiting.person.name)

    def _ask_who(self, typed: str) -> None:
        dialog = NewPerson(self._desk, self._tasks, typed, self)
        if self._new_for is not None and self._new_for.person.birth_date is not None:
            dialog.birth_date.date = self._new_for.person.birth_date
        dialog.created.connect(self._has_dossier)
        dialog.chosen.connect(self._has_dossier)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _has_dossier(self, beneficiary: BeneficiaryId) -> None:
        waiting, self._new_for = self._new_for, None
        self.model.settle_by_dossier(waiting, beneficiary)

    def _forget(self) -> None:
        typed = self._typed()
        if typed is not None:
            now, mine = self._desk.clock.now(), self._desk.editing.account.id
            self._forgotten = Draft(account=mine, subject=WORKSHOP, saved_at=now, fields=typed.fields, rows=typed.rows)
        self.keeper.end()
        self._tasks.run(lambda: self._desk.drafts.discard(None, WORKSHOP), failed=self._refuse)
        self._clear()
        self.keeper.begin(None, WORKSHOP)
        self.title.setFocus()
        if typed is not None:
            self.undoable.emit(tr("Saisie effacée."))

    def print_sheet(self) -> None:
        """Print the sheet that those who are announced sign."""
        self.sheet.make(
            title=self.title.text().strip(),
            moment=self.day.moment,
            minutes=self.minutes.minutes,
            place=self.place.text().strip(),
            names=[one.name for one in self.model.attendants] + [one.person.name for one in self.model.waiting],
            known=[one.beneficiary for one in self.model.attendants],
        )

    def _recorded(self, words: str) -> None:
        self._clear()
        self._forgotten = None
        self.keeper.begin(None, WORKSHOP)
        self.undoable.emit(words)
        self.title.setFocus()

    def _refuse_record(self, error: PasseportError) -> None:
        self.keeper.begin(None, WORKSHOP)
        self.keeper.touch()
        self._refuse(error)

    def _refuse(self, error: PasseportError) -> None:
        field = str(error.parameters.get("field", ""))
        if field in self.fields:
            self.fields[field].refuse(sentence(error))
            self.fields[field].entry.setFocus()
        else:
            self.banner.say(sentence(error), "danger")

    def _why_no_day(self) -> str:
        return self.day.echo.words if self.day.echo.is_wrong else tr("Cette date n’est pas comprise.")
