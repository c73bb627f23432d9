"""The one place that plugs the parts together: the store and the files into the use cases.

The parts that load large libraries are loaded at their first use: a window that only asks for a passphrase, or a
command that only reads a file, does not wait for the others (docs/benchmarks.md).
"""

# ruff: noqa: PLC0415 - that is what the imports below the top are for

import contextlib
import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from uuid import UUID, uuid4

from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence
from exports.travel.output import AtomicOutput
from passeport import __version__
from passeport.computer import computer_policy
from passeport.domain.agenda import AgendaEntry
from passeport.domain.coupon import Coupon
from passeport.domain.documents import Paper
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.passport import Passport
from passeport.domain.provenance import Station
from passeport.domain.reading import IncomingPassport
from passeport.domain.skill_terms import SkillTerm
from passeport.services.accounts import Accounts
from passeport.services.administration import Administration
from passeport.services.agenda import Agenda
from passeport.services.attachments import Attachments
from passeport.services.backups import Backups
from passeport.services.batch_export import BatchExport
from passeport.services.caseload import Caseloads
from passeport.services.conversion import Conversion
from passeport.services.coupon_ports import IncomingCoupon
from passeport.services.desk import Desk
from passeport.services.diagnostic import Diagnostics
from passeport.services.directory import Directory
from passeport.services.directory_ports import DirectoryFile
from passeport.services.document_ports import DocumentPages, DocumentWriter, WrittenDocument
from passeport.services.documents import Documents
from passeport.services.dossiers import Dossiers
from passeport.services.draft_lines import DraftLines
from passeport.services.drafts import Drafts
from passeport.services.editing import Editing
from passeport.services.file_ports import CalendarNaming, FileFormat, PersonCopy, WorkshopSheet
from passeport.services.journal import JournalReading
from passeport.services.keyring_access import KeyringAccess
from passeport.services.mending import Mending
from passeport.services.own_account import OwnAccount
from passeport.services.parcours import ParcoursDesk
from passeport.services.passports import Passports
from passeport.services.ports import Clock, Identifiers, Progress, Signer, in_silence
from passeport.services.referrals import Referrals
from passeport.services.retention import Retention
from passeport.services.rights_of_persons import RightsOfPersons
from passeport.services.skill_terms import SkillTerms
from passeport.services.statistics import Engines, Statistics
from passeport.services.statistics_contribution import Contributions
from passeport.services.statistics_merge import StatisticsMerge
from passeport.services.statistics_register import StatisticsRegister
from passeport.services.supervisor_desk import SupervisorDesk
from passeport.services.updates import Updates
from passeport.services.vault_ports import Keyring, OpenStatistics, OpenVault, VaultInformation, VaultKeeper
from passeport.services.workshops import Workshops
from storage.files import WORKING_FOLDER
from storage.system_keyring import SystemKeyring


class SystemClock:
    """The computer's clock."""

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """Return the day where the computer is."""
        return dt.datetime.now().astimezone().date()


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


def versions() -> dict[str, str]:
    """Return the versions of the application and of what it stands on."""
    found = {"passeport": __version__}
    for requirement in metadata.requires("passeport") or ():
        name = re.split(r"[^A-Za-z0-9_.-]", requirement)[0]
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def statistics(opened: OpenStatistics, clock: Clock | None = None) -> Statistics:
    """Return the use cases of a supervisor; what counts and protects is loaded at the first table."""
    return Statistics(opened, clock or SystemClock(), engines(opened.path / WORKING_FOLDER))


def supervisor_desk(opened: OpenStatistics, clock: Clock | None = None) -> SupervisorDesk:
    """Return the use cases of a supervisor over the open statistics, those of the account included."""
    return SupervisorDesk(
        statistics(opened, clock), StatisticsRegister(opened), OwnAccount(opened), keyring_access(opened)
    )


def engines(working: Path | None = None) -> Engines:
    """Return what counts, solves, hides and writes; true counts pass through memory, else through `working`."""
    from exports.statistics.counting import DuckCounter
    from exports.statistics.publishing import Publisher
    from exports.statistics.solver import HighsSolver
    from exports.statistics.suppressing import TauArgus

    return Engines(DuckCounter.of, HighsSolver(), TauArgus(working), Publisher())


