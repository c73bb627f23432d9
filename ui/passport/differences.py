"""What would change, section by section, in the order of a passport; by kind when one kind alone is wanted."""

from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.vocabulary import SectionCode, vocabulary
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from ui.passport.deciding import Deciding
from ui.passport.difference_row import KEYS_HINT, DifferenceRow, title
from ui.passport.fold import Fold
from ui.passport.wording import KINDS_COUNTED
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.room import is_narrow, side_by_side
from ui.widgets.surfaces import Card, emptied, rule
from ui.widgets.texts import text

_PAGE = 40
"""Rows shown together: laying out a row that wraps costs the others a millisecond each (docs/benchmarks.md)."""
_AT_ONCE = 12
"""Rows made before the first paint: more than a screen shows. The others of the page come below right after."""
_AT_A_TIME = 7


class Differences(QWidget):
    """A card for each section; what is known already is folded into a count."""

    def __init__(self, model: Deciding) -> None:
        super().__init__()
        self._model = model
        self._made: list[DifferenceRow] = []
        self._waiting: list[Difference] = []
        self._found: list[Difference] = []
        self._page = 0
        self._kind: DifferenceKind | None = None
        self._card: tuple[SectionCode, Card] | None = None
        self._current: DifferenceRow | None = None
        self.folds: list[Fold] = []
        self.filters: dict[DifferenceKind | None, QPushButton] = {}
        self.heading = text(tr("Ce qui changerait"), "heading")
        self.take_all = button(tr("Tout prendre"), "quiet", "check", partial(model.decide_all, Decision.TAKE))
        self.keep_all = button(tr("Tout garder"), "quiet", "lock", partial(model.decide_all, Decision.KEEP))
        self.suggested = button(tr("Revenir aux suggestions"), "quiet", "undo", model.as_suggested)
        self.hint = text(typeset(KEYS_HINT), "small")
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._make_some)
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._known = QVBoxLayout()
        self.before = button(tr("Précédents"), "quiet", "chevron-left", partial(self._turn, -1))
        self.after = button(tr("Suivants"), "quiet", "chevron-right", partial(self._turn, 1))
        self.place = text("", "muted", wraps=False)
        self._pager = QWidget()
        pager = QHBoxLayout(self._pager)
        pager.setContentsMargins(0, 0, 0, 0)
        for widget in (self.before, self.place, self.after):
            pager.addWidget(widget)
        pager.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._chips)
        column.addWidget(self.hint)
        column.addLayout(self._cards)
        column.addWidget(self._pager)
        column.addLayout(self._known)
        model.compared.connect(self.show_all)
        model.decided.connect(self._refresh)

    @property
    def rows(self) -> list[DifferenceRow]:
        """Every row of the page shown, those below the screen included."""
        while self._waiting:
            self._make_some()
        return self._made

    def take_focus(self) -> None:
        """Put the keyboard on the first row."""
        if self._made:
            self._made[0].setFocus()

    def show_all(self) -> None:
        """Show the differences of the model, of every kind."""
        self._make_filters()
        self._choose_kind(None)

    def fill(self) -> None:
        """Show the differences of the chosen kind, from the first."""
        self.folds = []
        emptied(self._known)
        found = self._ordered()
        self.setVisible(bool(found))
        moving = [one for one in found if self._model.choices(one)]
        for widget in (self.take_all, self.keep_all, self.suggested, self.hint):
            widget.setVisible(bool(moving))
        if self._kind is None:
            self._found = [one for one in found if one.kind is not DifferenceKind.SAME]
            same = [one for one in found if one.kind is DifferenceKind.SAME]
            if same and not self._model.makes_new:  # a new dossier has the names alone, which go without saying
                self._fold(same)
        else:
            self._found = [one for one in found if one.kind is self._kind]
        self._show_page(0)

    def _show_page(self, number: int) -> None:
        self._timer.stop()
        self._made, self._card, self._current = [], None, None
        emptied(self._cards)
        self._page = number
        first, whole = number * _PAGE, len(self._found)
        self._waiting = self._found[first : first + _PAGE]
        last = first + len(self._waiting)
        self.place.setText(tr("{number} à {last} sur {whole}").format(number=first + 1, last=last, whole=whole))
        self.before.setEnabled(first > 0)
        self.after.setEnabled(last < whole)
        self._pager.setVisible(whole > _PAGE)
        self._make(_AT_ONCE)
        if self._waiting:
            self._timer.start()

    def _head(self) -> QBoxLayout:
        quick = QHBoxLayout()
        for made in (self.take_all, self.keep_all, self.suggested):
            quick.addWidget(made)
        quick.addStretch(1 if is_narrow() else 0)
        head = side_by_side()
        head.addWidget(self.heading, 1)
        head.addLayout(quick)
        return head

    def _ordered(self) -> list[Difference]:
        order = vocabulary("europass_sections").codes
        return sorted(self._model.differences, key=lambda difference: order.index(difference.section))

    def _make_filters(self) -> None:
        emptied(self._chip_flow)
        self.filters = {}
        found = self._model.differences
        new = self._model.makes_new
        self.heading.setText(tr("Ce qui serait enregistré") if new else tr("Ce qui changerait"))
        counts = {kind: sum(one.kind is kind for one in found) for kind in DifferenceKind}
        group = QButtonGroup(self._chips)
        for kind in (None, *(kind for kind in DifferenceKind if counts[kind])):
            one, many = KINDS_COUNTED[kind]
            made = button(counted(counts[kind] if kind is not None else len(found), one, many), "chip")
            made.setCheckable(True)
            made.setChecked(kind is None)
            made.setMinimumWidth(made.sizeHint().width() + 8)  # bold once chosen
            made.setAccessibleName(tr("Montrer : {made}").format(made=made.text()))
            made.clicked.connect(partial(self._choose_kind, kind))
            group.addButton(made)
            self.filters[kind] = made
            self._chip_flow.addWidget(made)
        self._chips.setVisible(bool(found))

    def _turn(self, by: int) -> None:
        """Show the next page or the one before, from its first row."""
        self._show_page(self._page + by)
        if self._made:
            self._go_to(self._made[0])

    def _choose_kind(self, kind: DifferenceKind | None) -> None:
        self._kind = kind
        self.fill()

    def _make_some(self) -> None:
        self._make(_AT_A_TIME)
        if not self._waiting:
            self._timer.stop()

    def _make(self, number: int) -> None:
        for difference in self._waiting[:number]:
            row = DifferenceRow(self._model, difference)
            row.moved.connect(self._move)
            row.reached.connect(self._reach)
            self._place(row)
            self._made.append(row)
            if self._current is None:
                self._reach(row)
        del self._waiting[:number]

    def _place(self, row: DifferenceRow) -> None:
        section = row.difference.section
        if self._card is None or self._card[0] != section:
            self._card = section, self._section_card(section)
            self._cards.addWidget(self._card[1])
            self._card[1].show()
        else:
            self._card[1].body.addWidget(rule())
        self._card[1].body.addWidget(row)
        row.show()  # the layout would do it later, and what is not shown takes no focus

    @staticmethod
    def _section_card(section: SectionCode) -> Card:
        card = Card(spacing=2, margin=12)
        picture = text("")
        icon = str(vocabulary("europass_sections")[section].extra["icon"])
        picture.setPixmap(Theme.current().pixmap(icon, "primary", 20, card))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture)
        head.addWidget(text(describe.section(section), "heading", wraps=False))
        head.addStretch()
        card.body.addLayout(head)
        return card

    def _fold(self, same: list[Difference]) -> None:
        words = counted(len(same), "élément identique, déjà connu ici", "éléments identiques, déjà connus ici")
        fold = Fold(words, partial(_list_of, same))
        self.folds.append(fold)
        self._known.addWidget(fold)

    def _refresh(self) -> None:
        for row in self._made:
            row.fill()

    def _reach(self, row: DifferenceRow) -> None:
        """Let Tab stop at one row alone: the arrows go from row to row."""
        if self._current is not None and self._current is not row:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = row
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _move(self, row: DifferenceRow, by: int) -> None:
        rows = self.rows
        place = rows.index(row) + by
        if place >= len(rows) and self.after.isEnabled():
            self._turn(1)
        elif place < 0 and self.before.isEnabled():
            self._turn(-1)
            self._go_to(self.rows[-1])
        elif 0 <= place < len(rows):
            self._go_to(rows[place])

    def _go_to(self, row: DifferenceRow) -> None:
        row.setFocus()
        self._see(row)

    def _see(self, row: DifferenceRow) -> None:
        area = _area_of(self)
        if area is not None:
            area.ensureWidgetVisible(row, 0, 60)


def _area_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _list_of(found: list[Difference]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(30, 0, 0, 6)
    column.setSpacing(3)
    for section, group in groupby(found, key=lambda difference: difference.section):
        column.addWidget(text(describe.section(section), "overline"))
        for difference in group:
            column.addWidget(text(title(difference), "muted"))
    return widget
