"""Use cases on whole lists: a caseload that is brought in, a list that is taken out (R13)."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation, Role
from passeport.domain.beneficiary import Beneficiary, Dossier, DossierSummary
from passeport.domain.caseload import REQUIRED, CaseloadPreview, Column, Line, NewPersonDraft, guessed, signature
from passeport.domain.errors import Cancelled, NobodyToExport, NoColumnFor, NotAllowed, NothingToShow
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.incoming_table import IncomingTable, TableRow
from passeport.domain.listing import last_contact
from passeport.domain.matching import is_sure, likeness
from passeport.domain.normalise import joined
from passeport.domain.passphrase import require_strong
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import marked, tr
from passeport.language.labels import label
from passeport.language.telephones import telephone
from passeport.services.caseload_ports import TableReader, TableWriter
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Editing
from passeport.services.file_ports import FileOutput
from passeport.services.history import Done, Place, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.reading_lines import Lines

_BATCH = 200
"""Dossiers of one transaction: a stop, or a full disk, loses at most that many."""
_READ = 50
"""Lines of one question to the vault: the rest of the window does not wait for a whole file."""
_SHOWN_ALIKE = 3
_REASONS = marked("À corriger")
"""The heading of the reasons, in the file of the lines refused."""
_LIST = (
    marked("Nom"),
    marked("Prénom"),
    marked("Date de naissance"),
    marked("Téléphone"),
    marked("Courriel"),
    marked("Commune"),
    marked("Situation"),
    marked("Référent"),
    marked("Étiquettes"),
    marked("Besoin"),
    marked("Dossier ouvert le"),
    marked("Dernier contact"),
    marked("Notice d’information remise le"),
)


@dataclass(frozen=True)
class BroughtIn:
    """What a caseload left."""

    made: tuple[BeneficiaryId, ...]
    is_whole: bool
    """Whether it went to its end; what was made before it was stopped stays, and is undone like the rest."""


@dataclass(frozen=True)
class TakenOut:
    """What a list held."""

    count: int
    refused: int
    """People whom the account may not take out: a colleague's, frozen or archived."""


