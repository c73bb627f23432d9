"""What is shipped is known and sealed: a list of every package, and a SHA-256 for each of their files."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from installer.audit import unsealed

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "uv.lock").read_text(encoding="utf-8")


def runtime_packages() -> set[str]:
    """The packages that the application needs, and those that they need, whatever the system."""
    packages = {package["name"]: package for package in tomllib.loads(LOCK)["package"]}
    known: set[str] = set()
    waiting = ["passeport"]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            waiting += [needed["name"] for needed in packages[name].get("dependencies", ())]
    return known - {"passeport"}


def test_the_list_of_what_is_shipped_names_every_locked_package(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    options = re.search(r"/uv export (.*) --output-file", makefile)
    assert options is not None
    command = [str(uv), "export", *options[1].split(), "--offline"]
    subprocess.run([*command, "-o", str(tmp_path / "sbom.json")], cwd=ROOT, capture_output=True, check=True)
    listed = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    assert "keyring" in {component["name"] for component in listed["components"]}  # an extra, and listed all the same
    assert runtime_packages() <= {component["name"] for component in listed["components"]}
    assert all(component["version"] for component in listed["components"])


def test_every_locked_file_is_sealed() -> None:
    assert unsealed(LOCK) == []


def test_an_open_lock_is_told() -> None:
    package = '[[package]]\nname = "x"\nversion = "1"\nsource = { registry = "https://pypi.org/simple" }\n'
    assert unsealed(package) == ["x: no file"]
    elsewhere = f'{package}wheels = [{{ url = "https://example.org/x.whl", hash = "md5:0" }}]\n'
    assert unsealed(elsewhere) == ["x: no SHA-256", "x: https://example.org/x.whl"]
