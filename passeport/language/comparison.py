"""What a passport changes, in French: one line for each difference, and field by field where two things differ."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple, cast

from passeport.domain.difference import Difference
from passeport.domain.likeness import says_nothing
from passeport.domain.model import DomainModel
from passeport.domain.profile import CustomEntry, Skill
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
    coded = {**_CODED_FIELDS, "kind": _KINDS.get(type(theirs), "")}
    found = []
    for name in type(theirs).model_fields:
        here, there = getattr(mine, name), getattr(theirs, name)
        if name not in _NOT_CONTENT and not says_nothing(theirs, name) and here != there:
            words = (_said(value, name, coded.get(name, "")) for value in (here, there))
            found.append(Change(label("item_fields", name), *words, *_formatted(name, here, there)))
    return tuple(found)


def of_values(name: str, mine: DomainModel | str | None, theirs: DomainModel | str | None, field: str) -> Change:
    """Return how two bare values of `field` differ, under `name`."""
    words = (describe.line(value, field) for value in (mine, theirs))
    return Change(name, *words, *_formatted(field, mine, theirs))


def _formatted(field: str, *values: object) -> tuple[str, ...]:
    if field not in describe.RICH_FIELDS:
        return ()
    return tuple(value if isinstance(value, str) else "" for value in values)


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
        case DomainModel() | None:
            words = describe.line(value)
        case _:
            words = label(vocabulary, str(value)) if vocabulary and value else describe.line(str(value), field)
    return typeset(words)
