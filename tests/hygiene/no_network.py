"""A process that dies when it asks the system for the network, Qt and C libraries included."""

import ctypes
import errno
import platform
import struct
import sys
from typing import Any

_SOCKET = {"x86_64": 41, "aarch64": 198}
"""Number of the system call `socket` (Linux, arch/*/include/…/unistd)."""
_AF_UNIX = 1
"""Inside one computer: the screen, and one window that wakes another."""
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


def is_possible() -> bool:
    return sys.platform == "linux" and platform.machine() in _SOCKET


def forbid() -> None:
    """Kill this process at the first socket that is no local one (seccomp, prctl(2)), and refuse Python's own."""
    sys.addaudithook(_refuse)
    load, equal, answer = 0x20, 0x15, 0x06
    program = [
        (load, 0, 0, 0),  # the number of the call
        (equal, 0, 3, _SOCKET[platform.machine()]),
        (load, 0, 0, 16),  # its first argument: the domain
        (equal, 1, 0, _AF_UNIX),
        (answer, 0, 0, _KILL),
        (answer, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.prctl(_SECCOMP, _FILTER, header, 0, 0):
        raise OSError(ctypes.get_errno(), errno.errorcode.get(ctypes.get_errno(), "prctl"))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}:
        sys.stderr.write(f"NETWORK {event}\n")
        raise SystemExit(99)
    if event == "socket.__new__" and arguments[1] != _AF_UNIX:
        sys.stderr.write(f"NETWORK {event}\n")
        raise SystemExit(99)
