"""A safe table as people read it: words, numbers, what is hidden, what it cost. Every file and page is made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passeport.domain.disclosure import TOTAL, Codes, Cost, Protection, SafeTable, Span, TableSpec
from passeport.domain.disclosure_shape import dimensions_of
from passeport.domain.disclosure_values import Worked, share, worked_out
from passeport.domain.territories import Territories
from passeport.language.catalogue import marked, tr
from passeport.language.labels import label
from passeport.language.statistics_words import code_label, span_label
from passeport.language.typography import typeset

_NAMES = {
    "MEAN_MINUTES": (marked("Durée moyenne"), marked("min")),
    "HOURS": (marked("Durée totale"), marked("h")),
    "MEDIAN_DAYS": (marked("Délai médian"), marked("jours")),
    "TWO_DOORS": (marked("Part en deux portes au plus"), "%"),
    "SHARE": (marked("Part"), "%"),
}
_PERCENT = "%"


@dataclass(frozen=True)
class Line:
    """One cell in words."""

    codes: Codes
    labels: tuple[str, ...]
    value: int | None
    """None where it is hidden."""

    @property
    def is_total(self) -> bool:
        """Whether it is the sum over at least one dimension."""
        return TOTAL in self.codes


@dataclass(frozen=True)
class Derived:
    """One value worked out from protected counts, in words."""

    labels: tuple[str, ...]
    name: str
    value: float | None
    """None where it is withheld; a share is in percent."""
    unit: str
    codes: Codes = ()
    """Codes of what it is for: all `_T`, or none at all, for everybody together."""

    @property
    def is_of_everybody(self) -> bool:
        """Whether it is worked out for everybody together."""
        return set(self.codes) <= {TOTAL}


@dataclass(frozen=True)
class Sheet:
    """A table to read."""

    key: str
    """Name of its files: letters, digits and `-`."""
    title: str
    subtitle: str
    headers: tuple[str, ...]
    """Names of the dimensions."""
    codes: tuple[str, ...]
    """Codes of the dimensions."""
    counted: str
    """What the numbers count."""
    lines: tuple[Line, ...]
    derived: tuple[Derived, ...]
    spec: TableSpec
    protection: Protection
    cost: Cost


@dataclass(frozen=True)
class Withheld:
    """A table that is not shown, and the sentence that says why."""

    key: str
    title: str
    why: str


@dataclass(frozen=True)
class Dossier:
    """Everything that leaves together."""

    station: str
    span: Span
    protection: Protection
    made_on: str
    sheets: tuple[Sheet, ...]
    withheld: tuple[Withheld, ...] = ()
    is_merged: bool = False
    """Whether it puts contributions together: no register says what was published before."""


def sheet_of(
    safe: SafeTable,
    territories: Territories,
    *,
    key: str = "tableau",
    title: str = "",
    chosen: Mapping[str, Sequence[str]] | None = None,
) -> Sheet:
    """Return a table in words; lines of codes that nobody has are left out."""
    dimensions = dimensions_of(safe.spec)
    shown = [_shown(safe, place) for place in range(len(dimensions))]
    lines = []
    for codes in _ordered(shown):
        labels = tuple(code_label(one, code, territories) for one, code in zip(dimensions, codes, strict=True))
        lines.append(Line(codes, labels, safe.at(codes)))
    derived = [*worked_out(safe), *(share(safe, chosen) if chosen else ())]
    names = tuple(label("statistics_dimensions", one.code) for one in dimensions)
    counted = label("statistics_measures", safe.spec.measure)
    return Sheet(
        key=key,
        title=typeset(title) if title else table_title(safe.spec),
        subtitle=typeset(f"{counted}, {span_label(safe.spec.span)}"),
        headers=names,
        codes=tuple(one.code for one in dimensions),
        counted=counted,
        lines=tuple(lines),
        derived=tuple(
            _derived(safe, one, territories, chosen, shown) for one in derived if _is_shown(safe, one, shown, chosen)
        ),
        spec=safe.spec,
        protection=safe.protection,
        cost=safe.cost,
    )


def table_title(spec: TableSpec) -> str:
    """Return what a table is called when nobody gave it a name: what is counted, and by what."""
    counted = label("statistics_measures", spec.measure)
    names = [label("statistics_dimensions", one.code) for one in dimensions_of(spec)]
    if not names:
        return typeset(counted)
    listed = ", ".join(name[0].lower() + name[1:] for name in names)
    return typeset(tr("{what} par {names}").format(what=counted, names=listed))


def _shown(safe: SafeTable, place: int) -> tuple[str, ...]:
    """Return the codes of a dimension whose margin is not zero, the total last."""
    kept = []
    for code in safe.axes[place]:
        margin = [TOTAL] * len(safe.axes)
        margin[place] = code
        if safe.at(tuple(margin)) != 0:
            kept.append(code)
    return (*kept, TOTAL)


def _ordered(shown: Sequence[Sequence[str]]) -> list[Codes]:
    found: list[Codes] = [()]
    for codes in shown:
        found = [(*known, code) for known in found for code in codes]
    return found


def _places(safe: SafeTable, chosen: Mapping[str, Sequence[str]] | None, one: Worked) -> list[int]:
    """Return which dimensions the codes of a value are of."""
    names = [dimension.code for dimension in dimensions_of(safe.spec)]
    if one.name == "SHARE":
        return [place for place, name in enumerate(names) if name not in (chosen or {})]
    return list(range(len(names) - 1))


def _is_shown(
    safe: SafeTable, one: Worked, shown: Sequence[Sequence[str]], chosen: Mapping[str, Sequence[str]] | None
) -> bool:
    places = _places(safe, chosen, one)
    return all(code in shown[place] for code, place in zip(one.codes, places, strict=True))


def _derived(
    safe: SafeTable,
    one: Worked,
    territories: Territories,
    chosen: Mapping[str, Sequence[str]] | None,
    _shown: Sequence[Sequence[str]],
) -> Derived:
    dimensions = dimensions_of(safe.spec)
    places = _places(safe, chosen, one)
    labels = tuple(
        code_label(dimensions[place], code, territories) for code, place in zip(one.codes, places, strict=True)
    )
    name, unit = _NAMES[one.name]
    value = one.value if one.value is None or unit != _PERCENT else 100 * one.value
    return Derived(
        labels=labels or (tr("Ensemble"),),
        name=tr(name),
        value=None if value is None else round(value, 1),
        unit=tr(unit),
        codes=one.codes,
    )


@dataclass(frozen=True)
class Headline:
    """The one value that a table is followed by."""

    value: float | None
    unit: str
    """Empty for a count."""


def headline(sheet: Sheet) -> Headline:
    """Return the first value worked out for everybody together; the total where a table has none."""
    for one in sheet.derived:
        if one.is_of_everybody:
            return Headline(one.value, one.unit)
    total = next(line for line in sheet.lines if set(line.codes) <= {TOTAL})
    return Headline(total.value, "")
