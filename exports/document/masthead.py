"""The head of the first page: whose passport it is, how to reach them, who handed it over."""

import io
from importlib import resources

import segno
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from exports.document import theme
from exports.document.flowables import TaggedParagraph, tagging
from exports.document.fonts import markup
from exports.document.tagging import Node
from passeport.domain.identity import Identity
from passeport.domain.passport import Issue, Passport
from passeport.domain.profile import Picture
from passeport.domain.vocabulary import label
from passeport.language import dates, describe
from passeport.language.names import country
from passeport.language.telephones import telephone
from passeport.language.typography import typeset

_EMBLEM = 44.0
_PHOTO = 84.0
_GAP = 14.0
_LARGEST_PHOTO = 600
"""Pixels of the longest side: 180 dots per inch at the size drawn."""
_CODE = 62.0


class Masthead(Flowable):
    """Emblem, name, contact, photograph."""

    def __init__(self, passport: Passport, parent: Node) -> None:
        super().__init__()
        section = parent.add("Sect")
        identity = passport.identity
        self._lines = [
            TaggedParagraph(markup("Passeport d’orientation et de compétences"), theme.KIND, section.add("P")),
            TaggedParagraph(markup(identity.full_name), theme.NAME, section.add("H1")),
            *(TaggedParagraph(markup(typeset(words)), theme.BODY, section.add("P")) for words in _facts(identity)),
        ]
        self._photo = _photo(passport.profile.photo)
        self._figure = section.add("Figure", Alt=f"Photographie de {identity.full_name}")
        self.spaceAfter = 8

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return its size: as high as its lines, or as the photograph."""
        taken = _EMBLEM + _GAP + (_PHOTO + _GAP if self._photo is not None else 0)
        heights = [line.wrap(availWidth - taken, availHeight)[1] for line in self._lines]
        self.width = availWidth
        self.height = max(sum(heights), _PHOTO + 4 if self._photo is not None else _EMBLEM)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: ARG002, N803
        """Return it with the lines that fit, and the other lines after it: contacts may fill more than a page."""
        room, fitting = availHeight, 0
        for line in self._lines:
            room -= line.height
            if room < 0:
                break
            fitting += 1
        rest = self._lines[fitting:]
        if not fitting or not rest:
            return []
        self._lines = self._lines[:fitting]
        return [self, *rest]

    def draw(self) -> None:
        """Draw it."""
        canvas = tagging(self.canv)
        with canvas.artifact():
            canvas.drawImage(_emblem(), 0, self.height - _EMBLEM - 2, _EMBLEM, _EMBLEM)
        top = self.height
        for line in self._lines:
            top -= line.height
            line.drawOn(canvas, _EMBLEM + _GAP, top)
        if self._photo is not None:
            wide, high = self._photo.getSize()
            scale = _PHOTO / max(wide, high)
            with canvas.tagged(self._figure):
                canvas.drawImage(
                    self._photo, self.width - wide * scale, self.height - high * scale, wide * scale, high * scale
                )


class HandOver(Flowable):
    """Who handed the passport over, to whom, when, and what the file is good for; its number as a code to scan."""

    _PADDING = 9.0

    def __init__(self, issue: Issue, parent: Node) -> None:
        super().__init__()
        section = parent.add("Sect")
        self._lines = [
            TaggedParagraph(words, style, section.add("P"))
            for words, style in (
                (f"<b>{markup(f'Passeport n° {issue.number}')}</b>", theme.BODY),
                (markup(typeset(_handed(issue))), theme.MUTED_BODY),
                (markup(typeset(_use())), theme.MUTED_BODY),
            )
        ]
        self._figure = section.add("Figure", Alt=f"Code à scanner : passeport n° {issue.number}")
        self._code = segno.make(issue.number, error="m", micro=False)
        self.spaceAfter = 4

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        room = availWidth - _CODE - 3 * self._PADDING
        heights = [line.wrap(room, availHeight)[1] for line in self._lines]
        self.width, self.height = availWidth, max(sum(heights), _CODE) + 2 * self._PADDING
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        canvas = tagging(self.canv)
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(theme.GROUND)
            canvas.setStrokeColor(theme.LINE)
            canvas.setLineWidth(0.6)
            canvas.roundRect(0, 0, self.width, self.height, 5, fill=1)
            canvas.restoreState()
        top = self.height - self._PADDING
        for line in self._lines:
            top -= line.height
            line.drawOn(canvas, self._PADDING, top)
        with canvas.tagged(self._figure):
            self._draw_code(canvas, self.width - self._PADDING - _CODE, self.height - self._PADDING - _CODE)

    def _draw_code(self, canvas: Canvas, left: float, bottom: float) -> None:
        rows = [list(row) for row in self._code.matrix_iter(border=2)]
        side = _CODE / len(rows)
        canvas.saveState()
        canvas.setFillGray(1)
        canvas.rect(left, bottom, _CODE, _CODE, fill=1, stroke=0)
        canvas.setFillGray(0)
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    canvas.rect(left + across * side, bottom + _CODE - (down + 1) * side, side, side, fill=1, stroke=0)
        canvas.restoreState()


def _facts(identity: Identity) -> list[str]:
    """The lines under the name, the empty ones left out."""
    born = f"Date de naissance : {dates.partial_date(identity.birth_date)}" if identity.birth_date else ""
    place = f"Lieu de naissance : {identity.birth_place}" if identity.birth_place else ""
    birth_name = f"Nom de naissance : {identity.birth_name}" if identity.birth_name else ""
    citizen = ", ".join((*(country(code) for code in identity.nationalities), *identity.other_nationalities))
    lines = (
        (birth_name, born, place),
        (f"Nationalité : {citizen}" if citizen else "", label("genders", identity.gender) if identity.gender else ""),
        tuple(describe.line(address) for address in identity.addresses),
        (*(telephone(number) for number in identity.telephones), *(email.address for email in identity.emails)),
        tuple(online.address for online in identity.online),
    )
    shown = (" · ".join(part for part in parts if part) for parts in lines)
    return [line for line in shown if line]


def _handed(issue: Issue) -> str:
    by = describe.station(issue.issuer)
    who = f", {issue.conseiller}" if issue.conseiller else ""
    contact = f" ({issue.issuer.contact})" if issue.issuer.contact else ""
    day = dates.long_date(issue.issued_at.date())
    agreed = dates.long_date(issue.agreed_on)
    mode = label("agreement_modes", issue.agreement_mode).lower()
    return (
        f"Remis le {day} par {by}{who}{contact}, à l’intention de : {describe.line(issue.recipient)}. "
        f"La personne a donné son accord le {agreed} ({mode})."
    )


def _use() -> str:
    return (
        "Ce fichier contient vos données : gardez-le et montrez-le à qui vous voulez. "
        "Tout outil Europass peut le lire, et votre prochain conseiller peut l’importer sans rien retaper."
    )


def _photo(picture: Picture | None) -> ImageReader | None:
    if picture is None:
        return None
    with Image.open(io.BytesIO(picture.data)) as opened:
        return ImageReader(_flat(opened))


def _emblem() -> ImageReader:
    file = resources.files("resources").joinpath("icons", "passeport-256.png")
    with file.open("rb") as opened, Image.open(opened) as picture:
        return ImageReader(_flat(picture))


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture on white and no larger than it is drawn: PDF/A wants no surprise from transparency."""
    clear = picture.convert("RGBA")
    clear.thumbnail((_LARGEST_PHOTO, _LARGEST_PHOTO))
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white
