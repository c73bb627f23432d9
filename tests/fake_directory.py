"""The directory of points d'accueil in memory."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from passeport.domain.directory import Entry, PointAccueil
from passeport.domain.errors import NothingToShow
from passeport.domain.normalise import words_of
from passeport.services.directory_ports import SourceState


@dataclass(frozen=True)
class MemoryDirectory:
    kept: dict[str, Entry]

    def of_sources(self, sources: Iterable[str]) -> tuple[Entry, ...]:
        wanted = set(sources)
        return tuple(entry for entry in self.kept.values() if entry.told.source in wanted)

    def sources(self) -> tuple[SourceState, ...]:
        counts = Counter(entry.told.source for entry in self.kept.values())
        return tuple(SourceState(source=name, count=count, corrected=0) for name, count in sorted(counts.items()))

    def get(self, identifier: str) -> Entry:
        if identifier not in self.kept:
            raise NothingToShow(what="station", value=identifier)
        return self.kept[identifier]

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        return {key: self.kept[key].point.name for key in identifiers if key in self.kept}

    def put(self, entries: Iterable[Entry]) -> None:
        self.kept.update({entry.told.id: entry for entry in entries})

    def drop(self, identifiers: Iterable[str]) -> None:
        for gone in identifiers:
            self.kept.pop(gone, None)

    def find(self, text: str, *, network: str | None = None, limit: int = 50) -> tuple[Entry, ...]:
        found = (
            entry
            for entry in self.kept.values()
            if network in (None, entry.point.network)
            and all(f" {word}" in entry.point.words for word in words_of(text))
        )
        return tuple(itertools.islice(found, limit))

    def of_network(self, network: str) -> tuple[PointAccueil, ...]:
        return tuple(entry.point for entry in self.kept.values() if entry.point.network == network)

    def coordinates_in(self, commune: str) -> tuple[tuple[float, float], ...]:
        return tuple(
            (entry.point.latitude, entry.point.longitude)
            for entry in self.kept.values()
            if entry.point.commune == commune and entry.point.latitude is not None and entry.point.longitude is not None
        )
