"""What the locked packages are worth: their hashes, read offline, and their known faults where the database answers.

pip-audit asks PyPI for the advisories of each locked version. Where it cannot be reached, this says so, in so many
words: a review of the lock says nothing of faults found since.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def unsealed(lock: str) -> list[str]:
    """Return what the lock leaves open: a file with no SHA-256, or one from elsewhere than the public index."""
    open_ends = []
    for package in tomllib.loads(lock)["package"]:
        if "editable" in package["source"]:
            continue
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        if not files:
            open_ends.append(f"{package['name']}: no file")
        for file in files:
            if not re.fullmatch(r"sha256:[0-9a-f]{64}", file.get("hash", "")):
                open_ends.append(f"{package['name']}: no SHA-256")
            if not file["url"].startswith("https://files.pythonhosted.org/"):
                open_ends.append(f"{package['name']}: {file['url']}")
    return open_ends


def advisories(requirements: str) -> tuple[list[str], int]:
    """Return the known faults of the locked versions, and how many packages the database did not answer for."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", "/dev/stdin", "--disable-pip", "--no-deps"]
    options = ["--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    done = subprocess.run([*command, *options], input=requirements, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        return [], requirements.count("==")
    packages = json.loads(done.stdout)["dependencies"]
    found = [f"{p['name']} {p['version']}: {fault['id']}" for p in packages for fault in p.get("vulns", ())]
    return found, sum("skip_reason" in package for package in packages)


def main() -> int:
    """Say what was found; 1 when a fault is known or the lock is open."""
    open_ends = unsealed((ROOT / "uv.lock").read_text(encoding="utf-8"))
    export = [str(Path(sys.executable).with_name("uv")), "export", "--frozen", "--no-dev", "--no-emit-project", "-q"]
    export += ["--extra", "keyring"]  # what may be installed beside, and is listed with the rest
    requirements = subprocess.run(export, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    faults, unanswered = advisories(requirements)
    for line in (*open_ends, *faults):
        print(line)
    print(f"lock: {'sealed, every file by its SHA-256' if not open_ends else 'OPEN'}")
    if unanswered:
        print(f"advisories: NOT COMPARED for {unanswered} packages, the database could not be reached")
    else:
        print(f"advisories: {len(faults)} known fault(s)")
    return 1 if open_ends or faults else 0


if __name__ == "__main__":
    sys.exit(main())
