"""« Bonne porte »: which networks serve a person, each by the rule that says so (R21: no score, nothing decides).

The rules are data (`resources/bonne_porte/rules.json`), one text of law for each. A rule proposes its network when the
person meets every condition it states; what is not known meets none, and is told, so that the conseiller may ask. The
order is that of the file: rules for a public of its own first, those for everybody last.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field

from passeport.domain.beneficiary import Beneficiary, YesNoUnknown
from passeport.domain.model import DomainModel
from passeport.domain.vocabulary import (
    EducationLevel,
    NetworkCode,
    Objective,
    SituationCode,
    Theme,
    TimeWithoutWork,
    vocabulary,
)

Age = Annotated[int, Field(ge=0, le=130)]


class Case(DomainModel):
    """What the rules look at. Nothing of it is kept but what the dossier holds already."""

    situation: SituationCode | None = None
    age: Age | None = None
    level: EducationLevel | None = None
    theme: Theme | None = None
    objective: Objective | None = None
    rqth: YesNoUnknown = YesNoUnknown.NSP
    time_without_work: TimeWithoutWork | None = None
    is_cadre: bool = False
    """Whether the person is a cadre: asked on the page, kept nowhere."""
    commune: str = ""
    """INSEE code, or the name of a place that the list does not know."""

    @property
    def need(self) -> Theme | None:
        """The theme of the need: the one said, else that of the objective."""
        if self.theme is None and self.objective is not None:
            return str(vocabulary("objectives")[self.objective].extra["theme"])
        return self.theme


class Rule(DomainModel):
    """Which public a network serves; a condition that is not stated asks nothing."""

    id: str
    network: NetworkCode
    words: str
    """What the network does for that public, in French."""
    text: str
    """The text of law that says so."""
    situations: tuple[SituationCode, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    """Last age, its whole year included."""
    levels: tuple[EducationLevel, ...] = ()
    themes: tuple[Theme, ...] = ()
    time_without_work: tuple[TimeWithoutWork, ...] = ()
    rqth: bool = False
    cadre: bool = False

    @property
    def has_ages(self) -> bool:
        """Whether it asks for an age."""
        return self.age_from is not None or self.age_to is not None


class Proposal(DomainModel):
    """A network, and why it is proposed."""

    rule: Rule
    met: tuple[str, ...]
    """The fields of `Case` that meet a condition of the rule, in its order."""


def rules() -> tuple[Rule, ...]:
    """Return the rules, in their order."""
    return _rules()


@cache
def _rules() -> tuple[Rule, ...]:
    text = resources.files("resources").joinpath("bonne_porte", "rules.json").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(rule) for rule in json.loads(text)["rules"])


def proposals(case: Case) -> tuple[Proposal, ...]:
    """Return the networks that the rules propose, each once, in the order of the rules."""
    found: dict[NetworkCode, Proposal] = {}
    for rule in rules():
        conditions = dict(_conditions(rule, case))
        if all(conditions.values()):
            found.setdefault(rule.network, Proposal(rule=rule, met=tuple(conditions)))
    return tuple(found.values())


def unknown(case: Case) -> tuple[str, ...]:
    """Return the fields of `Case` that are not known and that would make a rule propose its network."""
    missing = {
        "situation": case.situation is None,
        "age": case.age is None,
        "level": case.level is None,
        "need": case.need is None,
        "rqth": case.rqth is YesNoUnknown.NSP,
        "time_without_work": case.time_without_work is None,
    }
    wanted = set()
    for rule in rules():
        unmet = {name for name, is_met in _conditions(rule, case) if not is_met}
        if unmet and all(missing.get(name, False) for name in unmet):
            wanted |= unmet
    return tuple(name for name in missing if name in wanted)


def case_of(
    beneficiary: Beneficiary,
    age: int | None,
    *,
    theme: Theme | None = None,
    objective: Objective | None = None,
    is_cadre: bool = False,
) -> Case:
    """Return what the rules look at of a person, `age` in whole years, for a need."""
    situation = beneficiary.situation
    return Case(
        situation=situation.code,
        age=age,
        level=situation.education_level,
        theme=theme,
        objective=objective,
        rqth=situation.rqth,
        time_without_work=situation.time_without_work,
        is_cadre=is_cadre,
        commune=situation.commune,
    )


def _conditions(rule: Rule, case: Case) -> Iterator[tuple[str, bool]]:
    if rule.situations:
        yield "situation", case.situation in rule.situations
    if rule.has_ages:
        yield "age", case.age is not None and (rule.age_from or 0) <= case.age <= (rule.age_to or 130)
    if rule.levels:
        yield "level", case.level in rule.levels
    if rule.themes:
        yield "need", case.need in rule.themes
    if rule.time_without_work:
        yield "time_without_work", case.time_without_work in rule.time_without_work
    if rule.rqth:
        yield "rqth", case.rqth is YesNoUnknown.OUI
    if rule.cadre:
        yield "cadre", case.is_cadre
