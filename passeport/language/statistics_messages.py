"""The errors of the statistics in words."""

from collections.abc import Callable, Mapping

from passeport.domain import statistics_errors as errors
from passeport.domain.errors import PasseportError
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import marked, tr
from passeport.language.labels import label_of

Parameters = Mapping[str, str | int]

_LINES = {
    "header": marked("la première ligne doit nommer les colonnes {value}"),
    "columns": marked("il y a {value} colonnes au lieu de trois"),
    "commune": marked("« {value} » n’est pas le code Insee d’une commune de la liste"),
    "code": marked("« {value} » ne peut pas être le code d’un bassin (majuscules, chiffres et tirets bas)"),
    "twice": marked("la commune {value} est dans deux bassins"),
    "empty": marked("aucune commune n’y est rattachée à un bassin"),
}
REASONS = {
    "another_region": marked("il est scellé pour une autre région"),
    "truncated": marked("il est abîmé ou incomplet"),
    "not_one": marked("ce n’est pas une contribution statistique"),
    "newer": marked("il vient d’une version plus récente de Passeport"),
    "twice": marked("la même contribution est déjà dans le lot"),
    "overlap": marked("une autre contribution du même point d’accueil couvre les mêmes mois"),
    "unknown_code": marked("il contient un code inconnu"),
    "future": marked("il contient des mois à venir"),
    "outside": marked("il contient des mois hors de la période qu’il annonce"),
    "columns": marked("une colonne y manque ou n’est pas de la bonne sorte"),
    "numbers": marked("un numéro y manque ou y est deux fois"),
    "impossible": marked("une étape y informe quelqu’un sans avoir eu lieu"),
    "too_large": marked("il est démesuré"),
    "unreadable": marked("il est introuvable ou illisible"),
}
"""Why a contribution is refused, by code; also the words of the report of a merge."""


def _territories(p: Parameters) -> str:
    why = tr(_LINES.get(str(p["reason"]), marked("cette ligne ne se lit pas"))).format(value=p["value"])
    return tr("Liste des bassins d’emploi, ligne {line} : {why}. Corrigez le fichier ; rien n’a été changé.").format(
        line=p["line"], why=why
    )


def _contribution(p: Parameters) -> str:
    why = tr(REASONS.get(str(p["reason"]), marked("elle ne se lit pas")))
    detail = f" ({p['detail']})" if p.get("detail") else ""
    return tr("« {path} » est refusé : {why}{detail}. Rien n’en a été pris.").format(
        path=p["path"], why=why, detail=detail
    )


def _attack(p: Parameters) -> str:
    together = int(p["published"]) if str(p["published"]).isdigit() else 0
    among = (
        tr(" En la rapprochant d’un tableau déjà publié ou déjà vu,") if together else tr(" À partir de ce tableau,")
    )
    if p["dimension"]:
        advice = tr(" Regroupez ou retirez « {name} », ou choisissez une période plus longue.")
    elif together:
        advice = tr(
            " Gardez la période du tableau déjà publié, ou prenez-en une qui n’ait aucun mois en commun avec elle."
        )
    else:
        advice = tr(" Choisissez une période plus longue.")
    why = tr("Ce tableau n’a pas été écrit.{among} on retrouverait le contenu de {count} case(s) protégée(s).")
    return why.format(among=among, count=p["count"]) + advice.format(name=_name(str(p["dimension"])))


def _named(sentence: str) -> Callable[[Parameters], str]:
    """Return a sentence whose dimension is called by its name."""

    def said(p: Parameters) -> str:
        return tr(sentence).format_map({**p, "dimension": _name(str(p["dimension"]))})

    return said


def _name(code: str) -> str:
    known = vocabulary("statistics_dimensions")
    return label_of(known[code]) if code in known else code


SENTENCES: dict[type[PasseportError], str | Callable[[Parameters], str]] = {
    errors.TerritoriesRefused: _territories,
    errors.UnknownDimension: marked(
        "« {dimension} » n’est pas une dimension de ce tableau. Choisissez-la dans la liste ; rien n’a été écrit."
    ),
    errors.PeriodRefused: marked(
        "La période finit ({last}) avant de commencer ({first}). Corrigez les dates ; rien n’a été écrit."
    ),
    errors.PeriodInTheFuture: marked(
        "La période va jusqu’à {last}, qui n’est pas achevé. Le dernier mois complet est "
        "{limit} : choisissez une période passée ; rien n’a été écrit."
    ),
    errors.LaterTooEarly: marked(
        "Ce que les personnes sont devenues six mois après n’est pas encore connu pour les sorties de {last}. "
        "Choisissez une période qui s’arrête à {limit} au plus tard ; rien n’a été écrit."
    ),
    errors.DimensionTwice: _named(
        marked(
            "« {dimension} » est de trop : un tableau croise quatre dimensions différentes au plus. Rien n’a été écrit."
        )
    ),
    errors.TableTooLarge: marked(
        "Ce tableau aurait {size} cases ; la limite est de {limit}. Retirez une dimension ou "
        "raccourcissez la période ; rien n’a été écrit."
    ),
    errors.TooFewPersons: marked(
        "Moins de {threshold} personnes sont concernées : aucun chiffre ne peut être montré. "
        "Choisissez une période plus longue ; rien n’a été écrit."
    ),
    errors.TableTooDetailed: _named(
        marked(
            "Ce tableau est trop fin : {share} % de ses cases remplies ne concernent qu’une personne. "
            "Retirez « {dimension} » ou prenez un niveau plus large ; rien n’a été écrit."
        )
    ),
    errors.NotForSuppression: _named(
        marked(
            "Une même personne peut être dans plusieurs cases de « {dimension} » : masquer des cases "
            "n’y protège personne. Choisissez la protection par bruit, ou comptez les étapes ; rien n’a été écrit."
        )
    ),
    errors.AttackSucceeds: _attack,
    errors.StrategyMixed: marked(
        "Des tableaux de ces mois ont déjà été publiés avec une autre protection ; mélanger les deux "
        "annulerait l’une et l’autre. Gardez la même protection pour cette période ; rien n’a été écrit."
    ),
    errors.ContributionRefused: _contribution,
    errors.SuppressionNotMerged: marked(
        "Les contributions réunies ne peuvent pas être protégées par masquage : la Région ne garde pas trace de ce "
        "qu’elle a déjà publié, et deux tableaux exacts se retrancheraient. Choisissez la protection par bruit ; rien "
        "n’a été écrit."
    ),
    errors.NothingToMerge: marked(
        "Aucune des {count} contributions n’a pu être prise. Voyez le compte rendu fichier par "
        "fichier ; rien n’a été écrit."
    ),
    errors.NotAKey: marked(
        "« {path} » ne contient pas la clé d’une région. Demandez le fichier de clé à la Région ; rien n’a été écrit."
    ),
    errors.ProtectionFailed: marked(
        "Le moteur de protection n’a trouvé aucune façon sûre de masquer ce tableau ({detail}). "
        "Retirez une dimension ou choisissez la protection par bruit ; rien n’a été écrit."
    ),
}
