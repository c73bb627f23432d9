"""The attacker's arithmetic: the least and the greatest value that a cell may have, by linear programming (HiGHS)."""

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
from highspy._core import _Highs as Highs  # the class above it prints a banner on the standard output

from passeport.domain.disclosure_system import System

_EXACT = 1e-6


class HighsSolver:
    """Port `Solver`."""

    def intervals(self, system: System, wanted: Sequence[int]) -> list[tuple[float, float]]:
        """Return, for each unknown wanted, the least and greatest value that everything shown leaves possible.

        Bounds are rounded inwards to whole numbers, as counts are: the reader knows that too.

        Raises:
            ValueError: when nothing is possible, which is a fault of ours.
        """
        solver = self._loaded(system)
        found = []
        for unknown in wanted:
            low = self._extreme(solver, unknown, highspy.ObjSense.kMinimize)
            high = self._extreme(solver, unknown, highspy.ObjSense.kMaximize)
            found.append((float(np.ceil(low - _EXACT)), float(np.floor(high + _EXACT))))
        return found

    def moving(
        self, system: System, truth: Mapping[int, int], moved: tuple[int, float], costs: Mapping[int, float]
    ) -> frozenset[int]:
        """Return the unknowns that move with one moved up by so much, at the least cost of all ways that keep the sums.

        An unknown that may not move has an infinite cost. Nothing when there is no way. This is the linear program
        by which cells to hide were first chosen (Robertson, 1993): what moves is what the reader must not know.
        """
        count = len(system.lower)
        solver = Highs()
        for name, value in (("output_flag", False), ("log_to_console", False), ("threads", 1)):
            solver.setOptionValue(name, value)
        far = moved[1] * 10
        up = [0.0 if costs[n] == np.inf else far for n in range(count)]
        down = [0.0 if costs[n] == np.inf else min(far, float(truth[n])) for n in range(count)]
        lower = np.zeros(2 * count)
        upper = np.array(up + down)
        lower[moved[0]] = upper[moved[0]] = moved[1]
        upper[count + moved[0]] = 0.0
        solver.addVars(2 * count, lower, upper)
        price = np.array([0.0 if costs[n] == np.inf else costs[n] for n in range(count)] * 2)
        solver.changeColsCost(2 * count, np.arange(2 * count, dtype=np.int32), price)
        for row in system.rows:
            places = [place for unknown, _ in row.terms for place in (unknown, count + unknown)]
            weights = [float(sign * weight) for _, weight in row.terms for sign in (1, -1)]
            solver.addRow(0.0, 0.0, len(places), np.array(places, dtype=np.int32), np.array(weights))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return frozenset()
        found = np.array(solver.getSolution().col_value)
        return frozenset(int(n) for n in np.flatnonzero(found[:count] + found[count:] > _EXACT))

    def _loaded(self, system: System) -> Highs:
        solver = Highs()
        for name, value in (
            ("output_flag", False),
            ("log_to_console", False),
            ("threads", 1),
            ("presolve", "off"),
            ("solver", "simplex"),
        ):
            solver.setOptionValue(name, value)
        count = len(system.lower)
        solver.addVars(count, np.array(system.lower), np.array(system.upper))
        starts: list[int] = []
        places: list[int] = []
        weights: list[float] = []
        for row in system.rows:
            starts.append(len(places))
            for unknown, weight in row.terms:
                places.append(unknown)
                weights.append(float(weight))
        if system.rows:
            solver.addRows(
                len(system.rows),
                np.array([row.low for row in system.rows]),
                np.array([row.high for row in system.rows]),
                len(places),
                np.array(starts, dtype=np.int32),
                np.array(places, dtype=np.int32),
                np.array(weights),
            )
        return solver

    def _extreme(self, solver: Highs, unknown: int, sense: highspy.ObjSense) -> float:
        solver.changeColCost(unknown, 1.0)
        solver.changeObjectiveSense(sense)
        solver.run()
        status = solver.getModelStatus()
        value = solver.getInfo().objective_function_value
        solver.changeColCost(unknown, 0.0)
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return float("inf") if sense == highspy.ObjSense.kMaximize else 0.0
        if status != highspy.HighsModelStatus.kOptimal:
            message = f"the shown table is possible in no way: {status}"
            raise ValueError(message)
        return float(value)
