"""What became of everything that stood in a file: never a silent loss."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.language import describe, reading_account
from passeport.language.catalogue import tr
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.texts import text

_INDENT = 30
_LINES = 7
"""Lines shown of what was not understood; the field scrolls, and the button copies them all."""
_LOST = {
    Fate.REFUSED: (
        tr("Écarté"),
        "close",
        tr(
            "Ces éléments contiennent ce qu’aucun dossier ne peut garder : un numéro de sécurité sociale (R01), ou une "
            "information sur la santé ou un handicap (R02). Leur contenu n’est pas montré ici non plus."
        ),
    ),
    Fate.NOT_UNDERSTOOD: (
        tr("Non compris"),
        "help",
        tr("Ces éléments ne sont pas repris. Si l’un d’eux compte, recopiez-le dans le dossier."),
    ),
}
"""Heading, icon and explanation of what is not taken over."""


def heading(report: ReadingReport) -> str:
    """Return the account in a line."""
    lost = len(report.having(Fate.NOT_UNDERSTOOD))
    refused = len(report.having(Fate.REFUSED))
    said = [counted(lost, "élément non compris", "éléments non compris") if lost else tr("tout a été compris")]
    if refused:
        said.append(counted(refused, "élément écarté", "éléments écartés"))
    return typeset(tr("Compte rendu de lecture : {said}").format(said=", ".join(said)))


def account(report: ReadingReport) -> QWidget:
    """Return the account in full: the sum, then each group, what is lost first."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(_INDENT, 0, 0, 6)
    column.setSpacing(6)
    column.addWidget(text(reading_account.total(report), "strong", selectable=True))
    for fate in (Fate.NOT_UNDERSTOOD, Fate.REFUSED):
        if entries := report.having(fate):
            column.addWidget(_lost(fate, entries))
    for fate, name, icon in (
        (Fate.KEPT, tr("Gardé tel quel, en toutes lettres"), "note"),
        (Fate.UNDERSTOOD, tr("Compris"), "check"),
        (Fate.TECHNICAL, tr("Mise en forme du fichier, sans contenu"), "settings"),
    ):
        if report.having(fate):
            column.addWidget(_went(report, fate, name, icon))
    return widget


def _headed(name: str, icon: str, number: int) -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(3)
    picture = text("")
    picture.setPixmap(Theme.current().pixmap(icon, "primary", 18, widget))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture)
    row.addWidget(text(typeset(tr("{what} : {words}").format(what=name, words=number)), "strong", wraps=False))
    row.addStretch()
    column.addLayout(row)
    return widget, column


def _lost(fate: Fate, entries: tuple[ReadingEntry, ...]) -> QWidget:
    name, icon, why = _LOST[fate]
    widget, column = _headed(name, icon, len(entries))
    words = "\n".join(_line(entry) for entry in entries)
    column.addWidget(text(typeset(why), "muted"))
    lines = QPlainTextEdit(words)
    lines.setReadOnly(True)
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(lines.fontMetrics().lineSpacing() * min(_LINES, len(entries) + 1) + 26)
    lines.setAccessibleName(tr("{what} : {words}").format(what=name, words=len(entries)))
    column.addWidget(lines)
    copy = button(tr("Copier"), "quiet", "copy", partial(_copy, entries))
    copy.setAccessibleName(tr("Copier : {name}").format(name=name.lower()))
    row = QHBoxLayout()
    row.addWidget(copy)
    row.addStretch()
    column.addLayout(row)
    return widget


def _went(report: ReadingReport, fate: Fate, name: str, icon: str) -> QWidget:
    widget, column = _headed(name, icon, len(report.having(fate)))
    if fate is Fate.TECHNICAL:
        return widget
    grid = QGridLayout()
    grid.setContentsMargins(26, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, found in enumerate(reading_account.destinations(report, fate)):
        number = text(counted(found.number, "élément", "éléments"), "muted", wraps=False)
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(text(found.words), row, 1)
    column.addLayout(grid)
    return widget


def _line(entry: ReadingEntry, *, is_whole: bool = False) -> str:
    # what was refused may not be shown either: it may be a social security number (R01)
    shown = entry.value if entry.fate is not Fate.REFUSED else ""
    words = shown if is_whole else describe.shortened(shown)
    value = tr(" : {shortened}").format(shortened=words) if shown else ""
    where = f"  ({entry.path})" if entry.fate is not Fate.REFUSED else ""
    return typeset(f"{reading_account.spot(entry)}{value}{where}")


def _copy(entries: tuple[ReadingEntry, ...]) -> None:
    """Copy every word, those that the list shortens too."""
    QGuiApplication.clipboard().setText("\n".join(_line(entry, is_whole=True) for entry in entries))
