"""What a passport would change, section by section, in the order of a passport."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.difference import Difference, DifferenceKind
from passeport.domain.vocabulary import SectionCode, vocabulary
from passeport.language import describe
from passeport.language.typography import typeset
from ui.passport.difference_row import DifferenceRow, title
from ui.passport.fold import Fold
from ui.passport.import_model import ImportModel
from ui.passport.room import is_narrow, side_by_side
from ui.passport.wording import counted
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.surfaces import Card, emptied, rule
from ui.widgets.texts import text


class Differences(QWidget):
    """A card for each section; what the dossier knows already is folded into a count."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__()
        self._model = model
        self.rows: list[DifferenceRow] = []
        self.folds: list[Fold] = []
        self.heading = text("Ce qui changerait", "heading")
        self.take_all = button("Tout prendre", "quiet", "check", model.take_all)
        self.suggested = button("Revenir aux suggestions", "quiet", "undo", model.as_suggested)
        quick = QHBoxLayout()
        quick.addWidget(self.take_all)
        quick.addWidget(self.suggested)
        quick.addStretch(1 if is_narrow() else 0)
        head = side_by_side()
        head.addWidget(self.heading, 1)
        head.addLayout(quick)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._cards)
        model.compared.connect(self.fill)

    def fill(self) -> None:
        """Show the differences of the model."""
        for row in self.rows:
            self._model.decided.disconnect(row.fill)
        self.rows, self.folds = [], []
        emptied(self._cards)
        found = self._model.differences
        self.setVisible(bool(found))
        if not found:
            return
        moving = any(difference.kind is not DifferenceKind.SAME for difference in found)
        self.take_all.setVisible(moving)
        self.suggested.setVisible(moving)
        self.heading.setText(_heading(found, makes_new=self._model.makes_new))
        order = vocabulary("europass_sections").codes
        ordered = sorted(found, key=lambda difference: order.index(difference.section))
        other = [difference for difference in ordered if difference.kind is not DifferenceKind.SAME]
        for section, group in groupby(other, key=lambda difference: difference.section):
            self._cards.addWidget(self._card(section, tuple(group)))
        same = [difference for difference in ordered if difference.kind is DifferenceKind.SAME]
        if same and not self._model.makes_new:  # a new dossier has the names alone, which go without saying
            self._cards.addWidget(self._fold(same))

    def _card(self, section: SectionCode, found: Sequence[Difference]) -> Card:
        card = Card(spacing=4)
        picture = text("")
        icon = str(vocabulary("europass_sections")[section].extra["icon"])
        picture.setPixmap(Theme.current().pixmap(icon, "primary", 20, card))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture)
        head.addWidget(text(describe.section(section), "heading", wraps=False))
        head.addStretch()
        card.body.addLayout(head)
        for index, difference in enumerate(found):
            if index:
                card.body.addWidget(rule())
            row = DifferenceRow(self._model, difference)
            self.rows.append(row)
            card.body.addWidget(row)
        return card

    def _fold(self, same: Sequence[Difference]) -> Fold:
        words = counted(len(same), "élément identique, déjà connu ici", "éléments identiques, déjà connus ici")
        fold = Fold(words, lambda: _list_of(same))
        self.folds.append(fold)
        return fold


def _heading(found: Sequence[Difference], *, makes_new: bool) -> str:
    counts = {kind: sum(difference.kind is kind for difference in found) for kind in DifferenceKind}
    words = (
        (counts[DifferenceKind.NEW], "nouveau", "nouveaux"),
        (counts[DifferenceKind.RICHER], "plus complet", "plus complets"),
        (counts[DifferenceKind.CONFLICTING], "différent", "différents"),
        (counts[DifferenceKind.SAME], "identique", "identiques"),
    )
    said = ", ".join(counted(number, one, many) for number, one, many in words if number)
    if makes_new:
        said = counted(counts[DifferenceKind.NEW], "élément") if counts[DifferenceKind.NEW] else ""
    what = "Ce qui serait enregistré" if makes_new else "Ce qui changerait"
    return typeset(f"{what} : {said}" if said else what)


def _list_of(found: Sequence[Difference]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(30, 0, 0, 6)
    column.setSpacing(3)
    for section, group in groupby(found, key=lambda difference: difference.section):
        column.addWidget(text(describe.section(section), "overline"))
        for difference in group:
            column.addWidget(text(title(difference), "muted"))
    return widget
