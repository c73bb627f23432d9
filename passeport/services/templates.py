"""Use cases on templates: a usual step under a name, for oneself or for everybody at the point d'accueil."""

from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.errors import NothingToShow
from passeport.domain.template import StepTemplate, TemplateId
from passeport.services.checking import checked
from passeport.services.editing import Editing
from passeport.services.parcours import StepEntry

_KEPT = ("type", "mode", "minutes", "title", "place", "themes", "objectives", "immersion_objective", "outcome")
"""What a template keeps of a step: neither its day nor its notes, and nobody's name."""


@dataclass(frozen=True)
class StepTemplates:
    """The templates that the account at work may use."""

    editing: Editing

    def all(self) -> tuple[StepTemplate, ...]:
        """Return one's own templates and those of the point d'accueil, by name."""
        self.editing.require(Operation.WRITE_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.templates.of(self.editing.account.id)

    def keep(self, name: str, entry: StepEntry, *, for_everybody: bool = False) -> StepTemplate:
        """Make a template of what was entered; one of the same name and owner is replaced.

        Raises:
            FieldRefused, SocialSecurityNumberRefused: when its name breaks a rule.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        owner = None if for_everybody else self.editing.account.id
        known = [one for one in self.all() if one.name == " ".join(name.split()) and one.account == owner]
        values = {field: getattr(entry, field) for field in _KEPT}
        identifier = known[0].id if known else self.editing.identifiers.new()
        template = checked(StepTemplate, {"id": identifier, "name": name, "account": owner, **values})
        with self.editing.vault.unit_of_work() as work:
            work.templates.keep(template)
            work.commit()
        return template

    def restore(self, template: StepTemplate) -> None:
        """Keep a template again as it was: undoes `remove`.

        Raises:
            NothingToShow: when it is a colleague's own.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        if template.account not in (None, self.editing.account.id):
            raise NothingToShow(what="template", value=template.name)
        with self.editing.vault.unit_of_work() as work:
            work.templates.keep(template)
            work.commit()

    def remove(self, template: TemplateId) -> None:
        """Forget a template; the steps that were entered with it stay.

        Raises:
            NothingToShow: when it is a colleague's own, or no more.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            if template not in {one.id for one in work.templates.of(self.editing.account.id)}:
                raise NothingToShow(what="template", value=str(template))
            work.templates.remove(template)
            work.commit()
