"""The pages of the workspace, each made when it is first gone to: all of them at once made the door slow to open."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from passeport.services.desk import Desk
from ui.administration.backups_page import BackupsPage
from ui.administration.page import AdministrationPage
from ui.agenda.calendar_page import CalendarPage
from ui.agenda.due_page import DuePage
from ui.caseload.page import CaseloadPage
from ui.desk.page import DeskPage
from ui.directory.page import DirectoryPage
from ui.dossier.page import DossierPage
from ui.help.page import HelpPage
from ui.journal.page import JournalPage
from ui.merging.page import ReunionPage
from ui.passport.batch_page import BatchPage
from ui.passport.export_page import ExportPage
from ui.passport.import_page import ImportPage
from ui.preferences.page import PreferencesPage
from ui.preferences.preferences import Preferences
from ui.referrals.answer_page import AnswerPage
from ui.referrals.page import ReferralsPage
from ui.referrals.refer_page import ReferPage
from ui.retention.page import RetentionPage
from ui.rights.page import RightsPage
from ui.tasks import Tasks
from ui.today.page import TodayPage
from ui.workshop.page import WorkshopPage

Page = TypeVar("Page", bound=QWidget)


class Pages(QWidget):
    """Holds them in a stack; who inherits connects each to the others as it is made."""

    page_made = Signal(object)
    """The page, before anybody goes to it."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        preferences: Preferences | None,
        fixed_minutes: int | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self._chosen = preferences or Preferences(parent=self)
        self._fixed_minutes = fixed_minutes
        self.background = Tasks(self)  # a backup of a large vault takes seconds, and the search does not wait for it
        self.pages = QStackedWidget()
        self._at_stop: list[Callable[[], object]] = []
        """What each page that was made does when the vault is about to be locked."""

    @cached_property
    def today(self) -> TodayPage:
        """What there is today."""
        return self._put(TodayPage(self.desk, self._tasks))

    @cached_property
    def due(self) -> DuePage:
        """What is to be done."""
        return self._put(DuePage(self.desk, self._tasks))

    @cached_property
    def calendar(self) -> CalendarPage:
        """The agenda."""
        return self._put(CalendarPage(self.desk, self._tasks))

    @cached_property
    def people(self) -> DeskPage:
        """The list of people."""
        return self._put(DeskPage(self.desk, self._tasks))

    @cached_property
    def dossier(self) -> DossierPage:
        """One person."""
        page = self._put(DossierPage(self.desk, self._tasks))
        self._at_stop.append(page.keep_draft)
        return page

    @cached_property
    def exporting(self) -> ExportPage:
        """A passport that leaves."""
        page = self._put(ExportPage(self.desk, self._tasks))
        self._at_stop.append(page.stop)
        return page

    @cached_property
    def handing(self) -> BatchPage:
        """The passports of several people, that leave together."""
        page = self._put(BatchPage(self.desk))
        self._at_stop.append(page.stop)
        return page

    @cached_property
    def importing(self) -> ImportPage:
        """A passport that comes in."""
        page = self._put(ImportPage(self.desk, self._tasks))
        self._at_stop.append(page.stop)
        return page

    @cached_property
    def caseload(self) -> CaseloadPage:
        """A list of people that comes in."""
        page = self._put(CaseloadPage(self.desk))
        self._at_stop.append(page.stop)
        return page

    @cached_property
    def merging(self) -> ReunionPage:
        """Two dossiers of one person."""
        return self._put(ReunionPage(self.desk, self._tasks))

    @cached_property
    def workshop(self) -> WorkshopPage:
        """A workshop."""
        page = self._put(WorkshopPage(self.desk, self._tasks))
        self._at_stop.append(page.keep_draft)
        return page

    @cached_property
    def journal(self) -> JournalPage:
        """The journal."""
        return self._put(JournalPage(self.desk, self._tasks))

    @cached_property
    def retention(self) -> RetentionPage:
        """What ends soon."""
        page = self._put(RetentionPage(self.desk, self._tasks))
        self._at_stop.append(page.model.advance.stop)
        return page

    @cached_property
    def rights(self) -> RightsPage:
        """The rights of a person."""
        return self._put(RightsPage(self.desk, self._tasks))

    @cached_property
    def referrals(self) -> ReferralsPage:
        """The referrals that came in, and the answers to ours."""
        return self._put(ReferralsPage(self.desk, self._tasks))

    @cached_property
    def answering(self) -> AnswerPage:
        """The answer to a referral."""
        return self._put(AnswerPage(self.desk, self._tasks))

    @cached_property
    def referring(self) -> ReferPage:
        """A referral that is prepared."""
        page = self._put(ReferPage(self.desk, self._tasks))
        self._at_stop.append(page.keep_draft)
        return page

    @cached_property
    def directory(self) -> DirectoryPage:
        """The points d'accueil."""
        page = self._put(DirectoryPage(self.desk, self._tasks))
        self._at_stop.append(page.keep_draft)
        return page

    @cached_property
    def accounts(self) -> AdministrationPage:
        """The accounts and the keys."""
        page = self._put(AdministrationPage(self.desk, self._tasks))
        self._at_stop.append(page.model.stop)
        return page

    @cached_property
    def backups(self) -> BackupsPage:
        """The backups."""
        return self._put(BackupsPage(self.desk, self.background))

    @cached_property
    def preferences(self) -> PreferencesPage:
        """The colours, the size of the letters and the like."""
        return self._put(PreferencesPage(self._chosen, self._fixed_minutes))

    @cached_property
    def help(self) -> HelpPage:
        """The guide."""
        return self._put(HelpPage(self.desk.vault.schema))

    def _put(self, page: Page) -> Page:
        self.pages.addWidget(page)
        self.page_made.emit(page)
        return page
