"""One hostile file: what it is, its bytes made on demand, and how reading it must end."""

from collections.abc import Callable
from dataclasses import dataclass

from passeport.domain.errors import InputRefused
from passeport.domain.reading import IncomingPassport

Refusals = tuple[type[InputRefused], ...]


@dataclass(frozen=True)
class Case:
    """A file that means harm, or is simply not what it says."""

    name: str
    make: Callable[[], bytes]
    refused: Refusals = ()
    """The refusals that are right; none when the file must be read."""
    holds: Callable[[IncomingPassport], bool] = lambda _: True
    """What must be true of the reading, when there is one."""
    may_be_read: bool = False
    """Whether a reading is right too, beside the refusals."""

    def __str__(self) -> str:
        return self.name


def refused(name: str, data: bytes | Callable[[], bytes], *kinds: type[InputRefused]) -> Case:
    """Return a case that must be refused so."""
    return Case(name, _made(data), kinds)


def read(
    name: str, data: bytes | Callable[[], bytes], holds: Callable[[IncomingPassport], bool] = lambda _: True
) -> Case:
    """Return a case that must be read, and of which `holds` must be true."""
    return Case(name, _made(data), (), holds)


def either(
    name: str,
    data: bytes | Callable[[], bytes],
    *kinds: type[InputRefused],
    holds: Callable[[IncomingPassport], bool] = lambda _: True,
) -> Case:
    """Return a case that may be refused so, or read when `holds` is true of it."""
    return Case(name, _made(data), kinds, holds, may_be_read=True)


def _made(data: bytes | Callable[[], bytes]) -> Callable[[], bytes]:
    return data if callable(data) else lambda: data
