"""Everything that a thing holds, in French, field by field: what a person is told of what is kept about them (R08)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, cast
from uuid import UUID

from passeport.domain.agreement import Agreement, Recipient
from passeport.domain.beneficiary import Notice, Situation, YesNoUnknown
from passeport.domain.coupon import Answer, Carrier
from passeport.domain.errors import UnknownCodeError
from passeport.domain.goal import GoalStatus
from passeport.domain.identity import Language
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import CustomEntry, Picture, Skill
from passeport.domain.provenance import Station
from passeport.domain.requests import RequestKind, RequestOutcome
from passeport.domain.rich_text import to_plain
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.names import country
from passeport.language.typography import typeset


class Told(NamedTuple):
    """One field that holds something: its name, and its value in words or the things inside it."""

    label: str
    words: str
    inside: tuple[tuple["Told", ...], ...] = ()


_CODES = {
    "category": "driving_licences",
    "cep_level": "cep_levels",
    "closure_reason": "closure_reasons",
    "decline_reason": "decline_reasons",
    "education_level": "education_levels",
    "gender": "genders",
    "immersion_objective": "immersion_objectives",
    "mode": "modes",
    "network": "networks",
    "objective": "objectives",
    "objectives": "objectives",
    "sector": "nace_sections",
    "sections": "europass_sections",
    "theme": "themes",
    "themes": "themes",
    "time_without_work": "time_without_work",
    "type": "step_types",
}
"""Field → the vocabulary of its code, whatever holds it."""
_CODES_OF: dict[tuple[type[DomainModel], str], str] = {
    (Agreement, "mode"): "agreement_modes",
    (Notice, "mode"): "notice_modes",
    (Situation, "code"): "situations",
    (Skill, "kind"): "skill_kinds",
    (CustomEntry, "kind"): "custom_sections",
}
_ENUMS: dict[type[StrEnum], str] = {
    Answer: "coupon_answers",
    Carrier: "coupon_carriers",
    GoalStatus: "goal_statuses",
    RequestKind: "request_kinds",
    RequestOutcome: "request_outcomes",
    YesNoUnknown: "yes_no_unknown",
}
_COUNTRIES = frozenset({"country", "nationalities", "residence_country"})
_RICH = frozenset({"about_me", "description", "thesis", "reference"})
_NOT_TOLD = frozenset({"id", "about", "revision", "data", "secret"})
"""What says nothing to a person: identifiers, counts of saves, the secret of a ticket. The structured file has them."""


def told(thing: DomainModel) -> tuple[Told, ...]:
    """Return every field of `thing` that holds something, in its order; identifiers are left out."""
    return tuple(_fields(thing))


def typed(fields: Mapping[str, str]) -> tuple[Told, ...]:
    """Return what is being typed and not recorded: each field that holds something, a code by its label."""
    lines = []
    for name, text in fields.items():
        short = name.rpartition(".")[2]
        code = _CODES.get(short, "")
        known = code if code and text in vocabulary(code) else ""
        if words := typeset(_text(text.strip(), short, known)):
            lines.append(Told(_title(short), words))
    return tuple(lines)


def _title(name: str) -> str:
    """Return the name of a field of a form; one that only the form knows is some text."""
    try:
        return field(name)
    except UnknownCodeError:
        return field("text")


def told_of(thing: DomainModel, name: str) -> tuple[Told, ...]:
    """Return what one field of `thing` holds; nothing for one that is empty, or an identifier."""
    return tuple(_field(thing, name))


def _fields(thing: DomainModel) -> Iterator[Told]:
    names = list(type(thing).model_fields)
    for name in sorted(names, key=lambda name: name == "provenance"):  # where it comes from is told last
        yield from _field(thing, name)


def _field(thing: DomainModel, name: str) -> Iterator[Told]:
    value = getattr(thing, name)
    if name in _NOT_TOLD or value in (None, "", (), frozenset(), False) or isinstance(value, UUID):
        return
    code = _CODES_OF.get((type(thing), name)) or _CODES.get(name, "")
    if isinstance(value, tuple | frozenset):
        yield from _many(field(name, type(thing)), name, code, value)
    elif isinstance(value, DomainModel) and not isinstance(value, _IN_WORDS):
        if inside := told(value):
            yield Told(field(name, type(thing)), "", (inside,))
    elif words := _words(value, name, code):
        yield Told(field(name, type(thing)), words)


def _many(title: str, name: str, code: str, values: Iterable[Any]) -> Iterator[Told]:
    kept = [value for value in values if not isinstance(value, UUID)]
    things = [value for value in kept if isinstance(value, DomainModel) and not isinstance(value, _IN_WORDS)]
    if things:
        yield Told(title, "", tuple(told(thing) for thing in things))
    elif kept:
        words = [_words(value, name, code) for value in kept]
        yield Told(title, tr(" ; ").join(words if isinstance(values, tuple) else sorted(words)))


def field(name: str, of: type[DomainModel] | None = None) -> str:
    """Return the French name of a field, as the thing it belongs to calls it where that is known."""
    owned = f"{of.__name__.lower()}.{name}" if of is not None else ""
    if owned in vocabulary("fields"):
        return typeset(label("fields", owned))
    for list_name in ("item_fields", "copy_fields"):
        if name in vocabulary(list_name):
            return typeset(label(list_name, name))
    for term in vocabulary("fields").terms:
        if term.code.rpartition(".")[2] == name:
            return typeset(label_of(term))
    return typeset(label("copy_fields", name))  # an unknown name is an error of the house, not of the person


_IN_WORDS = (Language, PartialDate, Period, Picture, Recipient, Station)
"""Things that one line says whole."""


def _words(value: object, name: str, code: str) -> str:
    match value:
        case bool():
            words = tr("oui")
        case DomainModel():
            words = _line(value)
        case dt.datetime():
            words = tr("{day} à {hour}").format(day=dates.long_date(value.date()), hour=f"{value:%H:%M}")
        case dt.date():
            words = dates.long_date(value)
        case dt.time():
            words = f"{value:%H:%M}"
        case StrEnum() if type(value) in _ENUMS:
            words = label(_ENUMS[type(value)], value.value)
        case StrEnum():
            words = describe.term(cast("describe.Named", value))
        case str():
            words = _text(value, name, code)
        case _:
            words = str(value)
    return typeset(words)


def _line(value: DomainModel) -> str:
    if isinstance(value, Station):
        return ", ".join(part for part in (describe.station(value), value.contact) if part)
    return describe.line(value)


def _text(value: str, name: str, code: str) -> str:
    if code:
        return label(code, value)
    if name == "commune" and value in vocabulary("communes"):
        return label("communes", value)
    if name in _COUNTRIES:
        return country(value)
    return to_plain(value) if name in _RICH else value
