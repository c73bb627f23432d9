"""The system's keyring, when it keeps what it is given encrypted: it holds a random secret, never a passphrase.

Optional (`pip install passeport[keyring]`) and off until an account asks for it. Whoever opens the session of the
system then opens the vault: it is for a computer that is nobody else's.
"""

import base64
from uuid import UUID

from passeport.domain.errors import KeyringRefused
from passeport.domain.normalise import joined

_SERVICE = "passeport"
_TRUSTED = ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
"""Backends of the keyring library that keep secrets encrypted under the session. The others keep them in clear
(`keyrings.alt`), nowhere (`null`) or do not work (`fail`); a backend that is not known is refused too."""


class SystemKeyring:
    """Port `Keyring`."""

    def require(self) -> None:
        """Do nothing when secrets are kept as they should be; raises `KeyringRefused`."""
        try:
            import keyring  # noqa: PLC0415 - optional
            from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415
        except ImportError:
            raise KeyringRefused(backend="keyring") from None
        backend = keyring.get_keyring()
        chained = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
        for one in chained:
            if type(one).__module__ not in {f"keyring.backends.{name}" for name in _TRUSTED}:
                raise KeyringRefused(backend=type(one).__module__)
        if not chained:
            raise KeyringRefused(backend="keyring.backends.fail")

    def put(self, vault: UUID, account: str, secret: bytes) -> None:
        """Keep the secret of an account; raises `KeyringRefused`."""
        self.require()
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            keyring.set_password(_SERVICE, _entry(vault, account), base64.b64encode(secret).decode())
        except KeyringError as error:
            raise KeyringRefused(backend=type(error).__name__) from None

    def get(self, vault: UUID, account: str) -> bytes | None:
        """Return the secret of an account, None when there is none; raises `KeyringRefused`."""
        self.require()
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            found = keyring.get_password(_SERVICE, _entry(vault, account))
        except KeyringError as error:
            raise KeyringRefused(backend=type(error).__name__) from None
        return None if found is None else base64.b64decode(found)

    def forget(self, vault: UUID, account: str) -> None:
        """Remove the secret of an account; harmless when there is none, or no keyring any more."""
        import contextlib  # noqa: PLC0415

        with contextlib.suppress(ImportError):
            import keyring  # noqa: PLC0415
            from keyring.errors import KeyringError  # noqa: PLC0415

            with contextlib.suppress(KeyringError):
                keyring.delete_password(_SERVICE, _entry(vault, account))


def _entry(vault: UUID, account: str) -> str:
    return f"{vault}/{joined(account)}"
