"""The licences of everything that is shipped, found from what was really put in the frozen folder.

`installer/passeport.spec` writes `shipped.json`: each module and each file of the bundle, with where it came from. Each
of these places belongs to a distribution of the environment, to Python, to a package of this Debian, or to the project.
`licences/` in the bundle gets one folder for each of them, with its texts, and `components.json`, from which the Debian
package makes its `copyright`. What belongs to nobody, or to a distribution with no text, fails the build.
"""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "licences"
FOLDER, INDEX, LIST = "licences", "components.json", "LISEZ-MOI.txt"
_NAME = re.compile(r"(LICEN[CS]E|COPYING|COPYRIGHT|NOTICE)", re.IGNORECASE)
_NOT_A_TEXT = {".py", ".pyc", ".json", ".so", ".pyi"}
# Wheels that bring no text of their licence, or none of what they hold of others: the text is kept beside this file.
_KEPT = {
    "pyside6_essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "pytauargus": ("../../LICENSE",),
    "sqlcipher3": ("SQLCipher.txt", "Apache-2.0.txt"),
}
_LONGEST = 120
"""Characters of a licence's name; some put the whole text in its place."""
_LICENCE_OF_QT = "LGPL-3.0-only"
"""Of the licences offered, the one under which the unmodified wheels are shipped (docs/dependencies.md)."""
_CHOSEN = {
    "pyside6_essentials": _LICENCE_OF_QT,
    "shiboken6": _LICENCE_OF_QT,
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",
}
_REMARKS = {
    "pyside6_essentials": "Qt lui-même réunit du code d’autres auteurs : https://doc.qt.io/qt-6/licenses-used-in-qt.html",
    "sqlcipher3": "Contient SQLCipher (BSD-3-Clause) et OpenSSL (Apache-2.0).",
    "pyinstaller": "Seul son chargeur est livré ; son exception permet de livrer sous toute licence ce qu’il fige.",
}


@dataclass
class Component:
    """Something by others that is shipped, or the project itself."""

    name: str
    version: str
    licence: str
    texts: dict[str, str] = field(default_factory=dict)
    """The licence's words by the name of their file."""
    shipped: list[str] = field(default_factory=list)
    """Files of the bundle that it owns; the modules of the program itself are not listed."""
    remark: str = ""


def licence_of(distribution: metadata.Distribution) -> str:
    """Return the licence that a distribution declares: its SPDX expression, else its field, else its classifiers."""
    name = distribution.metadata["Name"].lower().replace("-", "_")
    told = distribution.metadata
    if name in _CHOSEN:
        return _CHOSEN[name]
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classified = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License")]
    short = (told.get("License") or "").strip()
    return short if short and len(short) < _LONGEST and "\n" not in short else ", ".join(classified)


def texts_of(distribution: metadata.Distribution) -> dict[str, str]:
    """Return the licence texts that a distribution brings, or those kept here for it; empty when there is none."""
    texts = {}
    for file in distribution.files or ():
        if _NAME.search(str(file)) and file.suffix.lower() not in _NOT_A_TEXT:
            path = Path(str(distribution.locate_file(file)))
            if path.is_file():
                inside = str(file).partition(".dist-info/")[2] or str(file)
                texts[inside.removeprefix("licenses/").replace("/", "-")] = path.read_text("utf-8", errors="replace")
    for kept in _KEPT.get(distribution.metadata["Name"].lower().replace("-", "_"), ()):
        texts[Path(kept).name] = (TEXTS / kept).resolve().read_text("utf-8")
    return texts


@cache
def _owners() -> dict[str, str]:
    """Return the distribution of each file of the environment."""
    found = {}
    for distribution in metadata.distributions():
        for file in distribution.files or ():
            found[str(Path(str(distribution.locate_file(file))).resolve())] = distribution.metadata["Name"]
    return found


@cache
def _debian_package(path: str) -> str:
    for candidate in (path, str(Path(path).resolve()), path.removeprefix("/usr"), f"/usr{path}"):
        said = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True, check=False).stdout
        if said:
            return said.split(":")[0]
    return ""


def owner_of(source: str) -> tuple[str, str]:
    """Return who a file belongs to: a kind (distribution, python, debian, project or nobody) and a name."""
    path = Path(source).resolve()
    owner = _owners().get(str(path))
    if owner == "passeport":
        return "project", owner
    if owner is not None:
        return "distribution", owner
    environment = Path(sysconfig.get_path("purelib")).resolve()
    if path.is_relative_to(ROOT) and not path.is_relative_to(environment):
        return "project", "passeport"
    for place in (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), sys.base_prefix):
        if path.is_relative_to(Path(place).resolve()) and not path.is_relative_to(environment) and place != "/usr":
            return "python", "Python"
    if sys.platform == "linux" and shutil.which("dpkg") and (package := _debian_package(source)):
        return ("python", "Python") if package.startswith(("python3", "libpython3")) else ("debian", package)
    if (
        sys.platform == "win32"
        and path.suffix.lower() == ".dll"
        and path.stem.lower().startswith(("api-ms", "ucrt", "vc"))
    ):
        return "nobody", "Microsoft Visual C++"
    return "nobody", source


def _text_of_python() -> str:
    for place in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        for name in ("LICENSE.txt", "LICENSE"):
            if (place / name).is_file():
                return (place / name).read_text("utf-8", errors="replace")
    package = f"python3.{sys.version_info.minor}"
    return Path("/usr/share/doc", package, "copyright").read_text("utf-8", errors="replace")


