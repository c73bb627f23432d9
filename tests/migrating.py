"""Scripts of a version that is not there yet."""

import shutil
from pathlib import Path

from storage import migrations


def with_another_step(known: Path, scripts: Path, body: str) -> Path:
    """Copy the scripts of a schema to a folder, with one more, whose `upgrade` does `body`, and return the folder."""
    shutil.copytree(known, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    version = migrations.latest(known)
    lines = [
        "from alembic import op",
        f'revision = "{version + 1:04}"',
        f'down_revision = "{version:04}"',
        "def upgrade() -> None:",
        *(f"    {line}" for line in body.splitlines()),
    ]
    (scripts / "versions" / f"{version + 1:04}_next.py").write_text("\n".join(lines), encoding="utf-8")
    return scripts
