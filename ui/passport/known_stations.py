"""The points d'accueil whose signature is trusted here: who they are, since when, by whom, and how to stop."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.known_station import KnownStation
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.passport.fingerprint import FingerprintBlock
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.room import side_by_side
from ui.widgets.surfaces import Banner, Card, EmptyState, emptied, scrolled
from ui.widgets.texts import text

_ASKED = tr("Confirmer le retrait")


class KnownStationsModel(QObject):
    """The stations, as the vault has them."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.stations: tuple[KnownStation, ...] = ()

    @property
    def own_key(self) -> str:
        """The fingerprint of this station."""
        return self._desk.stations.own_key

    @property
    def own_name(self) -> str:
        """The name of this station."""
        return self._desk.vault.account.station.name

    def load(self) -> None:
        """Ask the vault."""
        self._tasks.run(self._desk.stations.known, self._show, self._refuse)

    def withdraw(self, key: str) -> None:
        """Trust a station no more."""
        stations = self._desk.stations

        def work() -> tuple[KnownStation, ...]:
            stations.withdraw(key)
            return stations.known()

        self._tasks.run(work, self._show, self._refuse)

    def _show(self, stations: tuple[KnownStation, ...]) -> None:
        self.stations = stations
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))


class KnownStations(Dialog):
    """A card for each station; ours first, since it is what the others ask for."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=720, height=620)
        self.setWindowTitle(tr("Points d’accueil connus"))
        self.model = KnownStationsModel(desk, tasks, self)
        self.banner = Banner()
        self.withdrawals: dict[str, QPushButton] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._own())
        column.addLayout(self._cards)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(text(tr("Points d’accueil connus"), "title"))
        whole.addWidget(
            text(
                typeset(
                    tr(
                        "Ce qu’ils signent est reconnu ici. Au premier passeport d’un nouveau point d’accueil, "
                        "appelez-le et comparez les seize groupes de son empreinte avant de lui faire confiance."
                    )
                ),
                "muted",
            )
        )
        whole.addWidget(self.banner)
        whole.addWidget(scrolled(content), 1)
        foot = QHBoxLayout()
        foot.addStretch()
        close = button(tr("Fermer"), clicked=self.accept)
        foot.addWidget(close)
        whole.addLayout(foot)
        self.model.changed.connect(self._fill)
        self.model.refused.connect(self._say)
        close.setFocus()
        self.model.load()

    def _own(self) -> Card:
        card = Card(tr("Le vôtre"), spacing=4)
        card.body.addWidget(text(self.model.own_name, "strong", selectable=True))
        card.body.addWidget(text(tr("À lire à qui vous appelle pour vérifier un passeport remis ici."), "small"))
        shown = FingerprintBlock(compares=False)
        shown.show_key(self.model.own_key)
        card.body.addWidget(shown)
        return card

    def _fill(self) -> None:
        emptied(self._cards)
        self.withdrawals = {}
        if not self.model.stations:
            self._cards.addWidget(
                EmptyState(
                    "shield", tr("Aucun autre point d’accueil pour l’instant"), tr("Il en viendra avec les passeports.")
                )
            )
        for known in self.model.stations:
            self._cards.addWidget(self._card(known))

    def _card(self, known: KnownStation) -> Card:
        station = known.station
        card = Card(spacing=4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text(station.name, "strong", selectable=True))
        details = (label("networks", station.network), station.contact)
        words.addWidget(text(" · ".join(part for part in details if part), "muted", selectable=True))
        since = tr("Reconnu le {day} par {trusted_by}").format(
            day=dates.long_date(known.trusted_on), trusted_by=known.trusted_by
        )
        words.addWidget(text(typeset(since), "small"))
        words.addStretch()
        withdraw = button(tr("Retirer la confiance"), "quiet", "close", partial(self._withdraw, known))
        withdraw.setAccessibleName(tr("Retirer la confiance à {name}").format(name=station.name))
        self.withdrawals[known.key] = withdraw
        shown = FingerprintBlock(compares=False)
        shown.show_key(known.key)
        row = side_by_side()
        row.addLayout(words, 1)
        row.addWidget(shown)
        card.body.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(withdraw)
        card.body.addLayout(foot)
        return card

    def _withdraw(self, known: KnownStation) -> None:
        """Ask once more in the same place: trusting again needs a passport and a telephone call."""
        made = self.withdrawals[known.key]
        if made.text() != _ASKED:
            made.setText(_ASKED)
            made.setAccessibleName(tr("{what} : {words}").format(what=_ASKED, words=known.station.name))
            return
        self.model.withdraw(known.key)
        self.banner.say(
            typeset(
                tr("{name} n’est plus reconnu ici. Ce qui en vient reste dans les dossiers.").format(
                    name=known.station.name
                )
            )
        )

    def _say(self, words: str) -> None:
        self.banner.say(words, "danger")
