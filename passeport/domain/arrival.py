"""What becomes of a file, when many come in at once."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId


class Outcome(StrEnum):
    """What became of a file; codes of vocabulary `folder_outcomes`."""

    NEW = "new"
    """A dossier was made."""
    COMPLETED = "completed"
    """A dossier that was surely this person's took what was new."""
    UNCHANGED = "unchanged"
    """The file was taken before, or says nothing that the dossier does not."""
    SET_ASIDE = "set_aside"
    """Nothing was written: somebody has to look."""


@dataclass(frozen=True)
class Arrival:
    """One file of the folder, and what became of it."""

    path: Path
    outcome: Outcome
    person: str = ""
    """Empty when the file could not be read."""
    beneficiary: BeneficiaryId | None = None
    taken: int = 0
    """Items that the dossier took."""
    left: int = 0
    """Items that say otherwise than the dossier, which stays as it is until somebody decides."""
    not_understood: int = 0
    """Elements of the file that no dossier can take, told one by one when it is opened alone."""
    reason: PasseportError | None = None
    """Why it was set aside."""
