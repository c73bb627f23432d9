"""What left the statistics, who opened them, and whether anybody touched the journal that says so."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.domain.disclosure import Protection, Published, Strategy
from passeport.domain.errors import PasseportError
from passeport.language import dates
from passeport.language.catalogue import plural, tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.numbers import number
from passeport.language.statistics_words import span_label
from passeport.language.typography import typeset
from passeport.services.journal_ports import JournalEntry
from passeport.services.statistics_presentation import table_title
from passeport.services.statistics_register import Kept, StatisticsRegister
from ui.journal.verdict import said_of
from ui.statistics.grid import ReadGrid
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.room import is_narrow, scaled
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

_LEAST = 150
"""Pixels of height of each list at 100 %."""


class RegisterPage(QWidget):
    """The tables that were published, and the journal of the statistics."""

    def __init__(self, register: StatisticsRegister, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self._tasks = tasks
        self.banner = Banner()
        self.published = ReadGrid(tr("Tableaux publiés"))
        self.lines = ReadGrid(tr("Lignes du journal des statistiques"))
        self.counted = text("", "muted")
        self.told = text("", "muted")
        check = button(tr("Vérifier"), "", "shield", self.verify)
        check.setAccessibleName(tr("Vérifier le journal"))
        check.setToolTip(tr("Ctrl+Maj+V"))
        card = Card(tr("Tableaux publiés"))
        card.heading_row.addWidget(check)
        card.body.addWidget(self.banner)
        card.body.addWidget(self.counted)
        card.body.addWidget(self.published, 1)
        card.body.addWidget(text(tr("Journal des statistiques"), "heading"))
        card.body.addWidget(self.told)
        card.body.addWidget(self.lines, 1)
        for grid in (self.published, self.lines):
            grid.setMinimumHeight(scaled(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(card) if is_narrow() else card)
        action(self, tr("Vérifier le journal"), "Ctrl+Shift+V", self.verify)
        action(self, tr("Relire le registre"), "F5", self.refresh)

    def refresh(self) -> None:
        """Read the register and the journal again."""
        self._tasks.run(self.register.look, self._show, self._refuse)

    def verify(self) -> None:
        """Read the whole journal and say whether anybody touched it."""
        self.banner.say(tr("Vérification du journal…"))
        self._tasks.run(self.register.verify, lambda faults: self.banner.say(*said_of(faults)), self._refuse)

    def _show(self, kept: Kept) -> None:
        tables = len(kept.published)
        self.counted.setText(
            typeset(
                plural("{count} tableau publié", "{count} tableaux publiés", tables).format(count=number(tables))
                if tables
                else tr("Rien n’a encore été publié.")
            )
        )
        self.published.show_rows(
            (tr("Quand"), tr("Qui"), tr("Tableau"), tr("Période"), tr("Protection")),
            [_published(one) for one in kept.published],
            [False] * tables,
            5,
            None if is_narrow() else {2},
        )
        words = plural(
            "{count} ligne, de la plus récente à la plus ancienne",
            "{count} lignes, de la plus récente à la plus ancienne",
            kept.count,
        ).format(count=number(kept.count))
        if kept.count > len(kept.lines):
            words += tr(" ; les {count} dernières sont montrées").format(count=number(len(kept.lines)))
        self.told.setText(typeset(words))
        self.lines.show_rows(
            (tr("Quand"), tr("Qui"), tr("Opération"), tr("Sur quoi"), tr("N°")),
            [self._line(one, kept) for one in kept.lines],
            [False] * len(kept.lines),
            4,
            None if is_narrow() else {2, 3},
        )

    @staticmethod
    def _line(entry: JournalEntry, kept: Kept) -> tuple[str, ...]:
        who = kept.accounts.get(entry.account, typeset(tr("Compte d’avant")))
        done = typeset(label("journal_operations", entry.operation.value))
        return (dates.moment(entry.at), who, done, entry.reference, str(entry.number))

    def _refuse(self, error: PasseportError) -> None:
        self.banner.say(sentence(error), "danger")


def _published(one: Published) -> tuple[str, ...]:
    return (
        dates.moment(one.at),
        one.account,
        table_title(one.spec),
        typeset(span_label(one.spec.span)),
        _protection(one.protection),
    )


def _protection(protection: Protection) -> str:
    words = tr("bruit, seuil {count}") if protection.strategy is Strategy.NOISE else tr("masquage, seuil {count}")
    return words.format(count=protection.threshold)
