"""The photograph: opened within limits, cut by the keys, kept without what a camera adds."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from passeport.domain.profile import Picture
from tests.ui.conftest import unnamed
from ui.dossier import photo
from ui.dossier.page import DossierPage
from ui.dossier.photo_crop import PhotoCrop


def written(path: Path, size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG", **options: object) -> Path:
    image = Image.new(mode, size, (0, 255, 255, 0) if mode == "CMYK" else (200, 30, 30))
    image.save(path, kind, **options)
    return path


@pytest.mark.usefixtures("qapp")
def test_a_photograph_of_sixty_megapixels_is_brought_down(tmp_path: Path) -> None:
    image = photo.opened(written(tmp_path / "grande.jpg", (9_000, 6_700)))
    assert image is not None
    assert max(image.width(), image.height()) == 2_400
    kept = photo.cut_out(image, photo.whole(image))
    assert len(kept.data) < 200_000


@pytest.mark.usefixtures("qapp")
def test_the_inks_of_a_printer_become_colours(tmp_path: Path) -> None:
    image = photo.opened(written(tmp_path / "cmjn.jpg", (300, 400), "CMYK"))
    assert image is not None
    colour = image.pixelColor(150, 200)
    assert colour.red() > 200
    assert max(colour.green(), colour.blue()) < 80


@pytest.mark.usefixtures("qapp")
def test_a_photograph_taken_sideways_stands_up(tmp_path: Path) -> None:
    sideways = Image.Exif()
    sideways[0x0112] = 6
    image = photo.opened(written(tmp_path / "tournée.jpg", (400, 300), exif=sideways))
    assert image is not None
    assert (image.width(), image.height()) == (300, 400)
    assert b"Exif" not in photo.cut_out(image, photo.whole(image)).data


@pytest.mark.usefixtures("qapp")
def test_what_is_no_picture_or_too_large_is_none(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    assert photo.opened(path) is None
    for data in (b"", b"rien", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"<svg/>"):
        path.write_bytes(data)
        assert photo.opened(path) is None
    huge = io.BytesIO()
    Image.new("1", (13_000, 10_000)).save(huge, "PNG")
    path.write_bytes(huge.getvalue())
    assert photo.opened(path) is None


@pytest.mark.usefixtures("qapp")
def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "détourée.png"
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(path)
    image = photo.opened(path)
    assert image is not None
    kept = QImage.fromData(photo.cut_out(image, photo.whole(image)).data)
    assert kept.pixelColor(150, 200).lightness() > 250


@pytest.mark.usefixtures("qapp")
def test_a_drawing_is_no_photograph(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"/>', encoding="utf-8")
    assert photo.opened(path) is None


def image_of(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x335577)
    return image


def test_the_frame_is_moved_and_sized_by_the_keys_and_never_leaves(qtbot: QtBot, qapp: QApplication) -> None:
    del qapp
    dialog = PhotoCrop(image_of(1200, 800))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    area = dialog.area
    assert area.hasFocus()
    assert unnamed(dialog) == []
    before = area.part.width()
    for _ in range(4):
        QTest.keyClick(area, Qt.Key.Key_Plus)
    assert area.part.width() < before
    assert area.part.width() / area.part.height() == pytest.approx(600 / 800)
    left = area.part.left()
    QTest.keyClick(area, Qt.Key.Key_Right)
    coarse = area.part.left() - left
    QTest.keyClick(area, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert 0 < left + coarse - area.part.left() < coarse
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(90):
            QTest.keyClick(area, key)
    assert area.part.right() <= 1200
    assert area.part.bottom() <= 800
    for _ in range(60):
        QTest.keyClick(area, Qt.Key.Key_Minus)
    assert area.part.height() == pytest.approx(800)
    QTest.keyClick(area, Qt.Key.Key_R)
    assert (area.image.width(), area.image.height()) == (800, 1200)
    with qtbot.waitSignal(dialog.chosen) as heard:
        QTest.keyClick(area, Qt.Key.Key_Return)
    assert heard.args is not None
    kept = heard.args[0]
    assert isinstance(kept, Picture)
    with Image.open(io.BytesIO(kept.data)) as read:
        assert read.size == (600, 800)


def test_the_frame_follows_the_pointer(qtbot: QtBot, qapp: QApplication) -> None:
    del qapp
    dialog = PhotoCrop(image_of(1200, 800))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.area.zoom(0.5)
    before = dialog.area.part.center()
    dialog.area.move_by(QPointF(50, -20))
    assert dialog.area.part.center() - before == QPointF(50, -20)


def test_a_photo_is_chosen_cut_and_kept(
    qtbot: QtBot, page: DossierPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "portrait.jpg", (900, 1200))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.profile.photo_requested.emit()
    qtbot.waitUntil(lambda: page.findChild(PhotoCrop) is not None)
    dialog = page.findChild(PhotoCrop)
    assert isinstance(dialog, PhotoCrop)
    with qtbot.waitSignal(page.model.changed):
        dialog.keep()
    assert page.model.dossier is not None
    kept = page.model.dossier.beneficiary.profile.photo
    assert kept is not None
    assert kept.media_type == "image/jpeg"
    path.write_bytes(b"rien")
    with qtbot.waitSignal(page.said) as heard:
        page.profile.photo_requested.emit()
    assert heard.args is not None
    assert "ne peut pas être lue" in heard.args[0]
