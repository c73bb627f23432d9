"""A form beside the page: entered, kept or refused, and what can be removed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.model import DomainModel
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from ui.forms.form import Form, Rows
from ui.forms.inputs import Today
from ui.forms.panel import EntryFrame
from ui.widgets.buttons import button

Values = dict[str, object]


@dataclass(frozen=True)
class Edit:
    """What is entered, and what becomes of it."""

    title: str
    rows: Rows
    value: DomainModel | Values
    keep: Callable[[Values], None]
    """Takes every field of the value; may raise a `PasseportError`, which is shown beside its field."""
    remove: Callable[[], None] | None = None


class FormPanel(QWidget):
    """One edit."""

    cancelled = Signal()

    def __init__(self, edit: Edit, today: Today) -> None:
        super().__init__()
        self._edit = edit
        self.was_kept = False
        """Whether what was entered was taken, or goes with what it is about: nothing of it waits."""
        self.form = Form(edit.rows, today)
        self.frame = EntryFrame(edit.title, self.form, save=self.save, cancel=self.cancelled.emit)
        if edit.remove is not None:
            self.frame.foot.insertWidget(0, button(tr("Retirer"), "quiet", "trash", self.remove))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.form.show_value(edit.value)

    def remove(self) -> None:
        """Take out what the form is about, and what was typed of it."""
        if self._edit.remove is not None:
            self.was_kept = True
            self._edit.remove()

    def save(self) -> None:
        """Keep what was entered, or say what is wrong with it."""
        self.frame.banner.say("")
        values = self.form.entered()
        if values is None:
            return
        try:
            self._edit.keep(values)
            self.was_kept = True
        except PasseportError as error:
            if not self.form.refuse(error):
                self.frame.banner.say(sentence(error), "danger")
