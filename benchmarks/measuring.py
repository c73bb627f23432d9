"""What the benchmarks share: taking turns, and saying a result as a line of a table."""

import statistics
from collections.abc import Callable, Mapping, Sequence


def in_turns(subjects: Mapping[str, Callable[[], float]], rounds: int, warm_up: int = 2) -> dict[str, list[float]]:
    """Run each subject once a round, the other first every second round, and return what each run measured.

    Taking turns lets a busy moment of the machine fall on both; the rounds of `warm_up` are not counted.
    """
    measured: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(warm_up + rounds):
        order = list(subjects) if number % 2 else list(reversed(subjects))
        for name in order:
            value = subjects[name]()
            if number >= warm_up:
                measured[name].append(value)
    return measured


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which `percent` of the values lie (1 to 99)."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
