"""R16: the diagnostic bundle helps to find a fault and holds no value of the store."""

import json
from pathlib import Path

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.desk import Desk
from storage.open_vault import SqlcipherVault
from tests import people, vaults


def test_the_bundle_holds_no_value_of_the_store(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(desk.vault, SqlcipherVault)
    vaults.as_account(desk.vault, ADMINISTRATOR)
    ada: Dossier = desk.editing.create(people.ada())
    desk.retention.set_policy(12, 6, "Zyxreason")
    (desk.vault.path / "Zyxname d’Exemple.json").touch()
    desk.diagnostics.write(tmp_path / "diagnostic.json")
    text = (tmp_path / "diagnostic.json").read_text(encoding="utf-8")
    who: BeneficiaryId = ada.beneficiary.id
    secrets = ["Zyx", "Ada", "Exemple", "1999", str(who), people.PRIVATE_NOTE, people.TEAM_NOTE, people.SHARED_NOTE]
    account = desk.vault.account
    secrets += [account.name, "Camille", account.station.name, str(tmp_path), str(account.id)]
    assert [secret for secret in secrets if secret.lower() in text.lower()] == []
    assert (tmp_path / "diagnostic.json").stat().st_mode & 0o777 == 0o600
    told = json.loads(text)
    assert (told["dossiers"], told["retention_months"], told["journal_is_whole"]) == (1, 12, True)
    assert told["passeport"]
    assert {"pydantic", "sqlcipher3"} <= set(told["libraries"])
    assert told["files"][".db"] > 0
