"""Use case: a folder of passports comes in, a file at a time, whoever they are about.

Nothing is overwritten and no doubt is settled here: what is sure is done, the rest is set aside with its reason, for
the conseiller to open it alone. Each file is one transaction; a folder that was stopped half-way is simply begun again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, Difference, DifferenceKind, differences
from passeport.domain.errors import (
    AlteredPassport,
    Cancelled,
    FieldRefused,
    ForbiddenContent,
    IdentityDiffers,
    PasseportError,
    PersonUncertain,
    StationKeyChanged,
    StoreUnusable,
)
from passeport.domain.identity import Identity
from passeport.domain.matching import MatchReason, is_written_alike, matches
from passeport.domain.normalise import joined
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, IncomingPassport, SignatureState
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.file_ports import PassportReader
from passeport.services.ports import Progress
from passeport.services.reading_many import files_in, read_all
from passeport.services.receptions import Receptions
from passeport.services.stations import Stations

_WHO = ("given_names", "family_name", "birth_name", "birth_date")
"""What a passport may not say otherwise than the dossier: it would be somebody else."""


@dataclass
class _Foreseen:
    """Whom a dry run has met, since nothing is written that the next file would find."""

    digests: set[str] = field(default_factory=set)
    people: dict[tuple[str, ...], Identity] = field(default_factory=dict)
    """Whom they are, by folded names and birth date."""


@dataclass(frozen=True)
class FolderImport:
    """Folders of passports and Europass files, for the account at work."""

    receptions: Receptions
    stations: Stations
    reader: PassportReader

    def files(self, folder: Path) -> tuple[Path, ...]:
        """Return the files that a folder would bring, by name."""
        return files_in(folder)

    def run(self, folder: Path, *, apply: bool, progress: Progress | None = None) -> Iterator[Arrival]:
        """Go through the files of a folder and bring each one in; without `apply`, only say what would happen.

        Files are read behind the fence, several at once, a few ahead of what is written; none is held afterwards.
        What one operation is undone by is left alone: a folder is taken back dossier by dossier.

        Raises:
            NotAllowed: when the account may not import.
            Cancelled: when `progress` did; what was done before stays.
            StoreUnusable: one of its concrete kinds, when the vault takes no more; what was done before stays.
        """
        self.receptions.editing.require(Operation.IMPORT_PASSPORT)
        return self._each(files_in(folder), progress, None if apply else _Foreseen())

    def _each(
        self, files: tuple[Path, ...], progress: Progress | None, foreseen: _Foreseen | None
    ) -> Iterator[Arrival]:
        for path, result in read_all(self.reader, files, progress):
            if isinstance(result, PasseportError):
                yield Arrival(path, Outcome.SET_ASIDE, reason=result)
                continue
            try:
                yield self._brought_in(path, result, foreseen)
            except (Cancelled, StoreUnusable):
                raise
            except PasseportError as reason:
                yield Arrival(path, Outcome.SET_ASIDE, result.passport.identity.full_name, reason=reason)

    def _brought_in(self, path: Path, incoming: IncomingPassport, foreseen: _Foreseen | None) -> Arrival:
        """Bring one file in, in one transaction; raises the reason why it is set aside."""
        incoming = self.stations.recognised(incoming)
        passport = incoming.passport
        person = passport.identity.full_name
        if foreseen is not None and incoming.file_digest in foreseen.digests:
            return Arrival(path, Outcome.UNCHANGED, person)
        with self.receptions.editing.vault.unit_of_work() as work:
            alike = work.dossiers.alike(passport.identity, passport.beneficiary)
            holder = next((one for one in alike if _was_taken(one, incoming)), None)
            if holder is not None:
                return Arrival(path, Outcome.UNCHANGED, person, holder.beneficiary.id)
            _require_trustworthy(incoming)
            known = self._the_person(passport, alike)
            found = differences(known, passport) if known is not None else self.receptions.would_be_new(passport)
            _require_same_person(found)
            left = sum(_is_left(one) for one in found)
            taken = sum(one.suggestion is not Decision.KEEP for one in found)
            arrival = Arrival(
                path,
                Outcome.NEW if known is None else Outcome.COMPLETED if taken else Outcome.UNCHANGED,
                person,
                known.beneficiary.id if known is not None else None,
                taken,
                left,
                not_understood=len(incoming.report.having(Fate.NOT_UNDERSTOOD)),
            )
            if arrival.outcome is Outcome.UNCHANGED:
                return arrival
            if foreseen is not None:
                return replace(arrival, outcome=_foreseen(arrival.outcome, incoming, foreseen))
            return self._written(work, incoming, known, arrival)

    def _written(
        self, work: UnitOfWork, incoming: IncomingPassport, known: Dossier | None, arrival: Arrival
    ) -> Arrival:
        written = self.receptions.write(work, incoming, known, {})
        work.commit()
        outcome = arrival.outcome if written.changed else Outcome.UNCHANGED
        return replace(arrival, outcome=outcome, beneficiary=written.after.beneficiary.id)

    def _the_person(self, passport: Passport, alike: tuple[Dossier, ...]) -> Dossier | None:
        """Return the dossier that is surely the person's, None when nobody resembles them.

        Surely: it has the passport's identifier, or its names letter for letter and its day of birth.

        Raises:
            PersonUncertain: when somebody has to say whose passport it is (R21).
            NotAllowed: when the dossier is frozen, or in the restricted archive.
        """
        found = matches(passport, alike)
        same = [match for match in found if MatchReason.SAME_PERSON in match.reasons]
        sure = same or [match for match in found if match.is_sure]
        # who only resembles somebody of the restricted archive is not told so (R11)
        uncertain = [match for match in found if match.dossier.archive is None]
        if len(sure) > 1 or (not sure and uncertain):
            raise PersonUncertain(count=len(sure or uncertain))
        if not sure:
            return None
        self.receptions.editing.require(Operation.IMPORT_PASSPORT, sure[0].dossier)
        if not same and not is_written_alike(passport.identity, sure[0].dossier.beneficiary.identity):
            raise PersonUncertain(count=1)  # another spelling is proposed, never merged by itself
        return sure[0].dossier


def _was_taken(dossier: Dossier, incoming: IncomingPassport) -> bool:
    """Whether the dossier took this very file, or this very passport: an intact signature vouches for its content."""
    if dossier.has_received(incoming.file_digest):
        return True
    issue = incoming.passport.issue
    if issue is None or incoming.signature not in (SignatureState.VERIFIED, SignatureState.UNKNOWN_STATION):
        return False
    return any(line.incoming and line.passport_number == issue.number for line in dossier.transmissions)


def _require_trustworthy(incoming: IncomingPassport) -> None:
    """Do nothing when nothing about the file itself asks for a second look; raises what does."""
    passport = incoming.passport
    if incoming.signature is SignatureState.BROKEN:
        raise AlteredPassport(path=incoming.file_name)
    if incoming.signature is SignatureState.UNKNOWN_KEY and passport.issue is not None:
        raise StationKeyChanged(station=passport.issue.issuer.name)
    if incoming.report.having(Fate.REFUSED):
        raise ForbiddenContent(path=incoming.file_name)
    for name in ("given_names", "family_name"):
        value = getattr(passport.identity, name)
        if not joined(value):  # it is alike to nobody, and would be a new person each time
            raise FieldRefused(field=name, value=value, reason="value_error")


def _require_same_person(found: tuple[Difference, ...]) -> None:
    for one in found:
        if one.field in _WHO and one.kind is DifferenceKind.CONFLICTING:
            raise IdentityDiffers(field=one.field)


def _is_left(one: Difference) -> bool:
    return one.kind is DifferenceKind.CONFLICTING and one.suggestion is Decision.KEEP


def _foreseen(outcome: Outcome, incoming: IncomingPassport, foreseen: _Foreseen) -> Outcome:
    """Return the outcome after the files before this one, and remember it for those that follow."""
    identity = incoming.passport.identity
    person = (joined(identity.given_names), joined(identity.family_name), str(identity.birth_date or ""))
    met = foreseen.people.get(person) if outcome is Outcome.NEW else None
    dated = identity.birth_date is not None and identity.birth_date.full is not None
    if met is not None and not (dated and is_written_alike(met, identity)):
        raise PersonUncertain(count=1)  # neither names alone nor another spelling are enough
    foreseen.digests.add(incoming.file_digest)
    foreseen.people.setdefault(person, identity)
    return Outcome.COMPLETED if met is not None else outcome
