"""What bringing lists in and taking them out needs from files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from passeport.domain.incoming_table import IncomingTable
from passeport.services.ports import Progress


class TableReader(Protocol):
    """Reads a CSV file or a workbook, and trusts none (R22)."""

    def read(self, path: Path, progress: Progress | None = None) -> IncomingTable:
        """Return what the file holds; `progress` is called again and again, and stops the reading by raising.

        Raises:
            FileNotFound, FileTooLarge, NotATable, DamagedFile, DangerousFile, ReadingStopped.
        """


class TableWriter(Protocol):
    """Writes lists of people."""

    def csv(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
        """Return a CSV file that French spreadsheets open: semicolons, UTF-8 with its mark; no formula."""

    def workbook(self, headings: Sequence[str], rows: Sequence[Sequence[str]], passphrase: str) -> bytes:
        """Return a workbook (XLSX) encrypted by AES-256 under a passphrase; no cell is a formula."""
