"""Use cases of the supervisor on what left the statistics, and on who opened them: look, and check the chain (R14).

The register holds every table that was published, the journal every opening and every export. Neither names anybody who
is counted: the statistics know no one.
"""

from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.disclosure import Published
from passeport.domain.identifiers import AccountId
from passeport.services.journal_ports import JournalEntry, JournalFault, JournalOperation
from passeport.services.vault_ports import OpenStatistics


@dataclass(frozen=True)
class Kept:
    """What the statistics keep of their own use; both newest first."""

    published: tuple[Published, ...]
    lines: tuple[JournalEntry, ...]
    """The last of the journal."""
    count: int
    """Lines of the journal in all."""
    accounts: dict[AccountId, str]


@dataclass(frozen=True)
class StatisticsRegister:
    """The register and the journal of the statistics, for the account at work."""

    opened: OpenStatistics

    def look(self, limit: int = 200) -> Kept:
        """Return every table published and the last `limit` lines of the journal, and note that they were read.

        Raises:
            NotAllowed: when the account may not read the statistics.
        """
        self._require()
        mine = self.opened.account
        with self.opened.unit_of_work() as work:
            numbers = work.journal.numbers()
            kept = Kept(
                published=tuple(reversed(work.facts.published())),
                lines=work.journal.lines(numbers[:limit]),
                count=len(numbers),
                accounts={**work.journal.accounts(), mine.id: mine.name},
            )
            work.journal.record(JournalOperation.JOURNAL_READ, "")
            work.commit()
        return kept

    def verify(self) -> tuple[JournalFault, ...]:
        """Return what was touched in the journal of the statistics; nothing when it is whole. Raises as `look` does."""
        self._require()
        with self.opened.unit_of_work() as work:
            return work.journal.faults()

    def _require(self) -> None:
        self.opened.account.require(Operation.READ_STATISTICS)
