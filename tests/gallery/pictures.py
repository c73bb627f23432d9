"""Takes the pictures: each scene that is a page of its own, from a window on the gallery's vault."""

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWidgets import QWidget

from tests import vaults
from tests.gallery import crowd, papers, scenes
from tests.gallery.stage import Look, Stage, staged
from tests.gallery.stillness import held
from tests.gallery.vaults import NEWCOMER, NEWCOMER_SECRET, SUPERVISOR, SUPERVISOR_SECRET, places

PAGES = frozenset(
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
        "historique",
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
        "statistiques-registre",
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
_COLOURS = 64
_FAINT = 48
"""Of 255: what an edge of a letter may differ by, in the colour where it differs most."""
_FEW = 8
"""Pixels that may differ by more; a letter that became another changes twenty."""


def taken(wanted: frozenset[str], look: Look) -> Iterator[tuple[str, Image.Image]]:
    """Go through the pictures of the pages that are wanted, as the window draws them today."""
    for played, account in _PARTS:
        shown = [scene for scene in played if scene.name in wanted & PAGES]
        if shown:
            yield from _played(shown, account, look)


def papers_taken(wanted: frozenset[str]) -> Iterator[tuple[str, Image.Image]]:
    """Go through the pictures of the papers that are wanted."""
    for name in sorted(papers.PAPERS.keys() & wanted):
        yield name, _reduced(papers.take(name))


def written(image: Image.Image, path: Path) -> None:
    """Write a picture, and say which."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)
    sys.stdout.write(f"{path}\n")


def differ(kept: Image.Image, today: Image.Image) -> bool:
    """Whether two pictures show something else: more than the edge of a letter that another computer draws."""
    if kept.size != today.size:
        return True
    bands = ImageChops.difference(kept.convert("RGB"), today.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[_FAINT:]) > _FEW


def _played(
    shown: Sequence[scenes.Scene], account: tuple[str, str] | None, look: Look
) -> Iterator[tuple[str, Image.Image]]:
    with TemporaryDirectory(prefix="passeport-screenshots-") as place, held():
        there = places(Path(place) / "coffre-fort")
        if shown[0] in scenes.SUPERVISOR:
            crowd.count_many(there.vault)
        with staged(there, look) as stage:
            if account is not None:
                stage.unlock(*account)
            for scene in shown:
                stage.clear()
                yield scene.name, _reduced(_picture(_settled(scene, stage)))


def _settled(scene: scenes.Scene, stage: Stage) -> QWidget:
    page = scene.play(stage)
    page.activateWindow()
    stage.settle()
    stage.be_still(page)
    return page


def _picture(page: QWidget) -> Image.Image:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    page.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(data.data())).convert("RGB")


def _reduced(image: Image.Image) -> Image.Image:
    """Return it in so few colours that the folder stays small: pages are flat."""
    return image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
