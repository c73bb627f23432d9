"""The errors of the statistics in words."""

from collections.abc import Callable, Mapping

from passeport.domain import statistics_errors as errors
from passeport.domain.errors import PasseportError
from passeport.domain.vocabulary import vocabulary

Parameters = Mapping[str, str | int]

_LINES = {
    "header": "la première ligne doit nommer les colonnes {value}",
    "columns": "il y a {value} colonnes au lieu de trois",
    "commune": "« {value} » n’est pas le code Insee d’une commune de la liste",
    "code": "« {value} » ne peut pas être le code d’un bassin (majuscules, chiffres et tirets bas)",
    "twice": "la commune {value} est dans deux bassins",
    "empty": "aucune commune n’y est rattachée à un bassin",
}
REASONS = {
    "another_region": "il est scellé pour une autre région",
    "truncated": "il est abîmé ou incomplet",
    "not_one": "ce n’est pas une contribution statistique",
    "newer": "il vient d’une version plus récente de Passeport",
    "twice": "la même contribution est déjà dans le lot",
    "overlap": "une autre contribution du même point d’accueil couvre les mêmes mois",
    "unknown_code": "il contient un code inconnu",
    "future": "il contient des mois à venir",
    "unreadable": "il est introuvable ou illisible",
}
"""Why a contribution is refused, by code; also the words of the report of a merge."""


def _territories(p: Parameters) -> str:
    why = _LINES.get(str(p["reason"]), "cette ligne ne se lit pas").format(value=p["value"])
    return f"Liste des bassins d’emploi, ligne {p['line']} : {why}. Corrigez le fichier ; rien n’a été changé."


def _contribution(p: Parameters) -> str:
    why = REASONS.get(str(p["reason"]), "elle ne se lit pas")
    detail = f" ({p['detail']})" if p.get("detail") else ""
    return f"« {p['path']} » est refusé : {why}{detail}. Rien n’en a été pris."


def _attack(p: Parameters) -> str:
    together = int(p["published"]) if str(p["published"]).isdigit() else 0
    among = " En la rapprochant d’un tableau déjà publié," if together else " À partir de ce tableau,"
    return (
        f"Ce tableau n’a pas été écrit.{among} on retrouverait le contenu de {p['count']} case(s) protégée(s). "
        f"Regroupez ou retirez « {_name(str(p['dimension']))} », ou choisissez une période plus longue."
    )


def _named(sentence: str) -> Callable[[Parameters], str]:
    """Return a sentence whose dimension is called by its name."""

    def said(p: Parameters) -> str:
        return sentence.format_map({**p, "dimension": _name(str(p["dimension"]))})

    return said


def _name(code: str) -> str:
    known = vocabulary("statistics_dimensions")
    return known[code].label() if code in known else code


SENTENCES: dict[type[PasseportError], str | Callable[[Parameters], str]] = {
    errors.TerritoriesRefused: _territories,
    errors.UnknownDimension: "« {dimension} » n’est pas une dimension de ce tableau. "
    "Choisissez-la dans la liste ; rien n’a été écrit.",
    errors.PeriodRefused: "La période finit ({last}) avant de commencer ({first}). Corrigez les dates ; "
    "rien n’a été écrit.",
    errors.PeriodInTheFuture: "La période va jusqu’à {last}, qui n’est pas achevé. Le dernier mois complet est "
    "{limit} : choisissez une période passée ; rien n’a été écrit.",
    errors.DimensionTwice: _named(
        "« {dimension} » est de trop : un tableau croise quatre dimensions différentes au plus. Rien n’a été écrit."
    ),
    errors.TableTooLarge: "Ce tableau aurait {size} cases ; la limite est de {limit}. Retirez une dimension ou "
    "raccourcissez la période ; rien n’a été écrit.",
    errors.TooFewPersons: "Moins de {threshold} personnes sont concernées : aucun chiffre ne peut être montré. "
    "Choisissez une période plus longue ; rien n’a été écrit.",
    errors.TableTooDetailed: _named(
        "Ce tableau est trop fin : {share} % de ses cases remplies ne concernent qu’une personne. "
        "Retirez « {dimension} » ou prenez un niveau plus large ; rien n’a été écrit."
    ),
    errors.NotForSuppression: _named(
        "Une même personne peut être dans plusieurs cases de « {dimension} » : masquer des cases "
        "n’y protège personne. Choisissez la protection par bruit, ou comptez les étapes ; rien n’a été écrit."
    ),
    errors.AttackSucceeds: _attack,
    errors.StrategyMixed: "Des tableaux de ces mois ont déjà été publiés avec une autre protection ; mélanger les deux "
    "annulerait l’une et l’autre. Gardez la même protection pour cette période ; rien n’a été écrit.",
    errors.ContributionRefused: _contribution,
    errors.NothingToMerge: "Aucune des {count} contributions n’a pu être prise. Voyez le compte rendu fichier par "
    "fichier ; rien n’a été écrit.",
    errors.NotAKey: "« {path} » ne contient pas la clé d’une région. Demandez le fichier de clé à la Région ; "
    "rien n’a été écrit.",
    errors.ProtectionFailed: "Le moteur de protection n’a trouvé aucune façon sûre de masquer ce tableau ({detail}). "
    "Retirez une dimension ou choisissez la protection par bruit ; rien n’a été écrit.",
}
