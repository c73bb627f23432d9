"""Putting a backup in the place of the vault: all of it or nothing, and what stood there kept aside.

The new files are made ready in `restoring/`, verified. One atomic write, `ready.json`, is the turning point: before it
nothing has changed; after it `settle` moves the files, and goes on at the next opening if it was stopped.
"""

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from passeport.domain.backup import SetAside
from passeport.domain.errors import VaultNotWritable
from passeport.domain.model import DomainModel
from storage.files import PRIVATE_FOLDER, sync_folder, write_atomically

STAGE = "restoring"
ASIDE = "replaced"
MOMENT = "%Y-%m-%dT%H-%M-%SZ"
_READY = "ready.json"
_BESIDE = ("-wal", "-shm")


class _Ready(DomainModel):
    aside: str
    """Name of the folder, in `replaced/`, that takes what stood there."""
    old: tuple[str, ...]
    """Files that leave."""
    new: tuple[str, ...]
    """Files that take a place."""


def stage(vault: Path) -> Path:
    """Return an empty folder to make the new files ready in.

    Raises:
        VaultNotWritable: when the disk refuses it.
    """
    place = vault / STAGE
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir(mode=PRIVATE_FOLDER)
    except OSError as error:
        raise VaultNotWritable(path=str(vault), detail=error.strerror or "") from None
    return place


def switch(vault: Path, aside: str) -> Path:
    """Put what is staged in the place of the files of the same names, and return the folder where those are kept.

    Raises:
        VaultNotWritable: when the disk refuses it; before the turning point nothing has changed, after it `settle`
            goes on at the next opening.
    """
    place = vault / STAGE
    new = tuple(sorted(file.name for file in place.iterdir()))
    old = tuple(name for name in _replaced(new) if (vault / name).exists())
    try:
        sync_folder(place)
        write_atomically(place / _READY, _Ready(aside=aside, old=old, new=new).model_dump_json().encode())
    except OSError as error:
        raise VaultNotWritable(path=str(vault), detail=error.strerror or "") from None
    settle(vault)
    return vault / ASIDE / aside


def is_under_way(vault: Path) -> bool:
    """Whether a restoration was stopped after its turning point: some files may be between two places."""
    return (vault / STAGE / _READY).is_file()


def set_aside(vault: Path) -> tuple[SetAside, ...]:
    """Return what restorations and repairs keep beside a vault; a folder that bears no moment is somebody else's."""
    found = []
    place = vault / ASIDE
    for folder in place.iterdir() if place.is_dir() else ():
        with contextlib.suppress(ValueError):
            at = dt.datetime.strptime(folder.name, MOMENT).replace(tzinfo=dt.UTC)
            found.append(SetAside(path=folder, at=at))
    return tuple(found)


def named_at(at: dt.datetime) -> str:
    """Return the name of a folder that is put aside at a moment: it sorts by age."""
    return at.astimezone(dt.UTC).strftime(MOMENT)


def settle(vault: Path) -> None:
    """Finish a restoration that was stopped after its turning point, and forget one that was stopped before.

    Raises:
        VaultNotWritable: when the disk refuses it.
    """
    place = vault / STAGE
    if not place.exists():
        return
    try:
        ready = _Ready.model_validate_json((place / _READY).read_bytes())
    except (OSError, ValidationError):
        shutil.rmtree(place, ignore_errors=True)
        return
    aside = vault / ASIDE / ready.aside
    try:
        for folder in (aside.parent, aside):  # `parents` would open the first one to everybody
            folder.mkdir(exist_ok=True, mode=PRIVATE_FOLDER)
        for name in ready.old:  # a file whose new one is no longer staged is the new one
            if (vault / name).exists() and (name not in ready.new or (place / name).exists()):
                (vault / name).replace(aside / name)
        sync_folder(aside)
        for name in ready.new:
            if (place / name).exists():
                (place / name).replace(vault / name)
        sync_folder(vault)
        (place / _READY).unlink()
        shutil.rmtree(place)
    except OSError as error:
        raise VaultNotWritable(path=str(vault), detail=error.strerror or "") from None


def _replaced(names: Iterable[str]) -> Iterator[str]:
    """Go through the files that leave: each one that has a new one, and the logs of a database, which are its own."""
    for name in names:
        yield name
        yield from (f"{name}{suffix}" for suffix in _BESIDE if name.endswith(".db"))