@dataclass(frozen=True)
class Caseloads:
    """Lists that come in and go out, for the account at work."""

    editing: Editing
    reader: TableReader
    writer: TableWriter
    output: FileOutput

    # In -----------------------------------------------------------------------------------------------------------

    def read(self, path: Path, progress: Progress | None = None) -> IncomingTable:
        """Read a file, and save nothing; raises as `TableReader.read` does."""
        self.editing.require(Operation.IMPORT_CASELOAD)
        return self.reader.read(path, progress)

    def mapping(self, table: IncomingTable) -> dict[int, Column]:
        """Return what the columns say: as it was decided for such a file before, else by their headings."""
        self.editing.require(Operation.IMPORT_CASELOAD)
        headings = table.headings
        with self.editing.vault.unit_of_work() as work:
            known = work.shelf.mapping(signature(headings))
            if known is None and _has_reasons(headings):  # the lines that were refused, corrected since
                known = work.shelf.mapping(signature(headings[:-1]))
        return {place: Column(code) for place, code in known.items()} if known is not None else guessed(headings)

    def preview(
        self,
        table: IncomingTable,
        mapping: Mapping[int, Column],
        progress: Progress = lambda _done, _total: None,
    ) -> CaseloadPreview:
        """Say what each line would become; the mapping is remembered for files with these headings.

        Raises:
            NoColumnFor: when no column says the name, the given name or the birth date.
            Cancelled: when `progress` raised it.
        """
        self.editing.require(Operation.IMPORT_CASELOAD)
        missing = [label("caseload_columns", column) for column in REQUIRED if column not in mapping.values()]
        if missing:
            raise NoColumnFor(names=", ".join(missing))
        conseillers = {
            joined(state.account.name): state.account.id
            for state in self.editing.vault.accounts.listed()
            if state.is_enabled and state.account.role is Role.CONSEILLER
        }
        reading = Lines(table.headings, mapping, self.editing.clock.today(), conseillers)
        lines: list[Line] = []
        above: dict[tuple[str, ...], int] = {}
        for start in range(0, len(table.rows), _READ):
            progress(start, len(table.rows))
            with self.editing.vault.unit_of_work() as work:
                lines += [self._line(work, row, reading, above) for row in table.rows[start : start + _READ]]
        with self.editing.vault.unit_of_work() as work:
            work.shelf.keep_mapping(signature(table.headings), {place: code.value for place, code in mapping.items()})
            work.commit()
        progress(len(table.rows), len(table.rows))
        return CaseloadPreview(table=table, mapping=dict(mapping), lines=tuple(lines))

    def accept(
        self,
        preview: CaseloadPreview,
        also: Collection[int] = (),
        progress: Progress = lambda _done, _total: None,
    ) -> BroughtIn:
        """Open a dossier for each line that is new, and for the doubtful ones numbered in `also`; none is merged.

        One transaction for each batch; a stop between two leaves what was made, and all of it is undone at once.
        """
        self.editing.require(Operation.IMPORT_CASELOAD)
        self.editing.require(Operation.WRITE_DOSSIER)
        wanted = [line for line in preview.lines if line.draft is not None and (line.is_new or line.number in also)]
        touched: list[Touched] = []
        is_whole = True
        try:
            for batch in _batches(wanted):
                progress(len(touched), len(wanted))
                touched += self._made(batch)
            progress(len(wanted), len(wanted))
        except Cancelled:
            is_whole = False
        finally:  # whatever stopped it, what was kept can be taken back
            self._remember(touched)
        made = tuple(one.after.beneficiary.id for one in touched if one.after is not None)
        return BroughtIn(made, is_whole)

    def write_refused(self, preview: CaseloadPreview, path: Path) -> int:
        """Write the refused lines as they came, with why, to be corrected and brought in again; return how many.

        They are the conseiller's own file, shorter: nothing of the vault is in them.

        Raises:
            OutputNotWritten: when the folder or the disk refuses it.
        """
        self.editing.require(Operation.IMPORT_CASELOAD)
        why = {line.number: line for line in preview.refused}
        headings = preview.table.headings
        width = len(headings) - _has_reasons(headings)  # those of a first correction make room for what is left
        headings = headings[:width]
        rows = [(*row.cells[:width], _why(why[row.number])) for row in preview.table.rows if row.number in why]
        data = self.writer.csv((*headings, tr(_REASONS)), rows)
        with self.output.prepare(path, data) as prepared:
            prepared.publish()
        return len(rows)

    # Out ----------------------------------------------------------------------------------------------------------

    def export(
        self,
        people: Sequence[BeneficiaryId],
        path: Path,
        passphrase: str,
        progress: Progress = lambda _done, _total: None,
    ) -> TakenOut:
        """Write a list of people as an encrypted workbook, and note each of them in the journal (R13, R14).

        Those that the account may not take out are left out and counted.

        Raises:
            SettingFixed: when no list may leave this computer.
            WeakPassphrase: before anything is read.
            NobodyToExport: when nobody is left.
            OutputNotWritten: when the folder or the disk refuses it; the journal says nothing then.
        """
        self.editing.require_somewhere(Operation.EXPORT_LIST)
        self.editing.computer_policy.require_lists()
        require_strong(passphrase, (self.editing.account.name, self.editing.account.station.name))
        names = {state.account.id: state.account.name for state in self.editing.vault.accounts.listed()}
        rows, refused = [], 0
        with self.editing.vault.unit_of_work() as work:
            for number, key in enumerate(people):
                progress(number, len(people))
                try:
                    dossier = self.editing.reached(work, key, Operation.EXPORT_LIST)
                except NotAllowed:
                    refused += 1
                    continue
                referent = dossier.beneficiary.referent
                rows.append(_row(dossier, names.get(referent, "") if referent is not None else ""))
                work.journal.record(JournalOperation.LIST_EXPORTED, str(dossier.beneficiary.id))
            if not rows:
                raise NobodyToExport
            data = self.writer.workbook([tr(heading) for heading in _LIST], rows, passphrase)
            with self.output.prepare(path, data) as prepared:
                work.commit()
                prepared.publish()
        progress(len(people), len(people))
        return TakenOut(len(rows), refused)

    def _line(self, work: UnitOfWork, row: TableRow, reading: Lines, above: dict[tuple[str, ...], int]) -> Line:
        read = reading.read(row)
        if not isinstance(read, NewPersonDraft):
            return Line(number=row.number, faults=read)
        twin = above.setdefault(_key(read.identity), row.number)
        alike, sure = self._alike(work, read.identity)
        same_as = twin if twin != row.number else None
        return Line(number=row.number, draft=read, alike=alike, is_sure=sure, same_as=same_as)

    def _alike(self, work: UnitOfWork, identity: Identity) -> tuple[tuple[DossierSummary, ...], bool]:
        found = [one for one in work.dossiers.alike(identity) if one.archive is None]
        sure = any(is_sure(likeness(identity, one.beneficiary.identity)) for one in found)
        return work.dossiers.lines([one.beneficiary.id for one in found[:_SHOWN_ALIKE]]), sure

    def _made(self, lines: Sequence[Line]) -> list[Touched]:
        made = []
        with self.editing.vault.unit_of_work() as work:
            for line in lines:
                saved = work.dossiers.add(self._dossier(line))
                work.journal.record(JournalOperation.CASELOAD_IMPORTED, str(saved.beneficiary.id))
                made.append(Touched(None, saved))
            work.commit()
        return made

    def _dossier(self, line: Line) -> Dossier:
        draft = line.draft
        if draft is None:
            raise NothingToShow(what="dossier", value=str(line.number))
        return Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(self.editing.identifiers.new()),
                identity=draft.identity,
                situation=draft.situation,
                referent=draft.referent or self.editing.account.id,
                tags=draft.tags,
                opened_on=self.editing.clock.today(),
            )
        )

    def _remember(self, touched: list[Touched]) -> None:
        made = [one.after.beneficiary.id for one in touched if one.after is not None]
        if made:
            named = tuple(str(key) for key in made[1:])
            self.editing.remember(
                Done(
                    tuple(touched), JournalOperation.CASELOAD_IMPORTED, str(made[0]), made[0], named, made_in=Place.LIST
                )
            )


