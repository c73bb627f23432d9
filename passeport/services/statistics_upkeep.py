"""Keeping the statistics up: what changed is told to them, soon and again at every opening, until it is told.

A change and its note are committed together, in the dossiers. The facts are replaced subject by subject, so telling
twice is harmless: a kill between the two commits loses nothing. Building everything anew is noting every dossier.
"""

from collections.abc import Sequence

from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import NothingToShow
from passeport.domain.facts import Facts, facts_of
from passeport.domain.facts_anonymous import facts_of_anonymous
from passeport.domain.provenance import Station
from passeport.domain.territories import Territories
from passeport.services.statistics_ports import DossierReader, FactStore, Note


def tell(
    notes: Sequence[Note],
    territories: Territories,
    dossiers: DossierReader,
    facts: FactStore,
    here: Station,
) -> None:
    """Put the facts that notes speak of; the caller commits them, and forgets the notes afterwards."""
    kept: list[Facts] = []
    gone: list[int] = []
    for note in notes:
        if note.anonymous is not None:
            kept.append(facts_of_anonymous(note.anonymous, note.number, here))
            continue
        dossier = _dossier(note, dossiers)
        if dossier is None or note.subject is None:
            gone.append(note.number)
        else:
            kept.append(facts_of(dossier, note.subject, here, territories))
    facts.put(kept, gone)


def _dossier(note: Note, dossiers: DossierReader) -> Dossier | None:
    if note.beneficiary is None:
        return None
    try:
        found = dossiers.get(note.beneficiary)
    except NothingToShow:
        return None
    return found if found.beneficiary.id == note.beneficiary else None  # one that was merged is another's now
