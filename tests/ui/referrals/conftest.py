"""Two real vaults, and a referral that went from the first to the second."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from passeport.domain.agreement import Recipient, Scope
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.parcours import ReferralEntry, StepEntry
from tests.people import CITE_DES_METIERS, ada_identity


@dataclass(frozen=True)
class Sent:
    """Whose referral it is, and the step that carries it, the same on both sides."""

    who: BeneficiaryId
    step: ItemId


@pytest.fixture
def sent(here: Desk, there: Desk, tmp_path: Path) -> Sent:
    who = here.dossiers.create(ada_identity())
    to = ReferralEntry(point_accueil=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network, reason="Découvrir")
    step = here.parcours.record_step(who, StepEntry(type="ORIENTATION", day=here.clock.today(), referral=to))
    parcours = frozenset(p.id for p in here.dossiers.open(who).parcours)
    scope = Scope(sections=frozenset({"IDENTITY", "PARCOURS"}), parcours=parcours)
    recipient = Recipient(name=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network)
    path = tmp_path / "passeport.json"
    here.passports.issue(who, here.passports.agree(who, recipient, scope, "ECRIT"), path, FileFormat.JSON)
    there.passports.accept(there.passports.read(path), None, {})
    return Sent(who, step)
