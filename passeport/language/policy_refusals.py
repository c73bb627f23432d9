"""Why the settings that an IT department fixed are not understood, in words for whoever will mend the file."""

import re
from collections.abc import Mapping

from passeport.domain.errors import PolicyRefused

_REASONS = {
    "extra_forbidden": "ce réglage n’existe pas",
    "bool_parsing": "écrivez true ou false",
    "bool_type": "écrivez true ou false",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "model_type": "une section entre crochets est attendue, et ses réglages dessous",
    "value_error": "cette valeur n’est pas possible ici",
    "int_type": "un nombre entier est attendu",
    "string_type": "un texte entre guillemets est attendu",
    "tuple_type": "une liste entre crochets est attendue",
    "path_type": "un texte entre guillemets est attendu",
    "string_pattern_mismatch": "cette valeur n’est pas de celles qui existent",
    "greater_than_equal": "cette valeur est trop petite",
    "less_than_equal": "cette valeur est trop grande",
    "permission": "le fichier ne peut pas être lu : ce compte du système n’en a pas le droit",
    "encoding": "le fichier n’est pas écrit en UTF-8",
    "unreadable": "ce n’est pas un fichier que l’on peut lire",
}
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def reason(error: PolicyRefused) -> str:
    """Return why: `cette valeur est trop grande`, `l’écriture TOML est fautive, ligne 3, colonne 16`."""
    return reason_in(error.parameters)


def reason_in(parameters: Mapping[str, object]) -> str:
    """Return why, from the parameters of a `PolicyRefused`."""
    kind = str(parameters.get("reason", ""))
    if kind.startswith("toml:"):
        place = _PLACE.search(kind)
        where = f"ligne {place[1]}, colonne {place[2]}" if place else "à la fin du fichier"
        return f"l’écriture TOML est fautive, {where}"
    return _REASONS.get(kind, "cette valeur n’est pas possible")
