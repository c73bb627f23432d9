"""What a form of file has no room for, in words, for whoever hands the passport over."""

from passeport.domain.left_out import LeftOut
from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset


def warned(left_out: LeftOut) -> str:
    """Return what to tell of a file that was written; empty when it holds everything."""
    said = []
    if left_out.documents:
        said.append(
            tr(
                "Ce format ne porte pas ces documents, trop lourds ou ni PDF, ni PNG, ni JPEG : {names}. "
                "Seul leur nom y est."
            ).format(names=", ".join(left_out.documents))
        )
    if left_out.photo:
        said.append(tr("La photographie y est réduite ou convertie."))
    if left_out.fields:
        names = ", ".join(describe.field(field.rpartition(".")[2]) for field in left_out.fields)
        said.append(tr("La place manque : ces parties n’y sont qu’en toutes lettres : {names}.").format(names=names))
    if said:
        said.append(tr("Le PDF et le Passeport JSON portent tout."))
    return typeset(" ".join(said))
