"""From a line of a table to the dossier it would open, or to what is wrong in it, column by column."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from passeport.domain.beneficiary import Beneficiary, Situation
from passeport.domain.caseload import REQUIRED, Column, LineFault, NewPersonDraft
from passeport.domain.errors import FieldRefused, PasseportError
from passeport.domain.identifiers import AccountId
from passeport.domain.identity import Identity, Telephone
from passeport.domain.incoming_table import TableRow
from passeport.domain.normalise import joined
from passeport.domain.partial_date import PartialDate
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import marked, tr
from passeport.language.messages import sentence
from passeport.language.telephones import understood_telephone
from passeport.services.checking import checked

_WOMAN = frozenset(("f", "femme", "feminin", "mme", "madame", "mlle"))
_MAN = frozenset(("h", "m", "homme", "masculin", "mr", "monsieur"))
_MISSING = marked("il manque. Complétez la ligne, puis recommencez.")
_UNKNOWN_DATE = marked("« {} » n’est pas une date. Écrivez par exemple 12/03/1999.")
_FUTURE = marked("« {} » est dans le futur.")
_UNKNOWN_CODE = marked("« {} » n’est pas dans la liste. Corrigez la valeur, ou laissez cette colonne de côté.")
_UNKNOWN_ACCOUNT = marked(
    "aucun conseiller ne s’appelle « {} » ici. Corrigez le nom, ou laissez cette colonne de côté."
)
_UNCOMPUTED = marked(
    "« {} » est une formule dont le fichier ne donne pas le résultat. Ouvrez-le dans votre tableur, enregistrez-le, "
    "puis recommencez."
)
_BROKEN_CELL = marked("« {} » est une erreur du tableur. Corrigez la cellule, ou laissez cette colonne de côté.")
_SPREADSHEET_ERROR = re.compile(r"#N/[AD]|#[A-Z/0]+[!?]|Err ?: ?\d{3}")
"""What a spreadsheet shows in English and in French for a formula that fails (ECMA-376, part 1, 18.17.3)."""
_HOUR = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
"""What the export of a database puts after a day."""
_SHOWN = 60
_FEWEST_DIGITS = 6


class Wrong(Exception):  # noqa: N818 - what a cell is
    """A cell that says nothing usable: in words."""


@dataclass(frozen=True)
class Lines:
    """Reads lines: where each column is, on which day, with which conseillers."""

    headings: Sequence[str]
    mapping: Mapping[int, Column]
    today: dt.date
    conseillers: Mapping[str, AccountId]
    """Folded name → account."""
    _places: dict[Column, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the mapping round."""
        self._places.update({column: place for place, column in self.mapping.items()})

    def read(self, row: TableRow) -> NewPersonDraft | tuple[LineFault, ...]:
        """Return what a line would open, or everything that is wrong in it."""
        faults: list[LineFault] = []

        def said(column: Column, how: Callable[[str], object]) -> object:
            text = self._text(row, column)
            if not text and column not in REQUIRED:
                return None
            if not text:
                faults.append(self._fault(column, tr(_MISSING)))
                return None
            try:
                _require_said(text)
                return how(text)
            except Wrong as wrong:
                faults.append(self._fault(column, str(wrong)))
            except PasseportError as error:
                faults.append(self._fault(column, sentence(error)))
            return None

        def one(name: str) -> Callable[[str], object]:
            return lambda text: getattr(checked(Identity, {**_BLANK, name: text}), name)

        identity = {
            "family_name": said(Column.FAMILY_NAME, one("family_name")),
            "given_names": said(Column.GIVEN_NAMES, one("given_names")),
            "birth_name": said(Column.BIRTH_NAME, one("birth_name")) or "",
            "birth_date": said(Column.BIRTH_DATE, self._birth),
            "gender": said(Column.GENDER, _gender),
            "telephones": [
                number
                for column in (Column.TELEPHONE, Column.OTHER_TELEPHONE)
                if (number := said(column, _telephone)) is not None
            ],
            "emails": [found] if (found := said(Column.EMAIL, _email)) is not None else [],
            "addresses": self._address(said),
        }
        situation = {
            "code": said(Column.SITUATION, lambda text: _code("situations", text)),
            "education_level": said(Column.EDUCATION_LEVEL, lambda text: _code("education_levels", text)),
            "commune": (said(Column.CITY, lambda text: _commune(text, self._text(row, Column.POSTAL_CODE))) or ""),
        }
        referent = said(Column.REFERENT, self._referent)
        tags = said(Column.TAGS, _tags) or ()
        if faults:
            return tuple(faults)
        try:
            return checked(
                NewPersonDraft,
                {
                    "identity": checked(Identity, identity),
                    "situation": checked(Situation, situation),
                    "referent": referent,
                    "tags": tags,
                },
            )
        except PasseportError as error:
            return (LineFault(heading="", words=sentence(error)),)

    def _text(self, row: TableRow, column: Column) -> str:
        place = self._places.get(column)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def _fault(self, column: Column, words: str) -> LineFault:
        place = self._places.get(column)
        return LineFault(heading=self.headings[place] if place is not None else "", words=words)

    def _birth(self, text: str) -> PartialDate:
        birth = dates.understood_partial(_HOUR.sub("", text), self.today)
        if birth is None:
            raise Wrong(tr(_UNKNOWN_DATE).format(_shown(text)))
        if birth.first_day > self.today:
            raise Wrong(tr(_FUTURE).format(_shown(text)))
        return birth

    def _address(self, said: Callable[[Column, Callable[[str], object]], object]) -> list[dict[str, object]]:
        parts = {
            "street": said(Column.STREET, _line),
            "postal_code": said(Column.POSTAL_CODE, _line),
            "city": said(Column.CITY, _line),
        }
        return [{name: value or "" for name, value in parts.items()}] if any(parts.values()) else []

    def _referent(self, text: str) -> AccountId:
        account = self.conseillers.get(joined(text)) or self.conseillers.get(_turned(text))
        if account is None:
            raise Wrong(tr(_UNKNOWN_ACCOUNT).format(_shown(text)))
        return account


