"""What Windows has in the place of `setrlimit`: a job object, which the process behind the fence puts itself in.

Structures and constants of `winnt.h` ("Job Objects", "JOBOBJECT_EXTENDED_LIMIT_INFORMATION", Win32 API reference).
"""

import ctypes
import sys

_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_UNHANDLED_EXCEPTION = 0x0002, 0x0008, 0x0100, 0x0400
_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_EVERY_UI_RESTRICTION = 0xFF
"""No clipboard, no desktop, no handle, no setting and no atom of another process."""
_TICKS = 10_000_000
"""Hundreds of nanoseconds in a second, in which Windows counts the time of a processor."""


class BasicLimits(ctypes.Structure):
    """`JOBOBJECT_BASIC_LIMIT_INFORMATION`."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits_of(memory: int, processor: int) -> ExtendedLimits:
    """Return the limits of one process alone: bytes that it may commit, seconds of processor since it started."""
    limits = ExtendedLimits(process_memory=memory)
    limits.basic.flags = _ACTIVE_PROCESS | _PROCESS_MEMORY | _PROCESS_TIME | _DIE_ON_UNHANDLED_EXCEPTION
    limits.basic.active_processes = 1
    limits.basic.per_process_user_time = processor * _TICKS
    return limits


if sys.platform == "win32":

    class Job:
        """The job that this process is in from now on; its limits may be set anew, and left by nobody."""

        def __init__(self) -> None:
            """Enter it; raises `OSError` when Windows refuses."""
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
            self._kernel.GetCurrentProcess.restype = ctypes.c_void_p
            self._kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
            self._kernel.SetInformationJobObject.argtypes = (
                ctypes.c_void_p,
                ctypes.c_int,
                ctypes.c_void_p,
                ctypes.c_uint32,
            )
            self._job = self._kernel.CreateJobObjectW(None, None)
            self._asked(self._job)
            self._set(_UI_RESTRICTIONS, ctypes.c_uint32(_EVERY_UI_RESTRICTION))
            self._asked(self._kernel.AssignProcessToJobObject(self._job, self._kernel.GetCurrentProcess()))

        def allow(self, memory: int, processor: int) -> None:
            """Set what the process may use; raises `OSError` when Windows refuses."""
            self._set(_EXTENDED_LIMITS, limits_of(memory, processor))

        def _set(self, what: int, value: ctypes.Structure | ctypes.c_uint32) -> None:
            size = ctypes.sizeof(value)
            self._asked(self._kernel.SetInformationJobObject(self._job, what, ctypes.byref(value), size))

        def _asked(self, answer: int | None) -> None:
            if not answer:
                raise ctypes.WinError(ctypes.get_last_error())
