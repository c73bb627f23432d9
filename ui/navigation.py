"""The ways through the workspace: from anywhere to each page, and back."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from passeport.domain.account import Operation
from passeport.domain.agreement import Recipient
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.language.catalogue import tr
from passeport.services.desk import Desk
from ui.administration.backups_page import BackupsPage
from ui.administration.page import AdministrationPage
from ui.agenda.calendar_page import CalendarPage
from ui.agenda.due_page import DuePage
from ui.desk.page import DeskPage
from ui.directory.page import DirectoryPage
from ui.help.guide import Topic
from ui.help.page import HelpPage
from ui.help.targets import topic_of
from ui.journal.page import JournalPage
from ui.pages import Pages
from ui.passport.import_page import ImportPage
from ui.passport.known_stations import KnownStations
from ui.places import Place
from ui.preferences.page import PreferencesPage
from ui.preferences.preferences import Preferences
from ui.rail import Rail
from ui.referrals.page import ANSWER_SUFFIX, ReferralsPage
from ui.retention.page import RetentionPage
from ui.tasks import Tasks
from ui.today.page import TodayPage
from ui.widgets.toast import Toast
from ui.workshop.page import WorkshopPage

_NOT_NOW = tr("Un enregistrement est en cours. Rouvrez ce fichier une fois qu’il est terminé.")


class Navigation(Pages):
    """Shows one page at a time, and marks where one is."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        preferences: Preferences | None = None,
        fixed_minutes: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, tasks, preferences, fixed_minutes, parent)
        self._beneficiary: BeneficiaryId | None = None
        self.places = self._places()
        self.rail = Rail(desk.vault.account, self.places)
        self.toast = Toast(self)
        self.page_made.connect(self._name)
        self._before: QWidget | None = None
        """The page to come back to from the preferences or the help."""

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

    def add_person(self) -> None:
        """Open a dossier."""
        self.show_people()
        self.people.add_person()

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
        self.read_guide(current.topic if isinstance(current, HelpPage) else topic_of(inside))

    def read_guide(self, topic: Topic | None) -> None:
        """Show a section of the guide."""
        self._leave_for(self.help)
        self.help.show_topic(topic)

    def show_preferences(self, choice: str = "") -> None:
        """Choose the colours, the size of the letters…; the page that was there stays as it is."""
        self._leave_for(self.preferences)
        self.preferences.begin(choice)

    def say(self, words: str, *, undo: bool = False) -> None:
        """Show a word at the foot of the window, with a way to undo."""
        self.toast.say(words, tr("Annuler") if undo else "", self.dossier.undo if undo else None)

    def _places(self) -> tuple[Place, ...]:
        """Return what the navigation lists, in its order."""
        writing = Operation.WRITE_DOSSIER
        return (
            Place(TodayPage, tr("Aujourd’hui"), "home", "Alt+Home", self.show_today),
            Place(DeskPage, tr("Bénéficiaires"), "people", "Alt+1", self.show_people),
            Place(DuePage, tr("À faire"), "check", "Alt+2", self.show_due),
            Place(CalendarPage, tr("Agenda"), "calendar", "Alt+3", self.show_calendar),
            Place(ImportPage, tr("Recevoir un passeport"), "import", "Ctrl+O", self._import_any),
            Place(WorkshopPage, tr("Atelier collectif"), "workshop", "Ctrl+G", self.show_workshop, writing),
            Place(ReferralsPage, tr("Orientations"), "referral", "Alt+4", self.show_referrals),
            Place(DirectoryPage, tr("Annuaire"), "building", "Alt+5", self.show_directory),
            Place(HelpPage, tr("Aide"), "help", "F1", self.show_help),
            Place(JournalPage, tr("Journal"), "history", "Alt+8", self.show_journal, Operation.READ_JOURNAL),
            Place(RetentionPage, tr("Conservation"), "clock", "Alt+9", self.show_retention, Operation.PLAN_RETENTION),
            Place(BackupsPage, tr("Sauvegardes"), "save", "Alt+6", self.show_backups),
            Place(AdministrationPage, tr("Comptes et clés"), "shield", "Alt+7", self.show_accounts),
            Place(PreferencesPage, tr("Préférences"), "settings", "Ctrl+,", self.show_preferences),
        )

    def _import_any(self) -> None:
        if self.pages.currentWidget() is self.importing:
            self.importing.choose_file()
        else:
            self.start_import()

    def _leave_for(self, page: QWidget) -> None:
        """Show a page from which one comes back to this one as it was."""
        current = self.pages.currentWidget()
        if current is not None and not isinstance(current, PreferencesPage | HelpPage):
            self._before = current
        self._show(page)

    def _return(self) -> None:
        before = self._before or self.today
        self._show(before)
        before.setFocus()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.toast.hide()  # what it offers to undo is no longer in sight
        self.rail.show_place(page, self.people)

    def _back(self) -> None:
        if self._beneficiary is None:
            self.show_people()
        else:
            self.show_dossier(self._beneficiary)

    def _name(self, page: QWidget) -> None:
        """Name a page as its place, for who listens to where the keyboard came."""
        words = next((place.words for place in self.places if isinstance(page, place.page)), "")
        if words:
            page.setAccessibleName(words)
