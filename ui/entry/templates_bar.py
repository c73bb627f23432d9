"""What fills an entry in one key: the last step again, and the usual steps under their names."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from passeport.domain.template import StepTemplate
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import action, button
from ui.widgets.chips import FlowLayout

_KEYS = 9
"""Templates that have a shortcut: Ctrl+1 to Ctrl+9."""


class TemplatesBar(QWidget):
    """Chips above the fields."""

    chosen = Signal(object)
    """A `StepTemplate`."""
    repeat_requested = Signal()
    keep_requested = Signal()
    remove_requested = Signal(object)
    """A `StepTemplate`."""

    def __init__(self, owner: QWidget) -> None:
        """The shortcuts work anywhere in `owner`."""
        super().__init__()
        self._owner = owner
        self._flow = FlowLayout(self)
        self._chips: list[QPushButton] = []
        self._actions: list[QAction] = []
        self._templates: tuple[StepTemplate, ...] = ()
        self.repeat = button(tr("Comme la dernière fois"), "chip", "redo", self.repeat_requested.emit)
        self.repeat.setToolTip("Ctrl+R")
        self.more = button(tr("Modèles"), "chip")
        self.more.setAccessibleName(tr("Modèles d’étape"))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        for widget in (self.repeat, self.more):
            self._flow.addWidget(widget)
        action(owner, tr("Comme la dernière étape"), "Ctrl+R", self.repeat_requested.emit)
        self.show_templates(())

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The chip of each template, in the order of their shortcuts."""
        return tuple(self._chips)

    def show_templates(self, templates: tuple[StepTemplate, ...]) -> None:
        """Show these, in the place of those shown."""
        if templates == self._templates and self.menu.actions():
            return
        self._templates = templates
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for known in self._actions:
            self._owner.removeAction(known)
            known.deleteLater()
        self._flow.removeWidget(self.more)
        self._chips, self._actions = [], []
        for number, template in enumerate(templates, start=1):
            choose = partial(self.chosen.emit, template)
            chip = button(typeset(template.name), "chip", clicked=choose)
            if number <= _KEYS:
                chip.setToolTip(f"Ctrl+{number}")
                self._actions.append(
                    action(
                        self._owner,
                        tr("Modèle : {name}").format(name=template.name),
                        f"Ctrl+{number}",
                        choose,
                    )
                )
            self._flow.addWidget(chip)
            self._chips.append(chip)
        self._flow.addWidget(self.more)
        self._fill_menu()
        self.updateGeometry()

    def offer_repeat(self, *, is_possible: bool) -> None:
        """Say whether there is a last step."""
        self.repeat.setVisible(is_possible)

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(tr("Enregistrer cette saisie comme modèle…"), self.keep_requested.emit)
        if self._templates:
            self.menu.addSeparator()
        for template in self._templates:
            scope = tr(" (point d’accueil)") if template.account is None else ""
            self.menu.addAction(
                typeset(tr("Retirer « {name} »{scope}").format(name=template.name, scope=scope)),
                partial(self.remove_requested.emit, template),
            )
