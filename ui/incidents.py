"""What becomes of an error that nobody foresaw: a calm sentence, and a file that says where in the program, no more."""

import contextlib
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from passeport import __version__
from passeport.language.catalogue import tr
from passeport.later import module

if TYPE_CHECKING:
    import datetime as dt
    import json
    import platform
    from sys import UnraisableHookArgs

    from passeport.language import messages
else:
    dt, json, platform = module("datetime"), module("json"), module("platform")
    messages = module("passeport.language.messages")

_KEPT = 20
"""Files kept; the oldest go first."""
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class Incidents:
    """Writes down where an error came from: its type, modules and lines. Its words may hold what people typed."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in `folder`, which is made at the first incident."""
        self._folder = folder

    def watch(self) -> None:
        """Take the place of Python's own ways to tell an error, which print its words and its arguments."""
        sys.excepthook = self._unforeseen
        sys.unraisablehook = self._unraisable
        threading.excepthook = self._in_a_thread

    def note(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Write an incident; a disk that refuses it changes nothing for the person at work."""
        now = dt.datetime.now(dt.UTC)
        incident = {
            "passeport": __version__,
            "python": platform.python_version(),
            "at": now.isoformat(timespec="seconds"),
            "error": f"{kind.__module__}.{kind.__qualname__}",
            "where": _places(trace),
        }
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            path = self._folder / f"{now:%Y%m%dT%H%M%S%f}.json"
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(incident, file, indent=2)
            for old in sorted(self._folder.glob("*.json"))[:-_KEPT]:
                old.unlink()

    def _unforeseen(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        self.note(kind, trace)
        sys.stderr.write(f"{tr(messages.UNEXPECTED)} ({kind.__name__})\n")

    def _unraisable(self, unraisable: "UnraisableHookArgs") -> None:
        self.note(unraisable.exc_type, unraisable.exc_traceback)

    def _in_a_thread(self, failed: threading.ExceptHookArgs) -> None:
        self.note(failed.exc_type, failed.exc_traceback)


def _places(trace: TracebackType | None) -> list[str]:
    """Modules and lines, outermost first; a path would say whose computer it is."""
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places
