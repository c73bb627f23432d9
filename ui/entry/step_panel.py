"""The panel where a step is entered: type, day and status, and below them what may be added."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.domain.draft import Draft
from passeport.domain.errors import NoteTooLong, PasseportError
from passeport.domain.parcours import Step, StepStatus
from passeport.domain.template import StepTemplate
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.parcours import StepEntry
from ui.entry.drafting import Typed
from ui.entry.minutes import NO_LENGTH, Minutes
from ui.entry.moment_field import MomentField
from ui.entry.notes import NoteEditor
from ui.entry.referral import ReferralEditor
from ui.entry.step_typed import FromTemplate, StepTyped
from ui.entry.templates_bar import TemplatesBar
from ui.forms.panel import EntryFrame
from ui.widgets.buttons import action, button
from ui.widgets.chips import Chips
from ui.widgets.fields import CodeCombo, Field, NoteField
from ui.widgets.guard import Guard
from ui.widgets.surfaces import rule

_NEW = tr("Nouvelle étape")
_TYPE = tr("Choisissez le type dans la liste.")
_DAY = typeset(tr("Écrivez par exemple 12/10, hier, lundi prochain ou demain 9h30."))
_NOT_YET = typeset(tr("Ce jour n’est pas encore venu : choisissez « Prévue », ou corrigez la date."))
_READ_AGAIN = typeset(
    tr(
        "À relire avant d’enregistrer : ce qui est signalé sous la saisie n’a pas sa place dans un dossier. "
        "Corrigez-le, "
        "ou enregistrez de nouveau (Ctrl+Entrée) pour le garder tel quel."
    )
)


class StepPanel(QWidget):
    """Asks for a step, and gives a `StepEntry`."""

    recorded = Signal(object, object)
    """The `StepEntry`, and the `ItemId` of the step that is changed (None for a new one)."""
    cancelled = Signal()
    discarded = Signal()
    """What was typed is to be forgotten."""
    edited = Signal()
    """Something was typed or chosen."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._step: Step | None = None
        self._last: Step | None = None
        self._from_template = FromTemplate()
        self._status_is_chosen = False
        self._is_shown = False
        self._warned: tuple[str, ...] = ()
        self.type = CodeCombo("step_types")
        self.day = MomentField(today)
        self.status = CodeCombo("step_statuses", codes=[s.value for s in StepStatus if s is not StepStatus.A_PRECISER])
        self.mode = CodeCombo("modes", empty=tr("Non précisé"))
        self.minutes = Minutes()
        self.themes = Chips("themes")
        self.place = QLineEdit()
        self.outcome = NoteField(tr("Une ligne qui pourra être partagée"), lines=2)
        self.immersion = CodeCombo("immersion_objectives", empty=tr("Non précisé"))
        self.referral = ReferralEditor()
        self.notes = NoteEditor()
        self.templates = TemplatesBar(self)
        self._guards = {self.outcome: Guard(self.outcome), self.place: Guard(self.place)}
        self._guards[self.referral.reason] = Guard(self.referral.reason)
        self._fields = {
            "type": Field(tr("Type"), self.type, required=True),
            "day": Field(tr("Date"), self.day, required=True),
            "status": Field(tr("Statut"), self.status, required=True),
            "mode": Field(tr("Mode"), self.mode),
            "immersion_objective": Field(tr("Objectif de l’immersion"), self.immersion),
            "outcome": Field(tr("Ce qu’il en ressort"), self.outcome),
            "place": Field(tr("Lieu"), self.place),
            "minutes": Field(tr("Durée"), self.minutes),
            **{f"referral.{name}": field for name, field in self.referral.fields.items()},
        }
        self._typed = StepTyped(
            {
                "type": self.type,
                "day": self.day,
                "status": self.status,
                "mode": self.mode,
                "minutes": self.minutes,
                "themes": self.themes,
                "place": self.place,
                "outcome": self.outcome,
                "immersion_objective": self.immersion,
                "referral.point_accueil": self.referral.point_accueil,
                "referral.network": self.referral.network,
                "referral.reason": self.referral.reason,
            },
            self.notes,
        )
        self._frame = EntryFrame(_NEW, self._content(), save=self.save, cancel=self.cancelled.emit)
        self.forget = button(tr("Effacer la saisie"), "quiet", "trash", self.discarded.emit)
        self._frame.foot.insertWidget(0, self.forget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self.type.chosen.connect(self._follow_type)
        self.day.textChanged.connect(self._follow_day)
        self.status.activated.connect(self._choose_status)
        self.templates.chosen.connect(self.use)
        self.templates.repeat_requested.connect(self.repeat)
        for words, keys, entry in (
            (tr("Écrire une note"), "Alt+N", self._focus_note),
            (tr("Noter la durée"), "Alt+D", self.minutes.entry.setFocus),
            (tr("Noter ce qu’il en ressort"), "Alt+R", self.outcome.setFocus),
        ):
            action(self, words, keys, entry)
        self.minutes.entry.setToolTip("Alt+D")
        self.outcome.setToolTip("Alt+R")
        self._typed.watch(self._tell)
        self.begin()

    @property
    def is_begun(self) -> bool:
        """Whether something was typed of a new step."""
        return self._step is None and self._read() != self._fresh

    @property
    def is_new(self) -> bool:
        """Whether a new step is entered, not a known one changed."""
        return self._step is None

    @property
    def step(self) -> Step | None:
        """The known step that is changed."""
        return self._step

    def typed(self) -> Typed | None:
        """Return what is worth keeping as a draft: None when nothing was typed, or when nothing was changed."""
        now = self._read()
        return now if now != self._fresh else None

    def begin(self) -> None:
        """Start a new step: today, attended; only its type is missing."""
        self._start(None)
        self._frame.title.setText(_NEW)
        self.type.code = ""
        self.day.day = self._today()
        self.status.code = StepStatus.HONOREE.value
        for combo in (self.mode, self.immersion):
            combo.code = ""
        self.minutes.minutes = None
        self.themes.codes = ()
        self.place.clear()
        self.outcome.clear()
        self.referral.show_referral(None)
        self.notes.show_notes(())
        self._shown()

    def edit(self, step: Step) -> None:
        """Start from a known step."""
        self.begin()
        self._start(step)
        self._frame.title.setText(tr("Modifier l’étape"))
        self._status_is_chosen = True
        self.type.code = step.type
        self.day.show_moment(step.day, step.at)
        self.status.code = step.status.value
        self._fill(step)
        self.outcome.setPlainText(step.outcome)
        self.referral.show_referral(step.referral)
        self.notes.show_notes(step.notes)
        self._shown()

    def restore(self, draft: Draft, step: Step | None = None) -> None:
        """Go on with what was typed, of a new step or of a known one."""
        if step is None:
            self.begin()
        else:
            self.edit(step)
        self._is_shown = False
        self._status_is_chosen = True
        self._status_is_chosen = self._typed.show(draft)
        self._from_template = FromTemplate.of(draft.fields)
        self._is_shown = True
        self.forget.setEnabled(True)
        self._follow_type()

    def use(self, template: StepTemplate) -> None:
        """Fill in what a template knows; the day and the notes stay as they are."""
        self.type.code = template.type
        self._fill(template)
        if template.outcome:
            self.outcome.setPlainText(template.outcome)
        self._from_template = FromTemplate(template.type, template.title, template.objectives)

    def repeat(self) -> None:
        """Fill in what the last step had, for today: neither its notes nor what came of it."""
        if self._last is not None:
            self.type.code = self._last.type
            self._fill(self._last)
            self._from_template = FromTemplate(self._last.type, self._last.title, self._last.objectives)

    def offer_repeat(self, last: Step | None) -> None:
        """Know the last step of the person."""
        self._last = last
        self.templates.offer_repeat(is_possible=last is not None)

    def focus(self) -> None:
        """Be ready for the type."""
        self.type.setFocus()
        line = self.type.lineEdit()
        if line is not None:
            line.selectAll()

    def save(self) -> None:
        """Give what was entered, or say what is missing; what the guard found is shown once before it is kept."""
        entry = self.entry()
        if entry is None:
            return
        alarmed = [entry for entry, guard in self._guards.items() if guard.kinds]
        found = (*(kind for entry in alarmed for kind in self._guards[entry].kinds), *self.notes.alarms)
        if set(found) - set(self._warned):
            self._warned = found
            self._frame.banner.say(_READ_AGAIN, "warning")
            (alarmed[0] if alarmed else self.notes.alarmed).setFocus()  # and it scrolls there
            return
        self.recorded.emit(entry, self._step.id if self._step is not None else None)

    def entry(self) -> StepEntry | None:
        """Return what was entered, or None after saying beside each field what is wrong."""
        self._forget_refusals()
        wrong = {
            "type": "" if self.type.code else _TYPE,
            "day": "" if self.day.day is not None else self._why_no_day(),
            "minutes": "" if self.minutes.is_understood else NO_LENGTH,
            "status": self._why_not_yet(),
        }
        for name, why in wrong.items():
            self._fields[name].refuse(why)
        refused = [name for name, why in wrong.items() if why]
        if refused:
            self._fields[refused[0]].entry.setFocus()
            return None
        try:
            return self._entry()
        except PasseportError as error:
            self.refuse(error)
            return None

    def refuse(self, error: PasseportError) -> None:
        """Say why it was refused, beside the field if it is known; what was typed stays."""
        words = sentence(error)
        field = str(error.parameters.get("field", ""))
        if isinstance(error, NoteTooLong) or field.startswith("notes"):
            self.notes.refuse(words)
        elif field in self._fields:
            self._fields[field].refuse(words)
            self._fields[field].entry.setFocus()
        else:
            self._frame.banner.say(words, "danger")

    def _focus_note(self) -> None:
        self.notes.first.setFocus()

    def _why_no_day(self) -> str:
        why = self.day.echo.words if self.day.echo.is_wrong else tr("Cette date n’est pas comprise.")
        return typeset(f"{why} {_DAY}")

    def _why_not_yet(self) -> str:
        """Nobody has come, nor stayed away, on a day to come."""
        day, status = self.day.day, StepStatus(self.status.code or StepStatus.HONOREE)
        return _NOT_YET if day is not None and day > self._today() and status.says_what_was else ""

    def _start(self, step: Step | None) -> None:
        self._is_shown = False
        self._step = step
        self._from_template = FromTemplate()
        self._status_is_chosen = False
        self._warned = ()
        self.templates.setVisible(step is None)
        self._forget_refusals()

    def _shown(self) -> None:
        """Everything is filled in: from now on, a change is somebody's."""
        self._fresh = self._read()
        self._is_shown = True
        self.forget.setEnabled(False)
        self._follow_type()

    def _read(self) -> Typed:
        typed = self._typed.read(status_is_chosen=self._status_is_chosen)
        return Typed({**typed.fields, **self._from_template.fields}, typed.rows)

    def _fill(self, known: Step | StepTemplate) -> None:
        self.mode.code = known.mode or ""
        self.immersion.code = known.immersion_objective or ""
        self.minutes.minutes = known.minutes
        self.themes.codes = known.themes
        self.place.setText(known.place)

    def _tell(self) -> None:
        if self._is_shown:
            self.forget.setEnabled(self.typed() is not None)
            self.edited.emit()

    def _entry(self) -> StepEntry:
        typed: dict[str, object] = {
            "type": self.type.code,
            "day": self.day.day,
            "at": self.day.at,
            "status": self.status.code or StepStatus.HONOREE,
            "mode": self.mode.code or None,
            "minutes": self.minutes.minutes,
            "themes": self.themes.codes,
            "place": self.place.text().strip(),
            "outcome": " ".join(self.outcome.toPlainText().split()),
            "immersion_objective": self.immersion.code or None if self.type.code == "IMMERSION" else None,
            "referral": self.referral.entry() if self.type.code == "ORIENTATION" else None,
            "notes": self.notes.entries(),
        }
        if self._step is not None:  # what this panel does not ask stays as it is
            known = self._step
            typed |= {"until": known.until, "title": known.title, "objectives": known.objectives}
        elif self._from_template.type == typed["type"]:
            typed |= {"title": self._from_template.title, "objectives": self._from_template.objectives}
        return checked(StepEntry, typed)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.templates)
        column.addWidget(self._fields["type"])
        column.addLayout(_side_by_side(self._fields["day"], self._fields["status"]))
        column.addWidget(self.referral)
        column.addWidget(self._guards[self.referral.reason])
        column.addWidget(self._fields["immersion_objective"])
        column.addWidget(rule())
        column.addLayout(_side_by_side(self._fields["mode"], self._fields["place"]))
        column.addWidget(self._guards[self.place])
        column.addWidget(self._fields["minutes"])
        column.addWidget(self._fields["outcome"])
        column.addWidget(self._guards[self.outcome])
        column.addWidget(self.notes)
        column.addWidget(Field(tr("Thèmes"), self.themes))
        column.addStretch()
        return content

    def _forget_refusals(self) -> None:
        self._frame.banner.say("")
        self.notes.refuse("")
        for field in self._fields.values():
            field.refuse()

    def _follow_type(self) -> None:
        code = str(self.type.currentData() or "")
        self.referral.setVisible(code == "ORIENTATION")
        self._fields["immersion_objective"].setVisible(code == "IMMERSION")

    def _follow_day(self) -> None:
        """A day to come is planned, a day gone by was attended, until the conseiller says otherwise."""
        day = self.day.day
        if day is not None and not self._status_is_chosen:
            planned = day > self._today()
            self.status.code = (StepStatus.PREVUE if planned else StepStatus.HONOREE).value

    def _choose_status(self) -> None:
        self._status_is_chosen = True


def _side_by_side(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1)
    return row
