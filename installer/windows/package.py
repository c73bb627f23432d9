"""Make `dist/passeport-VERSION.msi` (or `-user.msi`) of a frozen folder.

Usage: python installer/windows/package.py FOLDER [--per-user]     (FOLDER: dist/passeport)

On Linux, with wixl and msibuild (Debian: wixl, msitools). The frozen folder is made on Windows by
`installer/bundle.py`; what is in it is packed as it is, so that all but the program itself is checked on Linux too. Two
packages of the same folder differ by the sixteen bytes of their two dates, which wixl takes from the clock.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bundle import moment_of_the_commit, version  # noqa: E402
from compare import digests  # noqa: E402
from pictures import icon  # noqa: E402

# Where keys are written, by scope. Per user needs no right of administration.
ROOTS = {"perMachine": "HKLM", "perUser": "HKCU"}
NAMESPACE = uuid.UUID("5E0B9F0C-6C51-4C0B-9B63-5E2C6F9F6A31")
"""The code of every version of the application (UpgradeCode)."""


def harvested(folder: Path, scope: str) -> bytes:
    """Return the WiX fragment that lists every file of a folder, one component each.

    A name comes from the place of the file alone: an upgrade knows its files again, and two builds are the same
    (wixl-heat draws the names of folders by chance).
    """
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    top = ET.SubElement(ET.SubElement(wix, "Fragment"), "DirectoryRef", Id="INSTALLDIR")
    group = ET.SubElement(ET.SubElement(wix, "Fragment"), "ComponentGroup", Id="Files")
    places = {Path(): top}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        code = uuid.uuid5(NAMESPACE, f"{scope} {inside.as_posix()}")
        if path.is_dir() and not path.is_symlink():
            place = places[inside.parent]
            places[inside] = ET.SubElement(place, "Directory", Id=f"dir{code.hex}", Name=path.name)
        elif path.is_file() and not path.is_symlink():
            component = ET.SubElement(
                places[inside.parent], "Component", Id=f"cmp{code.hex}", Guid=str(code).upper(), Win64="yes"
            )
            source = f"$(var.Source)/{inside.as_posix()}"
            ET.SubElement(component, "File", Id=f"fil{code.hex}", KeyPath="yes", Source=source)
            ET.SubElement(group, "ComponentRef", Id=f"cmp{code.hex}")
    return ET.tostring(wix, encoding="utf-8", xml_declaration=True)


def codes(folder: Path, scope: str) -> dict[str, str]:
    """Return the two codes of a package: the same for the same files, others for any other (Windows asks for that)."""
    digest = hashlib.sha256()
    for name, content in sorted(digests(folder).items()):
        digest.update(f"{name}\0{content}\n".encode())
    seed = f"{version()} {scope} {digest.hexdigest()}"
    return {
        "ProductCode": str(uuid.uuid5(NAMESPACE, f"product {seed}")).upper(),
        "PackageCode": str(uuid.uuid5(NAMESPACE, f"package {seed}")).upper(),
    }


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
        (place / "files.wxs").write_bytes(harvested(folder, scope))
        (place / "passeport.ico").write_bytes(icon())
        (place / "frozen").symlink_to(folder)
        given = {"Version": version(), "Scope": scope, "Icon": "passeport.ico", "Source": "frozen", "Win64": "yes"}
        given |= {"Root": ROOTS[scope], **codes(folder, scope)}
        words = [word for name, value in given.items() for word in ("-D", f"{name}={value}")]
        command = ["wixl", "--arch", "x64", *words, "-o", str(made), "passeport.wxs", "files.wxs"]
        moment = {"SOURCE_DATE_EPOCH": str(moment_of_the_commit())}
        status = subprocess.run(command, cwd=place, env={**os.environ, **moment}, check=False).returncode
    if status == 0:
        # wixl says « English » whatever the language is, and draws the package's code by chance
        summary = ["Passeport", "Passeport", "x64;1036", f"{{{given['PackageCode']}}}"]
        status = subprocess.run(["msibuild", str(made), "-s", *summary], check=False).returncode
    if status == 0:
        print(f"{made} : {made.stat().st_size / 1e6:.0f} Mo")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
