"""Territories: from the commune to its département and region, and to its bassin d'emploi once its list is loaded.

Communes and départements are the INSEE's (vocabularies `communes`, `departements`). Which commune is in which of the
25 bassins has no source that may be shipped: an administrator loads the Region's file, and nothing is invented.
"""

import csv
import io
import re
from functools import cache

from pydantic import model_validator

from passeport.domain.model import DomainModel
from passeport.domain.statistics_errors import TerritoriesRefused
from passeport.domain.vocabulary import vocabulary

UNKNOWN = "NSP"
ELSEWHERE = "HORS_IDF"
_HEADER = ("commune", "bassin", "libelle")
_CODE = re.compile(r"[A-Z0-9_]{1,40}", re.ASCII)


class Place(DomainModel):
    """Where a person lives, at each level; `NSP` where it is not known, `HORS_IDF` outside the region."""

    commune: str
    bassin: str
    departement: str
    region: str


class Bassin(DomainModel):
    """A bassin d'emploi as a file has it: its code, its label, its communes."""

    code: str
    label: str
    communes: tuple[str, ...]


class Territories(DomainModel):
    """What is known of the places: the bassins that were loaded."""

    bassins: tuple[Bassin, ...] = ()

    @model_validator(mode="after")
    def _a_commune_is_in_one_bassin(self) -> "Territories":
        communes = [commune for bassin in self.bassins for commune in bassin.communes]
        if len(communes) != len(set(communes)):
            message = "a commune is in two bassins"
            raise ValueError(message)
        return self

    def place(self, commune: str) -> Place:
        """Return where a commune is, by its INSEE code; a name, or nothing, is `NSP`."""
        if commune not in vocabulary("communes"):
            outside = bool(re.fullmatch(r"\d[\dAB]\d{3}", commune))
            code = ELSEWHERE if outside else UNKNOWN
            return Place(commune=code, bassin=code, departement=code, region=code)
        term = vocabulary("communes")[commune]
        departement = str(term.extra["departement"])
        region = str(vocabulary("departements")[departement].extra["region"])
        return Place(commune=commune, bassin=self._bassin_of(commune), departement=departement, region=region)

    def _bassin_of(self, commune: str) -> str:
        homes = _homes(self)
        whole = str(vocabulary("communes")[commune].extra.get("commune", commune))  # an arrondissement is in its town
        return homes.get(commune) or homes.get(whole) or UNKNOWN

    def label(self, bassin: str) -> str | None:
        """Return the label of a bassin that was loaded."""
        return next((known.label for known in self.bassins if known.code == bassin), None)


@cache
def _homes(territories: Territories) -> dict[str, str]:
    return {commune: bassin.code for bassin in territories.bassins for commune in bassin.communes}


def read_bassins(text: str) -> Territories:
    """Read a file of bassins: CSV with `;`, columns `commune` (INSEE), `bassin` (code) and `libelle`, in any order.

    Raises:
        TerritoriesRefused: with the line that cannot be taken, and why.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    header = tuple(cell.strip().lower() for cell in next(rows, []))
    if sorted(header) != sorted(_HEADER):
        raise TerritoriesRefused(line=1, reason="header", value=" ; ".join(_HEADER))
    homes: dict[str, str] = {}
    labels: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise TerritoriesRefused(line=number, reason="columns", value=str(len(row)))
        cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
        commune, code, label = (cells[name] for name in _HEADER)
        if commune not in vocabulary("communes"):
            raise TerritoriesRefused(line=number, reason="commune", value=commune)
        if not is_bassin_code(code):
            raise TerritoriesRefused(line=number, reason="code", value=code)
        if homes.setdefault(commune, code) != code:
            raise TerritoriesRefused(line=number, reason="twice", value=commune)
        labels.setdefault(code, label or code)
    if not homes:
        raise TerritoriesRefused(line=1, reason="empty", value="")
    return Territories(
        bassins=tuple(
            Bassin(code=code, label=label, communes=tuple(sorted(c for c, home in homes.items() if home == code)))
            for code, label in labels.items()
        )
    )


def is_bassin_code(code: str) -> bool:
    """Whether a text can be the code of a bassin d'emploi that a file gives."""
    return bool(_CODE.fullmatch(code)) and code not in (UNKNOWN, ELSEWHERE)
