"""Brings the catalogues of the screen up to date with its sources: `make translations`, or `--check` to look only.

Each `resources/translations/<language>/LC_MESSAGES/passeport.po` is read, gets the messages that the sources have now
(those translated before keep their words, those that are gone leave), and is compiled to the `.mo` beside it, which the
window reads. Nothing is guessed: a message that changed is a new one.
"""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
SPOKEN_IN = ("passeport/language", "passeport/services", "ui")
TOLD_BY_DATA = {"bonne_porte/rules.json": ("words",), "text_guard/fr.json": ("label", "reason", "instead")}
"""The files of `resources` whose sentences are shown too, and the fields that hold them."""
KEYWORDS = {"tr": None, "tr_in": ((1, "c"), 2), "marked": None, "plural": (1, 2), "counted": (2, 3)}
"""The functions of `passeport.language.catalogue`, and which of their arguments are messages."""
_HEADER = "# The words of the window. The French ones are the sources’; `make translations` brings them here."
_PASSING = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
)
"""What a header says of the run and of nobody: it would change without the words."""


class _Undated(Catalog):
    """A catalogue whose header says what reading it takes, and neither a day nor a version of Babel."""

    def __iter__(self) -> Iterator[Message]:
        """Give the header, then the messages."""
        header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {self.plural_forms}\n"
        yield Message("", header)
        yield from self._messages.values()


def template(root: Path = ROOT) -> Catalog:
    """Return the messages of the sources, in the order of the files."""
    found = Catalog()
    for room in SPOKEN_IN:
        messages = extract_from_dir(root / room, [("**.py", "python")], keywords=KEYWORDS)
        for name, _, message, _, sense in sorted(messages, key=lambda one: (one[0], one[1])):
            found.add(message, locations=[(f"{room}/{name}", None)], context=sense)
    for name, fields in TOLD_BY_DATA.items():
        data = json.loads((root / "resources" / name).read_text(encoding="utf-8"))
        for words in _words_of(data, fields):
            found.add(words, locations=[(f"resources/{name}", None)])
    return found


def catalogue_of(language: str) -> Catalog:
    """Return the catalogue of a language as it is kept."""
    place = _place(language)
    if not place.exists():
        return Catalog(locale=language)
    with place.open("rb") as file:
        return read_po(file, locale=language)


def brought_up_to_date(kept: Catalog, found: Catalog) -> Catalog:
    """Return the messages found, with the words kept."""
    made = Catalog(locale=kept.locale, project="Passeport", charset="utf-8", fuzzy=False, header_comment=_HEADER)
    for message in found:
        if not message.id:
            continue
        known = kept.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        same = known is not None and known.id == message.id and not known.fuzzy
        made.add(
            message.id,
            known.string if known is not None and same else None,
            locations=sorted(set(message.locations)),
            flags=message.flags - {"fuzzy"},
            context=message.context,
        )
    return made


def written(made: Catalog) -> bytes:
    """Return the text of a catalogue, the same for the same words."""
    text = io.BytesIO()
    write_po(text, made, width=120, ignore_obsolete=True, include_lineno=False)
    lines = text.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in _PASSING))).encode(
        "utf-8"
    )


def compiled(made: Catalog) -> bytes:
    """Return a catalogue as the window reads it."""
    data = io.BytesIO()
    undated = _Undated(locale=made.locale)
    for message in made:
        if message.id:
            undated.add(message.id, message.string, context=message.context)
    write_mo(data, undated)
    return data.getvalue()


def main() -> int:
    """Write each catalogue; with `--check`, say which is out of date or incomplete."""
    found, wrong = template(), 0
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        made = brought_up_to_date(catalogue_of(folder.name), found)
        files = {_place(folder.name): written(made), _place(folder.name).with_suffix(".mo"): compiled(made)}
        if "--check" in sys.argv[1:]:
            wrong += sum(not path.exists() or path.read_bytes() != data for path, data in files.items())
        else:
            for path, data in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        left = [message for message in made if message.id and not _is_translated(message.string)]
        wrong += len(left)
        print(f"{folder.name}: {len(made)} messages, {len(left)} to translate")
    return 1 if wrong else 0


def _words_of(data: object, fields: tuple[str, ...]) -> Iterator[str]:
    if isinstance(data, list):
        for one in data:
            yield from _words_of(one, fields)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in fields and isinstance(value, str) and value:
                yield value
            else:
                yield from _words_of(value, fields)


def _is_translated(words: object) -> bool:
    return all(words) if isinstance(words, tuple) else bool(words)


def _place(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "passeport.po"


if __name__ == "__main__":
    sys.exit(main())
