"""Was anything lost, changed or let out on the way? Each complaint is a French sentence; none means all is well."""

import re
import zlib
from collections.abc import Iterable, Iterator

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import NoteId, PassportNumber
from passeport.domain.parcours import Parcours, Step
from passeport.domain.profile import Item, Profile
from passeport.domain.provenance import Provenance

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le")


def lost_on_the_way(sent: Dossier, received: Dossier, ticked: frozenset[NoteId]) -> Iterator[str]:
    """Compare what could leave `sent` with what `received` holds; `ticked` are the notes that were to travel."""
    if sent.beneficiary.identity != received.beneficiary.identity:
        yield "L’identité et les coordonnées ne sont pas celles qui sont parties."
    mine, theirs = sent.beneficiary.profile, received.beneficiary.profile
    for name in Profile.model_fields:
        if _without_provenance(getattr(mine, name)) != _without_provenance(getattr(theirs, name)):
            yield f"Le profil reçu diffère de celui qui est parti : {name}."
    arrived = {parcours.id: parcours for parcours in received.parcours}
    for parcours in sent.parcours:
        if parcours.id not in arrived:
            yield f"Le parcours {parcours.id} n’est pas arrivé."
        else:
            yield from _lost_steps(parcours, arrived[parcours.id], ticked)


def _lost_steps(sent: Parcours, received: Parcours, ticked: frozenset[NoteId]) -> Iterator[str]:
    wanted = sent.evolve(steps=tuple(_shareable(step, ticked) for step in sent.steps))
    for mine, theirs in zip(wanted.steps, received.steps, strict=False):
        if _without_provenance(mine) != _without_provenance(theirs):
            yield f"L’étape {mine.id} n’est pas arrivée telle qu’elle est partie."
    if len(wanted.steps) != len(received.steps):
        yield f"{len(wanted.steps)} étapes sont parties, {len(received.steps)} sont arrivées."
    if _without_provenance(wanted.actions) != _without_provenance(received.actions):
        yield "Les actions ne sont pas celles qui sont parties."
    bare = {"steps": (), "actions": ()}
    if _without_provenance(wanted.evolve(**bare)) != _without_provenance(received.evolve(**bare)):
        yield f"Le parcours {sent.id} n’est pas arrivé tel qu’il est parti."


def _shareable(step: Step, ticked: frozenset[NoteId]) -> Step:
    return step.evolve(notes=tuple(note for note in step.notes if note.id in ticked))


def _without_provenance(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_without_provenance(part) for part in value)
    return value.evolve(provenance=Provenance()) if isinstance(value, Item | Parcours) else value


def untold_origin(sent: Dossier, received: Dossier, number: PassportNumber) -> Iterator[str]:
    """Say which items do not remember where they were born and which passport carried them."""
    origins = {item.id: item.provenance for item in items_of(sent)}
    for item in items_of(received):
        born, carried = origins.get(item.id), item.provenance
        crossings = [reception.passport_number for reception in carried.receptions]
        if born is None or (carried.station, carried.recorded_on) != (born.station, born.recorded_on):
            yield f"L’élément {item.id} ne dit plus d’où il vient."
        if crossings != [number]:
            yield f"L’élément {item.id} ne dit pas quel passeport l’a apporté."


def items_of(dossier: Dossier) -> tuple[Item, ...]:
    """Return the items of the profile, then the steps and the actions."""
    profile = dossier.beneficiary.profile
    lists = (getattr(profile, name) for name in Profile.model_fields)
    return (
        *(item for values in lists if isinstance(values, tuple) for item in values),
        *(step for parcours in dossier.parcours for step in parcours.steps),
        *(action for parcours in dossier.parcours for action in parcours.actions),
    )


def let_out(name: str, data: bytes, secrets: Iterable[str]) -> Iterator[str]:
    """Say which of the `secrets` stand in a file, packed streams of a PDF included."""
    layers = [data, *_unpacked(data)]
    for secret in secrets:
        if any(secret.encode(encoding) in layer for layer in layers for encoding in _ENCODINGS):
            yield f"« {name} » contient une note qui ne devait pas partir ({secret})."


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"%PDF-"):
        for packed in _STREAM.findall(data):
            try:
                yield zlib.decompressobj().decompress(packed)
            except zlib.error:  # an image, or a stream that is not packed: it was searched as it is
                continue
