"""Cutting a photograph: the frame is moved and sized with the pointer, or with the arrows and + and −."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import typeset
from ui.dossier.photo import cut_out, turned, whole
from ui.theme.theme import Theme
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.texts import text

_STEP = 0.02
"""Share of the picture that an arrow moves the frame by."""
_FINE = 0.004
_ZOOM = 1.08
_SMALLEST = 0.12
"""Share of the largest frame: less would be a blur."""
_HELP = tr(
    "Flèches : déplacer (Maj : finement)   ·   + et − : agrandir, réduire   ·   R : tourner   ·   Entrée : garder"
)
_MOVES = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class CropArea(QWidget):
    """The picture, and the frame of what is kept."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image = image
        self.part = whole(image)
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 320))
        self.setAccessibleName(tr("Cadre de la photo"))
        self.setAccessibleDescription(typeset(_HELP))

    def move_by(self, by: QPointF) -> None:
        """Move the frame, in pixels of the picture; it never leaves the picture."""
        self.part.translate(by)
        self._keep_inside()

    def zoom(self, factor: float) -> None:
        """Make the frame larger or smaller around its middle."""
        largest, middle = whole(self.image), self.part.center()
        width = min(max(self.part.width() * factor, largest.width() * _SMALLEST), largest.width())
        self.part = QRectF(0, 0, width, width * largest.height() / largest.width())
        self.part.moveCenter(middle)
        self._keep_inside()

    def turn(self) -> None:
        """Turn the picture by a quarter, to the right."""
        self.image = turned(self.image)
        self.part = whole(self.image)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names, here and below
        """Move and size the frame by the keys."""
        way = _MOVES.get(Qt.Key(event.key()))
        if way is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.move_by(way * (max(self.image.width(), self.image.height()) * (_FINE if fine else _STEP)))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / _ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(_ZOOM)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Size the frame by the wheel."""
        self.zoom(1 / _ZOOM if event.angleDelta().y() > 0 else _ZOOM)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the frame."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move it along."""
        if self._held is not None:
            self.move_by((event.position() - self._held) / self._scale())
            self._held = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._held = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture, dimmed outside the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale, corner = self._scale(), self._corner()
        place = QRectF(corner.x(), corner.y(), self.image.width() * scale, self.image.height() * scale)
        painter.drawImage(place, self.image)
        painter.fillRect(place, QColor(0, 0, 0, 140))
        frame = QRectF(
            corner.x() + self.part.x() * scale,
            corner.y() + self.part.y() * scale,
            self.part.width() * scale,
            self.part.height() * scale,
        )
        painter.drawImage(frame, self.image, self.part)
        painter.setPen(QPen(QColor(Theme.current().colours.focus), 3 if self.hasFocus() else 2))
        painter.drawRect(frame)
        painter.end()

    def _scale(self) -> float:
        return min(self.width() / self.image.width(), self.height() / self.image.height())

    def _corner(self) -> QPointF:
        scale = self._scale()
        return QPointF(
            (self.width() - self.image.width() * scale) / 2, (self.height() - self.image.height() * scale) / 2
        )

    def _keep_inside(self) -> None:
        self.part.moveLeft(min(max(0.0, self.part.left()), self.image.width() - self.part.width()))
        self.part.moveTop(min(max(0.0, self.part.top()), self.image.height() - self.part.height()))
        self.update()


class PhotoCrop(Dialog):
    """Asks what part of a picture is kept."""

    chosen = Signal(object)
    """The `Picture`."""

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=620, height=600)
        self.setWindowTitle(tr("Cadrer la photo"))
        self.area = CropArea(image)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for words, name, done in (
            ("+", tr("Resserrer le cadre"), lambda: self.area.zoom(1 / _ZOOM)),
            ("−", tr("Élargir le cadre"), lambda: self.area.zoom(_ZOOM)),
            (tr("Tourner"), tr("Tourner la photo d’un quart de tour"), self.area.turn),
        ):
            made = button(words, clicked=done)
            made.setAccessibleName(name)
            foot.addWidget(made)
        foot.addStretch()
        foot.addWidget(button(tr("Abandonner"), clicked=self.reject))
        keep = button(tr("Garder ce cadre"), "primary", "check", self.keep)
        keep.setDefault(True)
        foot.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.area, 1)
        column.addWidget(text(typeset(_HELP), "small"))
        column.addLayout(foot)
        action(self, tr("Tourner la photo"), tr_in("photo", "R"), self.area.turn)
        self.area.setFocus()

    def keep(self) -> None:
        """Take the part in the frame."""
        self.accept()
        self.chosen.emit(cut_out(self.area.image, self.area.part))
