"""The packages, made from a small tree in the place of the frozen program: what they own, ask for and leave alone."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


def run(script: str, *arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(INSTALLER / script), *map(str, arguments)],
        cwd=ROOT,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "SOURCE_DATE_EPOCH": "1790000000", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    folder = tmp_path / "passeport"
    (folder / "_internal" / "resources").mkdir(parents=True)
    program = folder / "passeport"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "passeport.exe").write_bytes(b"MZ")
    (folder / "_internal" / "resources" / "liste.json").write_text("{}", encoding="utf-8")
    texts = {"LICENSE.txt": "Copyright (c) 2020 Someone\n\nDo as you like."}
    library = {"name": "biblio", "version": "1.0", "licence": "MIT", "texts": texts, "shipped": ["biblio/a.so"]}
    (tmp_path / "components.json").write_text(json.dumps([library | {"remark": ""}]), encoding="utf-8")
    return folder


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


@pytest.fixture
def package(frozen: Path) -> Path:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is absent: the Debian package was not made")
    made = run("debian_package.py", frozen.parent)
    assert made.returncode == 0, made.stderr
    (found,) = frozen.parent.glob("*.deb")
    return found


def told(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=True).stdout


def test_the_package_says_who_it_is(package: Path) -> None:
    assert told("dpkg-deb", "--field", package, "Package", "Version").split() == [
        "Package:",
        "passeport",
        "Version:",
        version(),
    ]


def test_it_owns_the_program_a_command_a_menu_entry_and_nothing_of_anybody(package: Path) -> None:
    names = {line.split()[5] for line in told("dpkg-deb", "--contents", package).splitlines()}
    assert "./opt/passeport/passeport" in names
    assert "./usr/bin/passeport" in names
    assert "./usr/share/applications/passeport.desktop" in names
    assert "./usr/share/mime/packages/passeport.xml" in names
    assert not [name for name in names if name.startswith(("./home", "./var", "./root", "./etc"))]


def test_nothing_runs_when_it_is_removed(package: Path, tmp_path: Path) -> None:
    told("dpkg-deb", "--control", package, tmp_path / "control")
    assert [path.name for path in (tmp_path / "control").iterdir()] == ["control"]


def test_it_belongs_to_root_and_nobody_else_writes(package: Path) -> None:
    lines = told("dpkg-deb", "--contents", package).splitlines()
    assert {line.split()[1] for line in lines} == {"root/root"}
    assert {line[8] for line in lines if not line.startswith("l")} == {"-"}


def test_two_packages_of_one_commit_are_the_same_bytes(package: Path, frozen: Path) -> None:
    first = package.read_bytes()
    package.unlink()
    run("debian_package.py", frozen.parent)
    assert package.read_bytes() == first


def test_another_program_is_another_package(package: Path, frozen: Path) -> None:
    first = package.read_bytes()
    (frozen / "passeport").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    run("debian_package.py", frozen.parent)
    assert package.read_bytes() != first


def test_the_menu_entry_is_well_formed() -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is absent")
    assert told("desktop-file-validate", INSTALLER / "linux" / "passeport.desktop") == ""


@pytest.fixture
def windows_package(frozen: Path) -> Path:
    if shutil.which("wixl") is None or shutil.which("msiinfo") is None:
        pytest.skip("wixl is absent: the Windows package was not made")
    made = run("windows/package.py", frozen)
    assert made.returncode == 0, made.stderr
    return frozen.parent / f"passeport-{version()}.msi"


def test_windows_gets_every_file(windows_package: Path) -> None:
    found = rows(windows_package, "File")
    assert {row[2] for row in found} == {"passeport", "passeport.exe", "liste.json"}


def test_windows_replaces_an_older_one_and_refuses_to_go_back(windows_package: Path) -> None:
    found = {row[-1]: (row[1], row[2]) for row in rows(windows_package, "Upgrade")}
    assert found == {"WIX_UPGRADE_DETECTED": ("", version()), "WIX_DOWNGRADE_DETECTED": (version(), "")}


def rows(package: Path, table: str) -> list[list[str]]:
    """The rows of a table, without its three lines of heading."""
    command = ["msiinfo", "export", str(package), table]  # of a table with files, it leaves them where it runs
    said = subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=True).stdout
    return [line.split("\t") for line in said.splitlines()[3:]]


def test_windows_opens_passports_and_leaves_pdf_to_its_usual_program(windows_package: Path) -> None:
    written = {(row[2], row[3]): row[4] for row in rows(windows_package, "Registry")}
    command = written["Software\\Classes\\Passeport.Document\\shell\\open\\command", ""]
    assert command == '"[INSTALLDIR]passeport.exe" "%1"'
    for kind in (".pdf", ".xml", ".json"):
        assert (f"Software\\Classes\\{kind}\\OpenWithProgids", "Passeport.Document") in written
        assert not [key for key, _name in written if key.rstrip("\\") == f"Software\\Classes\\{kind}"]
    assert written["Software\\Classes\\.passeport-retour", ""] == "Passeport.Document"


@pytest.fixture
def own_package(frozen: Path, windows_package: Path) -> Path:
    """The package of one user."""
    made = run("windows/package.py", frozen, "--per-user")
    assert made.returncode == 0, made.stderr
    return windows_package.with_name(f"passeport-{version()}-user.msi")


NO_ELEVATION = 8
"""Bit of « Source » (PID_WORDCOUNT): Windows asks for no administrator."""


def summary(package: Path) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in told("msiinfo", "suminfo", package).splitlines() if ": " in line)


def test_windows_asks_no_right_for_one_user(windows_package: Path, own_package: Path) -> None:
    assert {row[1] for row in rows(windows_package, "Registry")} == {"2"}  # HKEY_LOCAL_MACHINE
    assert {row[1] for row in rows(own_package, "Registry")} == {"1"}  # HKEY_CURRENT_USER
    assert ["ALLUSERS", "1"] in rows(windows_package, "Property")
    assert "ALLUSERS" not in {row[0] for row in rows(own_package, "Property")}
    assert not int(summary(windows_package)["Source"].split()[0]) & NO_ELEVATION
    assert int(summary(own_package)["Source"].split()[0]) & NO_ELEVATION


def places(package: Path) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows(package, "Directory")}


def test_windows_puts_the_program_apart_from_the_vaults(windows_package: Path, own_package: Path) -> None:
    assert places(windows_package)["INSTALLDIR"] == ["ProgramFiles64Folder", "Passeport"]
    own = places(own_package)
    assert own["INSTALLDIR"] == ["UserPrograms", "Passeport"]
    assert own["UserPrograms"] == ["LocalAppDataFolder", "Programs"]  # the vault is in LocalAppDataFolder\\passeport


def test_windows_removes_what_it_brought_and_nothing_else(windows_package: Path) -> None:
    assert rows(windows_package, "RemoveFile") == []
    assert rows(windows_package, "CustomAction") == []
    sequence = {row[0]: int(row[2]) for row in rows(windows_package, "InstallExecuteSequence")}
    assert {"RemoveFiles", "RemoveShortcuts", "RemoveRegistryValues"} <= sequence.keys()
    assert sequence["FindRelatedProducts"] < sequence["LaunchConditions"] < sequence["RemoveExistingProducts"]
    assert sequence["RemoveExistingProducts"] < sequence["InstallFiles"]
    permanent = 16
    assert [row[0] for row in rows(windows_package, "Component") if int(row[3]) & permanent] == []


def test_windows_finds_each_file_again_at_an_upgrade(frozen: Path, windows_package: Path) -> None:
    files = {row[2]: row[1] for row in rows(windows_package, "File")}
    before = {row[0]: row[1] for row in rows(windows_package, "Component")}
    code = [value for name, value in rows(windows_package, "Property") if name == "ProductCode"]
    (frozen / "passeport.exe").write_bytes(b"MZ, the next one")
    run("windows/package.py", frozen)
    after = {row[0]: row[1] for row in rows(windows_package, "Component")}
    assert before == after
    assert set(files.values()) | {"MenuEntry", "OpenWith"} == set(before)
    assert code != [value for name, value in rows(windows_package, "Property") if name == "ProductCode"]


def test_windows_shows_it_in_the_menu_with_its_icon(windows_package: Path) -> None:
    (shortcut,) = rows(windows_package, "Shortcut")
    assert shortcut[1:5] == ["ProgramMenuFolder", "Passeport", "MenuEntry", "[INSTALLDIR]passeport.exe"]
    assert "passeport.ico" in shortcut
    assert [row[0] for row in rows(windows_package, "Icon")] == ["passeport.ico"]


def test_windows_is_told_that_it_speaks_french(windows_package: Path) -> None:
    assert summary(windows_package)["Template"] == "x64;1036"
    assert ["ProductLanguage", "1036"] in rows(windows_package, "Property")


def test_two_windows_packages_differ_by_their_dates_alone(frozen: Path, windows_package: Path) -> None:
    first = windows_package.read_bytes()
    run("windows/package.py", frozen)
    second = windows_package.read_bytes()
    assert len(first) == len(second)
    different = [place for place, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    dates = 16
    assert len(different) <= dates
    assert not different or different[-1] - different[0] < 2 * dates


def test_builds_that_differ_are_told_by_the_file(frozen: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(frozen, other)
    same = run("compare.py", frozen, other)
    assert (same.returncode, same.stdout) == (0, "3 fichiers, 0 différents\n")
    (other / "passeport.exe").write_bytes(b"MZ other")
    different = run("compare.py", frozen, other)
    assert different.returncode == 1
    assert different.stdout.startswith("passeport.exe (dans les deux)\n")


def test_the_icon_has_every_size_and_the_version_is_the_project_s() -> None:
    code = (
        "import io; from PIL import Image; import pictures;"
        "print(sorted(Image.open(io.BytesIO(pictures.icon())).info['sizes'])[0]);"
        "print(pictures.version_resource('1.2.3'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=INSTALLER, capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith("(16, 16)\n")
    assert "filevers=(1, 2, 3, 0)" in said
    compile(said.split("\n", 1)[1], "version", "eval")
