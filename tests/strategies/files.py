"""Tiny real files: photographs and documents."""

import io

import pikepdf
from hypothesis import strategies as st
from PIL import Image

from passeport.domain.profile import Picture


def _image(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (3, 4), (31, 58, 95)).save(data, kind)
    return data.getvalue()


def _pdf() -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(10, 10))
        pdf.save(data, deterministic_id=True)
    return data.getvalue()


_PICTURES = {f"image/{kind.lower()}": _image(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP")}
_DOCUMENTS = {
    "application/pdf": _pdf(),
    "image/png": _PICTURES["image/png"],
    "image/jpeg": _PICTURES["image/jpeg"],
}

pictures = st.sampled_from([Picture(media_type=kind, data=data) for kind, data in _PICTURES.items()])
files = st.sampled_from(list(_DOCUMENTS.items()))
"""A media type and the bytes of such a file: pdf, png or jpeg."""
