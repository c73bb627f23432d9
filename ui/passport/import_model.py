"""State of the page that brings a passport in: the file, the person, a decision for each difference."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.errors import Cancelled, ClosedFile, PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.matching import Match
from passeport.domain.reading import IncomingPassport, SignatureState
from passeport.language import origins
from passeport.language.catalogue import plural, tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.receptions import Proposal
from ui.passport.deciding import Deciding
from ui.passport.wording import Sides
from ui.tasks import Tasks

_DOUBTFUL = (SignatureState.BROKEN, SignatureState.UNKNOWN_KEY)


class ImportModel(Deciding):
    """Holds what was read and what was decided; nothing is saved before `save`."""

    reading = Signal()
    read = Signal()
    """A file was read: `incoming` says what it is, `proposal` what it would change."""
    trusted = Signal()
    saved = Signal(object, str)
    """The dossier's identifier, and what was done in a sentence."""
    refused = Signal(str)
    closed = Signal(object, str)
    """The file asks for a passphrase, or for another one: which file, and a sentence."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        tasks.unexpected.connect(self._free)
        self.start(None)

    def start(self, beneficiary: BeneficiaryId | None) -> None:
        """Forget what was read; `beneficiary` is the dossier from which the page was opened, if any."""
        self.opened_from = beneficiary
        self._forget()

    def prepare(self) -> None:
        """Get ready to read, while the conseiller looks for the file."""
        self._tasks.run(self._desk.passports.prepare_to_read)

    def _forget(self) -> None:
        self.path: Path | None = None
        self.incoming: IncomingPassport | None = None
        self.proposal: Proposal | None = None
        self.person_chosen = False
        self.keep_original = False
        self.busy = self.saving = False
        self._opened: Dossier | None = None
        self._sentence = ""
        self._decisions: dict[str, Decision] = {}

    # Reading ------------------------------------------------------------------------------------------------------

    def open(self, path: Path, passphrase: str = "") -> None:
        """Read a file, opened by a passphrase where it has one, and compare it with the dossier of that person."""
        self._forget()
        self.path, self.busy = path, True
        self.reading.emit()
        passports, beneficiary = self._desk.passports, self.opened_from

        def unless_left(_done: int, _total: int) -> None:
            if self.path is not path:
                raise Cancelled

        self._tasks.run(
            lambda: passports.propose(passports.read(path, unless_left, passphrase), beneficiary),
            self._read,
            self._not_read,
        )

    def _read(self, proposal: Proposal) -> None:
        if self.path is None:  # the page was left meanwhile
            return
        self.busy = False
        self.incoming, self.proposal = proposal.incoming, proposal
        self._opened = proposal.chosen if self.opened_from is not None else None
        # several people may answer: then the conseiller says who it is (R21)
        self.person_chosen = proposal.chosen is not None or not proposal.matches
        self.read.emit()
        self.compared.emit()

    def _not_read(self, error: PasseportError) -> None:
        if isinstance(error, Cancelled):  # the page was left, or shows another file by now
            return
        path = self.path
        self._forget()
        if isinstance(error, ClosedFile) and path is not None:
            self.closed.emit(path, typeset(sentence(error)))
        else:
            self.refused.emit(sentence(error))

    @property
    def candidates(self) -> tuple[tuple[Dossier, Match | None], ...]:
        """The dossiers that may be the person: the one the page was opened from first, then the matches."""
        if self.proposal is None:
            return ()
        by_id = {match.dossier.beneficiary.id: match for match in self.proposal.matches}
        first = [self._opened] if self._opened is not None else []
        others = [match.dossier for match in self.proposal.matches if match.dossier.beneficiary.id != self.opened_from]
        return tuple((dossier, by_id.get(dossier.beneficiary.id)) for dossier in (*first, *others))

    def choose(self, beneficiary: BeneficiaryId | None) -> None:
        """Compare with this dossier, or with a new one; the decisions are those suggested for it."""
        incoming = self.incoming
        if incoming is None:
            return
        self.busy = True  # nothing is saved into the person shown before
        self.decided.emit()
        passports = self._desk.passports
        self._tasks.run(
            lambda: (
                passports.propose_new(incoming) if beneficiary is None else passports.propose(incoming, beneficiary)
            ),
            self._compared,
            self._refuse,
        )

    def _compared(self, proposal: Proposal) -> None:
        self.busy = False
        self.proposal, self.person_chosen = proposal, True
        self._decisions.clear()
        self.compared.emit()

    def trust(self) -> None:
        """Keep the station that signed as known: its fingerprint was checked."""
        incoming = self.incoming
        if incoming is not None:
            self._tasks.run(lambda: self._desk.stations.trust(incoming), self._trusted, self._refuse)

    def _trusted(self, incoming: IncomingPassport) -> None:
        self.incoming = incoming
        self.trusted.emit()
        self.decided.emit()

    # Deciding -----------------------------------------------------------------------------------------------------

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every item of the passport, once it is known whose it is."""
        return self.proposal.differences if self.proposal is not None and self.person_chosen else ()

    @property
    def sides(self) -> Sides:
        """What the dossier and the passport are called."""
        return Sides(tr("Dans le dossier"), tr("Dans le passeport"))

    def origins(self, difference: Difference) -> tuple[str, str]:
        """Return where what is here and what comes in were first recorded."""
        issue = self.incoming.passport.issue if self.incoming is not None else None
        here = self._desk.vault.account.station
        return origins.of_mine(difference.mine, here), origins.of_theirs(difference.theirs, issue)

    def suggestion(self, difference: Difference) -> Decision:
        """Return what is suggested: nothing, of a passport that may not be what it says it is."""
        doubtful = self.incoming is not None and self.incoming.signature in _DOUBTFUL
        return Decision.KEEP if doubtful else difference.suggestion

    @property
    def makes_new(self) -> bool:
        """Whether a new dossier would be made."""
        return self.proposal is not None and self.person_chosen and self.proposal.chosen is None

    @property
    def missing(self) -> str:
        """Why there is nothing to save; empty when there is."""
        if self.proposal is None:
            return tr("Choisissez un fichier.")
        if not self.person_chosen:
            return tr("Indiquez de qui il s’agit.")
        if self.makes_new or self.changes or self.keep_original:
            return ""
        if all(found.kind is DifferenceKind.SAME for found in self.differences):
            return tr("Ce passeport est déjà dans le dossier.")
        return tr("Aucun changement n’est choisi.")

    # Saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write what was decided, in one transaction."""
        incoming, proposal = self.incoming, self.proposal
        if incoming is None or proposal is None or self.missing or self.busy:
            return
        self.busy = self.saving = True
        self.decided.emit()
        target = proposal.chosen.beneficiary.id if proposal.chosen is not None else None
        decisions = {found.key: self.decision(found) for found in self.differences}
        original = self.path if self.keep_original else None
        self._sentence = self._said(incoming)
        passports = self._desk.passports
        self._tasks.run(
            lambda: passports.accept(incoming, target, decisions, original=original), self._saved, self._refuse
        )

    def _said(self, incoming: IncomingPassport) -> str:
        name = incoming.passport.identity.full_name
        if self.proposal is not None and self.proposal.chosen is not None:
            name = self.proposal.chosen.beneficiary.identity.full_name
        if self.makes_new:
            return plural(
                "Dossier de {name} créé depuis le passeport : {count} élément.",
                "Dossier de {name} créé depuis le passeport : {count} éléments.",
                self.changes,
            ).format(count=self.changes, name=name)
        if not self.changes:
            return tr("Le fichier est joint au dossier de {name}.").format(name=name)
        return plural(
            "{count} changement enregistré dans le dossier de {name}.",
            "{count} changements enregistrés dans le dossier de {name}.",
            self.changes,
        ).format(count=self.changes, name=name)

    def _saved(self, changed: Changed) -> None:
        words = self._sentence
        self._forget()
        self.saved.emit(changed.beneficiary, typeset(words))

    def _refuse(self, error: PasseportError) -> None:
        self._free()
        self.refused.emit(sentence(error))

    def _free(self) -> None:
        self.busy = self.saving = False
        self.decided.emit()
