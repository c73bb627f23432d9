"""Filling a vault with fictional people, several in one transaction."""

import itertools
from collections.abc import Iterator

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import BeneficiaryId
from passeport.samples.people import People
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.vault_ports import OpenVault

_AT_ONCE = 200
"""Dossiers in one transaction: one wait for the disk for all of them, and seconds at most to lose."""


def seed(vault: OpenVault, people: People, *, beneficiaries: int, steps: int, progress: Progress) -> None:
    """Add so many people with so many steps each; seeding 20 at once or 10 twice gives the same vault.

    Raises:
        NotAllowed: when the account may not write dossiers.
        Cancelled: when `progress` does; the transactions already kept stay.
    """
    vault.account.require(Operation.WRITE_DOSSIER)
    with vault.unit_of_work() as work:
        numbers = itertools.count(work.dossiers.count())
    for done in range(0, beneficiaries, _AT_ONCE):
        progress(done, beneficiaries)
        with vault.unit_of_work() as work:
            for dossier in itertools.islice(
                _strangers(people, numbers, steps, work), min(_AT_ONCE, beneficiaries - done)
            ):
                work.dossiers.add(dossier)
                work.journal.record(JournalOperation.DOSSIER_CREATED, str(dossier.beneficiary.id))
            work.commit()
    progress(beneficiaries, beneficiaries)


def _strangers(people: People, numbers: Iterator[int], steps: int, work: UnitOfWork) -> Iterator[Dossier]:
    """Go through the people who are not in the vault yet: some may have been removed since an earlier seeding."""
    for number in numbers:
        dossier = people.dossier(number, steps)
        if not _is_here(work, dossier.beneficiary.id):
            yield dossier


def _is_here(work: UnitOfWork, beneficiary: BeneficiaryId) -> bool:
    try:
        work.dossiers.get(beneficiary)
    except NothingToShow:
        return False
    return True
