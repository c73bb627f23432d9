"""Failed tries are slowed, and the slowing survives a restart (CNIL, délibération 2022-100, case 2)."""

import datetime as dt
from pathlib import Path

from pydantic import AwareDatetime, NonNegativeInt, ValidationError

from passeport.domain.errors import TooManyTries
from passeport.domain.model import DomainModel
from storage.files import write_atomically

_FILE_NAME = "tries.json"
_FREE_TRIES = 2
_LONGEST_WAIT = 300
"""Seconds. Longer would only punish a tired conseiller: Argon2id is what stops a thief with a copy of the file."""


class _Failures(DomainModel):
    count: NonNegativeInt = 0
    next_try: AwareDatetime = dt.datetime.min.replace(tzinfo=dt.UTC)


class Tries:
    """The failures at a vault's door."""

    def __init__(self, folder: Path) -> None:
        """Read what is known of earlier failures."""
        self._path = folder / _FILE_NAME

    def require(self, now: dt.datetime) -> None:
        """Do nothing when a try is allowed now.

        Raises:
            TooManyTries: with the seconds to wait.
        """
        wait = (self._read().next_try - now).total_seconds()
        if 0 < wait <= _LONGEST_WAIT:  # a longer wait is a clock that was set back
            raise TooManyTries(wait=int(wait) + 1)

    def failed(self, now: dt.datetime) -> int:
        """Note a failure and return the seconds before the next try: none twice, then 2, 4, 8 … at most 300."""
        count = self._read().count + 1
        wait = 0 if count <= _FREE_TRIES else min(_LONGEST_WAIT, 2 ** (count - _FREE_TRIES))
        failures = _Failures(count=count, next_try=now + dt.timedelta(seconds=wait))
        write_atomically(self._path, failures.model_dump_json().encode())
        return wait

    def succeeded(self) -> None:
        """Forget the failures."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> _Failures:
        try:
            return _Failures.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Failures()
        except ValidationError:
            return _Failures(count=_FREE_TRIES)  # a spoiled counter does not open the door any wider
