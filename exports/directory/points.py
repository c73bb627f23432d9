"""Lines of a file that become points d'accueil, one by one: what is wrong is told, and spoils no other line."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from passeport.domain.directory import PointAccueil, RefusedLine
from passeport.domain.directory_columns import network_of
from passeport.domain.normalise import joined

_NEEDED = frozenset({"id", "source", "name", "network"})
_MOST_REFUSED = 1_000
"""Lines whose fault is told; beyond, a file is of something else."""
_LONGEST_NAME = 120


@dataclass
class Gathering:
    """The points d'accueil read so far, by identifier; the last of two under one identifier stands."""

    source: str = ""
    points: dict[str, PointAccueil] = field(default_factory=dict)
    refused: list[RefusedLine] = field(default_factory=list)

    @property
    def all_points(self) -> tuple[PointAccueil, ...]:
        """Every point read, in the order of the file."""
        return tuple(self.points.values())

    def refuse(self, number: int, name: object = "", where: str = "", reason: str = "") -> None:
        """Note a line that is no point d'accueil, or a field that was left out."""
        if len(self.refused) < _MOST_REFUSED:
            shown = name[:_LONGEST_NAME] if isinstance(name, str) else ""
            self.refused.append(RefusedLine(number=number, name=shown, field=where, reason=reason))

    def add(self, number: int, values: Mapping[str, Any]) -> None:
        """Add the point of some values; a wrong field that it can do without is left out, and told."""
        said = {name: value for name, value in values.items() if value not in (None, "")}
        try:
            point = PointAccueil.model_validate(said)
        except ValidationError as error:
            wrong = {str(found["loc"][0]): found["type"] for found in error.errors(include_url=False)}
            for name, reason in wrong.items():
                self.refuse(number, said.get("name"), name, reason)
            if wrong.keys() & _NEEDED:
                return
            point = PointAccueil.model_validate({name: value for name, value in said.items() if name not in wrong})
        self.points[point.id] = point

    def add_cells(self, number: int, cells: Mapping[str, str]) -> None:
        """Add the point of a row whose columns are known: its network is understood, its identifier made if need be."""
        values: dict[str, Any] = {name: cell.strip() for name, cell in cells.items()}
        for name in ("latitude", "longitude"):
            if values.get(name):
                values[name] = values[name].replace(",", ".")
        if values.get("updated_on"):
            values["updated_on"] = _day(values["updated_on"])
        values["source"] = self.source
        values["network"] = network_of([values.get("network", "")], values.get("name", ""))
        own = values.get("id") or _made(values)
        values["id"] = f"{self.source}--{own}"
        self.add(number, values)


def _made(values: Mapping[str, Any]) -> str:
    """An identifier that depends on the name and place alone: the next version of the table finds the same one."""
    said = "|".join(joined(str(values.get(name, ""))) for name in ("name", "street", "postal_code", "city"))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _day(text: str) -> str:
    """Return `23/11/2026` as ISO 8601 writes it; any other text as it is."""
    parts = text.split("/")
    return "-".join(reversed(parts)) if len(parts) == 3 else text  # noqa: PLR2004 - day, month, year
