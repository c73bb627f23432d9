"""A Europass document beside the one that was taken: what it says besides, element by element.

Our own PDF holds the same passport twice, as an envelope and as a Candidate document. Where somebody changed one of
them since, and where a PDF holds several documents, what the one that is not taken says otherwise is told: nothing is
lost in silence.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from lxml import etree
from pydantic import JsonValue

from exports.europass.candidate_writer import write_candidate
from exports.europass.coverage import leaves, path_of
from exports.europass.parsing import DocumentKind, parse
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.readings import of_document
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingEntry

_MOST_COMPARISONS = 1_000_000
"""Pairs of values of one path that are looked at in their order: 1,000 experiences on either side."""
_WRITERS: dict[DocumentKind, Callable[[Passport], bytes]] = {
    DocumentKind.CANDIDATE: write_candidate,
    DocumentKind.SKILLSPASSPORT: write_skillspassport,
}


@dataclass(frozen=True)
class FoundDocument:
    """A Europass document inside a PDF."""

    name: str
    kind: DocumentKind
    data: bytes
    root: etree._Element


@dataclass(frozen=True)
class Taken:
    """What was read, beside which another document is looked at."""

    passport: Passport
    document: FoundDocument | None = None
    """The document it was read from; None when that was an envelope."""

    def written(self, kind: DocumentKind) -> bytes:
        """Return what was taken as a document of this generation: the very bytes, or written anew."""
        if self.document is not None and self.document.kind is kind:
            return self.document.data
        return _WRITERS[kind](self.passport) if kind in _WRITERS else b""

    @cached_property
    def words(self) -> frozenset[str]:
        """Every text that was taken."""
        own = (value for _, _, value in leaves(self.document.root)) if self.document is not None else ()
        return frozenset((*own, *_texts(self.passport.model_dump(mode="json"))))


def said_besides(found: FoundDocument, taken: Taken) -> list[ReadingEntry]:
    """Return the fate of each element that `found` has and that what was taken has not; nothing when it says the same.

    Raises:
        DamagedFile, NotAPassport, ImpossibleDate, SocialSecurityNumberRefused: when it cannot be read.
    """
    written = taken.written(found.kind)
    if written == found.data:
        return []
    same = parse(written, found.name) if written else None
    unsaid = _unsaid(found.root, same, taken.words)
    entries = of_document(found.root, found.kind, found.name).report.entries
    return [
        entry.evolve(path=f"PDF/{found.name}/{entry.path}", value=value, fate=Fate.NOT_UNDERSTOOD, went_to="")
        if entry.fate is not Fate.REFUSED
        else entry.evolve(path=f"PDF/{found.name}/{entry.path}")
        for (place, (_, _, value)), entry in zip(enumerate(leaves(found.root)), entries, strict=True)
        if entry.fate is Fate.REFUSED or (place in unsaid and entry.fate is not Fate.TECHNICAL)
    ]


def _unsaid(root: etree._Element, same: etree._Element | None, words: frozenset[str]) -> set[int]:
    """Return the places, among the leaves of `root`, of those that neither `same` nor `words` have.

    Where `same` has elements of that path, they are compared one by one; a path that it has not is looked for in the
    words: the other dialect calls things otherwise.
    """
    known = _by_path(leaves(same)) if same is not None else {}
    unsaid: set[int] = set()
    for path, found in _by_path(leaves(root)).items():
        if path not in known:
            unsaid.update(place for place, value in found if value not in words)
            continue
        added = _added([value for _, value in known[path]], [value for _, value in found])
        unsaid.update(found[number][0] for number in added)
    return unsaid


def _added(mine: list[str], theirs: list[str]) -> Iterator[int]:
    """Go through the places of `theirs` that hold what `mine` does not: by their order, or by count in a long list."""
    if len(mine) * len(theirs) <= _MOST_COMPARISONS:
        for change, _, _, first, last in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            if change in ("insert", "replace"):
                yield from range(first, last)
        return
    left = Counter(mine)
    for number, value in enumerate(theirs):
        left[value] -= 1
        if left[value] < 0:
            yield number


def _by_path(found: Iterable[tuple[etree._Element, str, str]]) -> dict[str, list[tuple[int, str]]]:
    """Return the place and the value of each leaf, by its path."""
    by_path: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, (element, attribute, value) in enumerate(found):
        by_path[f"{path_of(element)}/@{attribute}"].append((place, value))
    return by_path


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value.strip()
