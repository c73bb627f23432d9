"""The recovery key on the screen and on paper: as groups to copy, as a QR code to scan."""

from collections.abc import Callable

import segno
from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.room import foot_line, side_by_side
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text

_QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004, section 5.3.8)."""
_MODULE = 4
_MARGIN = 20
_ADVICE = tr(
    "Cette clé ouvre tout le coffre-fort, sans phrase de passe. Gardez-la dans une enveloppe fermée, sous clé, "
    "loin de l’ordinateur. Pour s’en servir : « Phrase de passe perdue ? » à l’ouverture. "
    "Une nouvelle clé de secours rend celle-ci inutile."
)


class RecoveryCard(Card):
    """Shows a key once, prints it, forgets it."""

    closed = Signal()

    def __init__(self, place: str, print_on: Callable[[QWidget], QPagedPaintDevice | None] | None = None) -> None:
        super().__init__(tr("Nouvelle clé de secours"), spacing=12)
        self._place = place
        self._print_on = print_on or chosen_printer
        self._key = ""
        self.banner = Banner()
        self.key = text("", "heading", selectable=True)
        self.key.setAccessibleName(tr("Clé de secours"))
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("La clé de secours en code QR"))
        words = QVBoxLayout()
        words.addWidget(self.key)
        words.addWidget(text(_ADVICE, "muted"))
        words.addStretch()
        row = side_by_side()
        row.setSpacing(18)
        row.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        forget = button(tr("C’est fait : l’effacer de l’écran"), "", "check", self.forget)
        foot = foot_line(forget, button(tr("Imprimer"), "primary", "print", self.print_sheet))
        self.body.addWidget(self.banner)
        self.body.addLayout(row)
        self.body.addLayout(foot)
        self.hide()

    def show_key(self, key: str) -> None:
        """Show a key, in two lines of four groups."""
        self._key = key
        groups = key.split("-")
        half = len(groups) // 2
        self.key.setText("-".join(groups[:half]) + "\n" + "-".join(groups[half:]))
        self.picture.setPixmap(QPixmap.fromImage(picture(key)))
        self.banner.say(
            tr("Elle n’est montrée qu’une fois : imprimez-la, ou recopiez-la, avant de quitter."), "warning"
        )
        self.show()

    def forget(self) -> None:
        """Keep nothing of the key."""
        self._key = ""
        self.key.clear()
        self.picture.clear()
        self.hide()
        self.closed.emit()

    def print_sheet(self) -> None:
        """Print the key on the device that is chosen."""
        device = self._print_on(self)
        if device is not None:
            draw_sheet(device, self._key, self._place)
            self.banner.say(
                tr("Page envoyée à l’imprimante. Vérifiez-la avant d’effacer la clé de l’écran."), "success"
            )


def chosen_printer(parent: QWidget) -> QPagedPaintDevice | None:
    """Return the printer that the person chooses, None when they give up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return printer if QPrintDialog(printer, parent).exec() else None


def picture(key: str) -> QImage:
    """Return the QR code of a key, black on white, with its margin."""
    rows = [list(row) for row in segno.make(key, error="m", micro=False).matrix]
    side = (len(rows) + 2 * _QUIET) * _MODULE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect((x + _QUIET) * _MODULE, (y + _QUIET) * _MODULE, _MODULE, _MODULE, QColor("black"))
    painter.end()
    return image


def draw_sheet(device: QPagedPaintDevice, key: str, place: str) -> None:
    """Draw the page of a key: whose vault, the key in groups, its QR code, what to do with it."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(device)
    millimetre = painter.device().logicalDpiX() / 25.4
    width = painter.viewport().width()
    groups = key.split("-")
    y = 0.0
    for words, size, bold, height in (
        (tr("Clé de secours du coffre-fort Passeport"), 20, True, 16),
        (place, 13, False, 14),
        ("   ".join(groups[:4]), 20, True, 12),
        ("   ".join(groups[4:]), 20, True, 20),
    ):
        font = QFont(painter.font())
        font.setPointSize(size)
        font.setBold(bold)
        painter.setFont(font)
        box = QRectF(0, y, width, height * millimetre)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), typeset(words))
        y += height * millimetre
    side = 50 * millimetre
    painter.drawImage(QRectF(0, y, side, side), picture(key))
    font = QFont(painter.font())
    font.setPointSize(11)
    font.setBold(False)
    painter.setFont(font)
    box = QRectF(side + 8 * millimetre, y, width - side - 8 * millimetre, 90 * millimetre)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), typeset(_ADVICE))
    painter.end()
