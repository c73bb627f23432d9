"""What words cannot tell apart crosses exactly, in the comment of a document of ours.

V3.4 has no extension point, and words have limits: a name with a colon, a note with its hour, a photograph of a type
that the schema has no name for. So the writer reads its own document; each field that words did not bring back as it
was stands in `DocumentInfo/Comment` in full, with the fingerprint of what the words say instead. The reader takes a
field back only where the words still say that (another tool that changed them is believed), and only when the
whole, put in words again, gives the very document that was read: nothing comes in that a person could not see. Where
things come from is told by the words alone.
"""

import hashlib
import json
from typing import Any
from uuid import UUID

from lxml import etree
from pydantic import ValidationError

from exports.europass.coverage import Coverage
from exports.europass.skillspassport_document import document_of
from exports.europass.skillspassport_fields import SOURCE, SkillsFields, SkillsItems
from exports.europass.skillspassport_names import add, at
from exports.europass.skillspassport_reading import FORMAT, read_document
from passeport.domain.errors import InputRefused
from passeport.domain.passport import Passport
from passeport.domain.profile import ITEM_LISTS
from passeport.domain.provenance import Provenance

_MARK = "\n\nFormes exactes : "
"""What stands between the words of a comment and the exact forms."""
_ORIGIN = {"provenance", "author"}
"""Where things come from, which a form does not tell."""
_NOT_CONTENT = {"id", *_ORIGIN}
_LARGEST = 5_000_000
"""Characters of a comment: a reader stops at ten million in one text."""

Data = dict[str, Any]
"""A passport, a part of it or an item, as its model writes it in JSON."""


def write_exact_forms(root: etree._Element, passport: Passport) -> frozenset[str]:
    """Add to the comment what reading the document does not give back; the smallest first, where it is too much.

    Returns the fields for which there was no room: words alone tell those.
    """
    said = _said(root)
    meant, told = _fields(passport), _fields(said) if said is not None else {}
    forms: dict[str, dict[str, object]] = {}
    room = _LARGEST
    lost = {
        name: _without(value, _ORIGIN) for name, value in meant.items() if _content(value) != _content(told.get(name))
    }
    for name, form in sorted(lost.items(), key=lambda pair: (len(_json(pair[1])), pair[0])):
        room -= len(_json(form))
        if room > 0:
            forms[name] = {"words": _fingerprint(told.get(name)), "exact": form}
    if forms:
        info = at(root, "DocumentInfo")
        comment = at(info, "Comment")
        if comment is None and info is not None:
            comment = add(info, "Comment")
        if comment is not None:
            comment.text = f"{comment.text or ''}{_MARK}{_json(forms)}"
    return frozenset(lost.keys() - forms.keys())


def with_exact_forms(passport: Passport, root: etree._Element, coverage: Coverage) -> Passport:
    """Return what a document says, with the fields whose exact form its comment holds and its words bear out."""
    comment = at(root, "DocumentInfo/Comment")
    _, mark, written = (comment.text or "" if comment is not None else "").partition(_MARK)
    if not mark or comment is None or not coverage.take(comment, "passport"):
        return passport
    told = _fields(passport)
    forms = {name: form for name, form in _forms(written).items() if _fingerprint(told.get(name)) == form["words"]}
    exact = _assembled(passport, {name: form["exact"] for name, form in forms.items()})
    if exact is None or not forms or not _says_the_same(exact, passport):
        return passport
    return _with_origins(exact, passport, SkillsItems(FORMAT, SkillsFields(coverage)))


def _with_origins(exact: Passport, read: Passport, made: SkillsItems) -> Passport:
    """Return the exact passport whose steps come from where the words say, and whose items come from this file."""
    told: dict[UUID, Provenance] = {p.id: p.provenance for p in read.parcours}
    told |= {item.id: item.provenance for p in read.parcours for item in (*p.steps, *p.actions)}
    parcours = tuple(
        p.evolve(
            provenance=told.get(p.id, Provenance()),
            steps=tuple(step.evolve(provenance=told.get(step.id, Provenance())) for step in p.steps),
            actions=tuple(action.evolve(provenance=told.get(action.id, Provenance())) for action in p.actions),
        )
        for p in exact.parcours
    )
    lists = {name: getattr(exact.profile, name) for name in ITEM_LISTS}
    here = Provenance(source=SOURCE)
    items = {name: tuple(item.evolve(provenance=here) for item in value) for name, value in lists.items()}
    return exact.evolve(parcours=parcours, profile=made.settled(exact.profile.evolve(**items)))


def _said(root: etree._Element) -> Passport | None:
    """Return what reading a document gives; None when it is refused."""
    try:
        return read_document(root, SkillsFields(Coverage(root)))
    except InputRefused:
        return None


def _says_the_same(exact: Passport, read: Passport) -> bool:
    said = _said(document_of(exact))
    return said is not None and _content(_fields(said)) == _content(_fields(read))


def _forms(written: str) -> dict[str, Data]:
    try:
        forms = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    whole = {"words", "exact"}
    if not isinstance(forms, dict):
        return {}
    return {str(name): form for name, form in forms.items() if isinstance(form, dict) and set(form) == whole}


def _assembled(passport: Passport, exact: Data) -> Passport | None:
    """Return the passport with exact fields in their place; None when they break a rule of the domain."""
    data = passport.model_dump(mode="json")
    for name, value in exact.items():
        part, _, field = name.partition(".")
        if field:
            data[part][field] = value
        else:
            data[part] = value
    try:
        return Passport.model_validate_json(json.dumps(data))
    except ValidationError:
        return None


def _fields(passport: Passport) -> Data:
    """Return the content of a passport by field: `identity.given_names`, `profile.experiences`, `parcours`."""
    data = passport.model_dump(mode="json", exclude={"beneficiary", "issue"})
    parts = {f"{part}.{name}": value for part in ("identity", "profile") for name, value in data.pop(part).items()}
    return parts | data


def _content(value: object) -> object:
    """Return a value without identifiers and provenance, at any depth."""
    return _without(value, _NOT_CONTENT)


def _without(value: object, names: set[str]) -> object:
    if isinstance(value, dict):
        return {name: _without(part, names) for name, part in value.items() if name not in names}
    return [_without(part, names) for part in value] if isinstance(value, list) else value


def _fingerprint(value: object) -> str:
    return hashlib.sha256(_json(_content(value)).encode()).hexdigest()


def _json(value: object) -> str:
    """Return canonical JSON, in ASCII: it holds what no XML text may."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