def _has_reasons(headings: Sequence[str]) -> bool:
    """Whether the last column is that of the reasons, in whichever language it was written."""
    return headings[-1:] in ((_REASONS,), (tr(_REASONS),))


def _batches(lines: list[Line]) -> list[list[Line]]:
    return [lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH)]


def _key(identity: Identity) -> tuple[str, ...]:
    return joined(identity.family_name), joined(identity.given_names), str(identity.birth_date or "")


def _why(line: Line) -> str:
    return " ".join(
        tr("{what} : {words}").format(what=fault.heading, words=fault.words) if fault.heading else fault.words
        for fault in line.faults
    )


def _row(dossier: Dossier, referent: str) -> tuple[str, ...]:
    person = dossier.beneficiary
    identity, situation = person.identity, person.situation
    needs = [parcours.need for parcours in dossier.parcours if parcours.is_open]
    return (
        identity.family_name,
        identity.given_names,
        dates.partial_date(identity.birth_date),
        telephone(identity.telephones[0]) if identity.telephones else "",
        identity.emails[0].address if identity.emails else "",
        _commune(situation.commune),
        label("situations", situation.code) if situation.code is not None else "",
        referent,
        ", ".join(person.tags),
        " ; ".join(needs),
        dates.short_date(person.opened_on),
        _day(last_contact(dossier)),
        _day(person.notice.given_on if person.notice is not None else None),
    )


def _day(day: dt.date | None) -> str:
    return dates.short_date(day) if day is not None else ""


def _commune(code: str) -> str:
    return label("communes", code) if code in vocabulary("communes") else code
