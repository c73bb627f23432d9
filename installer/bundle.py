"""Freeze the application into one folder, `dist/passeport`, in the same bytes for the same commit.

Usage: python installer/bundle.py [FOLDER]     (FOLDER: dist)

What would differ from one build to the next is fixed: the order of sets (PYTHONHASHSEED), the moment
(SOURCE_DATE_EPOCH, which PyInstaller and its archives read: the last commit's), the date of each file, the order of
Python's own modules in their archive, and the folder of the build, which PyInstaller keeps out of compiled code.
`installer/compare.py` says where two builds differ.
`licences` in the folder holds the licence of all that is shipped (`installer/notices.py`).
"""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import notices
from pictures import icon, version_resource

ROOT = Path(__file__).resolve().parent.parent


def moment_of_the_commit() -> int:
    """Return the moment of the last commit, in seconds; that of SOURCE_DATE_EPOCH where it is given."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(said.stdout)


def version() -> str:
    """Return the project's version."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def sort_archive(path: Path) -> None:
    """Put the entries of a ZIP archive in the order of their names: PyInstaller writes them as it finds them."""
    with zipfile.ZipFile(path) as archive:
        entries = [(one, archive.read(one)) for one in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in sorted(entries, key=lambda entry: entry[0].filename):
            archive.writestr(one, data, one.compress_type)


def date_all(folder: Path, moment: int) -> None:
    """Give every file and folder the same date."""
    for path in sorted(folder.rglob("*"), reverse=True):
        os.utime(path, (moment, moment), follow_symlinks=False)
    os.utime(folder, (moment, moment))


def main(arguments: list[str]) -> int:
    """Freeze, and return PyInstaller's exit status."""
    out = ROOT / (arguments[0] if arguments else "dist")
    moment = moment_of_the_commit()
    work = out / "work"
    out.mkdir(exist_ok=True)
    (out / "passeport.ico").write_bytes(icon())
    (out / "version.txt").write_text(version_resource(version()), encoding="utf-8")
    shutil.rmtree(out / "passeport", ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(out), "--workpath", str(work), str(ROOT / "installer" / "passeport.spec")]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment)}
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    shutil.rmtree(work, ignore_errors=True)
    if status == 0:
        wrong = notices.write(out / "passeport", out / "shipped.json")
        for line in wrong:
            print(f"licence : {line}", file=sys.stderr)
        status = 1 if wrong and sys.platform == "linux" else 0
        (out / "shipped.json").unlink()
        for archive in (out / "passeport").rglob("base_library.zip"):
            sort_archive(archive)
        date_all(out / "passeport", moment)
        size = sum(path.stat().st_size for path in (out / "passeport").rglob("*") if not path.is_symlink())
        print(f"{out / 'passeport'} : {size / 1e6:.0f} Mo")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
