"""Where a vault may stand: on a disk of this computer.

A network share keeps neither the locks nor the order of writes that SQLite needs (https://sqlite.org/useovernet.html),
and two computers would write at once. Several computers share a server instead.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from passeport.domain.errors import VaultOnNetwork

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {
        "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse", "gfs2", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "smb2", "smb3", "smbfs", "virtiofs", "vboxsf",
        "vmhgfs", "webdav",
    }
)  # fmt: skip
"""Types of file systems that another computer, or the host of a virtual one, holds."""
_LOCAL_IN_USER_SPACE = frozenset(
    {
        "fuse.cryfs",
        "fuse.encfs",
        "fuse.gocryptfs",
        "fuse.ntfs-3g",
        "fuse.overlayfs",
        "fuse.fuse-overlayfs",
        "fuse.veracrypt",
    }
)
"""The `fuse.…` that are known to hold a local disk; the others are mostly shares (sshfs, rclone, gvfsd)."""
_DRIVE_REMOTE = 4
"""GetDriveTypeW (Windows API)."""
_MNT_LOCAL = 0x1000
"""statfs(2) on macOS: « File system is stored locally »."""


def require_local(folder: Path) -> None:
    """Do nothing when `folder` is, or would be, on a disk of this computer.

    Raises:
        VaultOnNetwork: with the kind of share.
    """
    kind = share_of(folder.absolute())
    if kind:
        raise VaultOnNetwork(path=str(folder), kind=kind)


if sys.platform == "win32":

    def share_of(folder: Path) -> str:
        """Return the kind of share that `folder` is on, empty for a local disk."""
        return windows_share(PureWindowsPath(_there(folder)), ctypes.windll.kernel32.GetDriveTypeW)

elif sys.platform == "darwin":

    def share_of(folder: Path) -> str:
        """Return the kind of share that `folder` is on, empty for a local disk."""
        return macos_share(_there(folder), _statfs)

else:

    def share_of(folder: Path) -> str:
        """Return the kind of share that `folder` is on, empty for a local disk or where the system does not say."""
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
        return linux_share(_there(folder), mounts)


def linux_share(folder: Path, mounts: str) -> str:
    """Return the network type of the mount that holds `folder`, by the lines of /proc/self/mountinfo (proc(5))."""
    kind, depth = "", -1
    for line in mounts.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split()
        point_field = 4
        if not separator or len(fields) <= point_field or not after.split():
            continue
        point = Path(_unescaped(fields[point_field]))
        if folder.is_relative_to(point) and len(point.parts) >= depth:  # the last mount of a place hides the others
            kind, depth = after.split()[0], len(point.parts)
    return kind if _is_network(kind) else ""


def windows_share(folder: PureWindowsPath, drive_type: Callable[[str], int]) -> str:
    """Return `SMB` for a UNC path, or for a letter that stands for one."""
    written = str(folder).upper()
    if written.startswith("\\\\?\\UNC\\"):
        return "SMB"
    if written.startswith("\\\\") and not written.startswith(("\\\\?\\", "\\\\.\\")):
        return "SMB"
    return "SMB" if drive_type(folder.anchor) == _DRIVE_REMOTE else ""


def macos_share(folder: Path, statfs: Callable[[Path], tuple[int, str]]) -> str:
    """Return the type of a mount that is not local, by its flags and its type."""
    flags, kind = statfs(folder)
    return "" if flags & _MNT_LOCAL else kind


def _is_network(kind: str) -> bool:
    return kind in _NETWORK or (kind.startswith("fuse.") and kind not in _LOCAL_IN_USER_SPACE)


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _there(folder: Path) -> Path:
    """Return the nearest folder that exists, with its links followed."""
    resolved = folder.resolve()
    while not resolved.exists() and resolved != resolved.parent:
        resolved = resolved.parent
    return resolved


class _Statfs(ctypes.Structure):
    """`struct statfs` of macOS with 64-bit inodes (sys/mount.h)."""

    _fields_ = (
        ("f_bsize", ctypes.c_uint32),
        ("f_iosize", ctypes.c_int32),
        ("counts", ctypes.c_uint64 * 5),
        ("f_fsid", ctypes.c_int32 * 2),
        ("f_owner", ctypes.c_uint32),
        ("f_type", ctypes.c_uint32),
        ("f_flags", ctypes.c_uint32),
        ("f_fssubtype", ctypes.c_uint32),
        ("f_fstypename", ctypes.c_char * 16),
        ("f_mntonname", ctypes.c_char * 1024),
        ("f_mntfromname", ctypes.c_char * 1024),
        ("f_flags_ext", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32 * 7),
    )


def _statfs(folder: Path) -> tuple[int, str]:
    found = _Statfs()
    library = ctypes.CDLL(None, use_errno=True)
    if library.statfs(os.fsencode(folder), ctypes.byref(found)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    return found.f_flags, found.f_fstypename.decode(errors="replace")
