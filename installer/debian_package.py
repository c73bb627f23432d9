"""Make `dist/passeport_VERSION_ARCHITECTURE.deb` of the frozen application.

Usage: python installer/debian_package.py [FOLDER]     (FOLDER: dist, where `installer/bundle.py` left `passeport`)

The package owns /opt/passeport, a command, a menu entry, an icon, two types of files and a manual page; it owns no
vault: removing or purging it leaves every vault where it is. Its bytes depend on the commit alone.
"""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import notices
from bundle import ROOT, date_all, moment_of_the_commit, version

LINUX = ROOT / "installer" / "linux"
# What the frozen folder does not carry: the screen's own libraries and the fonts' configuration.
DEPENDS = "libc6 (>= 2.34), libegl1, libgl1, libfontconfig1, libdbus-1-3, libx11-6, libx11-xcb1, libxcb1, zlib1g"
DESCRIPTION = """Passeport européen de compétences des conseillers de l’orientation
 Tient les dossiers des personnes accompagnées dans un coffre-fort chiffré, remet à
 chacune un passeport que lit tout outil Europass, et reçoit ceux des autres réseaux.
 N’utilise aucun réseau."""


def architecture() -> str:
    """Return Debian's name of this machine's architecture."""
    said = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return said.stdout.strip()


def lay_out(tree: Path, frozen: Path) -> None:
    """Put every file of the package where it will be installed, under `tree`."""
    shutil.copytree(frozen, tree / "opt" / "passeport", symlinks=True)
    share = tree / "usr" / "share"
    for source, place in (
        (LINUX / "passeport.desktop", share / "applications" / "passeport.desktop"),
        (LINUX / "passeport.xml", share / "mime" / "packages" / "passeport.xml"),
        (ROOT / "resources" / "icons" / "passeport.svg", share / "icons/hicolor/scalable/apps/passeport.svg"),
        (ROOT / "resources" / "icons" / "passeport-256.png", share / "icons/hicolor/256x256/apps/passeport.png"),
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    copyright_file = share / "doc" / "passeport" / "copyright"
    copyright_file.parent.mkdir(parents=True, exist_ok=True)
    copyright_file.write_text(notices.debian_copyright(frozen.parent / notices.INDEX), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (share / "doc" / "passeport" / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    manual = share / "man" / "man1" / "passeport.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress((LINUX / "passeport.1").read_bytes(), mtime=0))
    command = tree / "usr" / "bin" / "passeport"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/passeport/passeport")


def control(tree: Path) -> str:
    """Return what dpkg reads first; the size is in KiB."""
    kibibytes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    fields = {
        "Package": "passeport",
        "Version": version(),
        "Architecture": architecture(),
        "Maintainer": "Passeport <passeport@exemple.fr>",
        "Installed-Size": kibibytes,
        "Depends": DEPENDS,
        "Section": "office",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def main(arguments: list[str]) -> int:
    """Make the package and say where it is."""
    out = ROOT / (arguments[0] if arguments else "dist")
    tree = out / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree, out / "passeport")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control(tree), encoding="utf-8")
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    moment = moment_of_the_commit()
    date_all(tree, moment)
    made = out / f"passeport_{version()}_{architecture()}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(made)]
    status = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    shutil.rmtree(tree)
    if status == 0:
        print(f"{made} : {made.stat().st_size / 1e6:.0f} Mo")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
