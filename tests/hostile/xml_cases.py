"""Hostile XML: bombs, entities, lies about the encoding, tricks with namespaces, what points to the network."""

import base64
from collections.abc import Callable, Iterator

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.errors import DamagedFile, DangerousFile, ImpossibleDate, NotAPassport, ReadingStopped
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, IncomingPassport
from tests import people
from tests.hostile.case import Case, either, read, refused

CANDIDATE = write_candidate(people.ada_passport())
SKILLSPASSPORT = write_skillspassport(people.ada_passport())
SIMPLE = write_candidate(Passport(identity=people.ada_identity()))
PERSON = "Ada-Inès d’Exemple"
_HEAD = b'<?xml version="1.0"?>'
_NAMESPACE = b'xmlns="http://www.europass.eu/1.0"'


def inside(more: bytes, document: bytes = SIMPLE) -> bytes:
    """Return a Candidate with something more before its end."""
    return document.replace(b"</Candidate>", more + b"</Candidate>")


def with_doctype(subset: bytes, body: bytes = b"", name: bytes = b"Candidate") -> bytes:
    """Return a Candidate with a document type, and a body that uses it."""
    start = SIMPLE.index(b"<Candidate")
    return _HEAD + b"<!DOCTYPE " + name + subset + b">" + inside(body, SIMPLE[start:])


def said(encoding: str, used: str | None = None, document: bytes = SIMPLE) -> bytes:
    """Return a document that says one encoding, and is in another one when `used` says so."""
    return document.decode().replace("UTF-8", encoding, 1).encode(used or encoding, errors="xmlcharrefreplace")


def is_ada(incoming: IncomingPassport) -> bool:
    """Whether the person is the one who was written."""
    return incoming.passport.identity.full_name == PERSON


def has_nothing_more(incoming: IncomingPassport) -> bool:
    """Whether what was added to the simple document was left out, and the rest read."""
    return is_ada(incoming) and incoming.passport.profile.about_me == ""


def with_date(text: bytes) -> bytes:
    return SIMPLE.replace(b"1999-02-28", text)


def was_born(text: str) -> Callable[[IncomingPassport], bool]:
    return lambda incoming: str(incoming.passport.identity.birth_date) == text


