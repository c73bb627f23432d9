"""Who may do what on whose dossier (R07): a matrix kept as data, asked by the services whatever the screen shows."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import AccountId

ADMINISTRATOR = "ADMINISTRATOR"
"""The line of the matrix for a conseiller who also manages the accounts; the other lines are the roles."""


class Whose(StrEnum):
    """What a dossier is to the account at work; the columns of the matrix."""

    NOBODY = "NOBODY"
    """No dossier at all, or one that is not made yet."""
    MINE = "MINE"
    """The account is the person's referent."""
    COLLEAGUE = "COLLEAGUE"
    """The referent is a colleague of the same point d'accueil, or nobody."""
    FROZEN = "FROZEN"
    """The person asked for limitation (RGPD, article 18): kept, shown, and neither changed nor sent."""
    ARCHIVED = "ARCHIVED"
    """In the restricted archive (R11)."""


def whose(account: AccountId, dossier: Dossier | None) -> tuple[Whose, ...]:
    """Return what a dossier is to `account`: an operation needs the right on each of them."""
    if dossier is None:
        return (Whose.NOBODY,)
    states = []
    if dossier.archive is not None:
        states.append(Whose.ARCHIVED)
    if dossier.is_frozen:
        states.append(Whose.FROZEN)
    if not states:
        states.append(Whose.MINE if dossier.beneficiary.referent == account else Whose.COLLEAGUE)
    return tuple(states)


def allows(rank: str, operation: str, on: Whose) -> bool:
    """Whether the matrix lets `rank` do `operation`; what it does not name is refused."""
    return on in matrix().get(rank, {}).get(operation, frozenset())


def allows_somewhere(rank: str, operation: str) -> bool:
    """Whether `rank` may do `operation` on some dossier: asked before a dossier is even loaded."""
    return bool(matrix().get(rank, {}).get(operation))


@cache
def matrix() -> Mapping[str, Mapping[str, frozenset[Whose]]]:
    """Return rank → operation → on whose dossiers, as shipped in `resources/rights/matrix.json`."""
    text = resources.files("resources").joinpath("rights", "matrix.json").read_text(encoding="utf-8")
    return {
        role: {operation: frozenset(map(Whose, cells)) for operation, cells in operations.items()}
        for role, operations in json.loads(text)["rights"].items()
    }
