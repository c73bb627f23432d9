"""State of a page of differences: what was decided for each; an import and a reunion share it."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.difference import Decision, Difference, DifferenceKind
from ui.passport.wording import Sides


class Deciding(QObject):
    """A decision for each difference; nothing is saved here."""

    compared = Signal()
    """The differences are others."""
    decided = Signal()
    """A decision changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decisions: dict[str, Decision] = {}

    # What each page says of itself -----------------------------------------------------------------------------------

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every item, once it is known what is compared with what."""
        raise NotImplementedError

    @property
    def sides(self) -> Sides:
        """What the two sides are called."""
        raise NotImplementedError

    @property
    def makes_new(self) -> bool:
        """Whether there is nothing to compare with yet."""
        return False

    def suggestion(self, difference: Difference) -> Decision:
        """Return what is decided until the conseiller decides."""
        return difference.suggestion

    def choices(self, difference: Difference) -> tuple[Decision, ...]:
        """Return what can be decided for one item, in the order of its buttons."""
        if difference.kind is DifferenceKind.SAME:
            return ()
        both = (Decision.BOTH,) if difference.allows_both else ()
        return (Decision.TAKE, Decision.KEEP, *both)

    def origins(self, difference: Difference) -> tuple[str, str]:
        """Return where each of the two values comes from."""
        raise NotImplementedError

    # Deciding --------------------------------------------------------------------------------------------------------

    def decision(self, difference: Difference) -> Decision:
        """Return what was decided, or what is suggested."""
        return self._decisions.get(difference.key, self.suggestion(difference))

    def decide(self, difference: Difference, decision: Decision) -> None:
        """Decide for one item, if that can be decided for it."""
        if decision in self.choices(difference):
            self._decisions[difference.key] = decision
            self.decided.emit()

    def decide_all(self, decision: Decision) -> None:
        """Decide the same for everything that it can be decided for."""
        for difference in self.differences:
            if decision in self.choices(difference):
                self._decisions[difference.key] = decision
        self.decided.emit()

    def as_suggested(self) -> None:
        """Go back to what is suggested."""
        self._decisions.clear()
        self.decided.emit()

    @property
    def changes(self) -> int:
        """How many items would be written."""
        return sum(
            found.kind is not DifferenceKind.SAME and self.decision(found) is not Decision.KEEP
            for found in self.differences
        )
