"""Pictograms: the drawings of the window's icons (`resources/icons`), as operators of a page.

What they are made of, and no more of SVG: paths (M L H V C A S Z, both cases), rectangles with round corners, circles,
in a box of 24, drawn with round lines of 1.75.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from lxml import etree

from exports.document.layout.canvas import Page, disc_path
from exports.document.layout.theme import Colour

_BOX = 24.0
_THICKNESS = 1.75
_TOKEN = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_NAMESPACE = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]


def draw_pictogram(page: Page, name: str, left: float, low: float, side: float, colour: Colour) -> None:
    """Draw an icon in a square."""
    page.drawing(_operators(name), (left, low + side, side / _BOX), colour, _THICKNESS)


@cache
def _operators(name: str) -> str:
    data = resources.files("resources").joinpath("icons", f"{name}.svg").read_bytes()
    shapes = []
    for shape in etree.fromstring(data):
        values = {key: float(value) for key, value in shape.items() if re.fullmatch(r"[\d.]+", str(value))}
        match str(shape.tag).removeprefix(_NAMESPACE):
            case "path":
                shapes.append(" ".join(_path(shape.get("d", ""))))
            case "rect":
                shapes.append(
                    _rectangle(values["x"], values["y"], values["width"], values["height"], values.get("rx", 0))
                )
            case "circle":
                shapes.append(disc_path(values["cx"], values["cy"], values["r"]))
    return " ".join(shapes)


def _rectangle(left: float, top: float, width: float, height: float, round_: float) -> str:
    right, bottom, turn = left + width, top + height, round_ * (1 - 0.5523)
    return (
        f"{left + round_:g} {top:g} m {right - round_:g} {top:g} l "
        f"{right - turn:.3f} {top:g} {right:g} {top + turn:.3f} {right:g} {top + round_:g} c "
        f"{right:g} {bottom - round_:g} l "
        f"{right:g} {bottom - turn:.3f} {right - turn:.3f} {bottom:g} {right - round_:g} {bottom:g} c "
        f"{left + round_:g} {bottom:g} l "
        f"{left + turn:.3f} {bottom:g} {left:g} {bottom - turn:.3f} {left:g} {bottom - round_:g} c "
        f"{left:g} {top + round_:g} l "
        f"{left:g} {top + turn:.3f} {left + turn:.3f} {top:g} {left + round_:g} {top:g} c h"
    )


def _path(data: str) -> Iterator[str]:
    tokens = [letter or float(number) for letter, number in _TOKEN.findall(data)]
    here: Point = (0.0, 0.0)
    begun, control = here, here
    place, command = 0, ""
    counts = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
    while place < len(tokens):
        token = tokens[place]
        if isinstance(token, str):
            command, place = token, place + 1
        kind = command.upper()
        values = [value for value in tokens[place : place + counts[kind]] if isinstance(value, float)]
        place += counts[kind]
        origin = here if command.islower() else (0.0, 0.0)
        match kind:
            case "M" | "L":
                here = (origin[0] + values[0], origin[1] + values[1])
                yield f"{here[0]:.3f} {here[1]:.3f} {'m' if kind == 'M' else 'l'}"
                if kind == "M":
                    begun, command = here, "l" if command.islower() else "L"
            case "H":
                here = (origin[0] + values[0], here[1])
                yield f"{here[0]:.3f} {here[1]:.3f} l"
            case "V":
                here = (here[0], origin[1] + values[0])
                yield f"{here[0]:.3f} {here[1]:.3f} l"
            case "C" | "S":
                points = [(origin[0] + values[i], origin[1] + values[i + 1]) for i in range(0, len(values), 2)]
                if kind == "S":
                    points.insert(0, (2 * here[0] - control[0], 2 * here[1] - control[1]))
                control, here = points[1], points[2]
                yield " ".join(f"{x:.3f} {y:.3f}" for x, y in points) + " c"
            case "A":
                end = (origin[0] + values[5], origin[1] + values[6])
                yield from _arc(here, end, values[0], large=bool(values[3]), sweep=bool(values[4]))
                here = end
            case "Z":
                here = begun
                yield "h"
        if kind not in {"C", "S"}:
            control = here


def _arc(start: Point, end: Point, radius: float, *, large: bool, sweep: bool) -> Iterator[str]:
    """Give the curves of an arc of a circle (SVG 1.1, F.6.5, with equal radii)."""
    across, up = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    half = math.hypot(across, up)
    radius = max(radius, half)
    away = math.sqrt(max(radius * radius - half * half, 0.0)) / half * (-1 if large == sweep else 1)
    centre = ((start[0] + end[0]) / 2 - away * up, (start[1] + end[1]) / 2 + away * across)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-6))
    step = turn / count
    reach = 4 / 3 * math.tan(step / 4) * radius
    for number in range(count):
        one, two = first + number * step, first + (number + 1) * step
        a = (centre[0] + radius * math.cos(one), centre[1] + radius * math.sin(one))
        b = (centre[0] + radius * math.cos(two), centre[1] + radius * math.sin(two))
        yield (
            f"{a[0] - reach * math.sin(one):.3f} {a[1] + reach * math.cos(one):.3f} "
            f"{b[0] + reach * math.sin(two):.3f} {b[1] - reach * math.cos(two):.3f} {b[0]:.3f} {b[1]:.3f} c"
        )
