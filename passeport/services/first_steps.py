"""How far the first steps in a new vault went, told from what it holds and not from what was clicked."""

from dataclasses import dataclass
from enum import StrEnum

from passeport.domain.account import Operation
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.vault_ports import OpenVault

_FEW = 20
"""Dossiers that are looked into: the first steps end with the first of them."""


class FirstStep(StrEnum):
    """In their order."""

    VAULT = "vault"
    """Knowing what the vault is; nothing in it tells that."""
    KEY = "key"
    PERSON = "person"
    STEP = "step"
    PASSPORT = "passport"


@dataclass(frozen=True)
class Standing:
    """What was done, and the person of the first dossier."""

    done: frozenset[FirstStep] = frozenset()
    person: BeneficiaryId | None = None


@dataclass(frozen=True)
class FirstSteps:
    """Looks at an open vault; nothing is shown of a dossier, so no reading of one is noted."""

    vault: OpenVault

    def standing(self) -> Standing:
        """Return how far the first steps went; raises `NotAllowed` for who opens no dossier."""
        self.vault.account.require(Operation.READ_DOSSIER)
        done = {FirstStep.KEY} if self.vault.accounts.has_recovery_key else set()
        with self.vault.unit_of_work() as work:
            few = [one.id for one in work.dossiers.page(limit=_FEW)]
            dossiers = [work.dossiers.get(one) for one in few]
        if dossiers:
            done.add(FirstStep.PERSON)
        with_step = [one for one in dossiers if any(parcours.steps for parcours in one.parcours)]
        if with_step:
            done.add(FirstStep.STEP)
        if any(not line.incoming for one in dossiers for line in one.transmissions):
            done.add(FirstStep.PASSPORT)
        chosen = (with_step or dossiers)[:1]
        return Standing(frozenset(done), chosen[0].beneficiary.id if chosen else None)
