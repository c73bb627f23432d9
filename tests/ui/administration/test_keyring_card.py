"""The keyring of the system, from the window: off until it is asked for, taken back, absent with a reason."""

import dataclasses

import keyring
import pytest
from keyring.backends import fail
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests import vaults
from tests.keyrings import InMemory, in_memory
from ui.administration.keyring_card import KeyringCard
from ui.administration.page import AdministrationPage
from ui.tasks import Tasks


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    return in_memory(monkeypatch)


def card_of(desk: Desk, tasks: Tasks, qtbot: QtBot) -> KeyringCard:
    page = AdministrationPage(desk, tasks)
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(lambda: page.keyring.words.text() != "")
    return page.keyring


def test_it_is_off_until_it_is_asked_for_and_is_taken_back(
    here: Desk, tasks: Tasks, backend: InMemory, qtbot: QtBot
) -> None:
    card = card_of(here, tasks, qtbot)
    assert backend.kept == {}
    assert card.allow.isVisible()
    assert not card.withdraw.isVisible()
    card.allow.click()  # with nothing typed
    assert backend.kept == {}
    assert "phrase de passe" in card.field.error
    card.passphrase.setText("ce n’est pas la bonne")
    card.allow.click()
    qtbot.waitUntil(lambda: card.banner.words.text() != "")
    qtbot.waitUntil(card.isEnabled)
    assert backend.kept == {}
    card.passphrase.setText(vaults.PASSPHRASE)
    card.allow.click()
    qtbot.waitUntil(card.withdraw.isVisible)
    assert not card.allow.isVisible()
    assert not card.field.isVisible()
    assert card.passphrase.text() == ""
    assert len(backend.kept) == 1
    assert vaults.PASSPHRASE not in str(backend.kept)
    account = here.vault.account.name
    assert wiring.accounts().keeper.information(here.vault.path).by_keyring == (account,)  # what the door offers
    card.withdraw.click()
    qtbot.waitUntil(card.allow.isVisible)
    assert backend.kept == {}
    assert wiring.accounts().keeper.information(here.vault.path).by_keyring == ()
    with here.vault.unit_of_work() as work:
        noted = [line.operation for line in work.journal.entries(2)]
    assert noted == [JournalOperation.KEYRING_FORGOTTEN, JournalOperation.KEYRING_ALLOWED]


def test_without_a_keyring_there_is_a_sentence_and_no_control(
    here: Desk, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    card = card_of(here, tasks, qtbot)
    assert "n’a pas de trousseau" in card.words.text()
    for part in (card.allow, card.withdraw, card.field):
        assert not part.isVisible()


def test_where_it_is_fixed_for_the_computer_that_is_said(
    here: Desk, tasks: Tasks, backend: InMemory, qtbot: QtBot
) -> None:
    fixed = dataclasses.replace(here, keyring=dataclasses.replace(here.keyring, keyring=None))
    card = card_of(fixed, tasks, qtbot)
    assert "trousseau" in card.words.text()
    assert "service informatique" in card.words.text()
    assert not card.allow.isVisible()
    assert backend.kept == {}
