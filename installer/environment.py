"""Make the virtual environment and put in it exactly what uv.lock says.

Usage: python3 installer/environment.py [FOLDER [GROUP...]]     (FOLDER: .venv; GROUP: another group of pyproject.toml
than `dev`, such as `bench`)

Two roads lead to the same locked files, each checked against its hash:

1. `uv sync`, some ten times faster, which downloads from the addresses written in the lock;
2. `pip install --require-hashes` on what `uv export` writes, which asks whatever index, proxy and certificates this
   computer's pip is configured with. It is taken when pip has an index or a proxy of its own – the lock's addresses
   are then not the ones to ask – and when the first road fails.

Standard library only: it runs before anything else is there.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
# The settings of pip that uv does not read (pip config list names them `global.index-url`, `:env:.proxy`, …).
SETTINGS_OF_PIP_ALONE = (".index-url=", ".proxy=", ".no-index=")


def run(*command: str | Path, **variables: str) -> int:
    """Run a command at the root of the project and return its exit status."""
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, env={**os.environ, **variables}, check=False
    ).returncode


def locked_uv() -> str:
    """Return uv as a requirement with the version and the hashes that uv.lock gives for it."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    uv = next(package for package in lock["package"] if package["name"] == "uv")
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in uv["wheels"])
    return f"uv=={uv['version']} {hashes}\n"


def pip_has_its_own_source(python: Path) -> bool:
    """Tell whether pip is configured, by file or by variable, with an index or a proxy of this computer."""
    settings = subprocess.run(
        [str(python), "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    return any(name in settings for name in SETTINGS_OF_PIP_ALONE)


def install_with_pip(python: Path, requirements: Path) -> int:
    """Install the hashed requirements with pip alone, and nothing that they do not name."""
    return run(python, "-m", "pip", "install", "-qq", "--require-hashes", "--no-deps", "-r", requirements)


def sync(folder: Path, python: Path, groups: list[str]) -> int:
    """Bring the environment to the lock by the first road, else by the second; return the exit status."""
    uv = python.parent / "uv"
    chosen = [f"--group={group}" for group in groups]
    if not pip_has_its_own_source(python):
        # The system's certificates: a computer behind an inspecting proxy has its authority there.
        status = run(uv, "sync", "-q", "--frozen", *chosen, UV_PROJECT_ENVIRONMENT=str(folder), UV_SYSTEM_CERTS="true")
        if status == 0:
            return 0
        print("uv n’a pas abouti : nouvel essai avec pip et les réglages de cet ordinateur.", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        requirements = Path(scratch) / "requirements.txt"
        return (
            run(uv, "export", "-q", "--frozen", "--no-emit-project", *chosen, "-o", requirements)
            or install_with_pip(python, requirements)
            or run(python, "-m", "pip", "install", "-qq", "--no-deps", "--editable", ROOT)
        )


def main(arguments: list[str]) -> int:
    """Make or mend the environment."""
    if sys.version_info < OLDEST_PYTHON:
        print("Il faut Python 3.11 ou plus récent : make PYTHON=python3.11 …", file=sys.stderr)
        return 1
    folder = ROOT / (arguments[0] if arguments else ".venv")
    python = folder / "bin" / "python"
    if not python.exists() or run(python, "-c", "import pip"):
        # Absent, half made, or made by a Python that is no longer there.
        print(f"Environnement Python : {folder.name}", flush=True)
        venv.create(folder, clear=True, with_pip=True)
    print("Dépendances verrouillées (uv.lock)…", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        requirements = Path(scratch) / "uv.txt"
        requirements.write_text(locked_uv(), encoding="utf-8")
        status = install_with_pip(python, requirements)
    return status or sync(folder, python, arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
