"""What can go wrong with the statistics; as in `errors`, parameters and never a sentence."""

from passeport.domain.errors import InputRefused, RuleBroken


class TerritoriesRefused(InputRefused):
    """A file of bassins d'emploi cannot be taken: the `line`, the `reason` (a code), the `value` that stands there."""


class UnknownDimension(InputRefused):
    """A table is asked by what does not exist, or cannot go with what is counted: `dimension`."""


class PeriodRefused(InputRefused):
    """A period that ends before it begins: `first`, `last`."""


class PeriodInTheFuture(InputRefused):
    """A period that is not over: `last`, and the last month that may be asked for, `limit`."""


class LaterTooEarly(InputRefused):
    """What came six months after the exit is asked of exits too recent: `last`, and the last month known, `limit`."""


class DimensionTwice(InputRefused):
    """A dimension is asked for twice, or there are more than four of them: `dimension`."""


class TableTooLarge(InputRefused):
    """The table would have more cells than anybody can read or protect: `size`, `limit`."""


class TooFewPersons(RuleBroken):
    """Fewer persons than the threshold stand behind the whole table: `threshold`."""


class TableTooDetailed(RuleBroken):
    """Too many cells hold one person: a `share` in percent; taking `dimension` away helps most."""


class NotForSuppression(RuleBroken):
    """A person may be in several cells of this `dimension`: hiding cells protects nobody there."""


class AttackSucceeds(RuleBroken):
    """What would be shown gives away `count` cells, with so many `published` before.

    `dimension` is to coarsen; it is empty where the period is to change.
    """


class StrategyMixed(RuleBroken):
    """Tables of these months were published under another protection: mixing the two would undo both."""


class ContributionRefused(InputRefused):
    """A contribution cannot be taken: `path`, `reason` (a code), `detail`."""


class SuppressionNotMerged(RuleBroken):
    """Exact figures of contributions put together: no register says what was published before, so none are given."""


class NothingToMerge(InputRefused):
    """No contribution could be taken, out of `count`: nothing was written."""


class NotAKey(InputRefused):
    """A file holds no key of a region: `path`."""


class ProtectionFailed(RuleBroken):
    """The engine found no way to hide what must be hidden: `detail`."""
