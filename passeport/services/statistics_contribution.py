"""Use case: seal the facts of a point d'accueil for its region."""

from dataclasses import dataclass

from passeport.domain.contribution import About
from passeport.domain.disclosure import Span
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Identifiers
from passeport.services.statistics import Statistics
from passeport.services.statistics_ports import Sealer


@dataclass(frozen=True)
class Contributions:
    """What a supervisor sends to the region."""

    statistics: Statistics
    sealer: Sealer
    identifiers: Identifiers

    def seal(self, span: Span, public: bytes) -> bytes:
        """Return the contribution for a period, and note it in the journal; raises `NotAllowed`."""
        self.statistics.require()
        opened = self.statistics.opened
        about = About(
            id=self.identifiers.new(),
            vault=opened.vault_id,
            station=opened.account.station,
            span=span,
            made_on=self.statistics.clock.today(),
        )
        with opened.unit_of_work() as work:
            sealed = self.sealer.seal(work.facts.columns(), about, public)
            work.journal.record(JournalOperation.CONTRIBUTION_SEALED, f"{span.first} {span.last}")
            work.commit()
        return sealed
