"""The panel where a step is entered: type, day and status, and below them what may be added."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passeport.domain.errors import NoteTooLong, PasseportError
from passeport.domain.parcours import Step, StepStatus
from passeport.language.messages import sentence
from passeport.services.checking import checked
from passeport.services.parcours import StepEntry
from ui.entry.minutes import Minutes
from ui.entry.notes import NoteEditor
from ui.entry.referral import ReferralEditor
from ui.forms.panel import EntryFrame
from ui.widgets.chips import Chips
from ui.widgets.fields import CodeCombo, DayField, Field, NoteField
from ui.widgets.surfaces import rule

_NEW = "Nouvelle étape"
_TYPE = "Choisissez le type dans la liste."
_DAY = "Cette date n’existe pas : écrivez par exemple 12/10, hier ou lundi."


class StepPanel(QWidget):
    """Asks for a step, and gives a `StepEntry`."""

    recorded = Signal(object, object)
    """The `StepEntry`, and the `ItemId` of the step that is changed (None for a new one)."""
    cancelled = Signal()

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._step: Step | None = None
        self._status_is_chosen = False
        self.type = CodeCombo("step_types")
        self.day = DayField(today)
        self.status = CodeCombo("step_statuses", codes=[s.value for s in StepStatus if s is not StepStatus.A_PRECISER])
        self.mode = CodeCombo("modes", empty="Non précisé")
        self.minutes = Minutes()
        self.themes = Chips("themes")
        self.place = QLineEdit()
        self.outcome = NoteField("Une ligne qui pourra être partagée", lines=2)
        self.immersion = CodeCombo("immersion_objectives", empty="Non précisé")
        self.referral = ReferralEditor()
        self.notes = NoteEditor()
        self._fields = {
            "type": Field("Type", self.type, required=True),
            "day": Field("Date", self.day, required=True),
            "status": Field("Statut", self.status, required=True),
            "mode": Field("Mode", self.mode),
            "immersion_objective": Field("Objectif de l’immersion", self.immersion),
            "outcome": Field("Ce qu’il en ressort", self.outcome),
            "place": Field("Lieu", self.place),
            "minutes": Field("Durée", self.minutes),
            **{f"referral.{name}": field for name, field in self.referral.fields.items()},
        }
        self._frame = EntryFrame(_NEW, self._content(), save=self.save, cancel=self.cancelled.emit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self.type.chosen.connect(self._follow_type)
        self.day.textChanged.connect(self._follow_day)
        self.status.activated.connect(self._choose_status)
        self.begin()

    @property
    def is_begun(self) -> bool:
        """Whether something was typed of a new step."""
        return self._step is None and bool(
            self.type.currentText() or self.outcome.toPlainText() or self.notes.entries() or self.place.text()
        )

    @property
    def is_new(self) -> bool:
        """Whether a new step is entered, not a known one changed."""
        return self._step is None

    def begin(self) -> None:
        """Start a new step: today, attended; only its type is missing."""
        self._step = None
        self._frame.title.setText(_NEW)
        self._status_is_chosen = False
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
        self._forget_refusals()
        self._follow_type()

    def edit(self, step: Step) -> None:
        """Start from a known step."""
        self.begin()
        self._step = step
        self._frame.title.setText("Modifier l’étape")
        self._status_is_chosen = True
        self.type.code = step.type
        self.day.day = step.day
        self.status.code = step.status.value
        self.mode.code = step.mode or ""
        self.immersion.code = step.immersion_objective or ""
        self.minutes.minutes = step.minutes
        self.themes.codes = step.themes
        self.place.setText(step.place)
        self.outcome.setPlainText(step.outcome)
        self.referral.show_referral(step.referral)
        self.notes.show_notes(step.notes)

    def focus(self) -> None:
        """Be ready for the type."""
        self.type.setFocus()
        line = self.type.lineEdit()
        if line is not None:
            line.selectAll()

    def save(self) -> None:
        """Give what was entered, or say what is missing."""
        self._forget_refusals()
        wrong = {
            "type": "" if self.type.code else _TYPE,
            "day": "" if self.day.day is not None else _DAY,
        }
        for name, why in wrong.items():
            self._fields[name].refuse(why)
        refused = [name for name, why in wrong.items() if why]
        if refused:
            self._fields[refused[0]].entry.setFocus()
            return
        try:
            entry = self._entry()
        except PasseportError as error:
            self.refuse(error)
            return
        self.recorded.emit(entry, self._step.id if self._step is not None else None)

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

    def _entry(self) -> StepEntry:
        known = self._step
        typed: dict[str, object] = {
            "type": self.type.code,
            "day": self.day.day,
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
        if known is not None:  # what this panel does not ask stays as it is
            typed |= {"at": known.at, "until": known.until, "title": known.title, "objectives": known.objectives}
        return checked(StepEntry, typed)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._fields["type"])
        column.addLayout(_side_by_side(self._fields["day"], self._fields["status"]))
        column.addWidget(self.referral)
        column.addWidget(self._fields["immersion_objective"])
        column.addWidget(rule())
        column.addLayout(_side_by_side(self._fields["mode"], self._fields["place"]))
        column.addWidget(self._fields["minutes"])
        column.addWidget(self._fields["outcome"])
        column.addWidget(self.notes)
        column.addWidget(Field("Thèmes", self.themes))
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
