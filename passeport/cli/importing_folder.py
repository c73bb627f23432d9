"""`passeport import DOSSIER`: every passport of a folder, one after the other; what is not sure is set aside."""

from collections import Counter
from pathlib import Path

import typer
from pydantic import JsonValue

from passeport.cli.console import cancelled_half_way, refusal, remark, say, tell_progress, write_json_line
from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.errors import Cancelled, InputRefused
from passeport.domain.text import visible
from passeport.language import folders
from passeport.services.desk import Desk


def import_folder(desk: Desk, folder: Path, *, apply: bool, as_json: bool) -> None:
    """Bring a folder in, or say what that would do; leave with the code of a refusal when a file was set aside."""
    importing = desk.passports.folders
    total = len(importing.files(folder))
    found: Counter[Outcome] = Counter()
    left = not_understood = 0
    try:
        for arrival in importing.run(folder, apply=apply):
            found[arrival.outcome] += 1
            left += bool(arrival.left)
            not_understood += bool(arrival.not_understood)
            _say(arrival, folder, as_json=as_json, applied=apply)
            if as_json:
                tell_progress(found.total(), total)
    except (KeyboardInterrupt, Cancelled):
        remark(f"{folders.sums(found)}, sur {total} fichiers.")
        raise typer.Exit(cancelled_half_way(anything_done=apply)) from None
    if as_json:
        remark(folders.sums(found))
    else:
        _say_sums(found, left, not_understood, applied=apply)
    if found[Outcome.SET_ASIDE]:
        raise typer.Exit(InputRefused.exit_code)


def _say(arrival: Arrival, folder: Path, *, as_json: bool, applied: bool) -> None:
    name = visible(str(arrival.path.relative_to(folder)))
    if as_json:
        write_json_line({"file": name, **_as_json(arrival, applied=applied)})
    else:
        who = f"{folders.person(arrival)} – " if arrival.person else ""
        say(f"{name} – {who}{folders.outcome(arrival)}")


def _as_json(arrival: Arrival, *, applied: bool) -> dict[str, JsonValue]:
    written = arrival.outcome in (Outcome.NEW, Outcome.COMPLETED)
    return {
        "outcome": arrival.outcome.value,
        "person": arrival.person,
        "beneficiary": str(arrival.beneficiary) if arrival.beneficiary is not None else None,
        "taken": arrival.taken,
        "left": arrival.left,
        "not_understood": arrival.not_understood,
        "reason": refusal(arrival.reason) if arrival.reason is not None else None,
        "applied": applied and written,
    }


def _say_sums(found: Counter[Outcome], left: int, not_understood: int, *, applied: bool) -> None:
    say()
    say(folders.sums(found))
    if left:
        say(f"Fichiers qui disent autre chose que le dossier, laissé tel quel : {left}")
    if not_understood:
        say(f"Fichiers dont un élément n’est pas compris : {not_understood} ; lesquels : passeport check FICHIER")
    if found[Outcome.SET_ASIDE]:
        say("Reprenez les fichiers mis de côté un par un : passeport import --vault … FICHIER")
    if not applied:
        say("Rien n’est enregistré : relancez avec --apply pour le faire.")
