"""R07: what each role may ask for, said once and in full."""

import pytest

from passeport.domain.account import Account, Operation, Role
from passeport.domain.errors import NotAllowed
from tests.people import AUTHOR, MISSION_LOCALE

DOSSIERS = "READ_DOSSIER WRITE_DOSSIER ISSUE_PASSPORT IMPORT_PASSPORT"
MAY = {
    Role.CONSEILLER: DOSSIERS,
    Role.ADMINISTRATOR: f"{DOSSIERS} MANAGE_ACCOUNTS",
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
