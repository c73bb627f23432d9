"""Remake the pictures of the documentation: every page, in both themes and at 200 %, of fictional people.

Usage: python -m tests.gallery docs [NAME…]     (by default every picture)

`screenshots` takes those of the light theme, which the guide shows and the help of the window brings along;
`gallery` those of the dark one and at 200 %, to be looked at.

A picture is 1366 × 768 pixels, or the size of its dialog, in 64 colours: pages are flat, and the folder stays small.
"""

import io
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWidgets import QWidget

from tests import vaults
from tests.gallery import papers, scenes
from tests.gallery.stage import Look, Stage, staged
from tests.gallery.vaults import NEWCOMER, NEWCOMER_SECRET, SUPERVISOR, SUPERVISOR_SECRET, places
from ui.theme.dressing import prepared

_LOOKS = {"screenshots": Look(), "gallery/sombre": Look(dark=True), "gallery/grand": Look(scale=2.0)}
_COLOURS = 64
_PAGES = frozenset(
    {
        "porte",
        "porte-creation",
        "premiere-ouverture",
        "aujourdhui",
        "liste",
        "recherche",
        "filtres",
        "nouvelle-personne",
        "a-faire",
        "agenda-jour",
        "agenda-semaine",
        "agenda-mois",
        "commandes",
        "dossier",
        "etape",
        "etape-orientation",
        "formulaire-experiences",
        "formulaire-refus",
        "photo",
        "documents",
        "remise",
        "reception",
        "reunion",
        "orienter",
        "repondre",
        "orientations",
        "points-daccueil",
        "atelier",
        "annuaire",
        "journal",
        "conservation",
        "droits",
        "sauvegardes",
        "comptes",
        "preferences",
        "statistiques",
        "statistiques-tableau",
        "statistiques-compte",
    }
)
"""The scenes that are pages of their own; the others are states that the tests look at."""
_PARTS: tuple[tuple[Sequence[scenes.Scene], tuple[str, str] | None], ...] = (
    (scenes.DOOR, None),
    (scenes.CONSEILLER, (vaults.ACCOUNT, vaults.PASSPHRASE)),
    (scenes.SUPERVISOR, (SUPERVISOR, SUPERVISOR_SECRET)),
    (scenes.FIRST, (NEWCOMER, NEWCOMER_SECRET)),
)


def main(folder: Path, wanted: frozenset[str]) -> None:
    """Take every picture that is wanted."""
    prepared()
    for name, look in _LOOKS.items():
        for played, account in _PARTS:
            shown = [scene for scene in played if scene.name in wanted]
            if shown:
                _take(shown, account, look, folder / name)
    for paper in papers.PAPERS.keys() & wanted:
        _write(papers.take(paper), papers.place(folder, paper))


def _take(shown: Sequence[scenes.Scene], account: tuple[str, str] | None, look: Look, folder: Path) -> None:
    with (
        TemporaryDirectory(prefix="passeport-screenshots-") as place,
        staged(places(Path(place) / "coffre-fort"), look) as stage,
    ):
        if account is not None:
            stage.unlock(*account)
        for scene in shown:
            stage.clear()
            _keep(_settled(scene, stage), folder / f"{scene.name}.png")


def _settled(scene: scenes.Scene, stage: Stage) -> QWidget:
    page = scene.play(stage)
    page.activateWindow()
    stage.settle()
    return page


def _keep(page: QWidget, path: Path) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    page.grab().save(buffer, "PNG")
    _write(Image.open(io.BytesIO(data.data())).convert("RGB"), path)


def _write(image: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    asked = frozenset(sys.argv[2:])
    if not asked:
        for known in _LOOKS:
            shutil.rmtree(target / known, ignore_errors=True)
    main(target, asked or _PAGES | papers.PAPERS.keys())
    os._exit(0)  # the fences of the windows have nothing left to read
