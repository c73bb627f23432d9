"""The answers to referrals in words: what one says, what it is worth, and its code as it is read aloud."""

import json
from functools import cache
from importlib import resources

from passeport.domain.coupon import Reply, Said
from passeport.domain.parcours import Referral
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset


def said(what: Said) -> str:
    """Return an answer in a line: `Orientation acceptée, premier rendez-vous le 1er décembre 2026`."""
    words = label("coupon_answers", what.answer.value)
    if what.decline_reason is not None:
        words += tr(" : {reason}").format(reason=label("decline_reasons", what.decline_reason).lower())
    if what.first_meeting_on is not None:
        words += tr(", premier rendez-vous le {day}").format(day=dates.long_date(what.first_meeting_on))
    return typeset(words)


def outcome(referral: Referral) -> str:
    """Return what came back of a referral, in a line: why it was declined, the first meeting, who answered and when.

    Empty while nothing came.
    """
    day, last = referral.first_meeting_on, referral.replies[-1] if referral.replies else None
    parts = (
        label("decline_reasons", referral.decline_reason) if referral.decline_reason else "",
        tr("Premier rendez-vous le {day}").format(day=dates.long_date(day)) if day is not None else "",
        _who_and_when(last) if last is not None else "",
    )
    return typeset(" · ".join(part for part in parts if part))


def _who_and_when(reply: Reply) -> str:
    when = tr("Répondu le {day}").format(day=dates.long_date(reply.answered_on))
    return f"{when} {tr('par {station}').format(station=reply.by)}" if reply.by else when


def spelled(code: str) -> tuple[str, ...]:
    """Return each group of a code as it is read aloud: `7, F comme François, 3, K comme Kléber`."""
    words = _spelling()
    return tuple(
        typeset(
            ", ".join(
                tr("{letter} comme {word}").format(letter=letter, word=words[letter]) if letter in words else letter
                for letter in group
            )
        )
        for group in code.split("-")
    )


@cache
def _spelling() -> dict[str, str]:
    text = resources.files("resources").joinpath("coupon", "spelling.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["words"])
