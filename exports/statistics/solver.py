"""The attacker's arithmetic: the least and the greatest value that a cell may have, by linear programming (HiGHS)."""

from collections.abc import Sequence

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
