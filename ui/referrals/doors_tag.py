"""How many doors a person met for one need, beside the need itself."""

from PySide6.QtWidgets import QLabel

from passeport.domain.doors import POLICY, doors_met
from passeport.domain.parcours import Parcours
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.texts import tag


def doors_tag(parcours: Parcours) -> QLabel | None:
    """Return a tag that counts the doors of a parcours and names them; None when there is only one, or none."""
    doors = doors_met(parcours)
    count = len(doors.names)
    if count <= 1:
        return None
    over = "" if doors.is_within_policy else tr(" (objectif : {policy} au plus)").format(policy=POLICY)
    made = tag(
        typeset(tr("{count} portes{over}").format(count=count, over=over)),
        "success" if doors.is_within_policy else "warning",
    )
    last = (
        tr("La dernière accompagne la personne.")
        if doors.is_in_charge
        else tr("Aucune n’accompagne encore la personne.")
    )
    words = typeset(
        tr("Points d’accueil rencontrés pour ce besoin : {names}. {last}").format(
            names=", ".join(doors.names), last=last
        )
    )
    made.setToolTip(words)
    made.setAccessibleName(f"{made.text()}. {words}")
    return made
