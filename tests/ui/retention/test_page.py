"""The page of retention: looking erases nothing, applying asks first, other delays say why."""

import datetime as dt
import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from passeport.domain.account import Role
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.retention import Ending, RetentionPolicy
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.desk import Desk
from passeport.services.rights_of_persons import Erasure, RightsOfPersons
from storage.open_vault import SqlcipherVault
from tests import people, vaults
from tests.ui.conftest import unnamed
from ui.retention.dialogs import ApplyDialog, PolicyDialog
from ui.retention.page import RetentionPage
from ui.tasks import Tasks


@pytest.fixture
def old(here: Desk) -> BeneficiaryId:
    person = Beneficiary(
        id=BeneficiaryId(people.identifier("old")),
        identity=Identity(given_names="Ancien", family_name="Fictif"),
        referent=here.vault.account.id,
        opened_on=here.clock.today() - dt.timedelta(days=900),
    )
    return here.editing.create(Dossier(beneficiary=person)).beneficiary.id


def opened(qtbot: QtBot, here: Desk, tasks: Tasks) -> RetentionPage:
    page = RetentionPage(here, tasks)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.model.changed):
        page.refresh()
    return page


def test_looking_erases_nothing(qtbot: QtBot, here: Desk, tasks: Tasks, old: BeneficiaryId) -> None:
    page = opened(qtbot, here, tasks)
    assert page.model.plan is not None
    assert [dossier.beneficiary for dossier in page.model.plan.dossiers] == [old]
    assert here.dossiers.count() == 1
    assert unnamed(page) == []


def test_applying_asks_first_then_leaves_minutes(qtbot: QtBot, here: Desk, tasks: Tasks, old: BeneficiaryId) -> None:
    page = opened(qtbot, here, tasks)
    page.apply.click()
    dialog = page.findChild(ApplyDialog)
    assert isinstance(dialog, ApplyDialog)
    assert here.dossiers.open(old)
    with qtbot.waitSignals([page.model.said, page.model.changed]):
        dialog.go.click()
    assert here.dossiers.count() == 0
    assert len(page.model.minutes) == 1
    assert not page.apply.isEnabled()


def test_a_run_is_seen_and_stopped_between_two_dossiers(
    qtbot: QtBot, here: Desk, tasks: Tasks, old: BeneficiaryId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second erasure waits until somebody has pressed the button."""
    other = people.ada().beneficiary.evolve(
        id=people.identifier("other"), referent=here.vault.account.id, opened_on=dt.date(2020, 1, 1)
    )
    here.editing.create(Dossier(beneficiary=other))
    page = opened(qtbot, here, tasks)
    begun, pressed = threading.Event(), threading.Event()
    seen: list[int] = []
    page.model.advance.progressed.connect(seen.append)
    honest = RightsOfPersons.erased

    def erased(self: RightsOfPersons, *rest: Any) -> Erasure:
        done = honest(self, *rest)
        begun.set()
        assert pressed.wait(10)
        return done

    monkeypatch.setattr(RightsOfPersons, "erased", erased)
    page.apply.click()
    dialog = page.findChild(ApplyDialog)
    assert isinstance(dialog, ApplyDialog)
    dialog.go.click()
    qtbot.waitUntil(begun.is_set)
    assert page.progress.isVisible()
    assert not page.apply.isEnabled()
    assert page.focusWidget() is page.progress.stop
    assert unnamed(page) == []
    page.progress.stop.click()
    with qtbot.waitSignals([page.model.said, page.model.changed]):
        pressed.set()
    assert "Arrêté" in page.banner.words.text()
    assert not page.progress.isVisible()
    left = [found.id for found in here.dossiers.page()]
    assert left == [old]  # the other one's end came first
    assert len(page.model.minutes) == 1
    assert page.apply.isEnabled()
    assert seen[0] == 0
    assert seen[-1] == 100


def test_a_run_may_anonymise(qtbot: QtBot, here: Desk, tasks: Tasks, old: BeneficiaryId) -> None:
    page = opened(qtbot, here, tasks)
    page.apply.click()
    dialog = page.findChild(ApplyDialog)
    assert isinstance(dialog, ApplyDialog)
    assert dialog.ending is Ending.PURGE
    dialog.ending_field.code = Ending.ANONYMISE.value
    with qtbot.waitSignals([page.model.said, page.model.changed]):
        dialog.go.click()
    assert "1 dossier anonymisé" in page.banner.words.text().replace("\u00a0", " ")
    assert old not in {found.id for found in here.dossiers.page()}
    assert page.model.minutes[0].ending is Ending.ANONYMISE
    with here.vault.unit_of_work() as work:
        assert len(work.retention.anonymous()) == 1


def test_nothing_due_is_said(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, Role.CONSEILLER)
    page = opened(qtbot, here, tasks)
    assert not page.apply.isEnabled()
    assert not page.change.isVisible()


def test_other_delays_say_why(qtbot: QtBot, here: Desk, tasks: Tasks) -> None:
    assert isinstance(here.vault, SqlcipherVault)
    vaults.as_account(here.vault, ADMINISTRATOR)
    page = opened(qtbot, here, tasks)
    page.change.click()
    dialog = page.findChild(PolicyDialog)
    assert isinstance(dialog, PolicyDialog)
    dialog.months.setValue(12)
    dialog._accept()
    assert dialog.reason_field.error
    dialog.reason.setText("Délibération du conseil")
    dialog.ending.code = Ending.ANONYMISE.value
    with qtbot.waitSignal(page.model.said):
        dialog._accept()
    qtbot.waitUntil(lambda: tasks.is_idle)
    wanted = RetentionPolicy(months=12, attachment_months=6, reason="Délibération du conseil", ending=Ending.ANONYMISE)
    assert here.retention.policy() == wanted