def bombs() -> Iterator[Case]:
    laughs = b"".join(
        b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10 if level else b"ha") for level in range(12)
    )
    yield refused("une bombe d’entités", with_doctype(b"[" + laughs + b"]", b"&e11;"), DangerousFile)
    yield refused("une bombe en UTF-16", with_doctype(b"[" + laughs + b"]").decode().encode("utf-16"), DangerousFile)
    yield refused(
        "un gonflement quadratique",
        with_doctype(b'[<!ENTITY a "' + b"a" * 100_000 + b'">]', b"&a;" * 100_000),
        DangerousFile,
    )
    yield refused(
        "une bombe d’entités paramètres",
        with_doctype(b'[<!ENTITY % a "<!ENTITY b \'x\'>">%a;<!ENTITY % c "%a;%a;%a;">%c;]'),
        DangerousFile,
    )
    yield refused(
        "un attribut par défaut dans une DTD", with_doctype(b'[<!ATTLIST Candidate x CDATA "&#65;">]'), DangerousFile
    )
    yield refused("une DTD vide", with_doctype(b"[]"), DangerousFile)
    yield refused("une entité qui s’appelle elle-même", with_doctype(b'[<!ENTITY a "&a;">]', b"&a;"), DangerousFile)
    yield refused("400 niveaux", lambda: inside(b"<a>" * 400 + b"</a>" * 400), DangerousFile)
    yield refused("101 niveaux", lambda: inside(b"<a>" * 101 + b"</a>" * 101), DangerousFile)
    yield refused("un million de niveaux jamais fermés", lambda: inside(b"<a>" * 1_000_000), DangerousFile)
    yield refused("100 000 éléments", lambda: inside(b"<a/>" * 100_000), DangerousFile)
    yield refused("12 millions d’éléments", lambda: inside(b"<a/>" * 12_000_000), DangerousFile)
    yield refused(
        "12 millions d’éléments en UTF-16",
        lambda: inside(b"<a/>" * 5_000_000).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"),
        DangerousFile,
    )
    yield refused(
        "un élément de 200 000 attributs",
        lambda: inside(b"<a " + b" ".join(b'a%d=""' % number for number in range(200_000)) + b"/>"),
        DangerousFile,
    )
    yield read(
        "100 000 espaces de noms",
        lambda: inside(b"<a " + b" ".join(b'xmlns:a%d="urn:%d"' % (n, n) for n in range(100_000)) + b"/>"),
        has_nothing_more,
    )
    yield refused("un attribut de 15 Mo", lambda: inside(b'<a b="' + b"x" * 15_000_000 + b'"/>'), DamagedFile)
    yield read("un texte de 15 Mo", lambda: inside(b"<a>" + b"x" * 15_000_000 + b"</a>"), has_nothing_more)
    yield refused(
        "un texte de 15 Mo et une DTD",
        lambda: with_doctype(b'[<!ENTITY a "b">]', b"<a>" + b"x" * 15_000_000 + b"</a>"),
        DangerousFile,
    )
    yield refused(
        "un texte de 15 Mo et 300 niveaux",
        lambda: inside(b"<a>" + b"x" * 15_000_000 + b"</a>" + b"<a>" * 300 + b"</a>" * 300),
        DangerousFile,
    )
    yield read("un texte de 5 Mo", lambda: inside(b"<a>" + b"x " * 2_500_000 + b"</a>"), has_nothing_more)
    yield read("un texte de 20 000 signes de commande", inside(b"<a>" + b"\x7f" * 20_000 + b"</a>"), has_nothing_more)
    for name, text in (("balises jamais fermées", b"&lt;a"), ("listes jamais fermées", b"&lt;ul&gt;&lt;li&gt;")):
        many = CANDIDATE.replace(b"Bouturage", text * (150_000 // len(text)))
        yield read(f"une description de {name}", many, is_ada)
    yield read("un attribut de 5 Mo", lambda: inside(b'<a b="' + b"x" * 5_000_000 + b'"/>'), has_nothing_more)
    yield refused("un nom d’élément de 100 ko", lambda: inside(b"<" + b"a" * 100_000 + b"/>"), DamagedFile)
    yield refused("un commentaire de 15 Mo", lambda: inside(b"<!--" + b"x" * 15_000_000 + b"-->"), DamagedFile)
    yield read("100 000 commentaires", lambda: inside(b"<!--x-->" * 100_000), has_nothing_more)
    yield read("une section CDATA de 5 Mo", lambda: inside(b"<a><![CDATA[" + b"]" * 5_000_000 + b"]]></a>"), is_ada)
    yield read("200 000 références de caractères", lambda: inside(b"<a>" + b"&#65;" * 200_000 + b"</a>"), is_ada)


def pointers(port: int, canary: str) -> Iterator[Case]:
    """Files that want something fetched from a server of ours, or read from a file of ours."""
    address, file = b"http://127.0.0.1:%d/x" % port, b"file://" + canary.encode()
    for kind, place in (("du réseau", address), ("d’un fichier", file), ("d’une sortie", b"php://stdin")):
        entity = b'[<!ENTITY x SYSTEM "' + place + b'">]'
        yield refused(f"une entité externe {kind}", with_doctype(entity, b"<a>&x;</a>"), DangerousFile)
        parameter = b'[<!ENTITY % x SYSTEM "' + place + b'">%x;]'
        yield refused(f"une entité paramètre {kind}", with_doctype(parameter), DangerousFile)
        yield refused(f"une DTD {kind}", with_doctype(b' SYSTEM "' + place + b'"'), DangerousFile)
        yield refused(f"une DTD publique {kind}", with_doctype(b' PUBLIC "-//X//Y" "' + place + b'"'), DangerousFile)
        include = b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="' + place + b'"/>'
        yield read(f"une inclusion {kind}", inside(include), has_nothing_more)
        schema = b'<a xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="urn:a ' + place + b'"/>'
        yield read(f"un schéma {kind}", inside(schema), has_nothing_more)
        sheet = SIMPLE.replace(b"?>", b'?><?xml-stylesheet type="text/xsl" href="' + place + b'"?>', 1)
        yield read(f"une feuille de style {kind}", sheet, has_nothing_more)
        base = SIMPLE.replace(b"<Candidate ", b'<Candidate xml:base="' + place + b'" ', 1)
        yield read(f"une base {kind}", base, has_nothing_more)


def encodings() -> Iterator[Case]:
    for encoding in ("UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "US-ASCII"):
        yield read(f"en {encoding}", said(encoding), is_ada)
    for encoding in ("UTF-32", "UTF-7", "cp037"):
        data = said(encoding)
        yield either(f"en {encoding}", data, NotAPassport, DamagedFile, holds=is_ada)
    yield refused("du latin-1 qui se dit UTF-8", said("UTF-8", "latin-1"), DamagedFile)
    yield refused("de l’UTF-8 qui se dit UTF-16", said("UTF-16", "utf-8"), DamagedFile)
    yield refused("de l’UTF-16 qui se dit UTF-8, coupé d’un octet", said("UTF-16")[:-1], DamagedFile)
    yield read("de l’UTF-8 qui se dit latin-1", said("ISO-8859-1", "utf-8"))
    yield refused("un encodage inconnu", said("X-INCONNU", "utf-8"), DamagedFile)
    yield refused("des octets nuls", SIMPLE.replace(b"Ada", b"A\0a"), DamagedFile)
    yield refused("de l’UTF-8 trop long", SIMPLE.replace(b"Ada", b"A\xc0\xafa"), DamagedFile)
    yield refused("un demi-caractère", SIMPLE.replace(b"Ada", b"A\xed\xa0\x80a"), DamagedFile)
    yield refused("un caractère de commande", inside(b"<a>&#27;[2J</a>"), DamagedFile)
    hidden = with_doctype(b'[<!ENTITY a "b">]').decode().replace('"1.0"?', '"1.0" encoding="UTF-7"?')
    yield refused(
        "une DTD cachée en UTF-7",
        (hidden[: hidden.index("<!")] + hidden[hidden.index("<!") :].replace("<", "+ADw-")).encode("ascii", "ignore"),
        DangerousFile,
        DamagedFile,
    )


def namespaces() -> Iterator[Case]:
    bare = SIMPLE.replace(b' xmlns="http://www.europass.eu/1.0"', b"")
    other = SIMPLE.replace(b"xmlns:hr=", b"xmlns:zz=").replace(b"<hr:", b"<zz:").replace(b"</hr:", b"</zz:")
    yield read("d’autres préfixes", other, is_ada)
    yield refused("sans espace de noms", bare, NotAPassport)
    yield refused("dans un autre espace de noms", SIMPLE.replace(b"europass.eu/1.0", b"exemple.invalid"), NotAPassport)
    moved = SIMPLE.replace(b"<CandidatePerson>", b'<CandidatePerson xmlns="urn:autre">')
    yield refused("la personne dans un autre espace de noms", moved, NotAPassport)
    twin = b'<CandidateProfile xmlns="urn:autre"><ExecutiveSummary>non</ExecutiveSummary></CandidateProfile>'
    yield read("un profil d’un autre espace de noms", inside(twin), has_nothing_more)
    yield refused("un préfixe non déclaré", inside(b"<inconnu:a>x</inconnu:a>"), DamagedFile)
    yield refused("deux fois le même attribut", inside(b'<a b="1" b="2"/>'), DamagedFile)
    yield refused("deux racines", SIMPLE + SIMPLE[SIMPLE.index(b"<Candidate") :], DamagedFile)
    yield refused("un Candidate dans un autre XML", b"<a>" + SIMPLE[SIMPLE.index(b"<Cand") :] + b"</a>", NotAPassport)
    yield refused("une facture", b"<facture/>", NotAPassport)
    second = SIMPLE[SIMPLE.index(b"<CandidatePerson>") : SIMPLE.index(b"</CandidatePerson>") + 18]
    yield read("deux personnes", inside(second.replace(b"Ada", b"Eve").replace("Inès".encode(), b"X")), is_ada)


def dates() -> Iterator[Case]:
    for text in (b"0000", b"0000-01-01", b"1990-02-31", b"1990-13", b"1990-00-10", b"10000-01-01", b"-0044-03-15"):
        yield refused(f"la date {text.decode()}", with_date(text), ImpossibleDate)
    for text in (b"demain", b"1990-2-3", "１９９０-０１".encode(), b"9" * 100_000):
        yield refused(f"la date {text.decode()[:10]}", with_date(text), ImpossibleDate)
    for text in (b"0001", b"0001-01-01", b"9999-12-31", b"2000-02-29"):
        yield read(
            f"la date {text.decode()}",
            with_date(text),
            was_born(text.decode()),
        )
    yield refused("un 31 février d’avant 2020", SKILLSPASSPORT.replace(b"---28", b"---31"), ImpossibleDate)


_JOB = b"<EmployerHistory><PositionHistory><PositionTitle>x</PositionTitle></PositionHistory></EmployerHistory>"


def quantities() -> Iterator[Case]:
    person = SIMPLE.index(b"<NationalityCode>")
    many = b"<PrimaryLanguageCode name='NORMAL'>fra</PrimaryLanguageCode>"
    yield read("40 000 langues", lambda: SIMPLE[:person] + many * 40_000 + SIMPLE[person:], is_ada)
    yield refused("100 000 langues", lambda: SIMPLE[:person] + many * 100_000 + SIMPLE[person:], DangerousFile)
    jobs = CANDIDATE[CANDIDATE.index(b"<EmployerHistory>") : CANDIDATE.index(b"</EmployerHistory>") + 18]
    yield refused("100 000 emplois", lambda: CANDIDATE.replace(jobs, _JOB * 100_000), DangerousFile)


def payloads() -> Iterator[Case]:
    """Base64 that is none, and images that are not what they say, where a photograph goes."""
    for name, data in (
        ("rien que des signes", b"!!!!"),
        ("coupée", b"iVBORw0KGgo"),
        ("d’une autre table", b"-_-_"),
        ("de zéros", b"AAAA" * 1000),
        ("deux fois codée", base64.b64encode(b"data:image/png;base64,AAAA")),
        ("d’un script", base64.b64encode(b"data:text/html,<script>alert(1)</script>")),
        ("d’un dessin SVG", base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")),
    ):
        document = with_photo(data)
        yield read(f"une photo en base64 {name}", document, lambda found: found.passport.profile.photo is None)


def with_photo(data: bytes) -> bytes:
    """Return a SkillsPassport whose photograph is this base64."""
    begin = SKILLSPASSPORT.index(b"<Data>", SKILLSPASSPORT.index(b"<Photo>")) + 6
    return SKILLSPASSPORT[:begin] + data + SKILLSPASSPORT[SKILLSPASSPORT.index(b"</Data>", begin) :]


def numbers_of_the_state() -> Iterator[Case]:
    """A NIR, wherever it hides: never kept, never shown (R01)."""
    for name, text in NIRS.items():
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
        yield read(
            f"un numéro de sécurité sociale {name}, dans un texte",
            SIMPLE.replace("Évry-Courcouronnes".encode(), escaped),
            shows_no_nir,
        )
        yield read(
            f"un numéro de sécurité sociale {name}, dans une description",
            CANDIDATE.replace(b"Bouturage", escaped),
            shows_no_nir,
        )
        yield read(
            f"un numéro de sécurité sociale {name}, dans un élément inconnu",
            inside(b"<a>" + escaped + b"</a><b/>" + escaped),
            shows_no_nir,
        )
        attribute = escaped.replace(b'"', b"&quot;")
        yield read(
            f"un numéro de sécurité sociale {name}, dans un attribut",
            inside(b'<a b="' + attribute + b'"/>').replace(b'schemeName="PartyID"', b'schemeName="' + attribute + b'"'),
            shows_no_nir,
        )


NIRS = {
    "entier": "199029122800142",
    "sans clé": "1990291228001",
    "à espaces": "1 99 02 91 228 001 42",
    "à espaces insécables": "1\u00a099\u00a002\u00a091\u202f228\u202f001\u00a042",
    "à points": "1.99.02.91.228.001.42",
    "coupé de balises": "1 <b>99</b> 02 <i>91</i> 228 <u>001</u> 42",
    "à entités": "1&nbsp;99&nbsp;02&nbsp;91&nbsp;228&nbsp;001",
    "à signes invisibles": "1\u200b99\u200b02\u200b91\u200b228\u200b001",
    "à chiffres larges": "１９９０２９１２２８００１",
    "de Corse": "2 85 07 2A 004 123 45",
}


def shows_no_nir(incoming: IncomingPassport) -> bool:
    """Whether none of the digits got through, in what is kept and in what is told."""
    kept = incoming.passport.model_dump_json()
    told = "".join(entry.path + entry.value for entry in incoming.report.entries)
    digits = "".join(sign for sign in kept + told if sign.isalnum())
    marks = ("91228001", "85072A004")
    return bool(incoming.report.having(Fate.REFUSED)) and not any(mark in digits for mark in marks)


def cases() -> Iterator[Case]:
    """Every case of this page but those that point somewhere."""
    for family in (bombs, encodings, namespaces, dates, quantities, payloads, numbers_of_the_state):
        yield from family()
    yield refused("un XML coupé", CANDIDATE[: len(CANDIDATE) // 2], DamagedFile)
    yield refused("une page web", b"<!DOCTYPE html><html></html>", NotAPassport)
    yield refused("une page web et du XML", b"<html>" + SIMPLE, NotAPassport)
    yield refused("rien que des guillemets ouvrants", b"<" * 100_000, DamagedFile, ReadingStopped)
