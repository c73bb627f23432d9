"""The use cases of a supervisor: the statistics, the register of what left them, and the account itself."""

from dataclasses import dataclass

from passeport.services.keyring_access import KeyringAccess
from passeport.services.own_account import OwnAccount
from passeport.services.statistics import Statistics
from passeport.services.statistics_register import StatisticsRegister


@dataclass(frozen=True)
class SupervisorDesk:
    """All that the window of a supervisor asks of the open statistics; there is no way from it to a dossier."""

    statistics: Statistics
    register: StatisticsRegister
    own: OwnAccount
    keyring: KeyringAccess
