"""What is loaded at its first use: the window asks for a passphrase before it needs what stands behind the door.

Python takes half a second to load the whole program, most of it models and pages that nobody sees before the vault is
open (docs/benchmarks.md). The few modules on the way to that first picture name what they need later through here, and
nowhere else; everything is loaded while the passphrase is typed.
"""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar, cast

Thing = TypeVar("Thing")


class _Later:
    """Stands in for a thing until something is asked of it. Several threads may ask at once."""

    def __init__(self, find: Callable[[], object]) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of whatever it stands for
        return getattr(self._find(), name)


def module(name: str) -> ModuleType:
    """Return what stands in for a module, which is imported when something of it is used."""
    return cast("ModuleType", _Later(lambda: importlib.import_module(name)))


def later(find: Callable[[], Thing]) -> Thing:
    """Return what stands in for the thing that `find` gives; it is called at each use, and may load what it needs."""
    return cast("Thing", _Later(find))
