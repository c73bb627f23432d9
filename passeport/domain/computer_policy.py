"""What an IT department decides for every account of a computer: fixed settings, which the application then obeys.

Each is optional: what is not fixed is decided by the point d'accueil, as ever.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from passeport.domain.account import VaultSettings
from passeport.domain.errors import FormatNotAllowed, SettingFixed
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.retention import RetentionPolicy
from passeport.domain.text import Name
from passeport.domain.update import PublisherKey
from passeport.domain.vocabulary import NetworkCode


class ComputerPolicy(DomainModel):
    """The settings that are fixed. Made by `from_file`, or empty."""

    idle_minutes: Annotated[int, Field(ge=1, le=15)] | None = None
    """Minutes of absence before a vault locks."""
    second_backup_folder: Path | None = None
    """Where each backup is copied; it may be absent for a while, such as a key that is unplugged."""
    retention: RetentionPolicy | None = None
    point_accueil: Name | None = None
    """The station that a new vault is made for."""
    network: NetworkCode | None = None
    formats: tuple[Annotated[str, Field(pattern="^(pdf|candidate|skillspassport|json)$")], ...] | None = None
    """The forms in which a passport may leave."""
    lists: bool = True
    """Whether lists of persons may leave, for those who have the right."""
    keyring: bool = True
    """Whether an account may be opened by the system's keyring."""
    publisher_keys: tuple[PublisherKey, ...] = ()
    """Whose updates `passeport update` takes; nobody's, by default."""

    def settings(self, chosen: VaultSettings) -> VaultSettings:
        """Return the settings of a vault once what is fixed has taken its place."""
        return chosen if self.idle_minutes is None else VaultSettings(idle_minutes=self.idle_minutes)

    def require_free(self, setting: str) -> None:
        """Refuse to change a setting that is fixed.

        Raises:
            SettingFixed: when it is; `setting` is the name of a field of this model.
        """
        if getattr(self, setting) is not None:
            raise SettingFixed(setting=setting)

    def require_format(self, file_format: str) -> None:
        """Refuse a form of passport that may not leave this computer.

        Raises:
            FormatNotAllowed: when it may not.
        """
        if self.formats is not None and file_format not in self.formats:
            raise FormatNotAllowed(format=file_format)

    def require_station(self, station: Station) -> None:
        """Refuse that a vault is made for another station than the one that is fixed.

        Raises:
            SettingFixed: when it would be.
        """
        if self.point_accueil is not None and station.name != self.point_accueil:
            raise SettingFixed(setting="point_accueil")
        if self.network is not None and station.network != self.network:
            raise SettingFixed(setting="network")

    def require_lists(self) -> None:
        """Refuse that a list of persons leaves this computer.

        Raises:
            SettingFixed: when none may.
        """
        if not self.lists:
            raise SettingFixed(setting="lists")
