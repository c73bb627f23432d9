"""What the copy says, whatever it is drawn on: the page and the document say it word for word."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exports.document.layout.words import Words, words_of_papers
from passeport.domain.beneficiary import Beneficiary
from passeport.language import dates, describe
from passeport.language.alterations import AlterationTold, told_alteration
from passeport.language.catalogue import speaking
from passeport.language.labels import label
from passeport.language.telling import Told, field, told, typed
from passeport.services.file_ports import PersonCopy

_ALONE = ("identity", "situation", "profile")
"""What of the person has a part of its own."""
_WITH_HEADING = (
    "goals",
    "agreements",
    "transmissions",
    "requests",
    "archive",
    "kept_files",
    "received_files",
    "reminders",
)
_NOBODY = "–"


class Part(NamedTuple):
    """A part of what is kept: a title, and the fields of each thing under it."""

    title: str
    things: tuple[tuple[Told, ...], ...]


class CopiedFile(NamedTuple):
    """A file that goes with the copy."""

    path: str
    """In the archive."""
    name: str


class Content(NamedTuple):
    """The copy in words."""

    language: str
    kind: str
    title: str
    made: str
    rights: str
    parts: tuple[Part, ...]
    files_title: str
    files: tuple[CopiedFile, ...]
    journal_title: str
    journal_heads: tuple[str, ...]
    journal: tuple[tuple[str, ...], ...]
    """When, what, by whom; newest first."""
    journal_of_nobody: str
    """What is said when the journal has no line."""


def content_of(copy: PersonCopy, files: Iterable[CopiedFile] = ()) -> Content:
    """Return what is kept of a person, in the language of the copy; `files` go with it."""
    words = words_of_papers(copy.language)
    with speaking(words.language):
        return Content(
            language=words.language,
            kind=words.text("person_copy"),
            title=words.text("copy_title", name=copy.dossier.beneficiary.identity.full_name),
            made=words.text(
                "copy_made",
                day=words.day(copy.made_at.astimezone().date()),
                name=copy.made_by,
                station=_station(copy),
            ),
            rights=words.text("copy_rights"),
            parts=tuple(part for part in _parts(copy, words) if part.things),
            files_title=words.text("copy_files"),
            files=tuple(files),
            journal_title=words.text("copy_journal"),
            journal_heads=tuple(words.text(key) for key in ("copy_when", "copy_what", "copy_by")),
            journal=tuple(
                (
                    words.typeset(dates.moment(line.at)),
                    words.typeset(label("journal_operations", line.operation.value)),
                    copy.accounts.get(line.account, "") or _NOBODY,
                )
                for line in copy.journal
            ),
            journal_of_nobody=words.text("copy_nobody"),
        )


def _station(copy: PersonCopy) -> str:
    return ", ".join(part for part in (describe.station(copy.station), copy.station.contact) if part)


def _parts(copy: PersonCopy, words: Words) -> Iterator[Part]:
    person, dossier = copy.dossier.beneficiary, copy.dossier
    yield _part(field("identity"), told(person.identity))
    yield _part(field("situation"), told(person.situation))
    yield _part(words.text("copy_follow_up"), tuple(_follow_up(person, copy)))
    yield _part(field("profile"), told(person.profile))
    for parcours in dossier.parcours:
        yield _part(describe.line(parcours), told(parcours))
    yield _part(words.text("copy_drafts"), tuple(_drafts(copy, words)))
    yield _part(words.text("copy_changes"), tuple(_history(copy, words)))
    for name in _WITH_HEADING:
        value = getattr(dossier, name)
        things = value if isinstance(value, tuple) else (value,) if value is not None else ()
        yield _part(field(name), *(told(thing) for thing in things))


def _part(title: str, *things: tuple[Told, ...]) -> Part:
    return Part(title, tuple(thing for thing in things if thing))


def _follow_up(person: Beneficiary, copy: PersonCopy) -> Iterator[Told]:
    if person.referent is not None and person.referent in copy.accounts:
        yield Told(field("referent"), copy.accounts[person.referent])
    apart = {field(name, Beneficiary) for name in _ALONE}
    yield from (line for line in told(person) if line.label not in apart)


def _history(copy: PersonCopy, words: Words) -> Iterator[Told]:
    """Tell which fields each operation changed, from what to what, the last first."""
    for line in copy.journal:
        changes = [told_alteration(one, copy.accounts) for one in copy.alterations.get(line.number, ())]
        if changes:
            who = copy.accounts.get(line.account, "") or _NOBODY
            when = words.typeset(f"{dates.moment(line.at)} – {who}")
            yield Told(when, "", (tuple(_change(change) for change in changes),))


def _change(change: AlterationTold) -> Told:
    fields = tuple(Told(one.name, one.values) for one in change.fields)
    return Told(change.title, "", (fields,)) if fields else Told(change.what, change.words)


def _drafts(copy: PersonCopy, words: Words) -> Iterator[Told]:
    """Tell what is being written and not recorded, field by field, and who writes it."""
    for draft in copy.drafts:
        held = (typed(draft.fields), *(typed(row) for row in draft.rows))
        who = copy.accounts.get(draft.account, "")
        when = words.typeset(f"{dates.moment(draft.saved_at)} {who}".strip())
        yield Told(when, "", tuple(lines for lines in held if lines))
