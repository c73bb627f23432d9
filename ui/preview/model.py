"""State of the documents of a person: which one, of what, its pages, and what was done with it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import Dossier
from passeport.domain.documents import DocumentKind
from passeport.domain.draft import PAPER, Draft
from passeport.domain.errors import NotAllowed, PasseportError
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.parcours import Step
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.document_ports import DocumentPages, WrittenDocument
from passeport.services.documents import Wanted, attestable, proposed, referred, summed_up
from passeport.services.protection import Protection
from ui.entry.drafting import DraftKeeper, Typed
from ui.tasks import Tasks

_STEPS = {DocumentKind.ATTESTATION: attestable, DocumentKind.REFERRAL_SHEET: referred}
"""Which steps a document may be about; the others are about none."""
_NOTHING = {
    DocumentKind.ATTESTATION: tr("Aucune étape n’est honorée : il n’y a rien à attester."),
    DocumentKind.REFERRAL_SHEET: tr("Aucune étape n’oriente la personne vers un point d’accueil."),
    DocumentKind.SYNTHESIS: tr("Ce dossier n’a pas encore de parcours."),
}
_NO_CODES = tr(
    "Les codes de réponse s’impriment une fois le passeport remis à ce point d’accueil : remettez-le d’abord, puis "
    "imprimez la fiche."
)


@dataclass(frozen=True)
class Choice:
    """A step that a document may be about, in words."""

    step: ItemId
    words: str


class DocumentsModel(QObject):
    """Holds what is asked for, has it drawn, and has it written."""

    loaded = Signal()
    """The dossier is there."""
    drawn = Signal()
    """Other pages; none while there are none."""
    saved = Signal(str)
    noted = Signal()
    """The journal has the line of what is about to be printed."""
    kept_back = Signal()
    """It has not, and nothing may be printed; `refused` says why."""
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tasks = tasks
        self._beneficiary: BeneficiaryId | None = None
        self._first: tuple[DocumentKind | None, ItemId | None] = (None, None)
        self._dossier: Dossier | None = None
        self.kind = DocumentKind.ATTESTATION
        self.step: ItemId | None = None
        self.parcours: ParcoursId | None = None
        self._proposed: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.keeper = DraftKeeper(desk.drafts, tasks, self._typed, self)
        self.keeper.failed.connect(self._refuse)
        self.language = "fr"
        self.pages: DocumentPages | None = None
        self.missing: frozenset[str] = frozenset()
        self._asked = 0

    # Choices ------------------------------------------------------------------------------------------------------

    def start(self, beneficiary: BeneficiaryId, kind: DocumentKind | None = None, step: ItemId | None = None) -> None:
        """Open the dossier of a person: at the first document that can be made, or at this one, of this step."""
        self._beneficiary, self._first = beneficiary, (kind, step)
        desk = self._desk

        def work() -> tuple[Dossier, tuple[Draft, ...] | None]:
            dossier = desk.dossiers.open(beneficiary)
            try:
                return dossier, desk.drafts.of(beneficiary)
            except NotAllowed:  # who reads and writes nothing has a document all the same
                return dossier, None

        self.tasks.run(work, self._opened, self._refuse)

    def _opened(self, answer: tuple[Dossier, tuple[Draft, ...] | None]) -> None:
        dossier, drafts = answer
        self._dossier = dossier
        known = next((draft for draft in drafts or () if draft.is_of_paper), None)
        if drafts is not None:
            self.keeper.begin(dossier.beneficiary.id, PAPER, known)
        asked, step = self._first
        first = asked or next((kind for kind in DocumentKind if not self._lacking(kind)), DocumentKind.ATTESTATION)
        self.kind = first
        self.parcours = next((parcours.id for parcours in summed_up(dossier)), None)
        self.texts, self._proposed = dict(known.fields) if known is not None else {}, {}
        self._propose()
        self.loaded.emit()
        self.choose(first, step)

    def choose(self, kind: DocumentKind, step: ItemId | None = None) -> None:
        """Ask for another document, of this step, or of the newest that it may be about."""
        self.kind = kind
        choices = self.choices
        self.step = step or (choices[0].step if choices else None)
        self.draw()

    def choose_step(self, step: ItemId) -> None:
        """Ask for the document of another step."""
        self.step = step
        self.draw()

    def choose_parcours(self, parcours: ParcoursId) -> None:
        """Ask for the synthesis of another parcours; what was typed is kept, what was proposed is proposed again."""
        self.parcours = parcours
        self._propose()
        self.loaded.emit()
        self.draw()

    def _propose(self) -> None:
        if self._dossier is not None:
            found = proposed(
                self._dossier, Wanted(DocumentKind.SYNTHESIS, parcours=self.parcours, language=self.language)
            )
            offered = {"project": found.project, "strategy": found.strategy}
            for field, words in offered.items():
                if self.texts.get(field, "") == self._proposed.get(field, ""):
                    self.texts[field] = words
            self._proposed = offered

    def choose_language(self, language: str) -> None:
        """Ask for the document in another language (ISO 639-1)."""
        self.language = language
        self._propose()
        self.loaded.emit()
        self.draw()

    def write_text(self, field: str, words: str) -> None:
        """Note what a synthesis says, and keep it for the next time; it is drawn when asked."""
        self.texts[field] = words
        self.keeper.touch()

    def _typed(self) -> Typed | None:
        """What was typed over what is proposed."""
        typed = {field: words for field, words in self.texts.items() if words != self._proposed.get(field, "")}
        return Typed(typed) if typed else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The steps that this document may be about, newest first."""
        steps = _STEPS.get(self.kind)
        if steps is None or self._dossier is None:
            return ()
        return tuple(Choice(step.id, _said(step)) for step in steps(self._dossier))

    @property
    def parcours_choices(self) -> tuple[tuple[ParcoursId, str], ...]:
        """The parcours that a synthesis may be about, that at work first."""
        dossier = self._dossier
        return tuple((one.id, describe.line(one)) for one in summed_up(dossier)) if dossier is not None else ()

    @property
    def lacking(self) -> str:
        """Why the document cannot be made; empty when it can."""
        return "" if self._dossier is None else self._lacking(self.kind)

    @property
    def remark(self) -> str:
        """What would make the document better; empty when nothing would."""
        if self.kind is not DocumentKind.REFERRAL_SHEET or self._dossier is None:
            return ""
        ticket = next(
            (step.referral.ticket for step in referred(self._dossier) if step.id == self.step and step.referral), None
        )
        return "" if ticket is not None else _NO_CODES

    def _lacking(self, kind: DocumentKind) -> str:
        if self._dossier is None:
            return ""
        steps = _STEPS.get(kind)
        found = steps(self._dossier) if steps is not None else self._dossier.parcours
        return "" if found else _NOTHING[kind]

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        return Wanted(
            kind=self.kind,
            step=self.step,
            parcours=self.parcours,
            project=self.texts.get("project", ""),
            strategy=self.texts.get("strategy", ""),
            funding=self.texts.get("funding", ""),
            language=self.language,
        )

    # Pages --------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Have the pages drawn again; of two that are asked for, the last is shown."""
        self._close_pages()
        self._asked += 1
        if self._beneficiary is None or self.lacking:
            self.drawn.emit()
            return
        beneficiary, wanted, asked, documents = self._beneficiary, self.wanted, self._asked, self._desk.documents

        def work() -> tuple[int, WrittenDocument, DocumentPages]:
            document = documents.draw(beneficiary, wanted)
            return asked, document, documents.pages(document)

        self.tasks.run(work, self._drawn, self._refuse)

    def _drawn(self, answer: tuple[int, WrittenDocument, DocumentPages]) -> None:
        asked, document, pages = answer
        if asked != self._asked:
            pages.close()
            return
        self.pages, self.missing = pages, document.missing
        self.drawn.emit()

    def close(self) -> None:
        """Give back what the pages took; what was typed is kept."""
        self.keeper.flush()
        self._asked += 1
        self._close_pages()

    def _close_pages(self) -> None:
        if self.pages is not None:
            self.tasks.run(self.pages.close)  # behind the pictures of it that are asked for
            self.pages = None
        self.missing = frozenset()

    # What is done with them ---------------------------------------------------------------------------------------

    @property
    def suggested_name(self) -> str:
        """A file's name that does not say whose document it is."""
        names = {
            DocumentKind.ATTESTATION: "attestation",
            DocumentKind.REFERRAL_SHEET: "orientation",
            DocumentKind.SYNTHESIS: "synthese",
        }
        return tr("{name}-{day}.pdf").format(name=names[self.kind], day=self._desk.clock.today().isoformat())

    def save(self, path: Path, protection: Protection) -> None:
        """Write the document, as it is asked for now."""
        if self._beneficiary is None:
            return
        beneficiary, wanted, documents = self._beneficiary, self.wanted, self._desk.documents

        def work() -> str:
            documents.hand_over(beneficiary, wanted, path, protection)
            return typeset(
                tr("{what} : « {name} » est enregistré.").format(
                    what=label("document_kinds", wanted.kind.value), name=path.name
                )
            )

        self.tasks.run(work, self.saved.emit, self._refuse)

    def hand_on_paper(self) -> None:
        """Have it noted that the pages are printed; `noted` says when they may be."""
        if self._beneficiary is None:
            return
        beneficiary, documents = self._beneficiary, self._desk.documents
        self.tasks.run(lambda: documents.hand_on_paper(beneficiary), self._note, self._keep_back)

    def _note(self, _nothing: None) -> None:
        self.noted.emit()

    def _keep_back(self, error: PasseportError) -> None:
        self.kept_back.emit()
        self._refuse(error)

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))


def _said(step: Step) -> str:
    words = [dates.short_date(step.day), label("step_types", step.type), step.title]
    if step.referral is not None:
        words.append(step.referral.point_accueil)
    return typeset(" – ".join(part for part in words if part))
