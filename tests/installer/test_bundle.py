"""Two builds of one commit give the same bytes: what PyInstaller leaves to chance is put in order."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))
import bundle  # type: ignore[import-not-found]  # noqa: E402


def _archive(path: Path, names: tuple[str, ...]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), f"the module {name}")
    return path


def test_an_archive_is_the_same_whatever_the_order_its_modules_were_found_in(tmp_path: Path) -> None:
    names = ("codecs.pyc", "abc.pyc", "encodings/utf_8.pyc")
    one = _archive(tmp_path / "one.zip", names)
    other = _archive(tmp_path / "other.zip", names[::-1])
    assert one.read_bytes() != other.read_bytes()
    for path in (one, other):
        bundle.sort_archive(path)
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == sorted(names)
        assert all(archive.read(name) == f"the module {name}".encode() for name in names)
