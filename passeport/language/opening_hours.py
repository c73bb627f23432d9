"""Opening hours as OpenStreetMap writes them (`Mo-Fr 09:00-12:30; PH off`), in French where they are plain."""

import re

from passeport.language.catalogue import marked, tr
from passeport.language.typography import typeset

_DAYS = {
    "Mo": marked("lundi"),
    "Tu": marked("mardi"),
    "We": marked("mercredi"),
    "Th": marked("jeudi"),
    "Fr": marked("vendredi"),
    "Sa": marked("samedi"),
    "Su": marked("dimanche"),
    "PH": marked("jours fériés"),
    "SH": marked("vacances scolaires"),
}
_DAY = "|".join(_DAYS)
_RULE = re.compile(
    rf"(?P<days>(?:{_DAY})(?:\s*[-,]\s*(?:{_DAY}))*)?\s*"
    r"(?P<hours>off|closed|24/7|\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}(?:\s*,\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})*)"
)
_LONGEST = 500


def in_words(hours: str) -> str:
    """Return opening hours in words: `lundi–vendredi 9 h – 12 h 30 ; fermé : jours fériés`; else as they are written.

    The parts of the format that a place of the public rarely uses (weeks, months, comments) are left as they are.
    """
    if not hours.strip() or len(hours) > _LONGEST:
        return hours.strip()
    parts = []
    for rule in hours.split(";"):
        if not rule.strip():
            continue
        found = _RULE.fullmatch(rule.strip())
        if found is None:
            return hours.strip()
        parts.append(_said(found["days"] or "", found["hours"]))
    return typeset(tr(" ; ").join(parts))


def _said(days: str, hours: str) -> str:
    named = re.sub(_DAY, lambda day: tr(_DAYS[day.group()]), re.sub(r"\s*([-,])\s*", r"\1", days))
    named = named.replace("-", "–").replace(",", ", ")
    if hours in ("off", "closed"):
        return tr("fermé : {named}").format(named=named) if named else tr("fermé")
    if hours == "24/7":
        return tr("jour et nuit")
    spans = [" – ".join(_hour(hour) for hour in span.split("-")) for span in hours.split(",")]
    return " ".join(part for part in (named, tr(" et ").join(spans)) if part)


def _hour(text: str) -> str:
    hour, minute = text.strip().split(":")
    return (
        tr("{hour} h").format(hour=int(hour))
        if minute == "00"
        else tr("{hour} h {minute}").format(hour=int(hour), minute=minute)
    )
