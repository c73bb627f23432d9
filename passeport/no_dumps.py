"""No copy of this process's memory on the disk when it crashes: it would hold keys and dossiers in clear.

The limit on core files is inherited by the processes that this one starts. A system that hands core dumps to a program
(`|` in /proc/sys/kernel/core_pattern, as systemd-coredump is) pays no heed to it; a process that is not dumpable is
never handed over (core(5), prctl(2)). macOS knows the limit alone, Windows neither.
"""

import contextlib
import sys

_PR_SET_DUMPABLE = 4
"""<linux/prctl.h>"""


def forbid() -> None:
    """Have the system keep no memory of this process; what it refuses is no reason not to start."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - for Linux alone

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
