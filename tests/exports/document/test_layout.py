import io
import os
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from exports.document.layout import fonts, theme
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.runs import SOFT_HYPHEN, Look, Run, lines_of, words_of
from exports.document.layout.tagging import Node
from exports.document.passport.document import Presentation
from passeport.domain.identity import Email, Identity, Language
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Experience, LanguageSkill, Profile
from tests import people
from tests.exports.document.checking import poppler, said
from tests.exports.document.making import named, passport_file
from tests.exports.document.papers import extreme_passports

STYLE = theme.USUAL.body
EUROPE = (
    "àâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ ąćęłńóśźż čďěňřšťůž äöüß áéíóöőúüű ăâîșț āčēģīķļņšūž ąčęėįšųūž õäöü åäö æøå "
    "ċġħż ñ ãõ áðéíóúýþæö αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώΐΰ АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрст"
    "уфхцчшщъьюя €«»‹›“”„‘’–—…•№°"
)


def _lines(text: str, width: float, *, language: str = "fr") -> list[str]:
    words = words_of([Run(text)], STYLE, set())
    return ["".join(part.text for part in line.parts) for line in lines_of(words, width, STYLE, language)]


@pytest.mark.parametrize("font", [fonts.TEXT, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC])
def test_every_letter_of_the_union_is_in_the_text_font(font: str) -> None:
    missing: set[str] = set()
    pieces = [piece for word in EUROPE.split() for piece in fonts.pieces(word, font, missing)]
    assert missing == set()
    assert {piece.font for piece in pieces} == {font}


def test_a_letter_that_no_font_has_is_seen_to_be_missing_and_said(tmp_path: Path) -> None:
    file = passport_file(named("中文 Ada"), tmp_path)
    words = said(file)
    assert f"{fonts.MISSING * 2} Ada Fictive" in words
    assert "U+4E2D, U+6587" in words
    assert poppler(file) == ""


@pytest.mark.parametrize("name", ["الله", "عبدالله"])
def test_the_sign_that_no_font_has_is_drawn_by_its_letters(name: str) -> None:
    missing: set[str] = set()
    (piece,) = fonts.pieces(name, fonts.TEXT, missing)
    assert fonts.MISSING not in piece.text
    assert missing == set()


def test_a_form_that_no_font_has_is_said() -> None:
    missing: set[str] = set()
    assert fonts._known("\ufdf2", missing, "الله") == fonts.MISSING
    assert missing == set("الله")


def test_where_others_cut_a_word_no_hyphen_is_drawn() -> None:
    assert _lines("accom\u00adpagne\u200bment sûr", 400) == ["accompagnement sûr"]
    assert SOFT_HYPHEN not in said_of("accom\u00adpagnement")


def said_of(text: str) -> str:
    paragraph = Paragraph([Run(text)], STYLE, Node("P"), "fr")
    return "".join(part.text for line in paragraph.lines(400) for part in line.parts)


def test_large_print_has_no_letter_under_18_points() -> None:
    large = theme.LARGE
    styles = [style for style in vars(large).values() if isinstance(style, theme.Style)]
    assert len(styles) > 10
    assert min(style.size for style in styles) >= 18
    assert min(contrast(style.colour) for style in styles) >= 7


