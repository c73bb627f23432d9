"""The first page of what the person takes home, as the guide shows it."""

from PIL import Image

from exports.document.passport.document import Presentation, write_pdf
from exports.document.rendering import PdfiumPages
from exports.europass.candidate_writer import write_candidate
from exports.travel.envelope import write_envelope
from tests.people import ada_passport

PAPERS = {"passeport": Presentation.USUAL, "passeport-grand": Presentation.LARGE, "passeport-falc": Presentation.PLAIN}
"""Each picture by the form of the passport that it shows."""
_DOTS = 72


def take(name: str) -> Image.Image:
    """Return the picture of a first page."""
    passport = ada_passport()
    data = write_pdf(passport, write_candidate(passport), write_envelope(passport, None), PAPERS[name])
    picture = PdfiumPages(data).picture(0, _DOTS)
    raw = {3: "RGB", 4: "RGBX"}[picture.channels]
    return Image.frombuffer("RGB", (picture.width, picture.height), picture.data, "raw", raw, picture.stride, 1)
