"""The window once the vault is open: the navigation and the pages, and the way from one to the other."""

from collections.abc import Callable
from functools import partial, singledispatchmethod
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.agenda import AgendaEntry, DueItem
from passeport.domain.agreement import Recipient
from passeport.domain.draft import PERSON, WORKSHOP, Draft
from passeport.domain.errors import Cancelled, PasseportError
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.services.desk import Desk
from passeport.services.drafts import NamedDraft
from ui import errands
from ui.administration.backups_page import BackupsPage
from ui.administration.page import AdministrationPage
from ui.administration.skill_reference import SkillReference
from ui.agenda.calendar_page import CalendarPage
from ui.agenda.due_page import DuePage
from ui.caseload.page import CaseloadPage
from ui.desk.page import DeskPage
from ui.directory.page import DirectoryPage
from ui.dossier.page import DossierPage
from ui.dropped import LISTS, file_of
from ui.entry.draft_offer import kept
from ui.help.page import HelpPage
from ui.journal.page import JournalPage
from ui.merging.page import ReunionPage
from ui.navigation import Navigation
from ui.palette.command import Command, once
from ui.palette.dialog import CommandPalette
from ui.palette.offered import in_window, on_page
from ui.palette.people import PeopleSearch
from ui.passport.batch_page import BatchPage
from ui.passport.export_page import ExportPage
from ui.passport.import_page import ImportPage
from ui.preferences.page import PreferencesPage
from ui.preferences.preferences import Preferences
from ui.referrals.answer_page import AnswerPage
from ui.referrals.page import ReferralsPage
from ui.referrals.refer_page import ReferPage
from ui.remembered import Remembered
from ui.retention.page import RetentionPage
from ui.rights.page import RightsPage
from ui.tasks import Tasks
from ui.today.page import TodayPage
from ui.welcome.above import Above, Ways
from ui.widgets.buttons import action
from ui.widgets.progress import ProgressRow
from ui.workshop.page import WorkshopPage

_NOT_NOW = tr("Un enregistrement est en cours. Rouvrez ce fichier une fois qu’il est terminé.")

_SOON = 400
"""Milliseconds after which the page of a dossier is made: the first one to be opened finds it there."""