def contrast(colour: theme.Colour) -> float:
    """Its contrast with white paper (WCAG 2.2, relative luminance)."""
    linear = [(one / 12.92) if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_a_letter_for_private_use_is_a_missing_one() -> None:
    missing: set[str] = set()
    (piece,) = fonts.pieces("\ue000\uf8ff", fonts.TEXT, missing)
    assert piece.text == fonts.MISSING * 2
    assert missing == {"\ue000", "\uf8ff"}


@pytest.mark.parametrize("letter", ["\u200b", "\u200f", "\u2060", "\ufe0f", "\ufeff"])
def test_a_letter_that_is_not_drawn_has_no_place_on_a_page(letter: str, tmp_path: Path) -> None:
    missing: set[str] = set()
    assert "".join(piece.text for piece in fonts.pieces(f"A{letter}da", fonts.TEXT, missing)) == "Ada"
    assert missing == set()
    file = passport_file(named(f"Ada{letter}Inès", "Élan"), tmp_path)
    assert "Ada" in said(file)
    assert letter not in said(file)


def test_nothing_is_said_of_letters_when_all_are_there(tmp_path: Path) -> None:
    assert "U+" not in said(passport_file(named("Ада", "Ελληνίδα"), tmp_path))


def test_an_arabic_name_is_shaped_drawn_from_the_right_and_read_as_it_was_written(tmp_path: Path) -> None:
    (piece,) = fonts.pieces("ليلى", fonts.TEXT, set())
    assert piece.right_to_left
    assert piece.original == "ليلى"
    assert all("\ufe70" <= letter <= "\ufeff" for letter in piece.text)
    assert fonts.displayed(piece.text) == piece.text[::-1]
    file = passport_file(named("ليلى مرحبا", "Fictive"), tmp_path)
    seen = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "ليلى مرحبا" in unicodedata.normalize("NFKC", seen)
    with pikepdf.open(file) as pdf:
        found = [
            str(item.ActualText)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ActualText" in item
        ]
    assert set(found) == {"ليلى مرحبا "}


def test_a_word_is_cut_at_a_syllable_with_a_hyphen_that_is_not_read(tmp_path: Path) -> None:
    lines = _lines("un accompagnement personnalisé et individualisé " * 4, 150)
    cut = [line for line in lines if line.endswith(SOFT_HYPHEN)]
    assert cut
    assert all(len(line) > 4 for line in cut)
    about = "<p>" + "Un accompagnement personnalisé, individualisé et parfaitement compréhensible. " * 30 + "</p>"
    words = said(passport_file(named("Ada", about_me=about), tmp_path))
    assert words.count("accompagnement personnalisé, individualisé et parfaitement compréhensible.") == 30


def test_a_name_and_an_address_are_not_cut_at_a_syllable() -> None:
    assert not any(line.endswith(SOFT_HYPHEN) for line in _lines("Constantinopolitaine Anticonstitution " * 9, 130))


def test_every_line_but_the_last_ends_with_the_space_that_stood_there() -> None:
    text = "Des mots qui se suivent et se lisent sans jamais se toucher"
    lines = _lines(text, 90)
    assert len(lines) > 3
    assert "".join(lines).replace(SOFT_HYPHEN, "") == text


def test_a_number_and_a_sign_stay_with_what_they_belong_to() -> None:
    lines = _lines("Appelez le 01\u00a099\u00a000\u00a000\u00a001\u202f! " * 9, 120)
    assert all("01\u00a099\u00a000\u00a000\u00a001\u202f!" in line for line in lines if "01" in line)


@pytest.mark.parametrize("width", [40, 73.5, 200, 480])
@pytest.mark.parametrize("text", ["m" * 300, "Ada " * 75, "-".join(["Jean"] * 60), "é" * 2_000])
def test_nothing_is_wider_than_its_column_and_nothing_is_lost(text: str, width: float) -> None:
    words = words_of([Run(text[: len(text) // 2]), Run(text[len(text) // 2 :], Look(bold=True))], STYLE, set())
    lines = lines_of(words, width, STYLE, "fr")
    assert all(line.width <= width + 0.1 for line in lines)
    assert "".join(part.original for line in lines for part in line.parts).rstrip() == text.rstrip()


def test_no_line_of_a_paragraph_stands_alone() -> None:
    text = [Run("mot " * 200)]
    whole = Paragraph(text, STYLE, Node("P"), "fr")
    count = len(whole.lines(300))
    assert count > 6
    leading = STYLE.leading
    assert whole.split(300, leading * 1.5) is None
    for room in range(2, count):
        halves = whole.split(300, leading * room + 0.1)
        assert halves is not None
        heights = [round(half.height(300) / leading) for half in halves]
        assert sum(heights) == count
        assert min(heights) >= 2


def test_a_name_of_300_letters_keeps_its_letters_and_its_page(tmp_path: Path) -> None:
    file = passport_file(named("Wilhelmina" * 30, "F" * 300), tmp_path)
    words = said(file).replace(" ", "")
    assert "Wilhelmina" * 30 in words
    assert "F" * 300 in words
    assert poppler(file) == ""


def test_a_word_that_no_line_holds_is_cut_at_a_syllable() -> None:
    whole = "Zusammenhängend"
    width = fonts.width(whole, fonts.TEXT) * STYLE.size
    assert _lines(whole, width * 1.01, language="de") == [whole]
    assert _lines(whole, width * 0.93, language="de") == [f"Zusammenhän{SOFT_HYPHEN}", "gend"]
    assert "".join(_lines("W" * 41, width, language="de")) == "W" * 41


def test_a_table_that_goes_on_repeats_its_head_which_is_read_once(tmp_path: Path) -> None:
    skills = tuple(
        LanguageSkill(id=people.item(f"langue {n}"), language=Language(label=f"Langue {n}"), listening="B1")
        for n in range(120)
    )
    file = passport_file(named("Ada", languages=skills), tmp_path)
    words = said(file)
    assert words.count("Prendre part à une conversation") == 1
    assert all(f"Langue {n} B1" in words for n in range(120))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) > 3
    seen = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert seen.count("Autre langue") == len(re.findall("page . sur", seen))


def test_titles_are_bookmarks_in_the_order_of_the_document(tmp_path: Path) -> None:
    with pikepdf.open(passport_file(people.ada_passport(), tmp_path)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Ada-Inès d’Exemple"
        titles = [section.title for section in top.children]
        assert titles[:3] == ["À propos de moi", "Expérience professionnelle", "Éducation et formation"]
        assert [item.title for item in top.children[1].children] == ["Ouvrière horticole – Pépinières & Cie"]
        shown = len(top.children) + sum(len(section.children) for section in top.children)
        assert int(pdf.Root.Outlines.Count) == 1 + shown


def test_every_page_is_tabbed_in_the_order_of_the_structure_and_the_language_is_said(tmp_path: Path) -> None:
    with pikepdf.open(passport_file(people.ada_passport(), tmp_path)) as pdf:
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_links_are_said_can_be_followed_and_belong_to_their_element(tmp_path: Path) -> None:
    passport = named("Ada", about_me='<p>Voir <a href="https://exemple.invalid/é?a=b">mon site</a>.</p>')
    identity = passport.identity.evolve(emails=(Email(address="ada@exemple.invalid"),))
    with pikepdf.open(passport_file(passport.evolve(identity=identity), tmp_path)) as pdf:
        links = list(pdf.pages[0].obj.Annots)
        assert [str(link.A.URI) for link in links] == [
            "mailto:ada@exemple.invalid",
            "https://exemple.invalid/%C3%A9?a=b",
        ]
        assert str(links[1].Contents) == "https://exemple.invalid/é?a=b"
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
        for link in links:
            assert str(owners[int(link.StructParent)].S) == "/Link"


def test_no_link_leads_to_what_a_reader_should_not_open(tmp_path: Path) -> None:
    passport = named(
        "Ada", custom=(CustomEntry(id=people.item("x"), section="S", title="T", link="file:///etc/passwd"),)
    )
    with pikepdf.open(passport_file(passport, tmp_path)) as pdf:
        assert "/Annots" not in pdf.pages[0].obj or len(pdf.pages[0].obj.Annots) == 0


def test_words_of_another_language_are_marked_as_such(tmp_path: Path) -> None:
    passport = people.ada_passport().evolve(language="en")
    with pikepdf.open(passport_file(passport, tmp_path)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert "Work experience" in said(tmp_path / "passport.pdf")


@pytest.mark.parametrize("count", [0, 1, 500])
def test_from_nothing_to_500_items(count: int, tmp_path: Path) -> None:
    experiences = tuple(
        Experience(id=people.item(f"poste {n}"), position=f"Poste {n}", description="<p>Tâches variées.</p>")
        for n in range(count)
    )
    passport = Passport(
        identity=Identity(given_names="Ada", family_name="Fictive"), profile=Profile(experiences=experiences)
    )
    file = passport_file(passport, tmp_path)
    words = said(file)
    places = [words.find(f"Poste {n} Tâches") for n in range(count)]
    assert -1 not in places
    assert all(one < two for one, two in pairwise(places))
    assert poppler(file) == ""


def test_a_title_never_ends_a_page(tmp_path: Path) -> None:
    experiences = tuple(
        Experience(
            id=people.item(f"p {n}"), position=f"Poste {n}", description=f"<p>{'Tâches variées. ' * (n % 23)}</p>"
        )
        for n in range(150)
    )
    file = passport_file(named("Ada", experiences=experiences), tmp_path)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    for page in text.split("\f")[:-2]:
        before_foot = [line for line in page.splitlines() if line.strip()][-2]
        number = re.fullmatch(r"\s*Poste (\d+)\s*", before_foot)
        assert number is None or int(number[1]) % 23 == 0  # an item of no words is a title alone


def test_the_same_passport_gives_the_same_bytes_whatever_was_written_before(tmp_path: Path) -> None:
    first = passport_file(people.ada_passport(), tmp_path).read_bytes()
    passport_file(named("Zoé", "Autre"), tmp_path, Presentation.LARGE)
    assert passport_file(people.ada_passport(), tmp_path).read_bytes() == first


def test_every_font_is_embedded(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(passport_file(people.ada_passport(), tmp_path).read_bytes())) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        assert found
        with_letters = [font for font in found if "/DescendantFonts" not in font]  # the others name one of these
        assert len(with_letters) * 2 == len(found)
        assert all("/FontFile2" in font.FontDescriptor for font in with_letters)


@pytest.mark.parametrize("presentation", [Presentation.USUAL, Presentation.LARGE])
def test_a_step_is_whole_on_its_page(presentation: Presentation, tmp_path: Path) -> None:
    file = passport_file(extreme_passports()["steps"], tmp_path, presentation)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    assert sum(page.count("– Entretien individuel") for page in pages) == 60
    assert [page.count("– Entretien individuel") for page in pages] == [page.count("Bilan ") for page in pages]


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_another_process_with_another_seed_writes_the_same_bytes(
    seed: str, family: dict[str, Path], tmp_path: Path
) -> None:
    """Sets and dictionaries are in another order there: nothing that is written may depend on it."""
    names = ("usual-usual", "usual-plain", "scripts-usual", "english-large", "synthesis", "referral", "sign-in", "copy")
    words = f"import pathlib, tests.exports.document.papers as p; p.write_family(pathlib.Path({str(tmp_path)!r}))"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", words], check=True, env=environment, cwd=Path(__file__).parents[3])
    written = {name: (tmp_path / f"{name}.pdf").read_bytes() for name in names}
    assert [name for name in names if written[name] != family[name].read_bytes()] == []
