"""The icon and the version that Windows shows of the program."""

import io
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels of each side: those that Windows asks for, from the title bar to the largest tile."""


def icon() -> bytes:
    """Return the icon as a Windows .ico of every size."""
    made = io.BytesIO()
    with Image.open(ROOT / "resources" / "icons" / "passeport-256.png") as picture:
        picture.save(made, format="ICO", sizes=[(size, size) for size in SIZES])
    return made.getvalue()


def version_resource(version: str) -> str:
    """Return what PyInstaller reads to say, in the properties of the .exe, which version it is (VS_VERSIONINFO)."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    words = {
        "CompanyName": "Passeport",
        "FileDescription": "Passeport de compétences des conseillers de l’orientation",
        "FileVersion": version,
        "InternalName": "passeport",
        "LegalCopyright": "EUPL-1.2",
        "OriginalFilename": "passeport.exe",
        "ProductName": "Passeport",
        "ProductVersion": version,
    }
    lines = ",\n        ".join(f"StringStruct({name!r}, {word!r})" for name, word in words.items())
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable('040C04B0', [
        {lines},
    ])]),
    VarFileInfo([VarStruct('Translation', [0x040C, 1200])]),
  ],
)
"""
