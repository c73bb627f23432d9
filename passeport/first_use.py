"""The ports whose other side loads large libraries, loaded at their first use.

A window that only asks for a passphrase, or a command that only reads a file, does not wait for the others
(docs/benchmarks.md).
"""

# ruff: noqa: PLC0415 - that is what the imports below the top are for

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from uuid import UUID, uuid4

from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence
from passeport.domain.agenda import AgendaEntry
from passeport.domain.coupon import Coupon
from passeport.domain.documents import Paper
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.passport import Passport
from passeport.domain.provenance import Station
from passeport.domain.reading import IncomingPassport
from passeport.domain.skill_terms import SkillTerm
from passeport.services.coupon_ports import IncomingCoupon
from passeport.services.directory_ports import DirectoryFile
from passeport.services.document_ports import DocumentPages, DocumentWriter, WrittenDocument
from passeport.services.file_ports import CalendarNaming, FileFormat, PersonCopy, WorkshopSheet
from passeport.services.ports import Progress, Signer, in_silence
from passeport.services.vault_ports import OpenStatistics, OpenVault, VaultInformation, VaultKeeper


class SystemClock:
    """The computer's clock."""

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """Return the day where the computer is."""
        return dt.date.today()  # noqa: DTZ011 - a naive day is what is asked, at each cell that is painted


class RandomIdentifiers:
    """Identifiers drawn at random (RFC 9562, version 4)."""

    def new(self) -> UUID:
        """Return one."""
        return uuid4()


