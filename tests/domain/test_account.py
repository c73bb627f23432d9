"""R07: what each account may ask for on some dossier or on none, said once and in full."""

import pytest

from passeport.domain.account import Account, Operation, Role
from passeport.domain.errors import NotAllowed
from passeport.domain.rights import Whose, allows_somewhere
from tests.people import AUTHOR, MISSION_LOCALE

DOSSIERS = (
    "READ_DOSSIER WRITE_DOSSIER ISSUE_PASSPORT IMPORT_PASSPORT WITHDRAW_AGREEMENT RECORD_REQUEST COPY_FOR_PERSON "
    "ARCHIVE_DOSSIER ERASE_DOSSIER PLAN_RETENTION READ_JOURNAL READ_DIAGNOSTIC "
    "REASSIGN_DOSSIER MANAGE_DIRECTORY IMPORT_CASELOAD EXPORT_LIST EXPORT_AGENDA EXPORT_ATTACHMENT "
    "MAKE_BACKUP PREVIEW_BACKUP RESTORE_UNUSABLE"
)
MAY = {
    (Role.CONSEILLER, False): DOSSIERS,
    (Role.CONSEILLER, True): (
        f"{DOSSIERS} SET_RETENTION MANAGE_ACCOUNTS SET_REMINDERS LOAD_SKILL_TERMS SET_BACKUP_PLACE RESTORE_BACKUP"
    ),
    (Role.SUPERVISOR, False): "READ_STATISTICS READ_DIAGNOSTIC",
}


@pytest.mark.parametrize("operation", Operation, ids=lambda operation: operation.value)
@pytest.mark.parametrize(("role", "administrator"), MAY)
def test_an_account_may_what_it_is_for_and_nothing_else(
    role: Role, operation: Operation, *, administrator: bool
) -> None:
    account = Account(
        id=AUTHOR, name="Camille Conseiller-Fictif", role=role, station=MISSION_LOCALE, administrator=administrator
    )
    wanted = operation.value in MAY[role, administrator].split()
    assert any(account.may(operation, on) for on in Whose) == wanted == allows_somewhere(account.rank, operation)
    for on in Whose:
        if account.may(operation, on):
            account.require(operation, on)
            continue
        with pytest.raises(NotAllowed) as refused:
            account.require(operation, on)
        assert refused.value.parameters == {"operation": operation.value, "on": on.value}
        assert refused.value.exit_code == 4


def test_a_supervisor_is_no_administrator() -> None:
    with pytest.raises(ValueError, match="only a conseiller"):
        Account(id=AUTHOR, name="Sacha", role=Role.SUPERVISOR, station=MISSION_LOCALE, administrator=True)
