"""A list that comes in, in words: its file, its lines, what became of it."""

from bisect import bisect_left

from passeport.domain.caseload import CaseloadPreview, Line
from passeport.domain.incoming_table import MIXED, MOST_COLUMNS, DroppedColumn, IncomingTable
from passeport.language import dates
from passeport.language.catalogue import plural, tr
from passeport.language.numbers import counted, number
from passeport.language.typography import typeset
from passeport.services.caseload import BroughtIn

_ENCODINGS = {
    "cp1252": "Windows (cp1252)",
    "latin-1": "latin-1",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    MIXED: tr("UTF-8, et Windows (cp1252) pour certaines lignes"),
}
_SEPARATORS = {";": tr("points-virgules"), ",": tr("virgules"), "\t": tr("tabulations"), "|": tr("barres verticales")}


def file(table: IncomingTable) -> str:
    """Return what was read: `42 lignes, séparées par des points-virgules, en Windows (cp1252).`."""
    parts = [counted(len(table.rows), "ligne", "lignes")]
    if table.separator:
        parts.append(
            tr("colonnes séparées par des {separators}").format(
                separators=_SEPARATORS.get(table.separator, tr("signes"))
            )
        )
    if table.encoding:
        parts.append(tr("lettres en {encoding}").format(encoding=_ENCODINGS.get(table.encoding, table.encoding)))
    if table.sheet:
        parts.append(tr("feuille « {sheet} »").format(sheet=table.sheet))
    return typeset(", ".join(parts) + ".")


def left_aside(table: IncomingTable) -> str:
    """Return what was not read, and why; empty when all was."""
    told = [_dropped(one) for one in table.dropped]
    if table.other_sheets:
        told.append(
            plural(
                "Le classeur a {count} autre feuille : enregistrez-la à part pour l’importer aussi.",
                "Le classeur a {count} autres feuilles : enregistrez-les à part pour les importer aussi.",
                table.other_sheets,
            ).format(count=table.other_sheets)
        )
    if table.left_out:
        told.append(
            plural(
                "{count} ligne n’a pas été lue : le fichier est trop long. Coupez-le en deux.",
                "{count} lignes n’ont pas été lues : le fichier est trop long. Coupez-le en deux.",
                table.left_out,
            ).format(count=number(table.left_out))
        )
    if table.is_wider:
        told.append(
            tr(
                "Seules les {count} premières colonnes ont été lues. Retirez du fichier celles qui ne servent pas, "
                "puis reprenez-le."
            ).format(count=MOST_COLUMNS)
        )
    return typeset("\n".join(told))


def _dropped(column: DroppedColumn) -> str:
    which = tr("La colonne « {heading} »").format(heading=column.heading) if column.heading else tr("Une colonne")
    words = (
        tr("{which} a été écartée : elle contient des numéros de sécurité sociale, qui n’ont pas leur place ici.")
        if column.count
        else tr(
            "{which} a été écartée : son titre annonce des numéros de sécurité sociale, qui n’ont pas leur place ici."
        )
    )
    return words.format(which=which)


def person(line: Line, preview: CaseloadPreview) -> str:
    """Return who a line is about: as it was understood, else as it was written."""
    if line.draft is not None:
        identity = line.draft.identity
        return f"{identity.family_name.upper()} {identity.given_names}"
    rows = preview.table.rows
    row = rows[bisect_left(rows, line.number, key=lambda one: one.number)]
    names = ("FAMILY_NAME", "GIVEN_NAMES")
    places = [place for name in names for place, column in preview.mapping.items() if column.value == name]
    return " ".join(row.cells[place] for place in places if place < len(row.cells) and row.cells[place])


def born(line: Line) -> str:
    """Return the birth date of a line that was understood."""
    birth = line.draft.identity.birth_date if line.draft is not None else None
    if birth is None:
        return ""
    return dates.short_date(birth.full) if birth.full is not None else dates.partial_date(birth)


def state(line: Line, *, is_taken: bool) -> str:
    """Return what a line would become, in two words."""
    if line.faults:
        return tr("À corriger")
    if line.is_new:
        return tr("Nouvelle")
    return tr("À ouvrir quand même") if is_taken else tr("Déjà connue ?")


def remark(line: Line) -> str:
    """Return what is wrong in a line, column by column, or whom it resembles."""
    if line.faults:
        told = [
            tr("{what} : {words}").format(what=one.heading, words=one.words) if one.heading else one.words
            for one in line.faults
        ]
        return typeset(" ".join(told))
    if line.alike:
        names = ", ".join(f"{one.given_names} {one.family_name}" for one in line.alike)
        return typeset(
            (tr("Est déjà ici : {names}.") if line.is_sure else tr("Ressemble à : {names}.")).format(names=names)
        )
    if line.same_as is not None:
        return typeset(tr("La même personne est à la ligne {same_as}.").format(same_as=line.same_as))
    return ""


def outcome(done: BroughtIn) -> str:
    """Return how many dossiers were opened."""
    made = counted(len(done.made), "dossier ouvert", "dossiers ouverts")
    if done.is_whole:
        return typeset(f"{made}.")
    return typeset(tr("Arrêté : {made} avant l’arrêt. Ils restent, sauf si vous les annulez.").format(made=made))
