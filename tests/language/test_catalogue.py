"""Two languages: what the sources say is in the catalogue, and what the catalogue says is English."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from passeport.cli.application import Language
from passeport.domain.errors import VaultLocked
from passeport.domain.vocabulary import vocabulary
from passeport.language import catalogue, numbers
from passeport.language.catalogue import plural, speaking, tr, tr_in
from passeport.language.labels import label, label_of
from passeport.language.messages import sentence

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
SPOKEN_IN = ("passeport/language", "ui")
SPEAKS = {"tr", "tr_in", "plural", "counted", "marked"}
FRENCH = re.compile(r"[À-ÿœŒ’«»]| [;:!?»]|\b(?:le|la|les|du|au|un|une|de|et|est|pour|par)\b")
"""What a text has that nobody writes in English, in a code or in a name."""
UNDERSTOOD_WHEN_TYPED = {
    "passeport/language/dates.py",
    "passeport/language/days_to_come.py",
    "passeport/language/durations.py",
    "passeport/language/moments.py",
    "passeport/language/name_lists.py",
    "passeport/language/relative_days.py",
}
"""These read what is typed, in whatever language; what they say is under `tr` all the same, and is translated below."""
NOT_SAID = {
    "ui/help/about.py": {"License ::"},  # what Python packages declare
    "ui/help/news.py": {"Non publié"},  # how the journal of changes, which is French, calls what is to come
    "ui/preferences/page.py": {"français"},  # a language is called by its own name
    "ui/workshop/adding.py": {"EXEMPLE Ada\nMalik Modèle 12/03/1999"},  # two fictional people, as a list of names
    "ui/preview/documents.py": {"Français"},  # (the same)
}
ENGLISH_TOO = re.compile(r"Île-de-France|département|Insee|\bde\b(?= la)|\bMme ou M\.|\bau\b")
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")


def catalogues() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.fixture(params=catalogues())
def kept(request: pytest.FixtureRequest) -> Catalog:
    with (FOLDER / request.param / "LC_MESSAGES" / "passeport.po").open("rb") as file:
        return read_po(file, locale=request.param)


def messages(kept: Catalog) -> Iterator[Message]:
    return (message for message in kept if message.id)


def forms(words: object) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else (str(words),)


def test_french_is_what_the_sources_say() -> None:
    assert catalogue.language() == "fr"
    assert tr("Nouvelle étape") == "Nouvelle étape"
    assert [plural("étape", "étapes", count) for count in (0, 1, 2)] == ["étape", "étape", "étapes"]
    assert tr_in("renoncer", "Annuler") == "Annuler"
    assert numbers.counted(1204, "étape", "étapes") == "1\u202f204 étapes"


def test_english_is_what_its_catalogue_says() -> None:
    with speaking("en"):
        assert tr("Nouvelle étape") == "New step"
        assert [plural("étape", "étapes", count) for count in (0, 1, 2)] == ["steps", "step", "steps"]
        assert (tr("Annuler"), tr_in("renoncer", "Annuler")) == ("Undo", "Cancel")
        assert numbers.counted(1204, "étape", "étapes") == "1,204 steps"
        assert tr("Phrase que personne n’a traduite") == "Phrase que personne n’a traduite"
        assert tr("") == ""
    assert tr("Nouvelle étape") == "Nouvelle étape"


def test_a_document_speaks_its_own_language_whatever_the_screen_speaks() -> None:
    with speaking("en"), speaking("fr"):
        assert label("modes", "TELEPHONE") == "Téléphone"
        assert tr("Nouvelle étape") == "Nouvelle étape"
    with speaking("en"), ThreadPoolExecutor(1) as beside:
        assert beside.submit(catalogue.language).result() == "fr"


def test_a_language_that_nobody_translated_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        catalogue.use_language("de")
    with pytest.raises(ValueError, match="'de'"), speaking("de"):
        pass
    assert catalogue.language() == "fr"


def test_labels_follow_the_language() -> None:
    term = vocabulary("modes")["TELEPHONE"]
    assert label_of(term) == "Téléphone"
    with speaking("en"):
        assert label_of(term) == label("modes", "TELEPHONE") == "Telephone"


def test_an_error_is_said_in_english() -> None:
    with speaking("en"):
        assert sentence(VaultLocked()) == "The vault is locked. Unlock it to go on; nothing is lost."


def test_the_catalogues_are_those_that_the_window_offers() -> None:
    assert ["fr", *catalogues()] == list(catalogue.LANGUAGES) == [str(one) for one in Language]


def test_the_catalogues_are_whole_and_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "installer" / "translations.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n« make translations », puis traduisez ce qui manque"


def test_nothing_is_guessed_or_left_over(kept: Catalog) -> None:
    assert [message.id for message in messages(kept) if message.fuzzy] == []
    assert list(kept.obsolete) == []
    assert [message.id for message in messages(kept) if not all(forms(message.string))] == []


def test_a_translation_has_the_placeholders_of_its_message(kept: Catalog) -> None:
    wrong = [
        message.id
        for message in messages(kept)
        if {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
        != {name for form in forms(message.string) for name in PLACEHOLDER.findall(form)}
    ]
    assert wrong == []


def test_a_translation_keeps_the_spaces_at_both_ends(kept: Catalog) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text.startswith(" "), text.endswith(" ")

    wrong = [
        message.id
        for message in messages(kept)
        for said, meant in zip(forms(message.string), forms(message.id), strict=True)
        if ends(said) != ends(meant.replace("\u00a0", " ").replace("\u202f", " "))
        and not meant.startswith((" :", " ;"))
    ]
    assert wrong == []


def test_english_words_have_english_typography(kept: Catalog) -> None:
    wrong = [
        form
        for message in messages(kept)
        for form in forms(message.string)
        if re.search(r"[«»\u00a0\u202f]| [;:!?]|(?<!\w)'|'(?!\w)|\b[ldnjsqu]+['’][aeiouhyéèê]\w", form)
        and not ENGLISH_TOO.search(form)
    ]
    assert wrong == []


def literals(path: Path) -> Iterator[tuple[int, str, set[str]]]:
    """Each text of a file that is no docstring, with its line and the names of the calls it is given to."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        calls: set[str] = set()
        here = above[node]
        if isinstance(here, ast.Expr):
            continue
        while not isinstance(here, ast.stmt):
            if isinstance(here, ast.Call):
                calls.add(here.func.attr if isinstance(here.func, ast.Attribute) else getattr(here.func, "id", ""))
            here = above[here]
        yield node.lineno, node.value, calls


