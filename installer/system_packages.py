"""Install what the operating system must bring, and only what is missing.

Usage: python3 installer/system_packages.py NEED...     (python, window, screen, listen, checks, freeze, msi or trial)

A need is looked up by what it is – a module, a shared library, a command – and not by the name of a package, so that
a computer of any distribution that has everything is left alone, in a few milliseconds. What is missing is installed
with apt-get when the user is root; otherwise the exact line to type is written and the exit status is 1.
Standard library only: it runs before anything else is there.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path


def has_module(name: str) -> bool:
    """Tell whether this Python can import the module."""
    return importlib.util.find_spec(name) is not None


def has_library(soname: str) -> bool:
    """Tell whether the dynamic linker finds and loads the shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_command(name: str) -> bool:
    """Tell whether the command is on the path."""
    return shutil.which(name) is not None


def has_file(path: str) -> bool:
    """Tell whether the file is there."""
    return Path(path).exists()


Probe = Callable[[str], bool]

# need → Debian 12 package → how its presence is seen. The libraries are those that `ldd` reports missing for
# PySide6 6.11.1 on a bare Debian 12: QtGui and the offscreen platform first, then the xcb platform.
NEEDS: dict[str, dict[str, tuple[Probe, str]]] = {
    "python": {
        "python3-venv": (has_module, "ensurepip"),
        "ca-certificates": (has_file, "/etc/ssl/certs/ca-certificates.crt"),
    },
    "window": {
        "libegl1": (has_library, "libEGL.so.1"),
        "libgl1": (has_library, "libGL.so.1"),
        "libglib2.0-0": (has_library, "libgthread-2.0.so.0"),
        "libfontconfig1": (has_library, "libfontconfig.so.1"),
        "libfreetype6": (has_library, "libfreetype.so.6"),
        "libx11-6": (has_library, "libX11.so.6"),
        "libx11-xcb1": (has_library, "libX11-xcb.so.1"),
        "libxkbcommon0": (has_library, "libxkbcommon.so.0"),
        "libxkbcommon-x11-0": (has_library, "libxkbcommon-x11.so.0"),
        "libdbus-1-3": (has_library, "libdbus-1.so.3"),
        "libgssapi-krb5-2": (has_library, "libgssapi_krb5.so.2"),
        "libxcb-cursor0": (has_library, "libxcb-cursor.so.0"),
        "libxcb-glx0": (has_library, "libxcb-glx.so.0"),
        "libxcb-icccm4": (has_library, "libxcb-icccm.so.4"),
        "libxcb-image0": (has_library, "libxcb-image.so.0"),
        "libxcb-keysyms1": (has_library, "libxcb-keysyms.so.1"),
        "libxcb-randr0": (has_library, "libxcb-randr.so.0"),
        "libxcb-render-util0": (has_library, "libxcb-render-util.so.0"),
        "libxcb-shape0": (has_library, "libxcb-shape.so.0"),
        "libxcb-sync1": (has_library, "libxcb-sync.so.1"),
        "libxcb-xfixes0": (has_library, "libxcb-xfixes.so.0"),
        "libxcb-xkb1": (has_library, "libxcb-xkb.so.1"),
    },
    "screen": {
        "xvfb": (has_command, "Xvfb"),
        "xauth": (has_command, "xauth"),
    },
    "listen": {
        "dbus": (has_command, "dbus-daemon"),
        "at-spi2-core": (has_file, "/usr/share/dbus-1/services/org.a11y.Bus.service"),
    },
    "checks": {
        "poppler-utils": (has_command, "pdftotext"),
        "qpdf": (has_command, "qpdf"),
        "hunspell": (has_command, "hunspell"),
        "hunspell-fr": (has_file, "/usr/share/hunspell/fr_FR.dic"),
        "hunspell-en-gb": (has_file, "/usr/share/hunspell/en_GB.dic"),
    },
    "freeze": {
        "binutils": (has_command, "objdump"),
        "libpython3.11": (has_library, "libpython3.11.so.1.0"),
    },
    "msi": {
        "wixl": (has_command, "wixl"),
        "msitools": (has_command, "msiinfo"),
    },
    "trial": {
        "debootstrap": (has_command, "debootstrap"),
        "xdotool": (has_command, "xdotool"),
        "imagemagick": (has_command, "import"),
    },
}


def missing(needs: Iterable[str]) -> list[str]:
    """Return the packages to install for these needs, in the order of the table."""
    return [package for need in needs for package, (seen, what) in NEEDS[need].items() if not seen(what)]


def install(packages: list[str]) -> int:
    """Install the packages with apt-get and return its exit status; what apt-get says is shown when it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            print(done.stdout, file=sys.stderr)
            return done.returncode
    return 0


def main(needs: list[str]) -> int:
    """See what is missing, then install it or say what to install."""
    if not needs or not set(needs) <= set(NEEDS):
        print(f"usage : system_packages.py {'|'.join(NEEDS)}…", file=sys.stderr)
        return 2
    packages = missing(needs) if sys.platform == "linux" else []
    if not packages:
        return 0
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    if not has_command("apt-get"):
        print(f"Il manque l’équivalent de ces paquets de Debian 12 :\n  {' '.join(packages)}", file=sys.stderr)
        return 1
    if os.geteuid() != 0:
        print(f"Il manque des paquets du système. À installer d’abord :\n  sudo {line}", file=sys.stderr)
        return 1
    print(f"Paquets du système : {line}", flush=True)
    return install(packages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
