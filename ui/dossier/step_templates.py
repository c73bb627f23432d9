"""The templates of the panel: read from the vault, kept, and removed with a way back."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.errors import PasseportError
from passeport.domain.parcours import Step
from passeport.domain.template import StepTemplate
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.entry.step_panel import StepPanel
from ui.entry.template_dialog import TemplateDialog
from ui.tasks import Tasks


class StepTemplatesModel(QObject):
    """Stands between the chips of the panel and the templates of the vault."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, panel: StepPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._panel = panel
        self._removed: StepTemplate | None = None
        panel.templates.keep_requested.connect(self.ask)
        panel.templates.remove_requested.connect(self.remove)

    def refresh(self, last: Step | None) -> None:
        """Show the templates, and what the last step was."""
        self._panel.offer_repeat(last)
        self._tasks.run(self._desk.templates.all, self._panel.templates.show_templates, self._failed)

    def ask(self) -> None:
        """Ask for the name of a new template, once what is typed makes a step."""
        entry = self._panel.entry()
        if entry is None:
            return
        dialog = TemplateDialog(entry, self._panel)
        dialog.kept.connect(lambda name, everybody: self._keep(name, for_everybody=everybody))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, template: StepTemplate) -> None:
        """Remove a template; `bring_back` undoes it."""
        self._removed = template
        self._tasks.run(lambda: self._desk.templates.remove(template.id), self._was_removed, self._failed)

    def bring_back(self) -> bool:
        """Bring back the template that was just removed; False when none was."""
        template, self._removed = self._removed, None
        if template is None:
            return False
        self._tasks.run(lambda: self._desk.templates.restore(template), self._reload, self._failed)
        return True

    def forget_removed(self) -> None:
        """Something else was done since: undoing is about that now."""
        self._removed = None

    def _keep(self, name: str, *, for_everybody: bool) -> None:
        entry = self._panel.entry()
        if entry is not None:
            self._tasks.run(
                lambda: self._desk.templates.keep(name, entry, for_everybody=for_everybody), self._kept, self._failed
            )

    def _kept(self, template: StepTemplate) -> None:
        self.said.emit(typeset(tr("Modèle « {name} » enregistré.").format(name=template.name)), False)  # noqa: FBT003
        self._reload(None)

    def _was_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Modèle retiré."), True)  # noqa: FBT003
        self._reload(None)

    def _reload(self, _nothing: None) -> None:
        self._tasks.run(self._desk.templates.all, self._panel.templates.show_templates, self._failed)

    def _failed(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003