class Vaults:
    """Port `VaultKeeper`; SQLAlchemy and SQLCipher are loaded at the first question."""

    @cached_property
    def _keeper(self) -> VaultKeeper:
        from storage.vault import SqlcipherVaultKeeper

        return SqlcipherVaultKeeper()

    def create(self, path: Path, *, account: str, passphrase: str, station: Station) -> OpenVault:
        """Make a vault."""
        return self._keeper.create(path, account=account, passphrase=passphrase, station=station)

    def unlock(
        self, path: Path, *, account: str, passphrase: str, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault."""
        return self._keeper.unlock(path, account=account, passphrase=passphrase, progress=progress)

    def unlock_by_keyring(
        self, path: Path, *, account: str, secret: bytes, progress: Progress = in_silence
    ) -> OpenVault | OpenStatistics:
        """Open a vault by the system's keyring."""
        return self._keeper.unlock_by_keyring(path, account=account, secret=secret, progress=progress)

    def unlock_by_recovery_key(self, path: Path, secret: bytes, progress: Progress = in_silence) -> OpenVault:
        """Open a vault by its printed recovery key."""
        return self._keeper.unlock_by_recovery_key(path, secret, progress)

    def information(self, path: Path) -> VaultInformation:
        """Return what a vault tells when locked."""
        return self._keeper.information(path)


class Files:
    """Ports `PassportWriter` and `PassportReader`.

    ReportLab, lxml and pikepdf are loaded at the first file written; a file is read behind the fence.
    """

    def write(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> bytes:
        """Return the file of a passport."""
        from exports.travel.outbox import PassportFiles

        return PassportFiles().write(passport, file_format, signer)

    def document(self, passport: Passport, file_format: FileFormat, signer: Signer | None = None) -> WrittenDocument:
        """Return the same, with the letters that no font has."""
        from exports.travel.outbox import PassportFiles

        return PassportFiles().document(passport, file_format, signer)

    def preview(self, passport: Passport, file_format: FileFormat) -> WrittenDocument:
        """Return the pages of a passport that would leave."""
        from exports.travel.outbox import PassportFiles

        return PassportFiles().preview(passport, file_format)

    def prepare(self) -> None:
        """Start what will read a file."""
        fence().prepare()

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what a file says."""
        return fence().read(path, progress, passphrase)


@cache
def fence() -> Fence:
    """Return the one fence of the program: its processes are kept for the next file, whoever asks."""
    return Fence()


class Coupons:
    """Ports `CouponWriter` and `CouponReader`, loaded at the first answer."""

    def file(self, coupon: Coupon, signer: Signer) -> bytes:
        """Return the signed file."""
        from exports.travel.coupon_file import write_coupon

        return write_coupon(coupon, signer)

    def text(self, coupon: Coupon, signer: Signer) -> str:
        """Return the signed text of a QR code."""
        from exports.travel.coupon_text import write_text

        return write_text(coupon, signer)

    def read_file(self, path: Path) -> IncomingCoupon:
        """Return what a file says."""
        from exports.travel.coupon_file import read_coupon

        return read_coupon(path)

    def read_text(self, text: str) -> IncomingCoupon:
        """Return what the text of a QR code says."""
        from exports.travel.coupon_text import read_text

        return read_text(text)


class Directories:
    """Port `DirectoryReader`, loaded at the first file."""

    def read(
        self, path: Path, source: str = "", mapping: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> DirectoryFile:
        """Return what a file of points d'accueil says."""
        from exports.directory.files import DirectoryFiles

        return DirectoryFiles().read(path, source, mapping, progress)

    def headings(self, path: Path) -> tuple[str, ...]:
        """Return the titles of the columns of a table."""
        from exports.directory.files import DirectoryFiles

        return DirectoryFiles().headings(path)


@cache
def table_fence() -> Fence:
    """Return the fence that reads tables."""
    return Fence(Limits(tables=True))


class Tables:
    """Ports `TableReader` and `TableWriter`; a file is read behind the fence, and writing loads at the first list."""

    def read(self, path: Path, progress: Progress | None = None) -> IncomingTable:
        """Return what a CSV file or a workbook holds."""
        return table_fence().table(path, progress)

    def csv(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a CSV file."""
        from exports.tables.lists import TableFiles

        return TableFiles().csv(headings, rows)

    def workbook(self, headings: Sequence[str], rows: Sequence[Sequence[str]], passphrase: str) -> bytes:
        """Return an encrypted workbook."""
        from exports.tables.lists import TableFiles

        return TableFiles().workbook(headings, rows, passphrase)


@cache
def page_fence() -> Fence:
    """Return the fence that draws the pages of files that somebody brought."""
    return Fence(Limits(pages=True))


class BroughtPages:
    """Port `PageReader`: drawn behind the fence."""

    def open(self, data: bytes, name: str) -> DocumentPages:
        """Return the pages of a PDF."""
        from exports.travel.fence.pages import FencedPages

        return FencedPages(page_fence(), data, name)


class PersonCopies:
    """Port `PersonCopyWriter`, loaded at the first copy."""

    def write(self, copy: PersonCopy) -> bytes:
        """Return the archive of everything that is kept of a person."""
        from exports.person_copy.archive import PersonCopyArchive

        return PersonCopyArchive().write(copy)


class WorkshopSheets:
    """Port `WorkshopSheetWriter`, loaded at the first sheet."""

    def write(self, sheet: WorkshopSheet) -> bytes:
        """Return the sign-in sheet of a workshop."""
        from exports.document.workshop_sheet import write_workshop_sheet

        return write_workshop_sheet(sheet)

    def pages(self, data: bytes) -> DocumentPages:
        """Return its pages as pictures."""
        from exports.document.rendering import PdfiumPages

        return PdfiumPages(data)


class Papers:
    """Port `DocumentWriter`, loaded at the first document."""

    @cached_property
    def _writer(self) -> DocumentWriter:
        from exports.document.writer import Documents as Laid

        return Laid()

    def write(self, paper: Paper) -> WrittenDocument:
        """Return a document."""
        return self._writer.write(paper)

    def pages(self, data: bytes) -> DocumentPages:
        """Return the pages of a document, as pictures."""
        return self._writer.pages(data)

    def closed(self, data: bytes, passphrase: str) -> bytes:
        """Return a copy that the passphrase opens."""
        return self._writer.closed(data, passphrase)

    def signed(self, data: bytes, station: Station, signer: Signer) -> bytes:
        """Return a copy with the station's signature."""
        return self._writer.signed(data, station, signer)


class ManyPassports:
    """Port `ClosedPassportWriter`, loaded at the first batch."""

    def write_all(self, passports: Iterable[Passport], signer: Signer, passphrase: str) -> Iterator[WrittenDocument]:
        """Give the closed file of each passport."""
        from exports.travel.batch import ClosedPassports

        return ClosedPassports().write_all(passports, signer, passphrase)

    def opens(self, file: Path, passphrase: str) -> bool:
        """Tell whether a passphrase opens a file."""
        from exports.travel.batch import ClosedPassports

        return ClosedPassports().opens(file, passphrase)


class SkillFiles:
    """Port `SkillTermReader`, loaded at the first file."""

    def read(self, path: Path, progress: Progress | None = None) -> tuple[SkillTerm, ...]:
        """Return the terms of an official file."""
        from exports.skill_terms.official_files import OfficialSkillFiles

        return OfficialSkillFiles().read(path, progress)


class Calendars:
    """Port `CalendarWriter`, loaded at the first file."""

    def write(
        self, entries: tuple[AgendaEntry, ...], naming: CalendarNaming, station: Station, made_at: dt.datetime
    ) -> bytes:
        """Return the file of some appointments."""
        from exports.calendar.appointments import CalendarFile

        return CalendarFile().write(entries, naming, station, made_at)
