"""What the process behind the fence may use, and how the system is told so.

Linux keeps all of it by `setrlimit`, macOS all but the memory. Windows keeps the memory, the processor time and the one
process by a job object, and takes nothing else away. Everywhere the wall clock holds, from outside.
"""

import os
import sys

from passeport.domain.model import DomainModel

if sys.platform == "win32":
    from functools import cache

    from exports.travel.fence.windows_job import Job

    _job = cache(Job)
else:
    import resource


class Limits(DomainModel):
    """What reading one file may use."""

    wall: float = 60.0
    """Seconds between the question and the answer, the start of the process included."""
    processor: int = 20
    """Seconds of processor time for one file: an honest passport of 500 steps takes less than two."""
    memory: int = 1_000_000_000
    """Bytes of address space of the process, of which Python and the libraries take a tenth."""
    tables: bool = False
    """Whether it reads tables (CSV, workbooks), not passports: what the one needs is not loaded for the other."""
    pages: bool = False
    """Whether it draws the pages of PDFs; the place of a file's name says which page, and how large."""
    files: int = 200
    """Files read by one process before another takes its place."""


def confine(limits: Limits) -> None:
    """Give up, for good, the means to write, open or start anything and to leave a trace; call it once all is loaded.

    With no descriptor left to give, the process can open no file, no socket and no library: whoever took it over
    has the pipes to the application, and nothing else.
    """
    if sys.platform != "win32":
        for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
            resource.setrlimit(what, (0, 0))
    if sys.platform == "linux":  # macOS knows the name and refuses the value
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def allow_processor_time(limits: Limits) -> None:
    """Grant the time for one more file; the system ends the process (by SIGXCPU, but on Windows) when it is used up.

    Raises:
        OSError: when the system refuses to set a limit: nothing is read without it.
    """
    if sys.platform == "win32":
        used = os.times()
        _job().allow(limits.memory, int(used.user) + 1 + limits.processor)
    else:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until = int(spent.ru_utime + spent.ru_stime) + 1 + limits.processor
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))
