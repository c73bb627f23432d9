"""The diagnostic bundle (R16): what helps to find a fault, and no value of the store."""

import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.model import DomainModel
from passeport.services.editing import Editing
from passeport.services.file_ports import FileOutput


class Diagnostic(DomainModel):
    """Versions, sizes, counts and settings: numbers and names of our own making, never a word that a person typed."""

    passeport: str
    python: str
    system: str
    libraries: dict[str, str]
    files: dict[str, int]
    """Bytes of each file of the vault, by the suffix of its name."""
    dossiers: int
    journal_lines: int
    journal_is_whole: bool
    erasures: int
    retention_months: int
    attachment_months: int


@dataclass(frozen=True)
class Diagnostics:
    """Makes the bundle, for the account at work."""

    editing: Editing
    output: FileOutput
    versions: Callable[[], Mapping[str, str]]
    """Name of each library → its version; `passeport` is one of them."""

    def look(self) -> Diagnostic:
        """Return the diagnostic of the open vault."""
        self.editing.require(Operation.READ_DIAGNOSTIC)
        versions = dict(self.versions())
        with self.editing.vault.unit_of_work() as work:
            policy = work.retention.policy()
            return Diagnostic(
                passeport=versions.pop("passeport", ""),
                python=platform.python_version(),
                system=f"{sys.platform} {platform.machine()} {platform.libc_ver()[1]}".strip(),
                libraries=versions,
                files=_sizes(self.editing.vault.path),
                dossiers=work.dossiers.count(),
                journal_lines=len(work.journal.numbers()),
                journal_is_whole=not work.journal.faults(),
                erasures=len(work.retention.minutes()),
                retention_months=policy.months,
                attachment_months=policy.attachment_months,
            )

    def write(self, path: Path) -> None:
        """Write the diagnostic as JSON; raises `OutputNotWritten` when the folder or the disk refuses the file."""
        data = self.look().model_dump_json(indent=2).encode()
        with self.output.prepare(path, data) as prepared:
            prepared.publish()


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes by kind of file: a name in the folder could be anything that somebody put there."""
    sizes: dict[str, int] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            kind = file.suffix if file.suffix in _KINDS else "other"
            sizes[kind] = sizes.get(kind, 0) + file.stat().st_size
    return sizes


_KINDS = frozenset({".db", ".db-wal", ".db-shm", ".json", ".lock", ".mark", ".previous"})
