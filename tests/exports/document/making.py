"""Documents of a test: written, and put where the checkers find them."""

from pathlib import Path

from PIL import Image

from exports.document.passport.document import Presentation, write_pdf
from exports.document.rendering import PdfiumPages
from exports.europass.candidate_writer import write_candidate
from exports.travel.envelope import write_envelope
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.profile import Profile


def passport_file(
    passport: Passport, folder: Path, presentation: Presentation = Presentation.USUAL, name: str = "passport"
) -> Path:
    """Write a passport with its real data."""
    file = folder / f"{name}.pdf"
    file.write_bytes(write_pdf(passport, write_candidate(passport), write_envelope(passport, None), presentation))
    return file


def named(given: str, family: str = "Fictive", **profile: object) -> Passport:
    """A passport of somebody of this name, with what of a profile is said."""
    return Passport(identity=Identity(given_names=given, family_name=family), profile=Profile.model_validate(profile))


def grey(pages: PdfiumPages, number: int, dots: int) -> Image.Image:
    """A page as a grey copy at so many dots per inch."""
    picture = pages.picture(number, dots)
    raw = {3: "RGB", 4: "RGBX"}[picture.channels]
    return Image.frombuffer(
        "RGB", (picture.width, picture.height), picture.data, "raw", raw, picture.stride, 1
    ).convert("L")
