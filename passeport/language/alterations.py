"""What a save changed, in words: the part of the dossier, and each field with what it was and what it is."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import TypeAdapter

from passeport.domain.alteration import KINDS, WHOLE, Alteration, Fields
from passeport.domain.goal import Goal
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.profile import AttachedDocument
from passeport.language import describe
from passeport.language.catalogue import marked, tr
from passeport.language.labels import label
from passeport.language.telling import Told, field, told_of
from passeport.language.typography import typeset

_ITEMS = {
    "experiences": marked("Expérience"),
    "education": marked("Formation suivie"),
    "languages": marked("Langue"),
    "digital_skills": marked("Compétence numérique"),
    "skills": marked("Compétence"),
    "driving_licences": marked("Permis de conduire"),
    "publications": marked("Publication"),
    "custom": marked("Autre rubrique"),
    "documents": marked("Document joint"),
    "parcours": marked("Parcours"),
    "steps": marked("Étape"),
    "actions": marked("Action"),
    "goals": marked("Objectif"),
    "agreements": marked("Accord"),
}
_WHOLE = {
    "identity": marked("Identité"),
    "situation": marked("Situation"),
    "profile": marked("Profil"),
    "beneficiary": marked("Suivi"),
}
_KEY = "id"


class FieldChange(NamedTuple):
    """One field; both values empty where only that it changed is kept."""

    name: str
    before: str
    after: str

    @property
    def values(self) -> str:
        """What it was and what it is."""
        if self.before and self.after:
            return typeset(tr("{before} → {after}").format(before=self.before, after=self.after))
        if not self.before and not self.after:
            return tr("modifié")
        return _came_or_went(self.before or self.after, came=bool(self.after))

    @property
    def words(self) -> str:
        """The whole in one line."""
        return typeset(tr("{name} : {values}").format(name=self.name, values=self.values))


class AlterationTold(NamedTuple):
    """One part of a dossier: what it is, and each field that changed."""

    what: str
    words: str
    """Which one, where there are several, and whether it came or went."""
    fields: tuple[FieldChange, ...]
    """None of an item that came or went."""

    @property
    def title(self) -> str:
        """What it is, and which one."""
        return typeset(f"{self.what} – {self.words}") if self.words else self.what

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole in lines."""
        return (self.title, *(one.words for one in self.fields))


def told_alteration(alteration: Alteration, accounts: Mapping[AccountId, str]) -> AlterationTold:
    """Return a change in words; `accounts` are the names of the conseillers."""
    before, after = alteration.before, alteration.after
    if alteration.part in WHOLE:
        return AlterationTold(tr(_WHOLE[alteration.part]), "", tuple(_changes(alteration, accounts)))
    what = tr(_ITEMS[alteration.part])
    thing = _made(alteration.part, after if after is not None else before or {})
    if before is not None and after is not None:
        return AlterationTold(what, _named(thing), tuple(_changes(alteration, accounts)))
    return AlterationTold(what, _came_or_went(_named(thing), came=before is None), ())


def _came_or_went(words: str, *, came: bool) -> str:
    said = tr("{words} (ajouté)") if came else tr("{words} (retiré)")
    return typeset(said.format(words=words))


def _changes(alteration: Alteration, accounts: Mapping[AccountId, str]) -> Iterator[FieldChange]:
    before, after = alteration.before or {}, alteration.after or {}
    then, now = _made(alteration.part, before), _made(alteration.part, after)
    for name in KINDS[alteration.part].model_fields:
        unsaid = name in before and name in after and before[name] is None and after[name] is None
        if name == _KEY or (before.get(name) == after.get(name) and not unsaid):
            continue
        was, now_is = ("", "") if unsaid else (_value(then, name, accounts), _value(now, name, accounts))
        if unsaid or was != now_is:
            yield FieldChange(field(name, KINDS[alteration.part]), was, now_is)


def _value(thing: DomainModel, name: str, accounts: Mapping[AccountId, str]) -> str:
    value = getattr(thing, name)
    if isinstance(value, UUID):
        return accounts.get(AccountId(value), "") or tr("un compte qui n’est plus là")
    return _flat(told_of(thing, name), with_label=False)


def _flat(things: Iterable[Told], *, with_label: bool = True) -> str:
    """Return what a field holds on one line, however deep it is."""
    parts = []
    for thing in things:
        words = thing.words or " ; ".join(_flat(inside) for inside in thing.inside)
        parts.append(f"{thing.label} : {words}" if with_label else words)
    return ", ".join(part for part in parts if part)


def _named(thing: DomainModel) -> str:
    if isinstance(thing, Goal):
        return thing.title or label("objectives", thing.objective or "")
    return thing.name if isinstance(thing, AttachedDocument) else describe.line(thing)


def _made(part: str, fields: Fields) -> DomainModel:
    """Return the thing that some fields are of; the others hold nothing, and no rule is asked.

    A field that an earlier version knew and this one does not is passed over.
    """
    kind = KINDS[part]
    kept = {name: value for name, value in fields.items() if value is not None and name in kind.model_fields}
    known = {name: _reader(part, name).validate_python(value) for name, value in kept.items()}
    empty = {name: None for name, info in kind.model_fields.items() if info.is_required()}
    return kind.model_construct(**{**empty, **known})


@cache
def _reader(part: str, name: str) -> TypeAdapter[Any]:
    kind: Any = KINDS[part].model_fields[name].annotation
    return TypeAdapter(kind)
