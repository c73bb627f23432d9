"""What the palette offers: a thing that can be done, the words by which it is found, where it stands in the list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QAction, QKeySequence

from passeport.domain.normalise import words_of
from passeport.language.catalogue import tr
from ui.palette.thesaurus import also_called


class Group(IntEnum):
    """The parts of the list, in their order."""

    AT_HAND = 0
    HERE = 1
    PLACES = 2
    ELSEWHERE = 3
    PEOPLE = 4
    NOTES = 5

    @property
    def heading(self) -> str:
        """What stands above the group."""
        return {
            Group.AT_HAND: tr("Sous la main"),
            Group.HERE: tr("Sur cette page"),
            Group.PLACES: tr("Aller à"),
            Group.ELSEWHERE: tr("Faire depuis n’importe où"),
            Group.PEOPLE: tr("Personnes"),
            Group.NOTES: tr("Notes"),
        }[self]


@dataclass(frozen=True)
class Command:
    """Something that can be done; `run` is asked once the palette is closed."""

    words: str
    run: Callable[[], object]
    keys: str = ""
    """The keys that do it without the palette, as the keyboard says them."""
    group: Group = Group.HERE
    waits_for_letters: bool = True
    """Whether it is one among many of its kind (a step, a line of the profile), listed once letters ask for it."""

    def bears(self, typed: str) -> bool:
        """Whether each word that was typed begins one of its own."""
        own = words_of(self.words)
        return all(_begins_one(part, own) for part in words_of(typed))

    def means(self, typed: str) -> bool:
        """Whether each word that was typed begins one of its own, or another word for one of these."""
        own = words_of(self.words)
        return all(_begins_one(part, own) or also_called(part, own) for part in words_of(typed))


def _begins_one(part: str, own: Sequence[str]) -> bool:
    return any(word.startswith(part) for word in own)


def of_action(made: QAction, group: Group = Group.HERE) -> Command:
    """Return what an action of a page or of the window does, with its keys."""
    keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(made.text(), made.trigger, keys, group, waits_for_letters=False)


def once(offered: Iterable[Command]) -> list[Command]:
    """Return commands, one alone of those that are called the same: a button of a page may be a way of the window's.

    The one that is listed before letters ask stays: it has its keys.
    """
    kept: dict[str, Command] = {}
    for one in sorted(offered, key=lambda command: command.waits_for_letters):
        kept.setdefault(one.words.rstrip("…").strip().casefold(), one)
    return list(kept.values())
