"""The lists that fictional people are made of, read once from `resources/samples/people.json`."""

from functools import cache
from importlib import resources

from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station


class Diploma(DomainModel):
    """A diploma with its level in the European Qualifications Framework."""

    name: str
    eqf: int


class SampleLists(DomainModel):
    """Names, places and sentences that belong to nobody."""

    description: str
    version: str
    source: str
    licence: str
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    towns: tuple[str, ...]
    streets: tuple[str, ...]
    employers: tuple[str, ...]
    jobs: tuple[str, ...]
    schools: tuple[str, ...]
    diplomas: tuple[Diploma, ...]
    points_accueil: tuple[Station, ...]
    notes: tuple[str, ...]
    about_me: tuple[str, ...]
    workshops: tuple[str, ...]
    needs: tuple[str, ...]


@cache
def sample_lists() -> SampleLists:
    """Return the shipped lists."""
    text = resources.files("resources").joinpath("samples", "people.json").read_text(encoding="utf-8")
    return SampleLists.model_validate_json(text)
