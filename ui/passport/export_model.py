"""State of the page that hands a passport over: to whom, what, on which agreement."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AgreementId, BeneficiaryId, ItemId, NoteId, ParcoursId, PassportNumber
from passeport.domain.vocabulary import SectionCode
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.documents import referred
from passeport.services.file_ports import PRINTED, FileFormat
from passeport.services.passports import HandedOver
from passeport.services.protection import Protection
from ui.passport.contents import (
    PARCOURS,
    contents_of,
    internal_notes,
    parcours_words,
    shareable_notes,
)
from ui.tasks import Tasks


@dataclass(frozen=True)
class Handed:
    """A passport that left."""

    number: PassportNumber
    path: Path
    recipient: str
    left: HandedOver
    """What left, to be printed."""
    referral: ItemId | None = None
    """The step that sends the person to this recipient, if one does."""
    is_printed: bool = False
    """Whether it has pages."""


@dataclass(frozen=True)
class Terms:
    """What the person agrees to."""

    recipient: Recipient
    scope: Scope
    mode: str


@dataclass(frozen=True)
class Summary:
    """What leaves and what stays, line by line."""

    leaves: tuple[str, ...]
    stays: tuple[str, ...]


class ExportModel(QObject):
    """Holds the choices, says what is missing, and has the passport written."""

    loaded = Signal()
    """Another dossier, or the same with new lines in its register."""
    changed = Signal()
    """A choice was made: the summary and what is missing may be others."""
    agreement_dropped = Signal()
    """The person's agreement was for something else: it has to be asked again."""
    issued = Signal(object)
    """A `Handed`."""
    withdrawn = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        tasks.unexpected.connect(self._free)
        self.dossier: Dossier | None = None
        self.busy = False
        self._clear()

    def _clear(self) -> None:
        self.to_person = False
        self.name = ""
        self.network = ""
        self.sections: set[SectionCode] = set()
        self.parcours: set[ParcoursId] = set()
        self.notes: set[NoteId] = set()
        self.mode = ""
        self.agreed = False
        self.file_format = FileFormat.PDF
        self.language = "fr"
        self._given: dict[Terms, AgreementId] = {}
        self._writing: tuple[Terms, Path, Protection] | None = None

    # Choices ------------------------------------------------------------------------------------------------------

    def start(self, beneficiary: BeneficiaryId, recipient: Recipient | None = None) -> None:
        """Open a dossier with everything but its notes proposed, and the recipient if it is known."""
        self.dossier = None
        self._clear()
        if recipient is not None:
            self.name, self.network = recipient.name, recipient.network or ""
        self._tasks.run(lambda: self._desk.dossiers.open(beneficiary), self._opened, self._refuse)

    def again(self) -> None:
        """Make ready for another passport of the same person."""
        if self.dossier is not None:
            self._clear()
            self._opened(self.dossier)

    def _opened(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.sections = {content.section for content in contents_of(dossier)}
        self.parcours = {parcours.id for parcours in dossier.parcours}
        self.loaded.emit()
        self.changed.emit()

    def choose_recipient(self, *, to_person: bool, name: str = "", network: str = "") -> None:
        """Say who receives the passport."""
        wanted = (to_person, name.strip(), network)
        if wanted != (self.to_person, self.name, self.network):
            self.to_person, self.name, self.network = wanted
            self._other_terms()

    def choose_content(
        self, sections: Iterable[SectionCode], parcours: Iterable[ParcoursId], notes: Iterable[NoteId]
    ) -> None:
        """Say what leaves."""
        wanted = (set(sections), set(parcours), set(notes))
        if wanted != (self.sections, self.parcours, self.notes):
            self.sections, self.parcours, self.notes = wanted
            self._other_terms()

    def _other_terms(self) -> None:
        if self.agreed:
            self.agreed = False
            self.agreement_dropped.emit()
        self.changed.emit()

    def choose_agreement(self, *, mode: str, agreed: bool) -> None:
        """Say how the person agreed, and whether they did."""
        self.mode, self.agreed = mode, agreed
        self.changed.emit()

    def choose_format(self, file_format: FileFormat) -> None:
        """Say in which form the passport leaves."""
        self.file_format = file_format
        self.changed.emit()

    def choose_language(self, language: str) -> None:
        """Say in which language the document is written (ISO 639-1); the next passport is in French again."""
        self.language = language
        self.changed.emit()

    # What follows from them ---------------------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """What leaves: a note goes with its parcours or not at all."""
        travelling = {note for note, parcours in self.parcours_of_notes().items() if parcours in self.parcours}
        return Scope(
            sections=frozenset(self.sections | ({PARCOURS} if self.parcours else set())),
            parcours=frozenset(self.parcours),
            notes=frozenset(self.notes & travelling),
        )

    def parcours_of_notes(self) -> dict[NoteId, ParcoursId]:
        """Return the parcours in which each shareable note was written."""
        return {note.id: note.parcours for note in shareable_notes(self.dossier)} if self.dossier is not None else {}

    @property
    def missing(self) -> str:
        """Why nothing can leave yet; empty when it can."""
        return self.unsaid or ("" if self.agreed else tr("Sans l’accord de la personne, rien ne part."))

    @property
    def unsaid(self) -> str:
        """What is still to be chosen before the pages can be seen; empty when nothing is."""
        if self.dossier is None:
            return tr("Ouverture du dossier…")
        if not self.to_person and not self.name:
            return tr("Indiquez à qui le passeport est destiné.")
        if not self.to_person and not self.network:
            return tr("Choisissez le réseau du point d’accueil.")
        if not self.scope.sections:
            return tr("Cochez au moins une rubrique.")
        return "" if self.mode else tr("Indiquez comment la personne a donné son accord.")

    @property
    def summary(self) -> Summary:
        """What leaves and what stays with these choices."""
        if self.dossier is None:
            return Summary((), ())
        leaves = [tr("Prénom et nom (toujours)")]
        stays: list[str] = []
        for content in contents_of(self.dossier):
            (leaves if content.section in self.sections else stays).append(content.words)
        for parcours in self.dossier.parcours:
            (leaves if parcours.id in self.parcours else stays).append(parcours_words(parcours))
        shareable, ticked = len(shareable_notes(self.dossier)), len(self.scope.notes)
        if ticked:
            leaves.append(counted(ticked, "note cochée", "notes cochées"))
        if shareable > ticked:
            stays.append(counted(shareable - ticked, "note non cochée", "notes non cochées"))
        if internal := internal_notes(self.dossier):
            stays.append(counted(internal, "note interne", "notes internes"))
        stays.append(tr("Situation et données statistiques (jamais)"))
        return Summary(tuple(leaves), tuple(stays))

    # Doing --------------------------------------------------------------------------------------------------------

    def terms(self, dossier: Dossier) -> Terms:
        """Return what the person agrees to; raises `FieldRefused` for a recipient that cannot be one."""
        if self.to_person:
            recipient = checked(Recipient, {"name": dossier.beneficiary.identity.full_name})
        else:
            recipient = checked(Recipient, {"name": self.name, "network": self.network})
        return Terms(recipient, self.scope, self.mode)

    def issue(self, path: Path, protection: Protection | None = None) -> None:
        """Record the agreement and write the passport; an agreement already recorded is not recorded twice."""
        dossier = self.dossier
        if dossier is None or self.missing or self.busy:
            return
        try:
            terms = self.terms(dossier)
        except PasseportError as error:
            self._refuse(error)
            return
        self.busy, self._writing = True, (terms, path, protection or Protection())
        self.changed.emit()
        if terms in self._given:
            self._agreed(self._given[terms])
            return
        beneficiary, passports = dossier.beneficiary.id, self._desk.passports
        self._tasks.run(
            lambda: passports.agree(beneficiary, terms.recipient, terms.scope, terms.mode), self._agreed, self._refuse
        )

    def _agreed(self, agreement: AgreementId) -> None:
        if self.dossier is None or self._writing is None:
            return
        terms, path, protection = self._writing
        self._given[terms] = agreement
        beneficiary, form, language = self.dossier.beneficiary.id, self.file_format, self.language
        passports = self._desk.passports
        self._tasks.run(
            lambda: passports.hand_over(beneficiary, agreement, path, form, language=language, protection=protection),
            self._left,
            self._refuse,
        )

    def _left(self, left: HandedOver) -> None:
        if self._writing is None:
            return
        terms, path, _ = self._writing
        self.busy, self._writing = False, None
        self._given.clear()
        is_printed = self.file_format in PRINTED
        self.issued.emit(
            Handed(left.number, path, terms.recipient.name, left, self._referral_to(terms.recipient), is_printed)
        )
        self.reload()

    def _referral_to(self, recipient: Recipient) -> ItemId | None:
        """Return the newest step that sends the person to a recipient."""
        steps = referred(self.dossier) if self.dossier is not None else ()
        for step in steps:
            if step.referral is not None and step.referral.is_to(recipient.name, recipient.network):
                return step.id
        return None

    def withdraw(self, agreement: AgreementId) -> None:
        """Record that the person took an agreement back."""
        if self.dossier is not None:
            beneficiary = self.dossier.beneficiary.id
            self._tasks.run(
                lambda: self._desk.passports.withdraw(beneficiary, agreement), self._withdrawn, self._refuse
            )

    def _withdrawn(self, _changed: object) -> None:
        self._given.clear()
        self.withdrawn.emit(typeset(tr("L’accord est retiré : plus rien ne part sous cet accord.")))
        self.reload()

    def reload(self) -> None:
        """Read the dossier again, keeping the choices."""
        if self.dossier is not None:
            beneficiary = self.dossier.beneficiary.id
            self._tasks.run(lambda: self._desk.dossiers.open(beneficiary), self._reloaded, self._refuse)

    def _reloaded(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.loaded.emit()
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self._free()
        self.refused.emit(sentence(error))

    def _free(self) -> None:
        self.busy, self._writing = False, None
        self.changed.emit()
