"""The window once the vault is open: the navigation and the pages, and the way from one to the other."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

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
from ui.administration.backups_page import BackupsPage
from ui.administration.page import AdministrationPage
from ui.administration.skill_reference import SkillReference
from ui.agenda.calendar_page import CalendarPage
from ui.agenda.due_page import DuePage
from ui.caseload.page import CaseloadPage
from ui.commands import CommandPalette
from ui.desk.page import DeskPage
from ui.directory.page import DirectoryPage
from ui.dossier.page import DossierPage
from ui.dropped import LISTS, file_of
from ui.entry.draft_offer import kept
from ui.help.guide import Topic
from ui.help.page import HelpPage
from ui.help.targets import topic_of
from ui.journal.page import JournalPage
from ui.merging.page import ReunionPage
from ui.passport.batch_page import BatchPage
from ui.passport.export_page import ExportPage
from ui.passport.import_page import ImportPage
from ui.passport.known_stations import KnownStations
from ui.places import Place
from ui.preferences.page import PreferencesPage
from ui.preferences.preferences import Preferences
from ui.rail import Rail
from ui.referrals.answer_page import AnswerPage
from ui.referrals.page import ANSWER_SUFFIX, ReferralsPage
from ui.referrals.refer_page import ReferPage
from ui.remembered import Remembered
from ui.retention.page import RetentionPage
from ui.rights.page import RightsPage
from ui.tasks import Tasks
from ui.today.page import TodayPage
from ui.welcome.above import Above, Ways
from ui.widgets.buttons import action
from ui.widgets.progress import ProgressRow
from ui.widgets.toast import Toast
from ui.workshop.page import WorkshopPage

_NOT_NOW = tr("Un enregistrement est en cours. Rouvrez ce fichier une fois qu’il est terminé.")


class Workspace(QWidget):
    """One page at a time; a page is told what to show and says where to go next."""

    lock_requested = Signal()
    restore_requested = Signal(object, str)
    """The `Backup` to put in the place of this vault, and a passphrase of its moment."""
    _before: QWidget
    """The page to come back to from the preferences or the help."""

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
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.desk = desk
        self._tasks = tasks
        self._beneficiary: BeneficiaryId | None = None
        self._offered: set[ItemId] = set()
        self.today = TodayPage(desk, tasks)
        self.due = DuePage(desk, tasks)
        self.calendar = CalendarPage(desk, tasks)
        self.people = DeskPage(desk, tasks)
        self.dossier = DossierPage(desk, tasks)
        self.exporting = ExportPage(desk, tasks)
        self.handing = BatchPage(desk)
        self.importing = ImportPage(desk, tasks)
        self.caseload = CaseloadPage(desk)
        self.merging = ReunionPage(desk, tasks)
        self.workshop = WorkshopPage(desk, tasks)
        self.journal = JournalPage(desk, tasks)
        self.retention = RetentionPage(desk, tasks)
        self.rights = RightsPage(desk, tasks)
        self.referrals = ReferralsPage(desk, tasks)
        self.answering = AnswerPage(desk, tasks)
        self.referring = ReferPage(desk, tasks)
        self.directory = DirectoryPage(desk, tasks)
        self.pages = QStackedWidget()
        self.accounts = AdministrationPage(desk, tasks)
        self.background = Tasks(self)  # a backup of a large vault takes seconds, and the search does not wait for it
        self._stopped = False
        self.backups = BackupsPage(desk, self.background)
        self.preferences = PreferencesPage(preferences or Preferences(parent=self), fixed_minutes)
        self.help = HelpPage(desk.vault.schema)
        self.places = self._places()
        self.rail = Rail(desk.vault.account, self.places)
        for page in (
            *(place.page for place in self.places),
            self.answering,
            self.referring,
            self.dossier,
            self.exporting,
            self.handing,
            self.caseload,
            self.merging,
            self.rights,
        ):
            self.pages.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self.above = self._above(remembered or Remembered())
        row.addLayout(self.above.over(self.pages), 1)
        self.toast = Toast(self)
        self._connect()
        tasks.run(desk.journal.tidy)
        tasks.run(desk.rights.finish_erasing)
        tasks.run(desk.assignments.settle)
        self.show_people()
        self.show_today()
        if desk.vault.account.may(Operation.WRITE_DOSSIER):
            tasks.run(desk.drafts.all, self._offer_draft)

    def show_today(self) -> None:
        """Go to the first page."""
        self._beneficiary = None
        self._show(self.today)
        self.today.refresh()
        self.today.begin()

    def show_due(self) -> None:
        """See what is to be done."""
        self._beneficiary = None
        self._show(self.due)
        self.due.refresh()
        self.due.begin()

    def show_calendar(self) -> None:
        """See the agenda."""
        self._beneficiary = None
        self._show(self.calendar)
        self.calendar.refresh()
        self.calendar.begin()

    def search_people(self, typed: str) -> None:
        """Go on in the list of people with what was begun on the first page."""
        self.show_people()
        self.people.search.setText(typed)
        self.people.search.end(False)  # noqa: FBT003 - Qt's name for « without selecting »

    def show_people(self) -> None:
        """Go to the list."""
        self._beneficiary = None
        self._show(self.people)
        self.people.refresh()
        self.people.begin()

    def show_dossier(self, beneficiary: BeneficiaryId) -> None:
        """Open a dossier."""
        self._beneficiary = beneficiary
        self._show(self.dossier)
        self.dossier.show_dossier(beneficiary)
        focused = QApplication.focusWidget()
        if focused is None or not self.dossier.isAncestorOf(focused):  # its keys are those of where the focus is
            self.dossier.header.entry.setFocus()

    def start_export(self, beneficiary: BeneficiaryId, recipient: Recipient | None = None) -> None:
        """Prepare a passport that leaves."""
        self._beneficiary = beneficiary
        self._show(self.exporting)
        self.exporting.start(beneficiary, recipient)

    def start_batch(self, only: frozenset[BeneficiaryId] | None = None) -> None:
        """Hand over the passports of several people, or of everybody, to a recipient whom they agreed to."""
        self._beneficiary = None
        self._show(self.handing)
        self.handing.start(only)

    def start_referral(self, beneficiary: BeneficiaryId) -> None:
        """Send a person on to the right door."""
        self._beneficiary = beneficiary
        self._show(self.referring)
        self.referring.start(beneficiary)

    def start_answer(self, beneficiary: BeneficiaryId, step: ItemId, words: str = "") -> None:
        """Answer a referral that came in; `words` say what was done just before."""
        self._beneficiary = beneficiary
        self._show(self.answering)
        self.answering.start(beneficiary, step, words)

    def show_referrals(self) -> None:
        """Take an answer, see what waits for ours."""
        self._beneficiary = None
        self._show(self.referrals)
        self.referrals.start()

    def show_directory(self) -> None:
        """Go to the directory of points d'accueil."""
        self._beneficiary = None
        self._show(self.directory)
        self.directory.start()

    def start_import(self, path: Path | None = None, beneficiary: BeneficiaryId | None = None) -> None:
        """Read a passport that comes in, for anybody or for one person."""
        self._beneficiary = beneficiary
        self._show(self.importing)
        self.importing.start(path, beneficiary)

    def start_caseload(self, path: Path | None = None) -> None:
        """Bring a list of people in, from a spreadsheet."""
        self._beneficiary = None
        self._show(self.caseload)
        self.caseload.start(path)

    def open_file(self, path: Path) -> None:
        """Read a file that was opened with the application: the answer to a referral, else a passport."""
        if self.importing.is_at_work:
            self.say(_NOT_NOW)
        elif path.name.lower().endswith(ANSWER_SUFFIX):
            self.show_referrals()
            self.referrals.read_file(path)
        else:
            self.start_import(path)

    def start_reunion(self, beneficiary: BeneficiaryId) -> None:
        """Look for another dossier of the same person."""
        self._beneficiary = beneficiary
        self._show(self.merging)
        self.merging.start(beneficiary)

    def show_stations(self) -> None:
        """Show the points d'accueil whose signature is trusted here."""
        dialog = KnownStations(self.desk, self._tasks, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_workshop(self) -> None:
        """Enter a workshop: one step for each of those who came."""
        self._beneficiary = None
        self._show(self.workshop)
        self.workshop.start()

    def show_journal(self) -> None:
        """Look through the journal."""
        self._beneficiary = None
        self._show(self.journal)
        self.journal.refresh()
        self.journal.begin()

    def show_retention(self) -> None:
        """See what ends soon."""
        self._beneficiary = None
        self._show(self.retention)
        self.retention.refresh()

    def show_rights(self, beneficiary: BeneficiaryId) -> None:
        """Show the rights of a person."""
        self._beneficiary = beneficiary
        self._show(self.rights)
        self.rights.show_person(beneficiary)

    def show_backups(self) -> None:
        """See the backups, make one, restore one."""
        self._beneficiary = None
        self._show(self.backups)
        self.backups.start()

    def back_up_for_the_day(self) -> None:
        """Make the first backup of the day, beside the work."""
        self.background.run(lambda: self.desk.backups.at_opening(self._go_on), failed=self._backup_failed)

    def stop(self) -> None:
        """Give up what is under way at its next safe point: the vault is about to be locked, and waits behind it."""
        self.accounts.model.stop()
        self.retention.model.advance.stop()
        self.importing.stop()
        self.exporting.stop()
        self.handing.stop()
        self.caseload.stop()
        self._stopped = True
        self.dossier.keep_draft()
        self.workshop.keep_draft()
        self.referring.keep_draft()
        self.background.close()

    def show_accounts(self) -> None:
        """Go to the accounts and the keys."""
        self._beneficiary = None
        self._show(self.accounts)
        self.accounts.start()

    def show_help(self) -> None:
        """Show what the guide says of the page that is here; that one stays as it is."""
        here = QApplication.focusWidget()
        current = self.pages.currentWidget()
        inside = here if here is not None and current is not None and current.isAncestorOf(here) else current
        self.read_guide(self.help.topic if current is self.help else topic_of(inside))

    def read_guide(self, topic: Topic | None) -> None:
        """Show a section of the guide."""
        self._leave_for(self.help)
        self.help.show_topic(topic)

    def show_preferences(self, choice: str = "") -> None:
        """Choose the colours, the size of the letters…; the page that was there stays as it is."""
        self._leave_for(self.preferences)
        self.preferences.begin(choice)

    def show_commands(self) -> None:
        """Show everything that can be done here."""
        current = self.pages.currentWidget()
        nearest: list[QAction] = [*(current.actions() if current is not None else ()), *self.actions()]
        more = self.dossier.commands() if current is self.dossier else ()
        palette = CommandPalette(nearest, self.desk, self._tasks, self, more)
        palette.person_chosen.connect(self.show_dossier)
        palette.open()

    def say(self, words: str, *, undo: bool = False) -> None:
        """Show a word at the foot of the window, with a way to undo."""
        self.toast.say(words, tr("Annuler") if undo else "", self.dossier.undo if undo else None)

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

    def _places(self) -> tuple[Place, ...]:
        """Return what the navigation lists, in its order."""
        writing = Operation.WRITE_DOSSIER
        return (
            Place(self.today, tr("Aujourd’hui"), "home", "Alt+Home", self.show_today),
            Place(self.people, tr("Bénéficiaires"), "people", "Alt+1", self.show_people),
            Place(self.due, tr("À faire"), "check", "Alt+2", self.show_due),
            Place(self.calendar, tr("Agenda"), "calendar", "Alt+3", self.show_calendar),
            Place(self.importing, tr("Recevoir un passeport"), "import", "Ctrl+O", self._import_any),
            Place(self.workshop, tr("Atelier collectif"), "workshop", "Ctrl+G", self.show_workshop, writing),
            Place(self.referrals, tr("Orientations"), "referral", "Alt+4", self.show_referrals),
            Place(self.directory, tr("Annuaire"), "building", "Alt+5", self.show_directory),
            Place(self.help, tr("Aide"), "help", "F1", self.show_help),
            Place(self.journal, tr("Journal"), "history", "Alt+8", self.show_journal, Operation.READ_JOURNAL),
            Place(self.retention, tr("Conservation"), "clock", "Alt+9", self.show_retention, Operation.PLAN_RETENTION),
            Place(self.backups, tr("Sauvegardes"), "save", "Alt+6", self.show_backups),
            Place(self.accounts, tr("Comptes et clés"), "shield", "Alt+7", self.show_accounts),
            Place(self.preferences, tr("Préférences"), "settings", "Ctrl+,", self.show_preferences),
        )

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
                self.accounts.model.loaded,
                self.people.people.changed,
                self.dossier.model.changed,
                self.exporting.model.loaded,
            ),
        )
        return Above(self.desk, self._tasks, remembered, ways, self)

    def _show_keys(self) -> None:
        self.show_accounts()
        self.accounts.issue.setFocus()

    def _start_entry(self, beneficiary: BeneficiaryId) -> None:
        self.show_dossier(beneficiary)
        self.dossier.start_entry()

    def _leave_for(self, page: QWidget) -> None:
        """Show a page from which one comes back to this one as it was."""
        current = self.pages.currentWidget()
        if current is not None and current not in (self.preferences, self.help):
            self._before = current
        self._show(page)

    def _return(self) -> None:
        self._show(self._before)
        self._before.setFocus()

    def _connect(self) -> None:
        self.backups.cancelled.connect(self._back)
        self.backups.restore_requested.connect(self.restore_requested)
        self.rail.commands_requested.connect(self.show_commands)
        self.rail.lock_requested.connect(self.lock_requested)
        self.people.chosen.connect(self.show_dossier)
        self.people.import_requested.connect(self._import_any)
        self._connect_day()
        self._connect_caseload()
        self.dossier.export_requested.connect(self.start_export)
        self.dossier.import_requested.connect(self._import_into)
        self.dossier.reunion_requested.connect(self.start_reunion)
        self.dossier.closed.connect(self.show_people)
        self.dossier.said.connect(self._say)
        self.workshop.closed.connect(self.show_people)
        self.workshop.said.connect(self.say)
        self.workshop.undoable.connect(self._say_of_workshop)
        self.exporting.finished.connect(self._exported)
        self.exporting.cancelled.connect(self._back)
        self.importing.finished.connect(self._received)
        self.referrals.answer_requested.connect(self.start_answer)
        self.referrals.dossier_requested.connect(self.show_dossier)
        self.referrals.taken.connect(self._imported)
        self.referrals.closed.connect(self.show_people)
        self.answering.closed.connect(self._back)
        self.referring.prepared.connect(self._referred)
        self.referring.closed.connect(self._back)
        self.directory.closed.connect(self.show_people)
        self.dossier.referral_requested.connect(self.start_referral)
        self.dossier.answer_requested.connect(self.start_answer)
        self.importing.cancelled.connect(self._back)
        self.importing.stations_requested.connect(self.show_stations)
        self.importing.said.connect(self.say)
        self.merging.finished.connect(self._imported)
        self.merging.cancelled.connect(self._back)
        self.journal.dossier_requested.connect(self._open_reference)
        self.journal.closed.connect(self.show_people)
        self.retention.dossier_requested.connect(self.show_dossier)
        self.retention.closed.connect(self.show_people)
        self.dossier.rights_requested.connect(self.show_rights)
        self.rights.closed.connect(self._back)
        self.rights.erased.connect(self._erased)
        for place in self.places:
            if place.is_open_to(self.desk.vault.account):
                action(self, place.words, place.shortcut, place.go)
        action(self, tr("Points d’accueil connus"), "", self.show_stations)
        self._offer_skill_reference()
        action(self, tr("Toutes les commandes"), "Ctrl+K", self.show_commands)
        action(self, tr("Verrouiller"), "Ctrl+L", self.lock_requested.emit)

    def _offer_skill_reference(self) -> None:
        if self.desk.vault.account.may(Operation.LOAD_SKILL_TERMS):
            self.skill_reference = SkillReference(self.desk, self.background, self)
            self.skill_reference.said.connect(self._say)
            self.above.add(ProgressRow(self.skill_reference.advance, tr("Chargement du référentiel de compétences")))
            action(self, tr("Charger un référentiel de compétences (ROME, ESCO)…"), "", self.skill_reference.ask)

    def _connect_day(self) -> None:
        self._before = self.today
        self.preferences.closed.connect(self._return)
        self.help.closed.connect(self._return)
        self.people.said.connect(self.say)
        self.people.undoable.connect(self._say_of_people)
        self.today.searched.connect(self.search_people)
        self.today.chosen.connect(self.show_dossier)
        self.today.line_opened.connect(self._open_line)
        self.today.due_requested.connect(self.show_due)
        self.today.agenda_requested.connect(self.show_calendar)
        self.today.import_requested.connect(self._import_any)
        self.today.person_requested.connect(self.add_person)
        self.due.opened.connect(self._open_line)
        self.due.completed.connect(self._complete_line)
        self.due.said.connect(self._say_of_due)
        self.calendar.opened.connect(self._open_line)
        self.calendar.said.connect(self._say)

    def _connect_caseload(self) -> None:
        self.people.list_requested.connect(self.start_caseload)
        self.caseload.closed.connect(self.show_people)
        self.caseload.dossier_requested.connect(self.show_dossier)
        self.caseload.undoable.connect(self._say_of_people)
        self.caseload.undo_asked.connect(self.people.undo)
        self.handing.closed.connect(self.show_people)
        if self.desk.vault.account.may(Operation.ISSUE_PASSPORT):
            action(self, tr("Remettre plusieurs passeports à la fois"), "Ctrl+Shift+M", self.start_batch)
        if self.desk.vault.account.may(Operation.IMPORT_CASELOAD):
            action(self, tr("Importer une liste de personnes (CSV, XLSX)"), "Ctrl+Shift+U", self.start_caseload)

    def add_person(self) -> None:
        """Open a dossier."""
        self.show_people()
        self.people.add_person()

    def _open_line(self, line: DueItem | AgendaEntry) -> None:
        self.show_dossier(line.beneficiary)

    def _complete_line(self, line: DueItem) -> None:
        self.show_dossier(line.beneficiary)
        self._tasks.run(lambda: line, self.dossier.complete)  # once the dossier is there

    def _say_of_due(self, words: str, undo: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.toast.say(words, tr("Annuler") if undo else "", self.due.undo if undo else None)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.toast.hide()  # what it offers to undo is no longer in sight
        self.rail.show_place(page, self.people)

    def _say_of_people(self, words: str) -> None:
        self.toast.say(words, tr("Annuler"), self.people.undo)

    def _say_of_workshop(self, words: str) -> None:
        self.toast.say(words, tr("Annuler"), self.workshop.undo)

    def _import_any(self) -> None:
        self.start_import()

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

    def _back(self) -> None:
        if self._beneficiary is None:
            self.show_people()
        else:
            self.show_dossier(self._beneficiary)

    def _say(self, words: str, undo: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.say(words, undo=undo)
