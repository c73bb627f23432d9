"""What became of everything that stood in a file: never a silent loss."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.language import describe
from passeport.language.typography import typeset
from ui.passport.wording import counted
from ui.widgets.texts import text

_TOLD = (Fate.NOT_UNDERSTOOD, Fate.REFUSED, Fate.KEPT)
"""The fates told line by line; what was understood is in the differences, and what is technical says nothing."""
_HEIGHT = 200


def heading(report: ReadingReport) -> str:
    """Return the account in a line."""
    lost = len(report.having(Fate.NOT_UNDERSTOOD))
    refused = len(report.having(Fate.REFUSED))
    said = [counted(lost, "élément non compris", "éléments non compris") if lost else "tout a été compris"]
    if refused:
        said.append(counted(refused, "élément écarté", "éléments écartés"))
    return typeset(f"Compte rendu de lecture : {', '.join(said)}")


def account(report: ReadingReport) -> QWidget:
    """Return the account in full: how many of each fate, then each element that is not in the differences."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(30, 0, 0, 6)
    counts = (f"{describe.term(fate)} : {len(report.having(fate))}" for fate in Fate if report.having(fate))
    column.addWidget(text(typeset(" · ".join(counts)), "muted"))
    entries = report.having(*_TOLD)
    if entries:
        lines = QPlainTextEdit("\n".join(_line(entry) for entry in entries))
        lines.setReadOnly(True)
        lines.setTabChangesFocus(True)
        lines.setFixedHeight(_HEIGHT)
        lines.setAccessibleName("Éléments non compris, écartés ou gardés en texte")
        column.addWidget(lines)
    return widget


def _line(entry: ReadingEntry) -> str:
    place = f"ligne {entry.line}, {entry.path}" if entry.line else entry.path
    # what was refused may not be shown either: it may be a social security number (R01)
    shown = entry.value if entry.fate is not Fate.REFUSED else ""
    value = f" : « {describe.shortened(shown)} »" if shown else ""
    went = f" → {entry.went_to}" if entry.went_to else ""
    return typeset(f"{describe.term(entry.fate)} – {place}{value}{went}")
