"""R07: what each role may ask for, said once and in full."""

import pytest

from passeport.domain.account import Account, Operation, Role
from passeport.domain.errors import NotAllowed
from tests.people import AUTHOR, MISSION_LOCALE

DOSSIERS = "READ_DOSSIER WRITE_DOSSIER ISSUE_PASSPORT IMPORT_PASSPORT"
MAY = {
    Role.CONSEILLER: DOSSIERS,
    Role.SUPERVISOR: "READ_STATISTICS",
}


@pytest.mark.parametrize("operation", Operation, ids=lambda operation: operation.value)
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_role_may_what_it_is_for_and_nothing_else(role: Role, operation: Operation) -> None:
    account = Account(id=AUTHOR, name="Camille Conseiller-Fictif", role=role, station=MISSION_LOCALE)
    if operation.value in MAY[role].split():
        account.require(operation)
    else:
        with pytest.raises(NotAllowed) as refused:
            account.require(operation)
        assert refused.value.parameters == {"operation": operation.value}
        assert refused.value.exit_code == 4


@pytest.mark.parametrize("operation", Operation, ids=lambda operation: operation.value)
def test_an_administrator_is_a_conseiller_who_manages_accounts_too(operation: Operation) -> None:
    account = Account(
        id=AUTHOR, name="Camille Conseiller-Fictif", role=Role.CONSEILLER, station=MISSION_LOCALE, administrator=True
    )
    assert account.may(operation) == (operation.value in f"{DOSSIERS} MANAGE_ACCOUNTS".split())


def test_a_supervisor_is_no_administrator() -> None:
    with pytest.raises(ValueError, match="only a conseiller"):
        Account(id=AUTHOR, name="Sacha", role=Role.SUPERVISOR, station=MISSION_LOCALE, administrator=True)