_BLANK: dict[str, object] = {"given_names": "x", "family_name": "x"}


def _require_said(text: str) -> None:
    """Do nothing for what somebody wrote: neither a formula nor what a spreadsheet shows for one that fails."""
    if text.startswith("="):
        raise Wrong(tr(_UNCOMPUTED).format(_shown(text)))
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise Wrong(tr(_BROKEN_CELL).format(_shown(text)))


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _line(text: str) -> str:
    return checked(Identity, {**_BLANK, "birth_place": text}).birth_place


def _telephone(text: str) -> Telephone:
    if sum(character.isdigit() for character in text) < _FEWEST_DIGITS:
        message = tr("« {} » n’est pas un numéro de téléphone.").format(_shown(text))
        raise Wrong(message)
    return understood_telephone(text)


def _email(text: str) -> dict[str, object]:
    if "@" not in text or " " in text:
        message = tr("« {} » n’est pas une adresse de courriel.").format(_shown(text))
        raise Wrong(message)
    return {"address": _line(text)}


def _gender(text: str) -> str | None:
    word = joined(text)
    if word in _WOMAN:
        return "female"
    if word in _MAN:
        return "male"
    if word in ("nr", "nonrenseigne", "autre", "x", ""):
        return None
    raise Wrong(tr(_UNKNOWN_CODE).format(_shown(text)))


def _code(name: str, text: str) -> str:
    """Return the code that a text means: the code itself, its label, or the beginning of one label alone."""
    word = joined(text)
    terms = vocabulary(name).terms
    exact = [term.code for term in terms if word in (joined(term.code), joined(term.label()))]
    begun = [term.code for term in terms if joined(term.label()).startswith(word)]
    for found in (exact, begun):
        if len(found) == 1:
            return found[0]
    raise Wrong(tr(_UNKNOWN_CODE).format(_shown(text)))


def _commune(text: str, postal_code: str) -> str:
    """Return the INSEE code of a commune of the list, when its name and department single it out; else its name."""
    word, department = joined(text), postal_code[:2]
    found = [term.code for term in vocabulary("communes").terms if joined(term.label()) == word]
    if len(found) > 1 and department:
        found = [code for code in found if code.startswith(department)]
    return found[0] if len(found) == 1 else _line(text)


def _tags(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.replace(";", ",").split(",") if word.strip())
    values = {"id": "00000000-0000-4000-8000-000000000000", "identity": Identity.model_validate(_BLANK)}
    try:
        return checked(Beneficiary, {**values, "opened_on": dt.date(2026, 1, 1), "tags": words}).tags
    except FieldRefused:
        message = tr("« {} » : une étiquette a quarante caractères au plus.").format(_shown(text))
        raise Wrong(message) from None


def _turned(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return joined(f"{rest} {first}")