def statistics_merge(private: bytes, clock: Clock | None = None) -> StatisticsMerge:
    """Return the merging of contributions, for the holder of a region's private key."""
    from exports.statistics.merging import Merger

    made = engines()
    return StatisticsMerge(Merger(private), made.solver, made.suppressor, made.publisher, clock or SystemClock())


def contributions(use: Statistics) -> Contributions:
    """Return what a supervisor sends to the region."""
    from exports.statistics.contribution import ContributionSealer

    return Contributions(use, ContributionSealer(use.opened.path / WORKING_FOLDER), RandomIdentifiers())


def new_region_key(passphrase: str) -> tuple[bytes, bytes]:
    """Return the private and the public key of a region, as files."""
    from exports.statistics.region_key import new_region_key as made

    return made(passphrase)


def region_public_key(name: str, data: bytes) -> bytes:
    """Return the key that a file holds; raises `NotAKey`."""
    from exports.statistics.region_key import read_public

    return read_public(name, data)


def region_private_key(name: str, data: bytes, passphrase: str) -> bytes:
    """Return the key that a file holds; raises `NotAKey`."""
    from exports.statistics.region_key import read_private

    return read_private(name, data, passphrase)


def write_file(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; raises `OutputNotWritten`."""
    with AtomicOutput().prepare(path, data) as file:
        file.publish()


def accounts() -> Accounts:
    """Return the door of the vaults."""
    fixed = computer_policy()
    return Accounts(Vaults(), keyring() if fixed.keyring else None, mending(), fixed)


def mending() -> Mending:
    """Return what looks after a vault that is closed."""
    from storage.mender import SqlcipherMender

    return Mending(SqlcipherMender(), SystemClock())


def keyring() -> Keyring:
    """Return the keyring of the system's user."""
    return SystemKeyring()


def keyring_access(opened: OpenVault | OpenStatistics) -> KeyringAccess:
    """Return what lets the keyring of the system's user open a vault, where this computer allows it."""
    return KeyringAccess(opened, keyring() if computer_policy().keyring else None)


def desk(vault: OpenVault, clock: Clock | None = None, identifiers: Identifiers | None = None) -> Desk:
    """Return the use cases over an open vault."""
    fixed = computer_policy()
    editing = Editing(vault, clock or SystemClock(), identifiers or RandomIdentifiers(), fixed)
    papers = Papers()
    passports = Passports(editing, Files(), Files(), AtomicOutput(), papers)
    rights = RightsOfPersons(editing, PersonCopies(), AtomicOutput())
    return Desk(
        vault=vault,
        clock=editing.clock,
        editing=editing,
        dossiers=Dossiers(editing),
        parcours=ParcoursDesk(editing),
        passports=passports,
        referrals=Referrals(editing, Coupons(), Coupons(), AtomicOutput()),
        documents=Documents(editing, papers, AtomicOutput()),
        batch=BatchExport(passports, ManyPassports()),
        journal=JournalReading(editing),
        rights=rights,
        retention=Retention(editing, rights),
        administration=Administration(vault, editing.identifiers, fixed),
        diagnostics=Diagnostics(editing, AtomicOutput(), versions),
        caseloads=Caseloads(editing, Tables(), Tables(), AtomicOutput()),
        backups=Backups(vault, editing.clock, fixed),
        keyring=keyring_access(vault),
        mending=mending(),
        workshops=Workshops(editing, WorkshopSheets()),
        directory=Directory(editing, Directories()),
        agenda=Agenda(editing, Calendars(), AtomicOutput(), (DraftLines(Drafts(editing)),)),
        attachments=Attachments(editing, AtomicOutput(), BroughtPages()),
        skill_terms=SkillTerms(editing, SkillFiles()),
    )


def updates() -> Updates:
    """Return what judges an update that is brought as a file."""
    from exports.travel.update_signature import UpdateSignatures

    return Updates(UpdateSignatures(), computer_policy().publisher_keys, __version__, sys.platform)


def conversion() -> Conversion:
    """Return what reads and rewrites files with no vault."""
    return Conversion(Files(), Files(), AtomicOutput())
