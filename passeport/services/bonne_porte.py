"""« Bonne porte »: the networks that serve a person by a rule, and their nearest points d'accueil. Nothing is kept."""

from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.bonne_porte import Case, Proposal, proposals, unknown
from passeport.domain.directory import PointAccueil
from passeport.domain.directory_distance import Near, centre_of, nearest
from passeport.domain.known_station import is_same_station
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.services.editing import Editing


@dataclass(frozen=True)
class ProposedDoor:
    """A network with the rule that proposes it, and where to find it near the person."""

    proposal: Proposal
    nearest: tuple[Near, ...]
    """The nearest points d'accueil first; empty when the directory has none of this network."""
    count: int
    """How many of this network the directory has."""
    is_ours: bool
    """Whether it is the network of this point d'accueil."""


@dataclass(frozen=True)
class Proposed:
    """The networks in the order of their rules, and what might be asked to find more."""

    doors: tuple[ProposedDoor, ...]
    unknown: tuple[str, ...]
    is_measured: bool
    """Whether distances are measured: the directory has coordinates in the person's commune."""


@dataclass(frozen=True)
class BonnePorte:
    """The proposals, for the account at work."""

    editing: Editing

    def propose(self, case: Case, *, limit: int = 3) -> Proposed:
        """Return the networks proposed for a case, each with its `limit` nearest points d'accueil."""
        self.editing.require(Operation.READ_DOSSIER)
        commune = case.commune if case.commune in vocabulary("communes") else ""
        with self.editing.vault.unit_of_work() as work:
            centre = centre_of(work.directory.coordinates_in(commune)) if commune else None
            doors = tuple(
                self._door(proposal, work.directory.of_network(proposal.rule.network), commune, centre, limit)
                for proposal in proposals(case)
            )
        return Proposed(doors, unknown(case), is_measured=centre is not None)

    def _door(
        self,
        proposal: Proposal,
        known: tuple[PointAccueil, ...],
        commune: str,
        centre: tuple[float, float] | None,
        limit: int,
    ) -> ProposedDoor:
        here = self.editing.account.station
        others = [point for point in known if not is_same_station(_station(point), here)]
        return ProposedDoor(
            proposal=proposal,
            nearest=nearest(others, commune, centre)[:limit],
            count=len(others),
            is_ours=proposal.rule.network == here.network,
        )


def _station(point: PointAccueil) -> Station:
    return Station(name=point.name, network=point.network)
