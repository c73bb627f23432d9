"""The packages, made from a small tree in the place of the frozen program: what they own, ask for and leave alone."""

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
    rows = told("msiinfo", "export", windows_package, "File").splitlines()[3:]
    assert {row.split("\t")[2] for row in rows} == {"passeport", "passeport.exe", "liste.json"}


def test_windows_replaces_an_older_one_and_refuses_to_go_back(windows_package: Path) -> None:
    rows = [row.split("\t") for row in told("msiinfo", "export", windows_package, "Upgrade").splitlines()[3:]]
    found = {row[-1]: (row[1], row[2]) for row in rows}
    assert found == {"WIX_UPGRADE_DETECTED": ("", version()), "WIX_DOWNGRADE_DETECTED": (version(), "")}


def test_windows_opens_passports_and_leaves_pdf_to_its_usual_program(windows_package: Path) -> None:
    registry = told("msiinfo", "export", windows_package, "Registry")
    assert '"[INSTALLDIR]passeport.exe" "%1"' in registry
    assert "Software\\Classes\\.pdf\\OpenWithProgids" in registry
    assert "Software\\Classes\\.pdf\t" not in registry


def test_windows_asks_no_right_for_one_user(frozen: Path, windows_package: Path) -> None:
    assert "ProgramFiles64Folder" in told("msiinfo", "export", windows_package, "Directory")
    run("windows/package.py", frozen, "--per-user")
    own = frozen.parent / f"passeport-{version()}-user.msi"
    assert "LocalAppDataFolder" in told("msiinfo", "export", own, "Directory")
    rows = [row.split("\t") for row in told("msiinfo", "export", own, "Registry").splitlines()[3:]]
    assert {row[1] for row in rows} == {"1"}  # HKEY_CURRENT_USER


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
