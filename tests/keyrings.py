"""Keyrings of the system for the tests; none of them is asked anything of the computer that runs them."""

import keyring
import pytest
from keyring.backend import KeyringBackend


class InMemory(KeyringBackend):
    """A keyring that forgets; it says it is the one of the Secret Service."""

    priority = 1

    kept: dict[tuple[str, str], str]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def in_memory(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    """Put a trusted keyring in the place of the system's."""
    monkeypatch.setattr(InMemory, "__module__", "keyring.backends.SecretService")
    made = InMemory()  # type: ignore[no-untyped-call] # the library's own constructor has no types
    made.kept = {}
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    monkeypatch.setattr(keyring, "set_password", made.set_password)
    monkeypatch.setattr(keyring, "get_password", made.get_password)
    monkeypatch.setattr(keyring, "delete_password", made.delete_password)
    return made
