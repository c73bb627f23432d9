"""Reads what an IT department has fixed, from one file per computer (TOML 1.0)."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import PolicyRefused

_LARGEST = 100_000
"""Bytes. A file of settings has a few hundred."""


def read_policy(path: Path) -> ComputerPolicy:
    """Return what the file fixes; nothing when there is none.

    Raises:
        PolicyRefused: when it cannot be read, or fixes what is not understood. The application does not open then: a
            department that wrote a rule expects it to be obeyed.
    """
    try:
        data = path.read_bytes()[:_LARGEST]
    except FileNotFoundError:
        return ComputerPolicy()
    except PermissionError:
        raise PolicyRefused(path=str(path), where="", reason="permission") from None
    except OSError:
        raise PolicyRefused(path=str(path), where="", reason="unreadable") from None
    try:
        return ComputerPolicy.model_validate(tomllib.loads(data.decode("utf-8")))
    except UnicodeDecodeError:
        raise PolicyRefused(path=str(path), where="", reason="encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyRefused(path=str(path), where="", reason=f"toml:{error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PolicyRefused(path=str(path), where=where, reason=first["type"]) from None
