"""The licences of what is shipped: each distribution has a text, and what belongs to nobody is found."""

import json
import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))
import notices  # type: ignore[import-not-found]  # noqa: E402


def shipped() -> dict[str, metadata.Distribution]:
    """The distributions that the application asks for, and those that they ask for."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [("passeport", frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        found[key] = metadata.distribution(name)
        for line in found[key].requires or ():
            needed = Requirement(line)
            wanted = needed.marker is None or any(needed.marker.evaluate({"extra": one}) for one in ("", *extras))
            if wanted:
                waiting.append((needed.name, frozenset(needed.extras)))
    return found


SHIPPED = shipped()


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_distribution_that_is_shipped_has_a_licence_and_its_text(name: str) -> None:
    distribution = SHIPPED[name]
    texts = notices.texts_of(distribution)
    assert texts
    assert max(len(text.strip()) for text in texts.values()) > 400
    assert notices.licence_of(distribution)


def test_none_asks_more_than_the_licence_of_the_project_allows() -> None:
    """No GPL or AGPL alone: EUPL-1.2 may be combined with them, but the whole would then be under them."""
    strong = re.compile(r"(?<!L)\bA?GPL", re.IGNORECASE)
    found = {name: notices.licence_of(distribution) for name, distribution in SHIPPED.items()}
    alone = {name: licence for name, licence in found.items() if strong.search(licence) and "LGPL" not in licence}
    alone = {name: licence for name, licence in alone.items() if "Lesser" not in licence and " OR " not in licence}
    assert alone == {}


def test_a_file_belongs_to_its_distribution_to_python_or_to_the_project() -> None:
    library = Path(sysconfig.get_path("purelib")) / "typer" / "main.py"
    assert notices.owner_of(str(library)) == ("distribution", "typer")
    assert notices.owner_of(json.__file__) == ("python", "Python")
    assert notices.owner_of(str(ROOT / "passeport" / "later.py")) == ("project", "passeport")


def test_what_belongs_to_nobody_is_told(tmp_path: Path) -> None:
    stranger = tmp_path / "libinconnue.so"
    stranger.touch()
    made, wrong = notices.components([("libinconnue.so", str(stranger)), ("", json.__file__)])
    assert [one.name for one in made] == ["Python"]
    assert wrong == [f"libinconnue.so: nobody's ({stranger})"]


def test_the_bundle_gets_a_folder_for_each_and_debian_its_copyright(tmp_path: Path) -> None:
    bundle = tmp_path / "passeport"
    bundle.mkdir()
    site = Path(sysconfig.get_path("purelib"))
    pairs = [
        ("", str(site / "typer" / "main.py")),
        ("PySide6/QtCore.abi3.so", str(site / "PySide6" / "QtCore.abi3.so")),
        ("resources/icons/add.svg", str(ROOT / "resources" / "icons" / "add.svg")),
        ("libpython", json.__file__),
    ]
    (tmp_path / "shipped.json").write_text(json.dumps(pairs), encoding="utf-8")
    assert notices.write(bundle, tmp_path / "shipped.json") == []
    licences = bundle / "licences"
    assert {path.name for path in licences.iterdir() if path.is_dir()} == {
        "Python",
        "passeport",
        SHIPPED["pyside6-essentials"].metadata["Name"],
        "typer",
    }
    assert "LGPL-3.0-only" in (licences / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    words = notices.debian_copyright(tmp_path / "components.json")
    assert words.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n")
    stanzas = words.split("\n\n")
    assert len(stanzas) == 5
    for stanza in stanzas[1:]:
        fields = re.findall(r"^([A-Z][A-Za-z-]+):", stanza, re.MULTILINE)
        assert fields[:3] == ["Files", "Copyright", "License"]
        assert all(re.match(r"[A-Z][A-Za-z-]+:|\s", line) for line in stanza.splitlines())
    assert "Files: opt/passeport/licences/typer/*" in words
    assert "opt/passeport/_internal/PySide6/*" in words
