"""What LibreOffice reads in a table, when it is there: the cells of each sheet, as it shows them."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"
"""Tabs, quotes, UTF-8, as shown, each sheet in a file of its own (LibreOffice Help, « CSV Filter Parameters »)."""
_OURS = "CSV:59,34,76,1,,1036"
"""Semicolons, quotes, UTF-8, French numbers: what its own dialog proposes for our CSV."""


def cells(paths: list[Path], folder: Path, *, is_csv: bool = False) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet of each table, by the name that LibreOffice gave; empty ends are left out."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is absent: no table was opened in it")
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter={_OURS}"] if is_csv else []
    command += ["--convert-to", _EVERY_SHEET, "--outdir", str(folder / "read"), *map(str, paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    assert "Error" not in said.stderr, said.stderr
    return {path.stem: _rows(path) for path in sorted((folder / "read").glob("*.csv"))}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_without_end(row) for row in csv.reader(file, delimiter="\t")]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row
