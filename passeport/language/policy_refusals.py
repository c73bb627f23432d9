"""Why the settings that an IT department fixed are not understood, in words for whoever will mend the file."""

import re
from collections.abc import Mapping

from passeport.domain.errors import PolicyRefused
from passeport.language.catalogue import marked, tr

_REASONS = {
    "extra_forbidden": marked("ce réglage n’existe pas"),
    "bool_parsing": marked("écrivez true ou false"),
    "bool_type": marked("écrivez true ou false"),
    "int_parsing": marked("un nombre entier est attendu"),
    "int_from_float": marked("un nombre entier est attendu"),
    "model_type": marked("une section entre crochets est attendue, et ses réglages dessous"),
    "value_error": marked("cette valeur n’est pas possible ici"),
    "int_type": marked("un nombre entier est attendu"),
    "string_type": marked("un texte entre guillemets est attendu"),
    "tuple_type": marked("une liste entre crochets est attendue"),
    "path_type": marked("un texte entre guillemets est attendu"),
    "string_pattern_mismatch": marked("cette valeur n’est pas de celles qui existent"),
    "greater_than_equal": marked("cette valeur est trop petite"),
    "less_than_equal": marked("cette valeur est trop grande"),
    "permission": marked("le fichier ne peut pas être lu : ce compte du système n’en a pas le droit"),
    "encoding": marked("le fichier n’est pas écrit en UTF-8"),
    "unreadable": marked("ce n’est pas un fichier que l’on peut lire"),
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
        where = (
            tr("ligne {line}, colonne {column}").format(line=place[1], column=place[2])
            if place
            else tr("à la fin du fichier")
        )
        return tr("l’écriture TOML est fautive, {where}").format(where=where)
    return tr(_REASONS.get(kind, marked("cette valeur n’est pas possible")))
