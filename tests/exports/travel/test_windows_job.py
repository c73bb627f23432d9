"""The job object of Windows: its structures are those of the system, and a process of the fence enters it there."""

import ctypes

from exports.travel.fence.windows_job import BasicLimits, ExtendedLimits, limits_of


def test_the_structures_have_the_layout_of_a_64_bit_windows() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    assert [getattr(BasicLimits, name).offset for name in ("flags", "active_processes", "affinity", "priority")] == [
        16,
        40,
        48,
        56,
    ]
    assert (ExtendedLimits.io_counters.offset, ExtendedLimits.process_memory.offset) == (64, 112)


def test_what_is_limited_is_said_by_its_flag() -> None:
    limits = limits_of(memory=1_000, processor=20)
    assert limits.basic.flags == 0x0002 | 0x0008 | 0x0100 | 0x0400
    assert (limits.process_memory, limits.basic.active_processes) == (1_000, 1)
    assert limits.basic.per_process_user_time == 200_000_000
