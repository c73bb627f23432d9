"""What an account has before it once the vault is open."""

from dataclasses import dataclass

from passeport.services.administration import Administration
from passeport.services.dossiers import Dossiers
from passeport.services.editing import Editing
from passeport.services.parcours import ParcoursDesk
from passeport.services.passports import Passports
from passeport.services.ports import Clock, OpenVault


@dataclass(frozen=True)
class Desk:
    """The use cases, over one open vault."""

    vault: OpenVault
    clock: Clock
    editing: Editing
    dossiers: Dossiers
    parcours: ParcoursDesk
    passports: Passports
    administration: Administration
