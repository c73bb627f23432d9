"""What is said of a journal that was read from end to end: whole, or touched and where."""

from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.journal_ports import JournalFault

_SHOWN_FAULTS = 5


def said_of(faults: tuple[JournalFault, ...]) -> tuple[str, str]:
    """Return the words and how a banner shows them."""
    if not faults:
        return typeset(tr("Le journal est entier : aucune ligne n’a été changée ni retirée.")), "success"
    told = [f"{label('journal_wrongs', fault.wrong.value)} ({_numbers(fault)})" for fault in faults[:_SHOWN_FAULTS]]
    more = tr(" ; et {number} autres").format(number=len(faults) - _SHOWN_FAULTS) if len(faults) > _SHOWN_FAULTS else ""
    words = tr(
        "Le journal a été touché hors de l’application. {told}{more}. "
        "Gardez le coffre-fort tel qu’il est et prévenez votre délégué à la protection des données."
    ).format(told=tr(" ; ").join(told), more=more)
    return typeset(words), "danger"


def _numbers(fault: JournalFault) -> str:
    told = (
        tr("n° {number}").format(number=fault.number)
        if fault.number == fault.until
        else tr("n° {number} à {until}").format(number=fault.number, until=fault.until)
    )
    return ", ".join((tr("Statistiques"), told)) if fault.of_statistics else told
