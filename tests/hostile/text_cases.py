"""Hostile words: signs that turn a name, markup that attacks, a hundred thousand steps; in XML, and inside a PDF."""

import html
from collections.abc import Iterator

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.errors import DangerousFile
from passeport.domain.passport import Passport
from passeport.domain.reading import IncomingPassport
from tests import people
from tests.hostile.case import Case, read, refused
from tests.hostile.pdf_cases import one, packed
from tests.hostile.xml_cases import CANDIDATE, SKILLSPASSPORT

_BARE = Passport(identity=people.ada_identity())
_SIGNS = {"droite à gauche": "\u202e", "isolé": "\u2066", "imbriqué": "\u202a"}
_LEARNERINFO = (
    "<learnerinfo><identification><firstname>Ada-Inès</firstname><lastname>d’Exemple</lastname></identification>"
    "<workexperiencelist><workexperience><activities>Bouturage</activities></workexperience></workexperiencelist>"
    "</learnerinfo>"
).encode()
_GENERATIONS = {"Candidate": CANDIDATE, "SkillsPassport": SKILLSPASSPORT, "learnerinfo": _LEARNERINFO}
_ATTACKS = {
    "un script": "<script>alert(1)</script>",
    "une image": '<img src="http://127.0.0.1:1/x" onerror="alert(1)"/>',
    "un cadre": '<iframe src="javascript:alert(1)">x</iframe>',
    "un dessin": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "un lien vers un script": '<a href="javascript:alert(1)">lien</a>',
    "un lien vers le disque": '<a href="file:///etc/passwd">lien</a>',
    "un style": '<p style="background:url(http://127.0.0.1:1/x)">p</p>',
    "un objet": '<object data="x"><embed src="x"/></object>',
    "un formulaire": '<form action="http://127.0.0.1:1/x"><input name="x"/></form>',
    "des mathématiques": '<math><mtext><p title="&lt;img src=x onerror=alert(1)&gt;">m</p></mtext></math>',
}
_NEVER = ("<script", "<img", "<iframe", "<svg", "<object", "<embed", "<form", "<input", "<math", "<style")
_NOR = ("onerror=", "onload=", "style=", "javascript:", "file:", "127.0.0.1")


def names() -> Iterator[Case]:
    for sign, character in _SIGNS.items():
        for kind, document in _GENERATIONS.items():
            turned = document.replace("Ada-Inès".encode(), f"Ada{character}-Inès".encode())
            yield read(f"un signe {sign} dans un prénom de {kind}", turned, is_named_safely)
            yield read(f"un signe {sign} dans un prénom de {kind}, dans un PDF", one(packed(turned)), is_named_safely)
        file = CANDIDATE.replace(b"<oa:FileName>diplome.png", f"<oa:FileName>diplome{character}gnp.exe".encode())
        yield read(f"un signe {sign} dans un nom de document", file, has_a_safe_document)
        yield read(
            f"un signe {sign} dans le nom de la pièce jointe qui est lue",
            one(packed(CANDIDATE), f"cv{character}lmx.exe".encode("utf-16")),
            is_named_safely,
        )


def is_named_safely(incoming: IncomingPassport) -> bool:
    """Whether the name can be shown as it is: nothing in it turns or hides what follows."""
    name, told = incoming.passport.identity.given_names, "".join(entry.path for entry in incoming.report.entries)
    return name in {"Ada-Inès", "Ada -Inès"} and told.isprintable()


def has_a_safe_document(incoming: IncomingPassport) -> bool:
    (document,) = incoming.passport.profile.documents
    return document.name.isprintable() and document.name.startswith("diplome")


def markup() -> Iterator[Case]:
    """Each attack, escaped as both formats have it, and as elements, where a description goes."""
    for name, attack in _ATTACKS.items():
        for form, words in (("échappé", html.escape(attack)), ("en éléments", attack)):
            for kind, document in _GENERATIONS.items():
                data = document.replace(b"Bouturage", f"Semis {words} Taille".encode())
                yield read(f"{name} {form} dans une description de {kind}", data, is_harmless)
                yield read(f"{name} {form} dans une description de {kind}, dans un PDF", one(packed(data)), is_harmless)


def is_harmless(incoming: IncomingPassport) -> bool:
    """Whether the words are there, and nothing that could run or be fetched is."""
    (job,) = incoming.passport.profile.experiences
    described = job.description
    return (
        "Semis" in described
        and "Taille" in described
        and not any(mark in described.lower() for mark in (*_NEVER, *_NOR))
    )


def quantities() -> Iterator[Case]:
    yield read("1 000 étapes de Candidate", lambda: candidate_of(1_000), has_a_thousand_steps)
    yield read("1 000 étapes de SkillsPassport", lambda: skillspassport_of(1_000), has_a_thousand_steps)
    yield refused("100 000 étapes de Candidate", lambda: candidate_of(100_000), DangerousFile)
    yield refused("100 000 étapes de SkillsPassport", lambda: skillspassport_of(100_000), DangerousFile)
    yield refused("100 000 étapes de Candidate, dans un PDF", lambda: one(packed(candidate_of(100_000))), DangerousFile)


def has_a_thousand_steps(incoming: IncomingPassport) -> bool:
    return len({step.id for step in incoming.passport.steps}) == 1_000


def candidate_of(count: int) -> bytes:
    """Return a Candidate with so many steps, in another tool's words."""
    steps = "".join(
        f"<Others><Title>Parcours d’orientation</Title><Other><Title>Entretien individuel — n° {number}</Title><Date>"
        "<StartDate><hr:FormattedDateTime>2026-10-12</hr:FormattedDateTime></StartDate></Date></Other></Others>"
        for number in range(count)
    )
    return _with(write_candidate(_BARE), b"</CandidateProfile>", steps)


def skillspassport_of(count: int) -> bytes:
    """Return a SkillsPassport with so many steps."""
    steps = "".join(
        "<Achievement><Title><Label>Parcours d’orientation</Label></Title><Description>Titre : Entretien individuel — "
        f"n° {number}\n\nPériode : 12/10/2026</Description></Achievement>"
        for number in range(count)
    )
    document = write_skillspassport(_BARE)
    if b"</AchievementList>" in document:
        return _with(document, b"</AchievementList>", steps)
    return _with(document, b"</LearnerInfo>", f"<AchievementList>{steps}</AchievementList>")


def _with(document: bytes, end: bytes, more: str) -> bytes:
    assert document.count(end) == 1
    return document.replace(end, more.encode() + end)


def cases() -> Iterator[Case]:
    for family in (names, markup, quantities):
        yield from family()
