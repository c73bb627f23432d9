"""Files that mean harm, or are simply not what they say: each is refused in a French sentence, and nothing is read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.bounds import LARGEST_FILE
from exports.travel.inbox import Inbox, understand
from passeport.domain.errors import (
    DamagedFile,
    DangerousFile,
    FileNotFound,
    FileTooLarge,
    ImpossibleDate,
    InputRefused,
    NotAPassport,
)
from passeport.language.messages import sentence
from tests import people

_CANDIDATE = write_candidate(people.ada_passport())
_SKILLSPASSPORT = write_skillspassport(people.ada_passport())

BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<Candidate xmlns="http://www.europass.eu/1.0">&e;&e;&e;&e;&e;&e;</Candidate>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<Candidate xmlns="http://www.europass.eu/1.0">&x;</Candidate>"""
DTD = b"""<?xml version="1.0"?><!DOCTYPE Candidate SYSTEM "http://exemple.invalid/x.dtd">
<Candidate xmlns="http://www.europass.eu/1.0"/>"""

REFUSED: list[tuple[str, bytes, type[InputRefused]]] = [
    ("une bombe d’entités", BOMB, DangerousFile),
    ("une bombe en UTF-16", BOMB.decode().encode("utf-16"), DangerousFile),
    ("une entité externe", EXTERNAL, DangerousFile),
    ("une DTD distante", DTD, DangerousFile),
    ("des éléments trop profonds", b"<a>" * 400 + b"</a>" * 400, DangerousFile),
    ("trop d’éléments", b"<a>" + b"<b/>" * 600_000 + b"</a>", DangerousFile),
    ("un XML coupé", _CANDIDATE[: len(_CANDIDATE) // 2], DamagedFile),
    ("un 31 février", _CANDIDATE.replace(b"1999-02-28", b"1990-02-31"), ImpossibleDate),
    ("un 31 février d’avant 2020", _SKILLSPASSPORT.replace(b"---28", b"---31"), ImpossibleDate),
    ("un autre XML", b"<facture/>", NotAPassport),
    ("une page web", b"<!DOCTYPE html><html></html>", NotAPassport),
    ("un JSON", b'{"nom": "Ada"}', NotAPassport),
    ("un fichier vide", b"", NotAPassport),
    ("des espaces", b" \n\t", NotAPassport),
    ("une image", b"\x89PNG\r\n\x1a\n", NotAPassport),
    ("une archive", b"PK\x03\x04", NotAPassport),
    ("un vieux document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotAPassport),
    ("du RTF", b"{\\rtf1 x}", NotAPassport),
    ("du texte", "Élodie".encode("latin-1"), NotAPassport),
    ("un PDF d’une ligne", b"%PDF-1.7\n", DamagedFile),
    ("un PDF sans rien", b"%PDF-1.7\n%%EOF", DamagedFile),
]


@pytest.mark.parametrize(("name", "data", "refusal"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_it_is_refused_in_french(name: str, data: bytes, refusal: type[InputRefused]) -> None:
    with pytest.raises(refusal) as refused:
        understand(data, name)
    words = sentence(refused.value)
    assert refused.value.exit_code == 3
    assert words.endswith(".")
    assert "{" not in words
    if isinstance(refused.value, DamagedFile | DangerousFile | NotAPassport):
        assert name in words  # says which file


def test_a_file_of_200_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "énorme.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)
    with pytest.raises(FileTooLarge) as refused:
        Inbox().read(path)
    assert refused.value.parameters == {"size": 200_000_000, "limit": LARGEST_FILE}
    assert "200" in sentence(refused.value)


@pytest.mark.parametrize("what", ["absent.pdf", "."])
def test_what_is_no_file_is_not_found(tmp_path: Path, what: str) -> None:
    with pytest.raises(FileNotFound):
        Inbox().read(tmp_path / what)


def test_no_file_of_the_machine_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("très secret")
    document = EXTERNAL.replace(b"/etc/hostname", str(secret).encode())
    with pytest.raises(DangerousFile) as refused:
        understand(document, "cv.xml")
    assert "très secret" not in sentence(refused.value)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([_CANDIDATE, _SKILLSPASSPORT]),
    st.integers(min_value=0),
    st.binary(max_size=12),
    st.integers(min_value=0, max_value=40),
)
def test_whatever_the_damage_it_is_read_or_refused(document: bytes, place: int, put: bytes, cut: int) -> None:
    place %= len(document)
    try:
        understand(document[:place] + put + document[place + cut :], "cv.xml")
    except InputRefused as refused:
        assert sentence(refused)  # noqa: PT017 - it may also be read


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_refused(data: bytes) -> None:
    with pytest.raises(InputRefused):
        understand(data, "x")
