"""The command line under test."""

import pytest

from passeport import wiring
from passeport.cli.application import run
from passeport.services.accounts import Accounts
from tests import vaults
from tests.cli.command import Answer, Command


@pytest.fixture
def passeport(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command with the passphrase of the tests, and vaults whose keys are derived cheaply."""
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    monkeypatch.setattr(wiring, "accounts", lambda: Accounts(vaults.keeper()))

    def command(*arguments: object) -> Answer:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command