def unwrapped(path: Path, name: str) -> list[str]:
    return [
        f"{name}:{line}: {text}"
        for line, text, calls in literals(path)
        if re.search(r"[A-Za-z]", text)
        and FRENCH.search(text)
        and not re.fullmatch(r"[a-z0-9-]+", text)  # a place in the guide
        and not calls & SPEAKS
        and text not in NOT_SAID.get(name, ())
    ]


def files() -> list[str]:
    found = (path for room in SPOKEN_IN for path in (ROOT / room).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def test_no_french_text_of_the_window_is_kept_from_its_translators() -> None:
    wrong = [words for name in files() if name not in UNDERSTOOD_WHEN_TYPED for words in unwrapped(ROOT / name, name)]
    assert wrong == []


def test_the_check_sees_a_text_that_is_not_wrapped(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        '"""Une étape."""\nbutton("Étape suivante")\nbutton(tr("Étape suivante"))\nsay(f"Étape {number}")\n',
        encoding="utf-8",
    )
    assert [words.partition(": ")[2] for words in unwrapped(planted, "planted.py")] == [
        "Étape suivante",
        "Étape ",
        " :",
    ][:2]


def unfilled(path: Path) -> list[str]:
    """Return the messages of a module that are filled in without everything that they ask for."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name(id=("tr" | "plural")), args=said), attr="format"),
                args=[],
                keywords=given,
            ):
                names = {keyword.arg for keyword in given}
                asked = {
                    name
                    for one in said
                    if isinstance(one, ast.Constant)
                    for name in PLACEHOLDER.findall(str(one.value))
                }
                if None not in names and not asked <= names:
                    found.append(f"{path.name}:{call.lineno}: {sorted(asked - names)}")
    return found


def test_a_message_is_given_all_that_it_asks_for() -> None:
    assert [wrong for name in files() for wrong in unfilled(ROOT / name)] == []


def test_the_check_sees_a_message_that_lacks_something(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("tr('{what} : {name}').format(value=1, name=2)\ntr('{name}').format(name=2)\n", encoding="utf-8")
    assert unfilled(module) == ["module.py:1: ['what']"]
