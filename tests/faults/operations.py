"""The long operations on a vault, and what must hold of it whenever one of them is interrupted.

Each is acknowledged when it returns. Interrupted before, it may have been done or not, whole in both cases.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.backup import Backup
from passeport.domain.errors import AccountDisabled, WrongPassphrase
from passeport.services.own_account import OwnAccount
from storage.backup import all_backups, spoiled
from storage.header import read_header
from tests import vaults
from tests.faults import workload
from tests.storage import keeping

STEPS = 6
NEW = "huit mots choisis pour remplacer ceux qui étaient là"
COLLEAGUE = "Dominique Collègue-Fictif"
_KEPT_VERSION = keeping.STORES / "9"
"""A vault of an earlier version: its dossiers and its statistics are both brought to the present."""


@dataclass(frozen=True)
class Doing:
    """One operation: a vault to begin with, what is done, and what is wrong afterwards."""

    name: str
    prepare: Callable[[Path], None]
    """Makes the vault in a folder `coffre` of the given one."""
    do: Callable[[Path], None]
    wrong: Callable[[Path, bool], list[str]]
    """Is told whether it was acknowledged."""


def _worked_on(place: Path) -> Path:
    folder = workload.template(place / "coffre")
    work = workload.Work(folder)
    for number in range(STEPS):
        work.step(number)
    work.close()
    return folder


def _with_steps(place: Path) -> None:
    _worked_on(place)


def _sound(place: Path, passphrase: str = vaults.PASSPHRASE) -> list[str]:
    """Open it, read it whole, and see that each step is there."""
    try:
        found = workload.kept(place / "coffre", passphrase=passphrase)
    except workload.UNUSABLE as error:
        return [f"does not open: {error!r} {getattr(error, 'parameters', '')}"]
    wrong = list(found.wrong)
    if found.numbers != frozenset(range(STEPS)):
        wrong.append(f"steps: {sorted(found.numbers)}")
    return wrong


# A backup, with those that leave to make room, and its copy elsewhere ------------------------------------------------


def _with_backups(place: Path) -> None:
    folder = _worked_on(place)
    (place / "clé").mkdir()
    clock = vaults.SetClock()
    desk = wiring.desk(vaults.unlock(folder), clock)
    desk.backups.choose_second_place(place / "clé")
    for _ in range(3):  # of one hour: two of them leave with the next one
        desk.backups.make()
        clock.moment += dt.timedelta(minutes=5)
    desk.vault.lock()


def _back_up(place: Path) -> None:
    clock = vaults.SetClock(vaults.SetClock().moment + dt.timedelta(minutes=20))
    desk = wiring.desk(vaults.unlock(place / "coffre"), clock)
    try:
        desk.backups.choose_second_place(place / "clé")
        made = desk.backups.make()
        if made.second is not None:
            raise made.second
    finally:
        desk.vault.lock()


def _backups_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001 - one of a table of functions
    wrong = _sound(place)
    here = all_backups(place / "coffre" / "backups")
    there = [backup for room in (place / "clé").glob("coffre *") for backup in all_backups(room)]
    wrong += [f"spoiled backup: {backup.path.name} {spoiled(backup.path)}" for backup in here if spoiled(backup.path)]
    if not any(not spoiled(backup.path) for backup in here):
        wrong.append("no sound backup is left beside the vault")
    if not any(not spoiled(backup.path) for backup in there):
        wrong.append("no sound backup is left in the second place")
    latest = vaults.SetClock().moment + dt.timedelta(minutes=20)
    if is_done and not all(any(one.made_at == latest for one in made) for made in (here, there)):
        wrong.append("the backup that was acknowledged is not there")
    if here and not wrong:
        wrong += _opens(here[0], place)
    return wrong


def _opens(backup: Backup, place: Path) -> list[str]:
    preview = wiring.mending().preview(
        place / "coffre", backup.path, account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE
    )
    return [] if preview.dossiers == workload.PEOPLE else [f"a backup of {preview.dossiers} dossiers"]


# New keys, another passphrase, another account: the header is written -----------------------------------------------


def _rotate(place: Path) -> None:
    vault = vaults.unlock(place / "coffre")
    try:
        wiring.desk(vault, vaults.SetClock()).administration.rotate_keys(lambda _done, _all: None)
    finally:
        vault.lock()


def _rotation_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001
    wrong = _sound(place)
    left = [file.name for file in (place / "coffre").iterdir() if ".rotating" in file.name]
    if left:
        wrong.append(f"left: {left}")
    if read_header(place / "coffre").rotating:
        wrong.append("still under way")
    before = json.loads((place / "before.json").read_text(encoding="utf-8"))
    if is_done and read_header(place / "coffre").vouched.hex() == before:
        wrong.append("the keys are those of before")
    return wrong


def _ready_to_rotate(place: Path) -> None:
    folder = _worked_on(place)
    (place / "before.json").write_text(json.dumps(read_header(folder).vouched.hex()), encoding="utf-8")


def _change_passphrase(place: Path) -> None:
    vault = vaults.unlock(place / "coffre")
    try:
        OwnAccount(vault).change_passphrase(vaults.PASSPHRASE, NEW)
    finally:
        vault.lock()


def _passphrase_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001
    opening = [one for one in (vaults.PASSPHRASE, NEW) if _lets_in(place, one)]
    if len(opening) != 1:
        return [f"{len(opening)} passphrases open it"]
    if is_done and opening != [NEW]:
        return ["the passphrase is the one of before"]
    return _sound(place, opening[0])


def _lets_in(place: Path, passphrase: str) -> bool:
    (place / "coffre" / "tries.json").unlink(missing_ok=True)  # what is tried is not what is told here
    try:
        vaults.unlock(place / "coffre", passphrase=passphrase).lock()
    except WrongPassphrase:
        return False
    return True


def _with_colleague(place: Path) -> None:
    folder = _worked_on(place)
    desk = wiring.desk(vaults.unlock(folder), vaults.SetClock())
    desk.administration.add(COLLEAGUE, Role.CONSEILLER, NEW)
    desk.vault.lock()


def _close_out(place: Path) -> None:
    desk = wiring.desk(vaults.unlock(place / "coffre"), vaults.SetClock())
    try:
        desk.administration.disable(desk.administration.find(COLLEAGUE).account.id)
    finally:
        desk.vault.lock()


def _closing_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001
    wrong = _sound(place)
    try:
        vaults.unlock(place / "coffre", account=COLLEAGUE, passphrase=NEW).lock()
        is_in = True
    except AccountDisabled:
        is_in = False
    if is_done and is_in:
        wrong.append("who was closed out comes in")
    return wrong


# A backup brought back ---------------------------------------------------------------------------------------------


def _with_one_to_restore(place: Path) -> None:
    folder = _worked_on(place)
    desk = wiring.desk(vaults.unlock(folder), vaults.SetClock())
    desk.backups.make()
    desk.vault.lock()
    work = workload.Work(folder)
    work.step(STEPS)  # one that the backup has not
    work.close()


def _restore(place: Path) -> None:
    (backup,) = all_backups(place / "coffre" / "backups")
    mending = wiring.mending()
    mending.restore(place / "coffre", backup.path, account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE)


def _restoring_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001
    try:
        found = workload.kept(place / "coffre")
    except workload.UNUSABLE as error:
        return [f"does not open: {error!r} {getattr(error, 'parameters', '')}"]
    wrong = list(found.wrong)
    before, after = frozenset(range(STEPS + 1)), frozenset(range(STEPS))
    if found.numbers not in (before, after) or (is_done and found.numbers == before):
        wrong.append(f"steps: {sorted(found.numbers)}")
    aside = list((place / "coffre" / "replaced").glob("*/dossiers.db"))
    if found.numbers == after and len(aside) != 1:
        wrong.append("what was replaced is not kept aside")
    return wrong


# An earlier version brought here -----------------------------------------------------------------------------------


def _of_before(place: Path) -> None:
    workload.fresh(place / "coffre", _KEPT_VERSION)


def _upgrade(place: Path) -> None:
    vaults.unlock(place / "coffre", passphrase=keeping.PASSPHRASE).lock()


def _upgrade_wrong(place: Path, is_done: bool) -> list[str]:  # noqa: FBT001
    try:
        vault = vaults.unlock(place / "coffre", passphrase=keeping.PASSPHRASE)
    except workload.UNUSABLE as error:
        return [f"does not open: {error!r} {getattr(error, 'parameters', '')}"]
    wrong = workload.faults_of(vault) + workload.statistics_wrong(vault)
    expected = json.loads((_KEPT_VERSION / keeping.EXPECTED).read_text(encoding="utf-8"))
    held = keeping.holdings(vault)
    if set(held["dossiers"]) != set(expected["dossiers"]):
        wrong.append("dossiers")
    for key, dossier in expected["dossiers"].items():
        if len(held["dossiers"][key]["parcours"]) != len(dossier["parcours"]):
            wrong.append(f"dossier {key}")
    vault.lock()
    backups = all_backups(place / "coffre" / "backups")
    wrong += [f"spoiled backup: {spoiled(one.path)}" for one in backups if spoiled(one.path)]
    if is_done and not backups:
        wrong.append("no backup of before")
    return wrong


DOINGS = (
    Doing("migration", _of_before, _upgrade, _upgrade_wrong),
    Doing("backup", _with_backups, _back_up, _backups_wrong),
    Doing("rotation", _ready_to_rotate, _rotate, _rotation_wrong),
    Doing("passphrase", _with_steps, _change_passphrase, _passphrase_wrong),
    Doing("account", _with_colleague, _close_out, _closing_wrong),
    Doing("restoration", _with_one_to_restore, _restore, _restoring_wrong),
)
