"""A network that a rule proposes: which rule, why, and its nearest points d'accueil, each one key away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from passeport.domain.directory import PointAccueil
from passeport.domain.directory_distance import Near
from passeport.language import directory_words
from passeport.language.catalogue import plural, tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.bonne_porte import ProposedDoor
from ui.widgets.buttons import button
from ui.widgets.room import side_by_side
from ui.widgets.surfaces import Card, rule
from ui.widgets.texts import tag, text

FACTS = {
    "situation": tr("la situation"),
    "age": tr("l’âge"),
    "level": tr("le niveau"),
    "need": tr("le besoin"),
    "rqth": tr("la RQTH"),
    "time_without_work": tr("la durée sans emploi"),
    "cadre": tr("le statut de cadre"),
}
"""What each fact that a rule looks at is called."""


class DoorCard(Card):
    """One proposal."""

    chosen = Signal(str, str)
    """The name and the network of a point d'accueil; the name is empty when it is still to be said."""

    def __init__(self, door: ProposedDoor, number: int) -> None:
        super().__init__(spacing=6)
        self._network = door.proposal.rule.network
        name = label("networks", self._network)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(text(typeset(f"{number}. {name}"), "heading"), 1)
        if door.is_ours:
            head.addWidget(tag(tr("Votre réseau"), "received"))
        self.body.addLayout(head)
        proposal = door.proposal
        self.body.addWidget(text(typeset(tr(proposal.rule.words))))
        met = ", ".join(FACTS[fact] for fact in proposal.met)
        self.body.addWidget(
            text(
                typeset(tr("Proposé d’après {met}. Règle : {text}.").format(met=met, text=proposal.rule.text)), "small"
            )
        )
        for place, near in enumerate(door.nearest):
            self.body.addWidget(rule())
            self.body.addLayout(self._place(near, number, is_first=place == 0))
        if not door.nearest:
            self.body.addLayout(self._nowhere(name))
        elif door.count > len(door.nearest):
            more = door.count - len(door.nearest)
            others = plural("{count} autre dans l’annuaire.", "{count} autres dans l’annuaire.", more).format(
                count=more
            )
            self.body.addWidget(text(typeset(others), "small"))
        self.setAccessibleName(typeset(tr("Proposition {number} : {name}").format(number=number, name=name)))

    def _place(self, near: Near, number: int, *, is_first: bool) -> QBoxLayout:
        point = near.point
        row = side_by_side()
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(point.name, "strong"))
        words.addWidget(text(directory_words.near(near), "small"))
        for line in directory_words.details(point):
            words.addWidget(text(line, "small", selectable=True))
        row.addLayout(words, 1)
        choose = button(tr("Choisir"), "", "arrow-right", partial(self._choose, point))
        choose.setAccessibleName(tr("Orienter vers {name}").format(name=point.name))
        if is_first:
            choose.setToolTip(f"Ctrl+{number}")
        row.addWidget(choose)
        return row

    def _nowhere(self, name: str) -> QBoxLayout:
        row = side_by_side()
        row.setSpacing(10)
        words = tr("L’annuaire n’a pas de point d’accueil de ce réseau : vous pourrez saisir son nom.")
        row.addWidget(text(typeset(words), "small"), 1)
        choose = button(tr("Choisir ce réseau"), "", "arrow-right", partial(self.chosen.emit, "", self._network))
        choose.setAccessibleName(tr("Orienter vers le réseau {name}").format(name=name))
        row.addWidget(choose)
        return row

    def _choose(self, point: PointAccueil) -> None:
        self.chosen.emit(point.name, point.network)
