"""« À propos »: what version this is, of what vault, and whose work it stands on."""

import json
import platform
import re
import sys
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion

from passeport import __version__
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.help.guide import rendered

PAGE = "a-propos"
_PROJECT = "passeport"
_COMPONENTS = Path("licences", "components.json")
"""Beside a frozen program: what is shipped with it, and the texts of its licences (`installer/notices.py`)."""
_LONGEST = 60
"""Characters of a licence's name; some put its whole text in that place."""
_WORDS = tr("""# À propos

Passeport européen de compétences des conseillers de l’orientation.

| Passeport | |
|---|---|
| Version | {version} |
| Format du coffre-fort | {schema} |
| Python, Qt | {python}, {qt} |

Cette application n’utilise aucun réseau et n’envoie rien à personne.

## Licence

Passeport est un logiciel libre, sous la licence publique de l’Union européenne
[EUPL-1.2](https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12).
Vous pouvez l’utiliser, l’étudier, le modifier et le partager.

## Composants

{where}

| Composant | Version | Licence |
|---|---|---|
{lines}
""")


def html(schema: int | None) -> str:
    """Return the page; `schema` is the version of the tables of the vault that is open, None at the door."""
    folder = Path(sys.executable).parent
    shipped = _shipped(folder)
    where = (
        tr("Les textes entiers sont dans le dossier `{folder}`.").format(folder=folder / "licences")
        if shipped
        else _FROM_ENVIRONMENT
    )
    words = _WORDS.format(
        version=__version__,
        schema=f"{schema}" if schema is not None else tr("aucun coffre-fort n’est ouvert"),
        python=platform.python_version(),
        qt=qVersion(),
        where=where,
        lines="\n".join(f"| {name} | {version} | {licence} |" for name, version, licence in shipped or _installed()),
    )
    return rendered(typeset(words), PAGE)[0]


_FROM_ENVIRONMENT = tr("Ce que déclare chaque composant installé avec celui-ci.")


def _shipped(folder: Path) -> list[tuple[str, str, str]]:
    try:
        listed = json.loads((folder / _COMPONENTS).read_text(encoding="utf-8"))
        return [(str(one["name"]), str(one["version"]), str(one["licence"])) for one in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _installed() -> list[tuple[str, str, str]]:
    """Return the libraries that the application asks for, with the licence that each declares."""
    found = []
    for requirement in metadata.requires(_PROJECT) or ():
        if "extra ==" in requirement:
            continue
        try:
            library = metadata.distribution(re.split(r"[^A-Za-z0-9_.-]", requirement)[0])
        except metadata.PackageNotFoundError:
            continue
        found.append((library.metadata["Name"], library.version, _licence(library.metadata)))
    return sorted(found, key=lambda line: line[0].casefold())


def _licence(declared: metadata.PackageMetadata) -> str:
    said = next((declared[key] for key in ("License-Expression", "License") if key in declared), "")
    if not said or len(said) > _LONGEST:
        classifiers = declared.get_all("Classifier") or []
        named = [one.rsplit(" :: ", 1)[-1] for one in classifiers if one.startswith("License ::")]
        said = ", ".join(named) or said.partition("\n")[0][:_LONGEST]
    return said.replace("|", "/") or tr("voir le composant")
