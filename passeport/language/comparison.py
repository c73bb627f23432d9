"""What a passport changes, in French: one line for each difference, and field by field where two things differ."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple, cast

from passeport.domain.difference import Difference
from passeport.domain.likeness import says_nothing
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Referral
from passeport.domain.profile import CustomEntry, Organisation, Skill
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset

_CODED_FIELDS = {
    "category": "driving_licences",
    "cep_level": "cep_levels",
    "closure_reason": "closure_reasons",
    "immersion_objective": "immersion_objectives",
    "mode": "modes",
    "objective": "objectives",
    "objectives": "objectives",
    "sector": "nace_sections",
    "theme": "themes",
    "themes": "themes",
    "type": "step_types",
}
_KINDS: dict[type[DomainModel], str] = {Skill: "skill_kinds", CustomEntry: "custom_sections"}
_NOT_CONTENT = ("id", "provenance", "steps", "actions")


class Change(NamedTuple):
    """One field that two things do not say alike; `mine` is empty where nothing is said here."""

    field: str
    mine: str
    theirs: str
    mine_html: str = ""
    """The same with its formatting, allow-listed, where there is some to show."""
    theirs_html: str = ""


def difference(value: Difference) -> str:
    """Return what a passport brings, in one line, under the name of its field."""
    return typeset(
        tr("{what} : {words}").format(what=describe.field(value.field), words=describe.line(value.theirs, value.field))
    )


def changes(mine: DomainModel, theirs: DomainModel) -> tuple[Change, ...]:
    """Return what `theirs` says otherwise than `mine`, two things of one kind; what it leaves empty changes nothing."""
    return tuple(
        _change(theirs, name, getattr(mine, name))
        for name in _content(theirs)
        if getattr(mine, name) != getattr(theirs, name)
    )


def contents(item: DomainModel) -> tuple[Change, ...]:
    """Return everything that an item says, field by field, with every word."""
    return tuple(_change(item, name, None) for name in _content(item))


def _content(item: DomainModel) -> tuple[str, ...]:
    """Return the names of the fields that say something."""
    return tuple(name for name in type(item).model_fields if name not in _NOT_CONTENT and not says_nothing(item, name))


def _change(theirs: DomainModel, name: str, mine: object) -> Change:
    vocabulary = _KINDS.get(type(theirs), "") if name == "kind" else _CODED_FIELDS.get(name, "")
    sides = (mine, getattr(theirs, name))
    words = (_said(value, name, vocabulary) for value in sides)
    return Change(label("item_fields", name), *words, *_formatted(name, *sides))


def of_values(name: str, mine: DomainModel | str | None, theirs: DomainModel | str | None, field: str) -> Change:
    """Return how two bare values of `field` differ, under `name`."""
    words = (describe.whole(value, field) for value in (mine, theirs))
    return Change(name, *words, *_formatted(field, mine, theirs))


def _formatted(field: str, *values: object) -> tuple[str, ...]:
    if field not in describe.RICH_FIELDS:
        return ()
    return tuple(value if isinstance(value, str) else "" for value in values)


def _in_turn(*parts: DomainModel | str | None) -> str:
    """Return what a line would leave out, one part after the other."""
    return tr(" ; ").join(words for part in parts if (words := describe.whole(part)))


def _said(value: object, field: str, vocabulary: str) -> str:
    """Return any value that a field can hold, in words."""
    match value:
        case tuple():
            words = tr(" ; ").join(_said(part, field, vocabulary) for part in value)
        case StrEnum():
            words = describe.term(cast("describe.Named", value))
        case dt.date():
            words = dates.long_date(value)
        case dt.time():
            words = f"{value:%H:%M}"
        case bytes():
            words = describe.size(value)
        case Organisation():
            parts = (value.evolve(address=None), value.address, *value.telephones, *value.emails, *value.websites)
            words = _in_turn(*parts)
        case Referral():
            words = _in_turn(value, value.reason)
        case DomainModel() | None:
            words = describe.whole(value)
        case _:
            words = label(vocabulary, str(value)) if vocabulary and value else describe.whole(str(value), field)
    return typeset(words)
