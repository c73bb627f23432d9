"""Use cases on the directory of points d'accueil: bring a version in, find, correct, add by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.directory import HERE, DirectoryChanges, Entry, PointAccueil, compared
from passeport.domain.directory_columns import guessed
from passeport.domain.errors import ChangedMeanwhile
from passeport.services.checking import checked
from passeport.services.directory_ports import DirectoryFile, DirectoryReader, SourceState
from passeport.services.editing import Editing
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress


@dataclass(frozen=True)
class DirectoryProposal:
    """What a file would change in the directory, before anything is saved."""

    file: DirectoryFile
    changes: DirectoryChanges


@dataclass(frozen=True)
class Directory:
    """The directory, for the account at work."""

    editing: Editing
    reader: DirectoryReader

    def find(self, text: str, *, network: str | None = None, limit: int = 50) -> tuple[Entry, ...]:
        """Return the points d'accueil that answer to `text` (name, network, commune, postal code), by name."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.directory.find(text, network=network, limit=limit)

    def entry(self, identifier: str) -> Entry:
        """Return a point d'accueil; raises `NothingToShow` when there is no such place."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.directory.get(identifier)

    def sources(self) -> tuple[SourceState, ...]:
        """Return where the directory comes from."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.directory.sources()

    def columns(self, path: Path) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the titles of a table's columns, and the field of each that is surely known (field → title)."""
        self.editing.require(Operation.MANAGE_DIRECTORY)
        headings = self.reader.headings(path)
        return headings, guessed(headings)

    def propose(
        self, path: Path, source: str = "", mapping: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> DirectoryProposal:
        """Read a file, save nothing, and say what it would change.

        The file is a whole new version of each source it names: what it no longer names goes, but for what was
        corrected here. `source` and `mapping` (field → heading) are for a table with columns of its own.

        Raises:
            InputRefused: one of its concrete kinds, when the file cannot be read.
        """
        self.editing.require(Operation.MANAGE_DIRECTORY)
        file = self.reader.read(path, source, mapping, progress)
        with self.editing.vault.unit_of_work() as work:
            known = work.directory.of_sources({point.source for point in file.points})
        return DirectoryProposal(file, compared(known, file.points))

    def apply(self, proposal: DirectoryProposal) -> DirectoryChanges:
        """Bring a file in, in one transaction; what was corrected here keeps its words.

        Raises:
            ChangedMeanwhile: when the directory is no longer as the proposal saw it.
        """
        self.editing.require(Operation.MANAGE_DIRECTORY)
        coming = {point.id: point for point in proposal.file.points}
        with self.editing.vault.unit_of_work() as work:
            known = work.directory.of_sources(proposal.changes.sources)
            if compared(known, coming.values()) != proposal.changes:
                raise ChangedMeanwhile
            own = {entry.told.id: entry.corrected for entry in known}
            work.directory.put(Entry(told=point, corrected=own.get(key)) for key, point in coming.items())
            work.directory.drop(point.id for point in proposal.changes.gone)
            work.journal.record(JournalOperation.DIRECTORY_IMPORTED, " ".join(proposal.changes.sources))
            work.commit()
        return proposal.changes

    def correct(self, identifier: str, values: Mapping[str, object]) -> PointAccueil:
        """Say here what a source says otherwise; the words stay through every new version.

        Raises:
            FieldRefused, SocialSecurityNumberRefused: when a field breaks a rule.
            NothingToShow: when there is no such point d'accueil.
        """
        self.editing.require(Operation.MANAGE_DIRECTORY)
        with self.editing.vault.unit_of_work() as work:
            entry = work.directory.get(identifier)
            told = entry.told
            said = {**entry.point.model_dump(), **values, "id": told.id, "source": told.source}
            corrected = checked(PointAccueil, said)
            if told.source == HERE:
                work.directory.put([Entry(told=corrected)])
            else:
                work.directory.put([Entry(told=told, corrected=corrected if corrected != told else None)])
            work.journal.record(JournalOperation.DIRECTORY_CHANGED, identifier)
            work.commit()
        return corrected

    def add(self, values: Mapping[str, object]) -> PointAccueil:
        """Add a point d'accueil that no source names; raises as `correct` does."""
        self.editing.require(Operation.MANAGE_DIRECTORY)
        identifier = f"{HERE}--{self.editing.identifiers.new()}"
        point = checked(PointAccueil, {**values, "id": identifier, "source": HERE})
        with self.editing.vault.unit_of_work() as work:
            work.directory.put([Entry(told=point)])
            work.journal.record(JournalOperation.DIRECTORY_CHANGED, identifier)
            work.commit()
        return point

    def restore(self, identifier: str) -> PointAccueil:
        """Take a correction back: the source speaks again; raises `NothingToShow` when there is no such place."""
        self.editing.require(Operation.MANAGE_DIRECTORY)
        with self.editing.vault.unit_of_work() as work:
            told = work.directory.get(identifier).told
            work.directory.put([Entry(told=told)])
            work.journal.record(JournalOperation.DIRECTORY_CHANGED, identifier)
            work.commit()
        return told

    def remove(self, identifier: str) -> None:
        """Remove what was added by hand, or is named no more; raises `NothingToShow` when there is no such place."""
        self.editing.require(Operation.MANAGE_DIRECTORY)
        with self.editing.vault.unit_of_work() as work:
            work.directory.get(identifier)
            work.directory.drop([identifier])
            work.journal.record(JournalOperation.DIRECTORY_CHANGED, identifier)
            work.commit()
