"""The line of a dossier of 500 steps beside that of one of 30: shown, shown again after a change, turned a page.

The floor is the short story: what it costs, a long one should cost. What is measured is the processor's time of the
window's thread, painting included, offscreen. Run: `python benchmarks/bench_dossier.py` in the environment.
"""

import datetime as dt
import os
from collections.abc import Callable
from time import thread_time
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measuring import in_turns, percentile, table

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.identity import Identity
from passeport.domain.parcours import Parcours, Step
from ui.dossier.timeline import SHOWN, Timeline
from ui.theme.dressing import prepared
from ui.widgets.surfaces import scrolled

_TODAY = dt.date(2026, 11, 25)
_ROUNDS = 9
_SIZES = (30, 500)


def story(number: int) -> Dossier:
    """Return a dossier with so many steps."""
    steps = tuple(
        Step(
            id=ItemId(UUID(int=place + 1)),
            type="ENTRETIEN",
            day=_TODAY - dt.timedelta(days=place),
            mode="SUR_PLACE",
            minutes=45,
            themes=("SE_FORMER",),
            outcome=f"Étape fictive numéro {place}, avec une phrase qui passe à la ligne quand elle est longue.",
        )
        for place in range(number)
    )
    home = Parcours(id=ParcoursId(UUID(int=1)), need="Se former", opened_on=_TODAY, steps=steps)
    who = Beneficiary(
        id=BeneficiaryId(UUID(int=2)), identity=Identity(given_names="Essai", family_name="Fictif"), opened_on=_TODAY
    )
    return Dossier(beneficiary=who, parcours=(home,))


def main() -> None:
    """Measure, and print a table."""
    application = prepared()

    def timed(work: Callable[[], object]) -> float:
        start = thread_time()
        work()
        for _ in range(3):
            application.processEvents()
        return (thread_time() - start) * 1000

    def shown(dossier: Dossier) -> float:
        line = Timeline()
        area = scrolled(line)
        area.resize(600, 700)
        area.show()
        took = timed(lambda: line.show_dossier(dossier, _TODAY))
        area.deleteLater()
        return took

    def changed(dossier: Dossier) -> float:
        line = Timeline()
        area = scrolled(line)
        area.resize(600, 700)
        area.show()
        timed(lambda: line.show_dossier(dossier, _TODAY))
        home = dossier.parcours[0]
        other = home.evolve(steps=(home.steps[0].evolve(outcome="Corrigée"), *home.steps[1:]))
        took = timed(lambda: line.show_dossier(dossier.evolve(parcours=(other,)), _TODAY))
        area.deleteLater()
        return took

    def turned() -> float:
        line = Timeline()
        area = scrolled(line)
        area.resize(600, 700)
        area.show()
        timed(lambda: line.show_dossier(stories[500], _TODAY))
        took = timed(lambda: line.turn(SHOWN))
        area.deleteLater()
        return took

    stories = {number: story(number) for number in _SIZES}
    subjects = {f"shown, {number} steps": lambda number=number: shown(stories[number]) for number in _SIZES}
    subjects |= {f"one changed, {number} steps": lambda number=number: changed(stories[number]) for number in _SIZES}
    subjects["a page turned, 500 steps"] = turned
    measured = {name: percentile(times, 50) for name, times in in_turns(subjects, _ROUNDS, warm_up=1).items()}
    floor = {"shown": measured["shown, 30 steps"], "one": measured["one changed, 30 steps"]}
    rows = [
        [name, f"{value:.0f} ms", f"{value / floor.get(name.split()[0].rstrip(','), floor['shown']):.2f}"]
        for name, value in measured.items()
    ]
    print(table(["", "median", "beside 30 steps"], rows))


if __name__ == "__main__":
    main()