def _component(kind: str, name: str) -> Component:
    if kind == "distribution":
        found = metadata.distribution(name)
        remark = _REMARKS.get(name.lower().replace("-", "_"), "")
        return Component(name, found.version, licence_of(found), texts_of(found), remark=remark)
    if kind == "python":
        version = ".".join(str(part) for part in sys.version_info[:3])
        return Component("Python", version, "PSF-2.0", {"LICENSE.txt": _text_of_python()})
    if kind == "project":
        text = (ROOT / "LICENSE").read_text("utf-8")
        return Component("passeport", metadata.version("passeport"), "EUPL-1.2", {"EUPL-1.2.txt": text})
    words = Path("/usr/share/doc", name, "copyright")
    said = ["dpkg-query", "-W", "-f", "${Version}", name]
    version = subprocess.run(said, capture_output=True, text=True, check=True).stdout
    text = {"copyright": words.read_text("utf-8", errors="replace")} if words.is_file() else {}
    return Component(name, version, "voir le texte", text, remark="Bibliothèque du système, prise de Debian.")


def components(shipped: Iterable[tuple[str, str]]) -> tuple[list[Component], list[str]]:
    """Return who made what is shipped, and what belongs to nobody or comes with no licence text.

    `shipped` are pairs of a name in the bundle – empty for a module inside the program – and the file it came from.
    """
    owned: dict[tuple[str, str], list[str]] = defaultdict(list)
    wrong = []
    for name, source in shipped:
        kind, owner = owner_of(source)
        if kind == "nobody":
            wrong.append(f"{name or owner}: nobody's ({source})")
        else:
            owned[kind, owner].append(name)
    made = []
    for (kind, owner), names in sorted(owned.items()):
        one = _component(kind, owner)
        one.shipped = sorted(name for name in names if name)
        made.append(one)
        if not one.texts or not one.licence:
            wrong.append(f"{owner}: no licence text" if not one.texts else f"{owner}: no licence declared")
    return sorted(made, key=lambda one: one.name.lower()), wrong


def write(bundle: Path, shipped: Path) -> list[str]:
    """Write `licences` in the bundle and return what is wrong with what is shipped."""
    pairs = [(name, source) for name, source in json.loads(shipped.read_text("utf-8")) if source]
    made, wrong = components(pairs)
    folder = bundle / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for one in made:
        place = folder / one.name
        place.mkdir(parents=True)
        for name, text in sorted(one.texts.items()):
            (place / name).write_text(text, encoding="utf-8")
    lines = [
        f"{one.name} {one.version} : {one.licence}" + (f"\n    {one.remark}" if one.remark else "") for one in made
    ]
    head = "Ce que Passeport livre, et sous quelle licence. Les textes sont dans le dossier du même nom.\n\n"
    (folder / LIST).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    index = json.dumps([asdict(one) for one in made], ensure_ascii=False, indent=1)
    (bundle.parent / INDEX).write_text(index, encoding="utf-8")
    return wrong


def _remark(one: Component) -> str:
    return f"\n    {one.remark}" if one.remark else ""


def _held(text: str) -> list[str]:
    """Return who holds the rights, as the texts say it."""
    found = re.findall(r"^[ \t#*/.-]*((?:copyright|\(c\)|©)[^\n]{4,120})$", text, re.IGNORECASE | re.MULTILINE)
    return list(dict.fromkeys(" ".join(line.split()) for line in found if re.search(r"\d{4}", line)))[:20]


def _folded(text: str) -> str:
    """Return a text as a field of several lines of Debian's copyright format: indented, with dots for empty lines."""
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())


def debian_copyright(index: Path) -> str:
    """Return `/usr/share/doc/passeport/copyright` in Debian's machine-readable format 1.0, from `components.json`."""
    made = [Component(**one) for one in json.loads(index.read_text("utf-8"))]
    ours = (ROOT / "LICENSE").read_text("utf-8")
    others = ", ".join(f"{one.name} {one.version}" for one in made if one.name != "passeport")
    stanzas = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Passeport",
        "Files: *\nCopyright: the authors of Passeport\nLicense: EUPL-1.2\n"
        + _folded(ours)
        + (f"\nComment:\n{_folded(f'The program /opt/passeport/passeport holds compiled modules of: {others}.')}"),
    ]
    for one in made:
        if one.name == "passeport":
            continue
        places = [f"opt/passeport/{FOLDER}/{one.name}/*", *(f"opt/passeport/_internal/{name}" for name in _tops(one))]
        texts = "\n\n".join(one.texts.values())
        held = "\n           ".join(_held(texts) or [f"the authors of {one.name}"])
        short = re.sub(r"\s+(OR|AND|WITH)\s+", lambda found: found[0].lower(), one.licence)
        name = short if re.fullmatch(r"[\w.+-]+( (or|and|with) [\w.+-]+)*", short) else f"{one.name}-licence"
        stanzas.append(
            "Files: " + "\n       ".join(places) + f"\nCopyright: {held}\nLicense: {name}\n{_folded(texts)}"
            + (f"\nComment:\n{_folded(one.remark)}" if one.remark else "")
        )  # fmt: skip
    return "\n\n".join(stanzas) + "\n"


def _tops(one: Component) -> list[str]:
    """Return the files and folders at the top of the bundle that a component owns."""
    tops = {(name.partition("/")[0] + "/*") if "/" in name else name for name in one.shipped}
    return sorted(top.replace(" ", "?") for top in tops)
