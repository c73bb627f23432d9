"""A list that comes in, in words: its file, its lines, what became of it."""

from bisect import bisect_left

from passeport.domain.caseload import CaseloadPreview, Line
from passeport.domain.incoming_table import DroppedColumn, IncomingTable
from passeport.language import dates
from passeport.language.typography import typeset
from passeport.services.caseload import BroughtIn

_ENCODINGS = {"cp1252": "Windows (cp1252)", "latin-1": "latin-1", "utf-8": "UTF-8", "utf-8-sig": "UTF-8"}
_SEPARATORS = {";": "points-virgules", ",": "virgules", "\t": "tabulations", "|": "barres verticales"}


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 ligne`, `1 204 lignes`; zero is singular in French."""
    return f"{number:,}".replace(",", "\u202f") + f" {one if number < 2 else many or one + 's'}"  # noqa: PLR2004


def file(table: IncomingTable) -> str:
    """Return what was read: `42 lignes, séparées par des points-virgules, en Windows (cp1252).`."""
    parts = [counted(len(table.rows), "ligne")]
    if table.separator:
        parts.append(f"colonnes séparées par des {_SEPARATORS.get(table.separator, 'signes')}")
    if table.encoding:
        parts.append(f"lettres en {_ENCODINGS.get(table.encoding, table.encoding)}")
    if table.sheet:
        parts.append(f"feuille « {table.sheet} »")
    return typeset(", ".join(parts) + ".")


def left_aside(table: IncomingTable) -> str:
    """Return what was not read, and why; empty when all was."""
    told = [_dropped(one) for one in table.dropped]
    if table.other_sheets:
        others = counted(table.other_sheets, "autre feuille", "autres feuilles")
        told.append(f"Le classeur a {others} : enregistrez-la à part pour l’importer aussi.")
    if table.left_out:
        rest = counted(table.left_out, "ligne n’a pas été lue", "lignes n’ont pas été lues")
        told.append(f"{rest} : le fichier est trop long. Coupez-le en deux.")
    return typeset("\n".join(told))


def _dropped(column: DroppedColumn) -> str:
    which = f"La colonne « {column.heading} »" if column.heading else "Une colonne"
    why = "elle contient des numéros" if column.count else "son titre annonce des numéros"
    return f"{which} a été écartée : {why} de sécurité sociale, qui n’ont pas leur place ici."


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
        return "À corriger"
    if line.is_new:
        return "Nouvelle"
    return "À ouvrir quand même" if is_taken else "Déjà connue ?"


def remark(line: Line) -> str:
    """Return what is wrong in a line, column by column, or whom it resembles."""
    if line.faults:
        told = [f"{one.heading} : {one.words}" if one.heading else one.words for one in line.faults]
        return typeset(" ".join(told))
    if line.alike:
        names = ", ".join(f"{one.given_names} {one.family_name}" for one in line.alike)
        return typeset(f"{'Est déjà ici' if line.is_sure else 'Ressemble à'} : {names}.")
    if line.same_as is not None:
        return typeset(f"La même personne est à la ligne {line.same_as}.")
    return ""


def outcome(done: BroughtIn) -> str:
    """Return how many dossiers were opened."""
    made = counted(len(done.made), "dossier ouvert", "dossiers ouverts")
    if done.is_whole:
        return typeset(f"{made}.")
    return typeset(f"Arrêté : {made} avant l’arrêt. Ils restent, sauf si vous les annulez.")
