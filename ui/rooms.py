"""What stands behind the door. It is loaded once the door is on the screen, while a passphrase is typed."""

from ui.statistics.space import StatisticsSpace
from ui.unlock.first_opening import FirstOpening
from ui.workspace import Workspace

__all__ = ["FirstOpening", "StatisticsSpace", "Workspace"]
