"""A caseload that is brought in: which column says what, and what each line would become."""

from enum import StrEnum

from pydantic import Field

from passeport.domain.beneficiary import DossierSummary, Situation
from passeport.domain.identifiers import AccountId
from passeport.domain.identity import Identity
from passeport.domain.incoming_table import DroppedColumn, IncomingTable
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from passeport.domain.text import Shown
from passeport.domain.vocabulary import vocabulary


class Column(StrEnum):
    """What a column may say; codes of vocabulary `caseload_columns`, with the headings that people give them."""

    FAMILY_NAME = "FAMILY_NAME"
    GIVEN_NAMES = "GIVEN_NAMES"
    BIRTH_DATE = "BIRTH_DATE"
    BIRTH_NAME = "BIRTH_NAME"
    GENDER = "GENDER"
    TELEPHONE = "TELEPHONE"
    OTHER_TELEPHONE = "OTHER_TELEPHONE"
    EMAIL = "EMAIL"
    STREET = "STREET"
    POSTAL_CODE = "POSTAL_CODE"
    CITY = "CITY"
    SITUATION = "SITUATION"
    EDUCATION_LEVEL = "EDUCATION_LEVEL"
    REFERENT = "REFERENT"
    TAGS = "TAGS"


REQUIRED = (Column.FAMILY_NAME, Column.GIVEN_NAMES, Column.BIRTH_DATE)
"""What a dossier needs (R03)."""


class LineFault(DomainModel):
    """Why a line is refused: in which column, and what is wrong, in a sentence."""

    heading: Shown
    words: str


class NewPersonDraft(DomainModel):
    """A dossier that a line would open."""

    identity: Identity
    situation: Situation = Situation()
    referent: AccountId | None = None
    tags: tuple[str, ...] = ()


class Line(DomainModel):
    """A line of the file, understood or refused; `alike` are the dossiers that might be the same person."""

    number: int
    draft: NewPersonDraft | None = None
    faults: tuple[LineFault, ...] = ()
    alike: tuple[DossierSummary, ...] = ()
    is_sure: bool = False
    """Whether one of them surely is."""
    same_as: int | None = None
    """The line above that says the same person."""

    @property
    def is_new(self) -> bool:
        """Whether nobody here, nor above, resembles the person."""
        return self.draft is not None and not self.alike and self.same_as is None


class CaseloadPreview(DomainModel):
    """What bringing a table in would do, before anything is saved."""

    table: IncomingTable
    mapping: dict[int, Column] = Field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def refused(self) -> tuple[Line, ...]:
        """The lines that open no dossier until they are corrected."""
        return tuple(line for line in self.lines if line.faults)

    @property
    def doubtful(self) -> tuple[Line, ...]:
        """The lines that may be somebody already known: someone decides on each."""
        return tuple(line for line in self.lines if line.draft is not None and not line.is_new)

    @property
    def new(self) -> tuple[Line, ...]:
        """The lines that open a dossier."""
        return tuple(line for line in self.lines if line.is_new)

    @property
    def dropped(self) -> tuple[DroppedColumn, ...]:
        """The columns of which nothing was kept (R01)."""
        return self.table.dropped


def guessed(headings: tuple[str, ...]) -> dict[int, Column]:
    """Return which column says what, by the words of its heading: the exact ones first, each meaning once."""
    found: dict[int, Column] = {}
    for is_exact in (True, False):
        for place, heading in enumerate(headings):
            if place in found:
                continue
            column = _column_of(joined(heading), is_exact=is_exact)
            if column is not None and column not in found.values():
                found[place] = column
    return dict(sorted(found.items()))


def signature(headings: tuple[str, ...]) -> str:
    """Return what a mapping is remembered under: the headings, whatever their case and accents."""
    return "|".join(joined(heading) for heading in headings)


def _column_of(heading: str, *, is_exact: bool) -> Column | None:
    for term in vocabulary("caseload_columns").terms:
        for word in (joined(text) for text in term.extra["headings"]):
            if heading == word or (not is_exact and len(word) > _SHORTEST_INSIDE and word in heading):
                return Column(term.code)
    return None


_SHORTEST_INSIDE = 4
"""Letters of a word that is looked for inside a heading: `nom` is inside too many."""
