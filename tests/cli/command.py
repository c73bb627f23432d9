"""A command as it is typed, and what it leaves behind."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    said: str
    remarked: str

    @property
    def json(self) -> Any:
        """What was said, as one value."""
        return json.loads(self.said)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was said, as one value a line."""
        return [json.loads(line) for line in self.said.splitlines()]


Command = Callable[..., Answer]
