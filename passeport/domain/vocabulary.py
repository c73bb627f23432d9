"""Vocabularies: closed lists of coded terms, shipped as data under `resources/vocabularies/`.

The store and the files that travel hold codes only; labels are looked up when something is shown. Reading a file of
our own package is reading a constant, which is why the domain may do it.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from passeport.domain.errors import UnknownCodeError
from passeport.domain.model import DomainModel


class Term(DomainModel):
    """One entry of a vocabulary: a stable code, a label by language, and what else the vocabulary says of it."""

    code: str
    labels: dict[str, str]
    extra: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather_extra(cls, value: Any) -> Any:  # noqa: ANN401 - raw JSON
        if isinstance(value, dict) and "extra" not in value:
            extra = {key: content for key, content in value.items() if key not in {"code", "labels"}}
            return {"code": value.get("code"), "labels": value.get("labels"), "extra": extra}
        return value

    def label(self, language: str = "fr") -> str:
        """Return the label in `language`, else in French (the reference language), never empty."""
        return self.labels.get(language) or self.labels["fr"]


class Vocabulary(DomainModel):
    """A versioned list of terms with its source and licence."""

    name: str
    version: str
    source: str
    licence: str
    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        codes = [term.code for term in self.terms]
        if len(codes) != len(set(codes)):
            message = f"a code appears twice in {self.name}"
            raise ValueError(message)
        return self

    def __contains__(self, code: str) -> bool:
        """Tell whether `code` is one of the terms' codes."""
        return code in _index(self.name)

    def __getitem__(self, code: str) -> Term:
        """Return the term of `code`.

        Raises:
            UnknownCodeError: when the vocabulary has no such code.
        """
        try:
            return _index(self.name)[code]
        except KeyError:
            raise UnknownCodeError(vocabulary=self.name, value=code) from None

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the file."""
        return tuple(term.code for term in self.terms)


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the shipped vocabulary `name` (the file's name without its suffix), read once.

    Raises:
        FileNotFoundError: when no such vocabulary is shipped.
    """
    text = resources.files("resources").joinpath("vocabularies", f"{name}.json").read_text(encoding="utf-8")
    return Vocabulary.model_validate(json.loads(text))


@cache
def _index(name: str) -> dict[str, Term]:
    return {term.code: term for term in vocabulary(name).terms}


def label(name: str, code: str, language: str = "fr") -> str:
    """Return the label of `code` in vocabulary `name`; raises `UnknownCodeError` for a code it does not hold."""
    return vocabulary(name)[code].label(language)


def _is_code_of(name: str) -> Callable[[str], str]:
    def check(code: str) -> str:
        if code not in vocabulary(name):
            message = f"{code!r} is not a code of {name}"
            raise ValueError(message)
        return code

    return check


StepType = Annotated[str, AfterValidator(_is_code_of("step_types"))]
Mode = Annotated[str, AfterValidator(_is_code_of("modes"))]
Theme = Annotated[str, AfterValidator(_is_code_of("themes"))]
Objective = Annotated[str, AfterValidator(_is_code_of("objectives"))]
ImmersionObjective = Annotated[str, AfterValidator(_is_code_of("immersion_objectives"))]
SituationCode = Annotated[str, AfterValidator(_is_code_of("situations"))]
TimeWithoutWork = Annotated[str, AfterValidator(_is_code_of("time_without_work"))]
EducationLevel = Annotated[str, AfterValidator(_is_code_of("education_levels"))]
CepLevel = Annotated[str, AfterValidator(_is_code_of("cep_levels"))]
ClosureReason = Annotated[str, AfterValidator(_is_code_of("closure_reasons"))]
DeclineReason = Annotated[str, AfterValidator(_is_code_of("decline_reasons"))]
AgreementMode = Annotated[str, AfterValidator(_is_code_of("agreement_modes"))]
NoticeMode = Annotated[str, AfterValidator(_is_code_of("notice_modes"))]
NetworkCode = Annotated[str, AfterValidator(_is_code_of("networks"))]
SectionCode = Annotated[str, AfterValidator(_is_code_of("europass_sections"))]
DrivingLicenceCode = Annotated[str, AfterValidator(_is_code_of("driving_licences"))]
SkillKind = Annotated[str, AfterValidator(_is_code_of("skill_kinds"))]
CustomKind = Annotated[str, AfterValidator(_is_code_of("custom_sections"))]
SectorCode = Annotated[str, AfterValidator(_is_code_of("nace_sections"))]
Gender = Annotated[str, AfterValidator(_is_code_of("genders"))]
AgeBand = Annotated[str, AfterValidator(_is_code_of("age_bands"))]
DepartementCode = Annotated[str, AfterValidator(_is_code_of("departements"))]
