"""Make `dist/passeport-VERSION.msi` (or `-user.msi`) of a frozen folder.

Usage: python installer/windows/package.py FOLDER [--per-user]     (FOLDER: dist/passeport)

On Linux, with wixl and wixl-heat (Debian: wixl). The frozen folder is made on Windows by `installer/bundle.py`; what is
in the folder is packed as it is, so that everything but the program itself is checked on Linux too.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bundle import version  # noqa: E402
from pictures import icon  # noqa: E402

# Where files go and where keys are written, by scope. Per user needs no right of administration.
SCOPES = {
    "perMachine": {"ProgramsFolder": "ProgramFiles64Folder", "Root": "HKLM"},
    "perUser": {"ProgramsFolder": "LocalAppDataFolder", "Root": "HKCU"},
}


def harvested(folder: Path) -> str:
    """Return the WiX fragment that lists every file of a folder."""
    files = "".join(f"{path}\n" for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    command = ["wixl-heat", "--directory-ref", "INSTALLDIR", "--component-group", "Files", "--var", "var.Source",
               "--prefix", f"{folder}/", "--win64"]  # fmt: skip
    return subprocess.run(command, input=files, capture_output=True, text=True, check=True).stdout


def main(arguments: list[str]) -> int:
    """Make the package and say where it is."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("usage : package.py DOSSIER [--per-user]", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    scope = "perUser" if "--per-user" in arguments else "perMachine"
    made = folder.parent / f"passeport-{version()}{'-user' if scope == 'perUser' else ''}.msi"
    with tempfile.TemporaryDirectory() as scratch:
        # wixl takes every name from the folder of its sources: all that it reads stands there.
        place = Path(scratch)
        shutil.copy(HERE / "passeport.wxs", place)
        (place / "files.wxs").write_text(harvested(folder), encoding="utf-8")
        (place / "passeport.ico").write_bytes(icon())
        (place / "frozen").symlink_to(folder)
        given = {"Version": version(), "Scope": scope, "Icon": "passeport.ico", "Source": "frozen", "Win64": "yes"}
        words = [word for name, value in (given | SCOPES[scope]).items() for word in ("-D", f"{name}={value}")]
        command = ["wixl", "--arch", "x64", *words, "-o", str(made), "passeport.wxs", "files.wxs"]
        status = subprocess.run(command, cwd=place, check=False).returncode
    if status == 0:
        print(f"{made} : {made.stat().st_size / 1e6:.0f} Mo")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
