"""What the palette (Ctrl+K) does on a page of differences: what its rows and the buttons above them do."""

from collections.abc import Iterator
from functools import partial

from passeport.domain.difference import Decision
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.palette.command import Command
from ui.passport import wording
from ui.passport.deciding import Deciding
from ui.passport.difference_row import title
from ui.passport.differences import Differences


def commands(model: Deciding, shown: Differences) -> Iterator[Command]:
    """Yield the decisions for everything, those for each item, on whichever page it is, and the kinds to show."""
    if any(model.choices(one) for one in model.differences):
        for words, run in (
            (tr("Tout prendre"), partial(model.decide_all, Decision.TAKE)),
            (tr("Tout garder"), partial(model.decide_all, Decision.KEEP)),
            (tr("Revenir aux suggestions"), model.as_suggested),
        ):
            yield Command(words, run, waits_for_letters=False)
    for one in model.differences:
        for choice in model.choices(one):
            words = tr("{what} : {words}").format(what=wording.decision(one, choice), words=title(one))
            yield Command(typeset(words), partial(model.decide, one, choice))
    for made in shown.filters.values():
        yield Command(made.accessibleName(), made.click)
