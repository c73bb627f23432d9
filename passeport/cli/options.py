"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from passeport.domain.vocabulary import Vocabulary, vocabulary
from passeport.language.catalogue import LANGUAGES

VaultFolder = Annotated[Path, typer.Option("--vault", metavar="DOSSIER", help="Dossier du coffre-fort.")]
AccountName = Annotated[
    str,
    typer.Option(
        "--account",
        metavar="NOM",
        help="Compte ; par défaut celui du coffre-fort s’il n’en a qu’un, sinon le nom d’utilisateur du système.",
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FICHIER",
        help="Fichier dont la première ligne est la phrase de passe. À défaut : la variable PASSEPORT_PASSPHRASE, "
        "sinon elle est demandée.",
    ),
]
OpenedBy = Annotated[
    Path | None,
    typer.Option(
        "--opened-by",
        metavar="FICHIER",
        help="Fichier dont la première ligne est la phrase de passe qui ouvre un passeport fermé.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Répond en JSON.")]


def language_code(value: str) -> str:
    """Check the code of a language that a passport may be written in (ISO 639-1, as Europass writes it)."""
    known, code = vocabulary("profile_languages"), value.strip().lower()
    if code not in known:
        message = f"« {value} » n’est pas l’une de ces langues : {', '.join(known.codes)}."
        raise typer.BadParameter(message)
    return code


Language = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="LANGUE",
        callback=language_code,
        help="Langue des passeports (fr, en, de, pl…) : l’une de celles d’Europass ; le français par défaut.",
    ),
]


def paper_language(value: str) -> str:
    """Check the code of a language that the documents beside the passport are written in."""
    code = value.strip().lower()
    if code not in LANGUAGES:
        message = f"« {value} » n’est pas l’une de ces langues : {', '.join(LANGUAGES)}."
        raise typer.BadParameter(message)
    return code


PaperLanguage = Annotated[str, typer.Option("--language", metavar="LANGUE", callback=paper_language, help="fr ou en.")]


def code_of(name: str, value: str) -> str:
    """Return the code of a vocabulary meant by `value`, in any case.

    Raises:
        typer.BadParameter: when there is none; it names those there are.
    """
    known: Vocabulary = vocabulary(name)
    code = value.strip().upper()
    if code not in known:
        message = f"« {value} » n’est pas l’une de ces valeurs : {', '.join(known.codes)}."
        raise typer.BadParameter(message)
    return code


def network(value: str | None) -> str | None:
    """Check a network's code."""
    return code_of("networks", value) if value is not None else None


def agreement_mode(value: str | None) -> str | None:
    """Check the code that says how an agreement was given."""
    return code_of("agreement_modes", value) if value is not None else None


def sections(values: list[str] | None) -> list[str]:
    """Check the codes of sections."""
    return [code_of("europass_sections", value) for value in values or ()]
