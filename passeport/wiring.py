"""The one place that plugs the parts together: the store and the files into the use cases.

What loads large libraries is loaded at its first use: the ports of `passeport.first_use`, and what is imported below.
"""

# ruff: noqa: PLC0415 - that is what the imports below the top are for

import contextlib
import re
import sys
from importlib import metadata
from pathlib import Path

from exports.travel.output import AtomicOutput
from passeport import __version__
from passeport.computer import computer_policy
from passeport.first_use import (
    BroughtPages,
    Calendars,
    Coupons,
    Directories,
    Files,
    ManyPassports,
    Papers,
    PersonCopies,
    RandomIdentifiers,
    SkillFiles,
    SystemClock,
    Tables,
    Vaults,
    WorkshopSheets,
)
from passeport.services.accounts import Accounts
from passeport.services.administration import Administration
from passeport.services.agenda import Agenda
from passeport.services.attachments import Attachments
from passeport.services.backups import Backups
from passeport.services.batch_export import BatchExport
from passeport.services.caseload import Caseloads
from passeport.services.conversion import Conversion
from passeport.services.desk import Desk
from passeport.services.diagnostic import Diagnostics
from passeport.services.directory import Directory
from passeport.services.documents import Documents
from passeport.services.dossiers import Dossiers
from passeport.services.draft_lines import DraftLines
from passeport.services.drafts import Drafts
from passeport.services.editing import Editing
from passeport.services.journal import JournalReading
from passeport.services.keyring_access import KeyringAccess
from passeport.services.mending import Mending
from passeport.services.own_account import OwnAccount
from passeport.services.parcours import ParcoursDesk
from passeport.services.passports import Passports
from passeport.services.ports import Clock, Identifiers
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
from passeport.services.vault_ports import Keyring, OpenStatistics, OpenVault
from passeport.services.workshops import Workshops
from storage.files import WORKING_FOLDER
from storage.system_keyring import SystemKeyring


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
