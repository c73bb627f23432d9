"""What the use cases need from references of skills: their official files, and where their terms are kept."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from passeport.domain.skill_terms import SkillSource, SkillTerm
from passeport.services.ports import Progress


class SkillTermReader(Protocol):
    """Reads the official file of a reference, and trusts it no more than another (R22)."""

    def read(self, path: Path, progress: Progress | None = None) -> tuple[SkillTerm, ...]:
        """Return its terms, each once.

        Raises:
            FileNotFound, FileTooLarge: as for any file.
            NotASkillReference: when it has not the columns of a known reference, or holds no term.
            Cancelled: when `progress` did.
        """


class SkillTermStore(Protocol):
    """The terms of the references that were loaded."""

    def replace(self, source: SkillSource, terms: Iterable[SkillTerm]) -> None:
        """Keep these terms in the place of those of the same source."""

    def suggest(self, text: str, limit: int = 20) -> tuple[SkillTerm, ...]:
        """Return the terms in which each word of `text` begins a word, shortest first."""

    def counts(self) -> dict[SkillSource, int]:
        """Return how many terms of each source there are."""
