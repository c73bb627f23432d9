"""Use cases on the stations whose signature is known here: recognise, trust on first use, withdraw."""

from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.errors import NothingToShow
from passeport.domain.known_station import KnownStation, fingerprint_of, is_same_station
from passeport.domain.reading import IncomingPassport, SignatureState
from passeport.services.editing import Editing
from passeport.services.journal_ports import JournalOperation

_MAY_BE_TRUSTED = (SignatureState.UNKNOWN_STATION, SignatureState.UNKNOWN_KEY)


@dataclass(frozen=True)
class Stations:
    """The known stations, for the account at work."""

    editing: Editing

    @property
    def own_key(self) -> str:
        """The fingerprint of this station's key, to be read to who asks for it."""
        return fingerprint_of(self.editing.vault.signer.public_key)

    def known(self) -> tuple[KnownStation, ...]:
        """Return every station trusted here, by name."""
        self.editing.require(Operation.IMPORT_PASSPORT)
        with self.editing.vault.unit_of_work() as work:
            return work.stations.known()

    def recognised(self, incoming: IncomingPassport) -> IncomingPassport:
        """Say what the signature of a passport is worth here.

        A known key speaks for the station it was trusted for, and for no other. A known name with another key is no
        simple stranger: either the station changed its key, or somebody borrows its name.
        """
        issue = incoming.passport.issue
        if incoming.signature is not SignatureState.UNKNOWN_STATION or issue is None:
            return incoming
        if incoming.station_key == self.own_key and is_same_station(self.editing.account.station, issue.issuer):
            return incoming.evolve(signature=SignatureState.VERIFIED)  # ours, come back
        with self.editing.vault.unit_of_work() as work:
            known = work.stations.under_key(incoming.station_key)
            namesakes = work.stations.named(issue.issuer.name)
        if known is not None and is_same_station(known.station, issue.issuer):
            return incoming.evolve(signature=SignatureState.VERIFIED)
        if namesakes or is_same_station(self.editing.account.station, issue.issuer):
            return incoming.evolve(signature=SignatureState.UNKNOWN_KEY)
        return incoming

    def trust(self, incoming: IncomingPassport) -> IncomingPassport:
        """Keep the station that signed a passport as known, once the conseiller has compared its fingerprint.

        Raises:
            NothingToShow: when the passport has no signature that can be trusted.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        issue = incoming.passport.issue
        if incoming.signature not in _MAY_BE_TRUSTED or issue is None:
            raise NothingToShow(what="signature", value=incoming.file_name)
        known = KnownStation(
            key=incoming.station_key,
            station=issue.issuer,
            trusted_on=self.editing.clock.today(),
            trusted_by=self.editing.account.name,
        )
        with self.editing.vault.unit_of_work() as work:
            work.stations.trust(known)
            work.journal.record(JournalOperation.STATION_TRUSTED, known.key)
            work.commit()
        return incoming.evolve(signature=SignatureState.VERIFIED)

    def withdraw(self, key: str) -> None:
        """Trust a station no more: what it signs is unknown again; what came from it stays.

        Raises:
            NothingToShow: when no station is known under this key.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        with self.editing.vault.unit_of_work() as work:
            if work.stations.under_key(key) is None:
                raise NothingToShow(what="station", value=key)
            work.stations.withdraw(key)
            work.journal.record(JournalOperation.STATION_DISTRUSTED, key)
            work.commit()
