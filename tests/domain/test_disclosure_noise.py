"""The law of the noise: no bias, one variance, a bound, zero kept, no small count shown, and of most entropy."""

import math
import random

import pytest

from passeport.domain.disclosure import THRESHOLDS, Cell
from passeport.domain.disclosure_noise import most_entropy, noise_table


@pytest.mark.parametrize("threshold", [*THRESHOLDS, 3, 8])
def test_every_row_has_its_moments_and_its_bounds(threshold: int) -> None:
    table = noise_table(threshold)
    assert table.rows[0].noise == (0,)
    for true, row in enumerate(table.rows[1:], start=1):
        pairs = list(zip(row.noise, row.probability, strict=True))
        assert math.isclose(sum(p for _, p in pairs), 1.0, abs_tol=1e-9)
        assert math.isclose(sum(v * p for v, p in pairs), 0.0, abs_tol=1e-7)
        assert math.isclose(sum(v * v * p for v, p in pairs), table.variance, abs_tol=1e-6)
        assert max(abs(v) for v in row.noise) <= table.bound
        assert not [v for v in row.noise if 0 < true + v < threshold or true + v < 0]


def test_no_other_law_of_the_same_moments_has_more_entropy() -> None:
    """Moving a little along a direction that keeps the three sums loses entropy, either way."""
    support = [-2, 3, 4, 5, 6, 7]
    law = most_entropy(support, 6.5)

    def entropy(shares: list[float]) -> float:
        return -sum(p * math.log(p) for p in shares)

    chance = random.Random(5)
    for _ in range(50):
        a, b, c, d = sorted(chance.sample(range(6), 4))
        x = [support[place] for place in (a, b, c, d)]
        weights = [1 / math.prod(x[i] - x[j] for j in range(4) if j != i) for i in range(4)]  # third difference: 0
        for sign in (1e-6, -1e-6):
            moved = list(law)
            for place, weight in zip((a, b, c, d), weights, strict=True):
                moved[place] += sign * weight
            if min(moved) > 0:
                assert entropy(moved) <= entropy(list(law)) + 1e-12


def test_a_law_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no law"):
        most_entropy([-1, 1], 5.0)


def test_the_noise_of_many_cells_is_as_the_law_says() -> None:
    table, chance = noise_table(5), random.Random(1)
    drawn = [table.shown(Cell(40, 40, chance.getrandbits(32))) - 40 for _ in range(20_000)]
    mean = sum(drawn) / len(drawn)
    assert abs(mean) < 0.06
    assert abs(sum(v * v for v in drawn) / len(drawn) - table.variance) < 0.25


def test_keys_that_follow_each_other_draw_unrelated_noise() -> None:
    table = noise_table(5)
    assert len({table.noise(40, key) for key in range(64)}) > 6


def test_the_noise_of_what_is_done_several_times_hides_a_whole_person() -> None:
    table = noise_table(5)
    shown = {table.shown(Cell(count=400, persons=40, key=key, top=30)) - 400 for key in range(2000)}
    assert max(shown) >= 5 * 30
    assert all(value % 30 == 0 for value in shown)
