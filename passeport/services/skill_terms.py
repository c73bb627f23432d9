"""Use cases on references of skills: loaded by an administrator from their official file, offered as one types."""

from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.skill_terms import SkillSource, SkillTerm
from passeport.services.editing import Editing
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.skill_ports import SkillTermReader


@dataclass(frozen=True)
class SkillTerms:
    """The terms of ROME and ESCO, where they were loaded; nothing without them."""

    editing: Editing
    reader: SkillTermReader

    def load(self, path: Path, progress: Progress | None = None) -> dict[SkillSource, int]:
        """Load the official file of a reference in the place of what was loaded of it; return how many terms it has.

        Raises:
            NotASkillReference: when the file is none; what was loaded stays.
        """
        self.editing.require(Operation.LOAD_SKILL_TERMS)
        terms = self.reader.read(path, progress)
        with self.editing.vault.unit_of_work() as work:
            for source in {term.source for term in terms}:
                work.skill_terms.replace(source, (term for term in terms if term.source is source))
                work.journal.record(JournalOperation.SKILL_TERMS_LOADED, source.value)
            work.commit()
            return work.skill_terms.counts()

    def suggest(self, text: str, limit: int = 20) -> tuple[SkillTerm, ...]:
        """Return the terms that answer to what is typed."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.skill_terms.suggest(text, limit)

    def counts(self) -> dict[SkillSource, int]:
        """Return how many terms of each reference are loaded."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.skill_terms.counts()
