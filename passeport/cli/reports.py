"""What reading a file gave, in words: its signature, what it holds, what became of each element."""

from collections import Counter
from collections.abc import Iterator

from pydantic import JsonValue

from passeport.cli.console import remark, say
from passeport.domain.difference import Value
from passeport.domain.identity import Identity
from passeport.domain.passport import CONTACT_FIELDS, PROFILE_SECTIONS, Issue, Passport
from passeport.domain.reading import Fate, IncomingPassport, ReadingReport
from passeport.domain.vocabulary import SectionCode
from passeport.language import describe
from passeport.language.dates import long_date

_WORTH_NAMING = (Fate.NOT_UNDERSTOOD, Fate.REFUSED, Fate.KEPT)


def say_origin(incoming: IncomingPassport) -> None:
    """Say what the file is, who issued it and what its signature is worth."""
    say(f"Fichier : {incoming.file_name}")
    say(f"Format : {incoming.report.file_format}")
    say(f"Signature : {describe.term(incoming.signature)}")
    if incoming.station_key:
        say(f"Empreinte de la clé : {describe.fingerprint(incoming.station_key)}")
    if incoming.passport.issue is not None:
        _say_issue(incoming.passport.issue)
    say(f"Personne : {describe.identity(incoming.passport.identity)}")


def _say_issue(issue: Issue) -> None:
    by = f", {issue.conseiller}" if issue.conseiller else ""
    say(f"Passeport N° {issue.number}, émis le {long_date(issue.issued_at.date())}")
    say(f"  par : {describe.station(issue.issuer)}{by}")
    say(f"  pour : {describe.line(issue.recipient)}, avec l’accord donné le {long_date(issue.agreed_on)}")


def summary_line(incoming: IncomingPassport) -> str:
    """Return what a file is in one line: its format, the person, the signature, what was left."""
    left = len(incoming.report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED))
    return (
        f"{incoming.report.file_format} ; {describe.identity(incoming.passport.identity)} ; "
        f"{describe.term(incoming.signature).lower()} ; éléments non compris ou refusés : {left}"
    )


def say_contents(passport: Passport) -> None:
    """Say everything that a passport holds, a line for each item, by section."""
    last = ""
    for section, field, value in _contents(passport):
        if section != last:
            say()
            say(describe.section(section))
            last = section
        say(f"  {describe.field(field)} : {describe.line(value, field)}")


def _contents(passport: Passport) -> Iterator[tuple[SectionCode, str, Value]]:
    names = [name for name in Identity.model_fields if name not in CONTACT_FIELDS]
    for section, fields in {"IDENTITY": names, "CONTACT": CONTACT_FIELDS}.items():
        for field in fields:
            for value in _each(getattr(passport.identity, field)):
                yield section, field, value
    for section, fields in PROFILE_SECTIONS.items():
        for field in fields:
            for value in _each(getattr(passport.profile, field)):
                yield section, field, value
    for parcours in passport.parcours:
        yield "PARCOURS", "parcours", parcours
        for step in parcours.steps:
            yield "PARCOURS", "steps", step
            for note in step.notes:
                yield "PARCOURS", "notes", note
        for action in parcours.actions:
            yield "PARCOURS", "actions", action


def _each(value: tuple[Value, ...] | Value) -> tuple[Value, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def counts(report: ReadingReport) -> dict[str, JsonValue]:
    """Return how many elements met each fate."""
    found = Counter(entry.fate for entry in report.entries)
    return {fate.value: found[fate] for fate in Fate}


def report_lines(report: ReadingReport) -> Iterator[str]:
    """Go through the reading report: the sums, then each element that was not simply understood."""
    found = Counter(entry.fate for entry in report.entries)
    yield "Rapport de lecture : " + ", ".join(f"{describe.term(fate).lower()} {found[fate]}" for fate in Fate)
    for fate in _WORTH_NAMING:
        for entry in report.having(fate):
            line = f", ligne {entry.line}" if entry.line else ""
            value = f" : {describe.shortened(entry.value)}" if entry.value else ""
            yield f"  {describe.term(fate)} – {entry.path}{line}{value}"


def say_report(report: ReadingReport) -> None:
    """Write the reading report with the results."""
    for line in report_lines(report):
        say(line)


def remark_report(report: ReadingReport) -> None:
    """Write the reading report beside the results."""
    for line in report_lines(report):
        remark(line)
