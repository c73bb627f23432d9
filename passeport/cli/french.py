"""typer in French: its help and its complaints, which it only has in English."""

import re

import typer
from typer.core import TyperCommand, TyperGroup

from passeport.language.typography import typeset

_HELP = {
    r"^Usage: ": "Utilisation : ",
    r"^Arguments:": "Arguments :",
    r"^Options:": "Options :",
    r"^Commands:": "Commandes :",
    r"Show this message and exit\.": "Affiche cette aide.",
    r"\[required\]": "[obligatoire]",
    r"\[default: ": "[par défaut : ",
    r"; required\]": " ; obligatoire]",
    r"\[OPTIONS\]": "[OPTIONS]",
    r"COMMAND \[ARGS\]\.\.\.": "COMMANDE [ARGUMENTS]…",
}
_COMPLAINTS = (
    (r"No such command '(.+?)'\..*", "La commande « {0} » n’existe pas."),
    (r"No such option: (\S+?)\.? \(Possible options: (.+)\)", "L’option « {0} » n’existe pas ; peut-être {1} ?"),
    (r"No such option: (\S+?)\.?(?: Did you mean (.+)\?)?", "L’option « {0} » n’existe pas."),
    (r"Missing command\.", "Il manque une commande."),
    (r"Missing (?:argument|option|parameter) '(.+?)'.*", "Il manque « {0} »."),
    (r"Option '(.+?)' requires .+", "L’option « {0} » attend une valeur."),
    (r"Option '(.+?)' does not take a value\.", "L’option « {0} » ne prend pas de valeur."),
    (r"Got unexpected extra arguments? \((.+)\)", "« {0} » est de trop."),
    (
        r"Invalid value for (.+?): '(.*)' is not a valid integer(?: range)?\.",
        "{0} : « {1} » n’est pas un nombre entier.",
    ),
    (r"Invalid value for (.+?): '?(.*?)'? is not a valid UUID\.", "{0} : « {1} » n’est pas un identifiant de dossier."),
    (r"Invalid value for (.+?): (\S+) is not in the range (.+)\.", "{0} : {1} est hors des limites ({2})."),
    (r"Invalid value for (.+?): '(.*)' is not one of (.+)\.", "{0} : « {1} » n’est pas l’une de ces valeurs : {2}."),
    (r"Invalid value for (.+?): (.+)", "{0} : {1}"),
)
"""typer's sentences and ours; the tests make it utter each one, so that a new version of it does not go unnoticed."""


def complaint(error: typer.TyperException) -> str:
    """Return a wrong use of the command line in French; in typer's own words when they are not known."""
    words = " ".join(error.format_message().split())
    for pattern, french in _COMPLAINTS:
        match = re.fullmatch(pattern, words)
        if match:
            return typeset(french.format(*(part.replace("'", "") if part else "" for part in match.groups())))
    return words


def _translated(text: str) -> str:
    for pattern, french in _HELP.items():
        text = re.sub(pattern, french, text, flags=re.MULTILINE)
    return typeset(text)


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override] # typer gives its public Context
        """Return the help."""
        return _translated(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose help is in French."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override] # typer gives its public Context
        """Return the help."""
        return _translated(super().get_help(ctx))