class Workspace(Navigation):
    """One page at a time; a page is told what to show and says where to go next."""

    lock_requested = Signal()
    restore_requested = Signal(object, str)
    """The `Backup` to put in the place of this vault, and a passphrase of its moment."""
    something_done = Signal()
    """A page says that one of the first steps may be done."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        preferences: Preferences | None = None,
        fixed_minutes: int | None = None,
        remembered: Remembered | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`fixed_minutes` is the absence that an IT department fixed for this computer, if it did."""
        super().__init__(desk, tasks, preferences, fixed_minutes, parent)
        self.setAcceptDrops(True)
        self._offered: set[ItemId] = set()
        self._stopped = False
        self.page_made.connect(self._connect_page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self.above = self._above(remembered or Remembered())
        row.addLayout(self.above.over(self.pages), 1)
        self.toast.raise_()
        self.rail.commands_requested.connect(self.show_commands)
        self.rail.lock_requested.connect(self.lock_requested)
        self._give_shortcuts()
        tasks.run(desk.journal.tidy)
        tasks.run(desk.rights.finish_erasing)
        tasks.run(desk.assignments.settle)
        self.show_people()
        self.show_today()
        if desk.vault.account.may(Operation.WRITE_DOSSIER):
            tasks.run(desk.drafts.all, self._offer_draft)
        QTimer.singleShot(_SOON, self, self._make_dossier)

    def back_up_for_the_day(self) -> None:
        """Make the first backup of the day, beside the work."""
        self.background.run(lambda: self.desk.backups.at_opening(self._go_on), failed=self._backup_failed)

    def stop(self) -> None:
        """Give up what is under way at its next safe point: the vault is about to be locked, and waits behind it."""
        self._stopped = True
        for stop in self._at_stop:
            stop()
        self.background.close()

    def show_commands(self) -> None:
        """Show everything that can be done here."""
        palette = CommandPalette(self._offered_commands(), self, PeopleSearch(self.desk, self._tasks))
        palette.person_chosen.connect(self.show_dossier)
        palette.open()

    def _offered_commands(self) -> list[Command]:
        window = [made for made in self.actions() if made is not self._all_commands]
        return once(
            (
                *on_page(self.pages.currentWidget()),
                *in_window(window, frozenset(place.words for place in self.places)),
                *errands.commands(self, self._once_loaded),
            )
        )

    def _once_loaded(self, begin: Callable[[], object]) -> None:
        """Begin something on a page once the store has told it what there is."""
        self._tasks.run(lambda: begin, self._begin)

    def _begin(self, begin: Callable[[], object]) -> None:
        begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a file."""
        if file_of(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read the file that was dropped."""
        path = file_of(event.mimeData().urls())
        if path is not None and path.suffix.lower() in LISTS:
            self.start_caseload(path)
        elif path is not None:
            self.start_import(path, self._beneficiary)

    def _above(self, remembered: Remembered) -> Above:
        """Return what stands above the pages: the first steps, or what is new."""
        ways = Ways(
            self._show_keys,
            self.add_person,
            self._start_entry,
            self.start_export,
            self.read_guide,
            (
                self.pages.currentChanged,
                self.something_done,
                self.people.people.changed,
            ),
        )
        return Above(self.desk, self._tasks, remembered, ways, self)

    def _show_keys(self) -> None:
        self.show_accounts()
        self.accounts.issue.setFocus()

    def _start_entry(self, beneficiary: BeneficiaryId) -> None:
        self.show_dossier(beneficiary)
        self.dossier.start_entry()

    def _make_dossier(self) -> None:
        """Have the heaviest page ready before the first dossier is opened."""
        if not self._stopped:
            self.dossier.ensurePolished()

    @singledispatchmethod
    def _connect_page(self, page: QWidget) -> None:
        """Connect a page that was just made to the others."""
        raise NotImplementedError(type(page))

    @_connect_page.register
    def _(self, page: TodayPage) -> None:
        page.searched.connect(self.search_people)
        page.chosen.connect(self.show_dossier)
        page.line_opened.connect(self._open_line)
        page.due_requested.connect(self.show_due)
        page.agenda_requested.connect(self.show_calendar)
        page.import_requested.connect(self._import_any)
        page.person_requested.connect(self.add_person)

    @_connect_page.register
    def _(self, page: DuePage) -> None:
        page.opened.connect(self._open_line)
        page.completed.connect(self._complete_line)
        page.said.connect(self._say_of_due)

    @_connect_page.register
    def _(self, page: CalendarPage) -> None:
        page.opened.connect(self._open_line)
        page.said.connect(self._say)

    @_connect_page.register
    def _(self, page: DeskPage) -> None:
        page.chosen.connect(self.show_dossier)
        page.import_requested.connect(self._import_any)
        page.list_requested.connect(self.start_caseload)
        page.said.connect(self.say)
        page.undoable.connect(self._say_of_people)

    @_connect_page.register
    def _(self, page: DossierPage) -> None:
        page.export_requested.connect(self.start_export)
        page.import_requested.connect(self._import_into)
        page.reunion_requested.connect(self.start_reunion)
        page.referral_requested.connect(self.start_referral)
        page.answer_requested.connect(self.start_answer)
        page.rights_requested.connect(self.show_rights)
        page.closed.connect(self.show_people)
        page.said.connect(self._say)
        page.model.changed.connect(self.something_done)

    @_connect_page.register
    def _(self, page: ExportPage) -> None:
        page.finished.connect(self._exported)
        page.cancelled.connect(self._back)
        page.model.loaded.connect(self.something_done)

    @_connect_page.register
    def _(self, page: BatchPage) -> None:
        page.closed.connect(self.show_people)

    @_connect_page.register
    def _(self, page: ImportPage) -> None:
        page.finished.connect(self._received)
        page.cancelled.connect(self._back)
        page.stations_requested.connect(self.show_stations)
        page.said.connect(self.say)

    @_connect_page.register
    def _(self, page: CaseloadPage) -> None:
        page.closed.connect(self.show_people)
        page.dossier_requested.connect(self.show_dossier)
        page.undoable.connect(self._say_of_people)
        page.undo_asked.connect(self.people.undo)

    @_connect_page.register
    def _(self, page: ReunionPage) -> None:
        page.finished.connect(self._imported)
        page.cancelled.connect(self._back)

    @_connect_page.register
    def _(self, page: WorkshopPage) -> None:
        page.closed.connect(self.show_people)
        page.said.connect(self.say)
        page.undoable.connect(self._say_of_workshop)

    @_connect_page.register
    def _(self, page: JournalPage) -> None:
        page.dossier_requested.connect(self._open_reference)
        page.closed.connect(self.show_people)

    @_connect_page.register
    def _(self, page: RetentionPage) -> None:
        page.dossier_requested.connect(self.show_dossier)
        page.closed.connect(self.show_people)

    @_connect_page.register
    def _(self, page: RightsPage) -> None:
        page.closed.connect(self._back)
        page.erased.connect(self._erased)

    @_connect_page.register
    def _(self, page: ReferralsPage) -> None:
        page.answer_requested.connect(self.start_answer)
        page.dossier_requested.connect(self.show_dossier)
        page.taken.connect(self._imported)
        page.closed.connect(self.show_people)

    @_connect_page.register
    def _(self, page: AnswerPage) -> None:
        page.closed.connect(self._back)

    @_connect_page.register
    def _(self, page: ReferPage) -> None:
        page.prepared.connect(self._referred)
        page.closed.connect(self._back)

    @_connect_page.register
    def _(self, page: DirectoryPage) -> None:
        page.closed.connect(self.show_people)

    @_connect_page.register
    def _(self, page: AdministrationPage) -> None:
        page.model.loaded.connect(self.something_done)

    @_connect_page.register
    def _(self, page: BackupsPage) -> None:
        page.cancelled.connect(self._back)
        page.restore_requested.connect(self.restore_requested)

    @_connect_page.register
    def _(self, page: PreferencesPage | HelpPage) -> None:
        page.closed.connect(self._return)

    def _give_shortcuts(self) -> None:
        for place in self.places:
            if place.is_open_to(self.desk.vault.account):
                action(self, place.words, place.shortcut, place.go)
        action(self, tr("Points d’accueil connus"), "", self.show_stations)
        self._offer_skill_reference()
        self._all_commands = action(self, tr("Toutes les commandes"), "Ctrl+K", self.show_commands)
        action(self, tr("Verrouiller"), "Ctrl+L", self.lock_requested.emit)
        if self.desk.vault.account.may_somewhere(Operation.ISSUE_PASSPORT):
            action(self, tr("Remettre plusieurs passeports à la fois"), "Ctrl+Shift+M", self.start_batch)
        if self.desk.vault.account.may(Operation.IMPORT_CASELOAD):
            action(self, tr("Importer une liste de personnes (CSV, XLSX)"), "Ctrl+Shift+U", self.start_caseload)

    def _offer_skill_reference(self) -> None:
        if self.desk.vault.account.may(Operation.LOAD_SKILL_TERMS):
            self.skill_reference = SkillReference(self.desk, self.background, self)
            self.skill_reference.said.connect(self._say)
            self.above.add(ProgressRow(self.skill_reference.advance, tr("Chargement du référentiel de compétences")))
            action(self, tr("Charger un référentiel de compétences (ROME, ESCO)…"), "", self.skill_reference.ask)

    def _open_line(self, line: DueItem | AgendaEntry) -> None:
        self.show_dossier(line.beneficiary)

    def _complete_line(self, line: DueItem) -> None:
        self.show_dossier(line.beneficiary)
        self._tasks.run(lambda: line, self.dossier.complete)  # once the dossier is there

    def _say_of_due(self, words: str, undo: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.toast.say(words, tr("Annuler") if undo else "", self.due.undo if undo else None)

    def _say_of_people(self, words: str) -> None:
        self.toast.say(words, tr("Annuler"), self.people.undo)

    def _say_of_workshop(self, words: str) -> None:
        self.toast.say(words, tr("Annuler"), self.workshop.undo)

    def _import_into(self, beneficiary: BeneficiaryId) -> None:
        self.start_import(None, beneficiary)

    def _exported(self, words: str) -> None:
        self._back()
        self.say(words)

    def _imported(self, beneficiary: BeneficiaryId, words: str) -> None:
        self.show_dossier(beneficiary)
        self.say(words, undo=self.desk.editing.can_undo_on(beneficiary))

    def _offer_draft(self, drafts: tuple[NamedDraft, ...]) -> None:
        """Say that an entry waits: the window was closed, or the computer stopped, in the middle of it."""
        waiting = next((one for one in drafts if one.name or one.draft.beneficiary is None), None)
        if waiting is not None:
            self.toast.say(kept(waiting), tr("Reprendre"), partial(self._resume, waiting.draft))

    def _resume(self, draft: Draft) -> None:
        if draft.subject == WORKSHOP:
            self.show_workshop()
        elif draft.subject == PERSON:
            self.add_person()
        elif draft.is_of_a_point:
            self.show_directory()
            self.directory.resume(draft)
        elif draft.beneficiary is not None:
            self.show_dossier(draft.beneficiary)
            self._tasks.run(lambda: draft, self.dossier.drafts.resume)  # once the dossier is there

    def _received(self, beneficiary: BeneficiaryId, words: str) -> None:
        """Show the dossier that a passport came into; when it brought a referral, offer to answer, once."""
        self._imported(beneficiary, words)

        def to_answer() -> tuple[BeneficiaryId, ItemId, str] | None:
            waiting = self.desk.referrals.answerable(self.desk.dossiers.open(beneficiary))
            new = [step.id for step in waiting if step.id not in self._offered]
            return (beneficiary, new[-1], words) if new else None

        self._tasks.run(to_answer, self._offer_answer)

    def _offer_answer(self, waiting: tuple[BeneficiaryId, ItemId, str] | None) -> None:
        if waiting is not None and waiting[0] == self._beneficiary:
            self._offered.add(waiting[1])
            self.start_answer(*waiting)

    def _referred(self, beneficiary: BeneficiaryId, recipient: Recipient | None) -> None:
        if recipient is None:
            self.show_dossier(beneficiary)
            self.say(tr("Orientation préparée."), undo=True)
        else:
            self.start_export(beneficiary, recipient)

    def _open_reference(self, reference: str) -> None:
        self.show_dossier(BeneficiaryId(UUID(reference)))

    def _erased(self, words: str) -> None:
        self.show_people()
        self.say(words)

    def _go_on(self, _done: int, _total: int) -> None:
        if self._stopped:
            raise Cancelled

    def _backup_failed(self, error: PasseportError) -> None:
        self.say(sentence(error))

    def _say(self, words: str, undo: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.say(words, undo=undo)
