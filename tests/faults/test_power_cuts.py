"""What `synchronous=FULL` keeps when the power goes: everything acknowledged, at any instant."""

import random
from pathlib import Path

import pytest

from tests.faults import workload
from tests.faults.file_layer import Event, watched
from tests.faults.power_cut import Disk, mark_watched

CUTS = workload.times(250, 4000)
_ROUNDS = 3
_STEPS = 6


def _history(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Return everything that was asked of the disk while steps were recorded and the vault closed, several times."""
    number = 0
    with watched() as layer, mark_watched(layer, monkeypatch):
        for _ in range(_ROUNDS):
            work = workload.Work(folder)
            for _ in range(_STEPS):
                work.step(number)
                layer.events.append(Event("acknowledged", folder, number))
                number += 1
            work.close()
        return layer.events


def test_a_power_cut_at_any_instant_loses_nothing_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2026)
    folder = workload.template(tmp_path / "coffre")
    disk = Disk(folder)
    history = _history(folder, monkeypatch)
    instants = sorted(chance.choices(range(len(history) + 1), k=CUTS))
    acknowledged: set[int] = set()
    extra, done = 0, 0
    for count, instant in enumerate(instants):
        for event in history[done:instant]:
            if event.kind == "acknowledged":
                acknowledged.add(event.offset)
            disk.happens(event)
        done = instant
        image = tmp_path / f"image {count}"
        disk.cut(image, chance)
        found = workload.kept(image)
        assert found.wrong == (), f"event {instant} of {len(history)}"
        assert acknowledged <= found.numbers, f"event {instant} of {len(history)}"
        assert found.numbers - acknowledged <= {len(acknowledged)}
        extra += len(found.numbers) > len(acknowledged)
    workload.tell(f"power cuts: {len(instants)} of {len(history)} events; lost 0; durable before confirmed {extra}")
    assert extra, "no cut fell between a commit and its confirmation"


def test_the_model_loses_what_was_never_synced(tmp_path: Path) -> None:
    """Without its syncs the same history loses acknowledged steps: the model is not kinder than a disk."""
    chance = random.Random(2026)
    folder = workload.template(tmp_path / "coffre")
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(folder)
        history = _history(folder, patch)
    for event in history[: len(history) // 2]:
        if event.kind != "sync":
            disk.happens(event)
    acknowledged = sum(event.kind == "acknowledged" for event in history[: len(history) // 2])
    kept_all = 0
    for count in range(10):
        image = tmp_path / f"image {count}"
        disk.cut(image, chance)
        try:
            kept_all += len(workload.kept(image).numbers) >= acknowledged
        except workload.UNUSABLE:
            continue
    assert kept_all < 10
