"""What the use cases need from files: those that travel, those that are handed to the person."""

import datetime as dt
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pydantic import Field

from passeport.domain.agenda import AgendaEntry
from passeport.domain.alteration import Alteration
from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import Draft
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.passport import Passport
from passeport.domain.provenance import Station
from passeport.domain.reading import IncomingPassport
from passeport.services.document_ports import DocumentPages, WrittenDocument
from passeport.services.dossier_ports import IncomingFile
from passeport.services.journal_ports import JournalEntry
from passeport.services.ports import Progress, Signer


class FileFormat(StrEnum):
    """The forms in which a passport leaves."""

    PDF = "pdf"
    """A4 document with `attachment.xml` (Candidate) and `passeport.json` inside."""
    PDF_LARGE = "pdf-large"
    """The same in large print: 18 points, black on white."""
    PDF_PLAIN = "pdf-falc"
    """The same in plain language (FALC), with pictograms; the data inside are whole."""
    CANDIDATE = "candidate"
    """Europass XML, the dialect of today's editor."""
    SKILLSPASSPORT = "skillspassport"
    """Europass XML V3.4, for older tools."""
    JSON = "json"
    """Our own envelope: the whole passport with its signature."""


PRINTED = frozenset({FileFormat.PDF, FileFormat.PDF_LARGE, FileFormat.PDF_PLAIN})
"""The forms that have pages: they may be seen, printed, closed by a passphrase, signed."""

WHOLE = PRINTED | {FileFormat.JSON}
"""The forms that carry the whole passport, for our envelope is in each; the others have no room for some of it."""


class PassportWriter(Protocol):
    """Turns a passport into a file's bytes."""

    def write(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> bytes:
        """Return the file; the same passport gives the same bytes. Unsigned without a `signer`."""

    def document(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> WrittenDocument:
        """Return the same file, with the letters that no font has, and what its form has no room for."""

    def preview(self, passport: Passport, file_format: FileFormat) -> WrittenDocument:
        """Return the pages of one of the forms of PDF, without the data inside."""


class PassportReader(Protocol):
    """Reads any incoming file, and trusts none (R22)."""

    def prepare(self) -> None:
        """Get ready, when a file is likely to come: it then waits less. Returns at once."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what the file says. A valid signature is reported as UNKNOWN_STATION: knowing is the vault's.

        `progress` is called again and again while the file is read: it stops the reading by raising `Cancelled`.
        Several threads may read at once. `passphrase` opens a file that is closed.

        Raises:
            FileNotFound, FileTooLarge, NotAPassport, DamagedFile, DangerousFile, NewerFormat, ImpossibleDate.
            ClosedFile: when it takes a passphrase, or another one.
            ReadingStopped: when the file asks for more than reading may use.
        """


class CalendarNaming(StrEnum):
    """How people are named in an agenda that leaves (R03); codes of vocabulary `calendar_namings`."""

    NOTHING = "NOTHING"
    INITIALS = "INITIALS"
    NUMBER = "NUMBER"
    """The first letters of the dossier's number, which says something here only."""


class CalendarWriter(Protocol):
    """Turns appointments into a calendar file (RFC 5545)."""

    def write(
        self, entries: tuple[AgendaEntry, ...], naming: CalendarNaming, station: Station, made_at: dt.datetime
    ) -> bytes:
        """Return the file: by their type, never by a name nor by what was typed."""


class PersonCopy(DomainModel):
    """Everything that is kept of a person, for them (R08; RGPD, articles 15 and 20)."""

    made_at: dt.datetime
    made_by: str
    station: Station
    dossier: Dossier
    incoming: tuple[IncomingFile, ...] = ()
    """The files that came in and were kept as they were."""
    drafts: tuple[Draft, ...] = ()
    """What is being written about them and not recorded yet, by whichever account."""
    journal: tuple[JournalEntry, ...] = ()
    """Who did what on this person, newest first."""
    alterations: dict[int, tuple[Alteration, ...]] = Field(default_factory=dict)
    """Which fields it changed, by the number of the line of the journal."""
    accounts: dict[AccountId, str] = Field(default_factory=dict)
    """The names of who did it."""
    language: str = "fr"
    """ISO 639-1: what the copy says by itself is in this language; what was typed stays as it was."""


class PersonCopyWriter(Protocol):
    """Turns everything that is kept of a person into one archive."""

    def write(self, copy: PersonCopy) -> bytes:
        """Return the archive: a readable page, structured data, and every file."""


class WorkshopSheet(DomainModel):
    """What a sign-in sheet says."""

    station: Station
    title: str = ""
    day: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    place: str = ""
    names: tuple[str, ...] = ()
    blank_rows: int = 0
    """Rows for people who were not expected."""
    made_by: str = ""
    language: str = "fr"
    """ISO 639-1."""


class WorkshopSheetWriter(Protocol):
    """Lays out sign-in sheets."""

    def write(self, sheet: WorkshopSheet) -> bytes:
        """Return the sheet as PDF/A-3a and PDF/UA-1; the same sheet gives the same bytes."""

    def pages(self, data: bytes) -> DocumentPages:
        """Return its pages as pictures, for the printer."""


class PreparedFile(Protocol):
    """Bytes already on the disk, beside the place where they are to appear."""

    def publish(self) -> None:
        """Give the file its name, at once and whole."""


class FileOutput(Protocol):
    """Where files that leave are written."""

    def prepare(self, path: Path, data: bytes) -> AbstractContextManager[PreparedFile]:
        """Write `data` beside `path`; without `publish` nothing remains.

        Raises:
            OutputNotWritten: when the folder or the disk refuses it.
        """
