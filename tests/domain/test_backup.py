"""Which backups are kept, and when one is due."""

import datetime as dt
from pathlib import Path

import pytest

from passeport.domain.backup import (
    Backup,
    BackupReason,
    Keeping,
    KeepingAside,
    Period,
    SetAside,
    is_due,
    outdated,
    outgrown,
)

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
RULES = (
    Keeping(period=Period.HOUR, count=3),
    Keeping(period=Period.DAY, count=4),
    Keeping(period=Period.WEEK, count=2),
    Keeping(period=Period.MONTH, count=12),
)


def backup(at: dt.datetime, reason: BackupReason = BackupReason.LOCK, commits: int = 1) -> Backup:
    return Backup(path=Path(f"{at:%Y-%m-%dT%H-%M-%SZ}"), made_at=at, reason=reason, commits=commits, size=1)


def every(step: dt.timedelta, count: int) -> list[Backup]:
    return [backup(NOW - step * number) for number in range(count)]


def test_a_year_of_hourly_backups_leaves_a_few_of_each_period() -> None:
    made = every(dt.timedelta(hours=1), 24 * 400)
    gone = {old.path for old in outdated(made, RULES)}
    kept = sorted((b.made_at for b in made if b.path not in gone), reverse=True)
    assert len(kept) <= 3 + 4 + 2 + 12
    assert kept[0] == NOW
    assert kept[:3] == [NOW - dt.timedelta(hours=number) for number in range(3)]
    assert {f"{at:%Y-%m-%d}" for at in kept} >= {f"{NOW - dt.timedelta(days=number):%Y-%m-%d}" for number in range(4)}
    assert len({f"{at:%Y-%m}" for at in kept}) == 12


def test_what_is_kept_once_stays_kept_whatever_the_order_and_the_repetition() -> None:
    made = every(dt.timedelta(hours=7), 500)
    once = [b for b in made if b not in outdated(made, RULES)]
    assert outdated(reversed(once), RULES) == ()


def test_a_rule_reaches_further_back_where_nothing_was_made() -> None:
    made = [backup(NOW - dt.timedelta(days=days)) for days in (0, 40, 80, 200)]
    assert outdated(made, (Keeping(period=Period.DAY, count=3),)) == (made[3],)


def test_the_newest_and_the_last_one_before_an_update_always_stay() -> None:
    old = backup(NOW - dt.timedelta(days=3000), BackupReason.MIGRATION)
    older = backup(NOW - dt.timedelta(days=3001), BackupReason.MIGRATION)
    assert outdated([older, backup(NOW), old], ()) == (older,)


@pytest.mark.parametrize(
    ("minutes", "commits", "wanted"),
    [(59, 9, "none"), (60, 9, "one"), (60, 5, "none"), (-1, 9, "one"), (-1, 5, "none")],
)
def test_a_backup_is_due_once_something_changed_and_time_went_by(minutes: int, commits: int, wanted: str) -> None:
    last = backup(NOW - dt.timedelta(minutes=minutes), commits=5)
    assert is_due(last, commits, NOW, dt.timedelta(hours=1)) is (wanted == "one")
    assert is_due(None, 0, NOW, dt.timedelta(hours=1))


def test_what_was_put_aside_goes_after_its_days_and_beyond_its_number() -> None:
    ages = (0, 1, 2, 29, 30, 31)
    aside = [SetAside(path=Path(f"{days}"), at=NOW - dt.timedelta(days=days)) for days in ages]
    gone = outgrown(aside, KeepingAside(days=30, count=3), NOW)
    assert [one.path.name for one in gone] == ["29", "30", "31"]
    assert outgrown(aside[:4], KeepingAside(days=30, count=9), NOW) == ()
