"""Which people the list shows, in which order, and the lists that are kept under a name."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passeport.domain.account import AccountState
from passeport.domain.errors import PasseportError
from passeport.domain.listing import Due, Listing, Order, SavedView
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.desk.list_name import ListName
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import CodeCombo
from ui.widgets.several import SeveralChoice, several_codes

_NOBODY = "NOBODY"
_QUIET = (
    (3, tr("Sans contact depuis 3 mois")),
    (6, tr("Sans contact depuis 6 mois")),
    (12, tr("Sans contact depuis un an")),
)
_NARROW = 18
_Answer = tuple[tuple[AccountState, ...], tuple[str, ...], tuple[SavedView, ...]]


class Filters(QWidget):
    """A choice for each thing that lists are filtered by; `listing` is what they say together."""

    changed = Signal()
    refused = Signal(object)
    """A `PasseportError`: a list could not be kept."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._views: tuple[SavedView, ...] = ()
        self.naming: ListName | None = None
        """The question that is open."""
        self._flow = FlowLayout(self, spacing=8)
        self._severals: list[SeveralChoice] = []
        self._conseillers: tuple[tuple[str, str], ...] = ()
        self.view = self._put(ChoiceCombo((), empty=tr("Mes listes")), tr("Liste enregistrée"))
        self.conseiller = self._several(SeveralChoice(tr("Conseillers"), (), empty=tr("Tous les conseillers")))
        self.situation = self._several(several_codes(tr("Situations"), "situations", empty=tr("Toutes les situations")))
        self.theme = self._several(several_codes(tr("Thèmes"), "themes", empty=tr("Tous les thèmes")))
        self.network = self._several(several_codes(tr("Réseaux"), "networks", empty=tr("Tous les réseaux")))
        self.network.setAccessibleName(tr("Réseaux rencontrés"))
        self.tag = self._several(SeveralChoice(tr("Étiquettes"), (), empty=tr("Toutes les étiquettes")))
        self.due = self._put(CodeCombo("due_limits", empty=tr("Toutes les échéances")), tr("Échéance"))
        quiet = [(str(months), typeset(words)) for months, words in _QUIET]
        self.quiet = self._put(ChoiceCombo(quiet, empty=tr("Avec ou sans contact")), tr("Dernier contact"))
        orders = [
            (f"{term.code}{way}", typeset(tr("Tri : {label} {sign}").format(label=label_of(term).lower(), sign=sign)))
            for term in vocabulary("list_orders").terms
            for way, sign in (("", "↑"), ("-", "↓"))
        ]
        self.order = self._put(ChoiceCombo(orders), tr("Ordre de la liste"))
        self.order.code = Order.NAME.value
        self.clear_button = button(tr("Tout montrer"), "quiet", "close", self.clear)
        self.keep_button = button(tr("Garder cette liste…"), "quiet", "star", self.keep)
        self.forget_button = button(tr("Oublier cette liste"), "quiet", "trash", self.forget)
        for one in (self.clear_button, self.keep_button, self.forget_button):
            self._flow.addWidget(one)
        self._is_filling = False
        for combo in (self.due, self.quiet, self.order):
            combo.chosen.connect(self._tell)
        for several in self._severals:
            several.chosen.connect(self._tell)
        self.view.chosen.connect(self._take_view)
        self._show_buttons()

    @property
    def listing(self) -> Listing:
        """What is asked now."""
        order, referents = self.order.code or Order.NAME.value, self.conseiller.codes
        return Listing.model_validate(
            {
                "situations": self.situation.codes,
                "themes": self.theme.codes,
                "networks": self.network.codes,
                "tags": self.tag.codes,
                "referents": tuple(one for one in referents if one != _NOBODY),
                "is_without_referent": _NOBODY in referents,
                "due": Due(self.due.code) if self.due.code else None,
                "quiet_months": int(self.quiet.code) if self.quiet.code else None,
                "order": Order(order.rstrip("-")),
                "is_descending": order.endswith("-"),
            }
        )

    @listing.setter
    def listing(self, wanted: Listing) -> None:
        self._is_filling = True
        self.situation.codes = wanted.situations
        self.theme.codes = wanted.themes
        self.network.codes = wanted.networks
        self.tag.codes = wanted.tags
        self._offer_conseillers(_referents(wanted))
        self.due.code = wanted.due.value if wanted.due is not None else ""
        self.quiet.code = str(wanted.quiet_months) if wanted.quiet_months is not None else ""
        self.order.code = f"{wanted.order.value}{'-' if wanted.is_descending else ''}"
        self._is_filling = False
        self._tell()

    def refresh(self) -> None:
        """Ask which conseillers, tags and kept lists there are."""
        lists = self._desk.lists
        self._tasks.run(lambda: (lists.conseillers(), lists.tags(), lists.views()), self._fill)

    def clear(self) -> None:
        """Ask nothing any more."""
        self.view.code = ""
        self.listing = Listing()

    def keep(self) -> None:
        """Ask under which name what is asked is kept."""
        chosen = self._chosen()
        dialog = self.naming = ListName(chosen.name if chosen is not None else "", self)
        dialog.named.connect(self.keep_as)
        dialog.finished.connect(self._forget_naming)
        dialog.open()

    def keep_as(self, name: str) -> None:
        """Keep what is asked under this name; a list of one's own of the same name is replaced."""
        listing = self.listing
        known = next((one.id for one in self._views if one.name == name.strip()), None)
        self._tasks.run(lambda: self._desk.lists.keep(name, listing, known), self._kept, self._refuse)

    def forget(self) -> None:
        """Forget the kept list that is chosen."""
        view = self._chosen()
        if view is not None:
            self._tasks.run(lambda: self._desk.lists.remove(view.id), self._forgotten)

    def _put(self, combo: ChoiceCombo, name: str) -> ChoiceCombo:
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(_NARROW)
        self._flow.addWidget(combo)
        return combo

    def _several(self, choice: SeveralChoice) -> SeveralChoice:
        self._flow.addWidget(choice)
        self._severals.append(choice)
        return choice

    def _fill(self, answer: object) -> None:
        states, tags, self._views = cast("_Answer", answer)
        view = self.view.code
        own = self._desk.vault.account.id
        conseillers = [(str(own), tr("Mes dossiers")), (_NOBODY, tr("Sans référent"))]
        conseillers += [
            (str(one.account.id), one.account.name + ("" if one.is_enabled else tr(" (compte désactivé)")))
            for one in states
            if one.account.id != own
        ]
        self._is_filling = True
        self._conseillers = tuple(conseillers)
        self._offer_conseillers(self.conseiller.codes)
        self.tag.offer([(tag, tag) for tag in tags])
        _refill(self.view, [(str(one.id), one.name) for one in self._views])
        self.view.code = view
        self._is_filling = False
        self._show_buttons()

    def _offer_conseillers(self, chosen: tuple[str, ...]) -> None:
        """Offer the conseillers there are, and those chosen whose account is no more."""
        known = {code for code, _ in self._conseillers}
        gone = tuple((code, tr("Compte supprimé")) for code in chosen if code not in known)
        self.conseiller.offer((*self._conseillers, *gone))
        self.conseiller.codes = chosen

    @property
    def views(self) -> tuple[SavedView, ...]:
        """The lists that this account keeps, as they were last read."""
        return self._views

    def _take_view(self) -> None:
        view = self._chosen()
        if view is not None and not self._is_filling:
            self.listing = view.listing

    def _chosen(self) -> SavedView | None:
        return next((one for one in self._views if str(one.id) == self.view.code), None)

    def _forget_naming(self) -> None:
        if self.naming is not None:
            self.naming.deleteLater()
        self.naming = None

    def _refuse(self, error: PasseportError) -> None:
        if self.naming is not None:
            self.naming.refuse(error)
        else:
            self.refused.emit(error)

    def _kept(self, view: SavedView) -> None:
        if self.naming is not None:
            self.naming.accept()
        self._views = (*(one for one in self._views if one.id != view.id), view)
        self._is_filling = True
        _refill(self.view, [(str(one.id), one.name) for one in self._views])
        self.view.code = str(view.id)
        self._is_filling = False
        self._show_buttons()

    def _forgotten(self, _nothing: object) -> None:
        self.view.code = ""
        self.refresh()

    def _tell(self) -> None:
        if not self._is_filling:
            self._show_buttons()
            self.changed.emit()

    def _show_buttons(self) -> None:
        asks = self.listing != Listing()
        self.clear_button.setVisible(asks)
        self.keep_button.setVisible(asks)
        self.forget_button.setVisible(self._chosen() is not None)


def _refill(combo: ChoiceCombo, choices: list[tuple[str, str]]) -> None:
    while combo.count() > 1:
        combo.removeItem(1)
    for code, words in choices:
        combo.addItem(words, code)


def _referents(wanted: Listing) -> tuple[str, ...]:
    nobody = (_NOBODY,) if wanted.is_without_referent else ()
    return (*nobody, *(str(one) for one in wanted.referents))
