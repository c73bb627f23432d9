"""`passeport statistics` and its companions: safe tables, contributions to the region, and their merging."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from passeport import wiring
from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, code_of
from passeport.cli.unlocking import first_passphrase, opened, passphrase, unlocked
from passeport.domain.account import Operation
from passeport.domain.disclosure import THRESHOLDS, USUAL_THRESHOLD, Protection, Strategy
from passeport.domain.disclosure_shape import dimension
from passeport.domain.errors import FileNotFound, NotAllowed
from passeport.domain.statistics_errors import NothingToMerge
from passeport.domain.territories import read_bassins
from passeport.language.statistics_messages import REASONS
from passeport.services.statistics import Statistics, Wish
from passeport.services.statistics_merge import Merged
from passeport.services.statistics_presentation import Dossier

_Day = Annotated[
    dt.datetime,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="JOUR", help="Premier jour ; compte le mois entier."),
]
_LastDay = Annotated[
    dt.datetime,
    typer.Option("--to", formats=["%Y-%m-%d"], metavar="JOUR", help="Dernier jour ; compte le mois entier."),
]
_By = Annotated[
    str,
    typer.Option(
        "--by", metavar="A,B,C", help="Dimensions, quatre au plus : age, sex, month… Sans elles : les indicateurs."
    ),
]
_Measure = Annotated[
    str, typer.Option("--measure", metavar="CODE", help="Ce qui est compté : persons, steps, minutes…")
]
_Strategy = Annotated[
    str, typer.Option("--protection", metavar="CODE", help="NOISE (bruit, par défaut) ou SUPPRESSION (masquage).")
]
_Threshold = Annotated[
    int,
    typer.Option("--threshold", metavar="N", help="Nombre de personnes en dessous duquel rien n’est montré : 5 ou 11."),
]
_Out = Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Dossier où écrire.")]


def statistics(
    vault: VaultFolder,
    first: _Day,
    last: _LastDay,
    out: _Out,
    by: _By = "",
    measure: _Measure = "persons",
    protection: _Strategy = "NOISE",
    threshold: _Threshold = USUAL_THRESHOLD,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Écrit des tableaux qui ne trahissent personne : les indicateurs, ou celui qu’on demande."""
    with told_as_json(wanted=as_json), supervised(vault, account, passphrase_file) as use:
        chosen = _protection(protection, threshold)
        if by or measure != "persons":
            wishes: Sequence[Wish] = (use.wish(_measure(measure), first.date(), last.date(), _split(by)),)
        else:
            wishes = use.indicators(use.span(first.date(), last.date()))
        dossier = use.export(wishes, chosen, out, lambda _done, _total: None)
    _say_written(dossier, out, as_json=as_json)


def contribute(
    vault: VaultFolder,
    first: _Day,
    last: _LastDay,
    region: Annotated[Path, typer.Option("--region", metavar="FICHIER", help="Clé publique de la Région (PEM).")],
    target: Annotated[Path, typer.Option("--to-file", metavar="FICHIER", help="Contribution à écrire.")],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Scelle les faits du point d’accueil pour la Région, qui seule peut les ouvrir."""
    public = wiring.region_public_key(region.name, _read(region))
    with supervised(vault, account, passphrase_file) as use:
        sealed = wiring.contributions(use).seal(use.span(first.date(), last.date()), public)
    wiring.write_file(target, sealed)
    say(f"Contribution écrite dans « {target} », lisible par la Région seule.")


def region_key(
    out: _Out,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Fait la paire de clés d’une région : la publique se donne, la privée ouvre les contributions."""
    private, public = wiring.new_region_key(first_passphrase(passphrase_file))
    out.mkdir(parents=True, exist_ok=True)
    wiring.write_file(out / "region-privee.pem", private)
    wiring.write_file(out / "region-publique.pem", public)
    say(f"Clés écrites dans « {out} ». Donnez region-publique.pem aux points d’accueil ; gardez l’autre.")


def statistics_merge(
    files: Annotated[list[Path], typer.Argument(metavar="FICHIER...", help="Contributions des points d’accueil.")],
    out: _Out,
    key: Annotated[Path, typer.Option("--key", metavar="FICHIER", help="Clé privée de la Région (PEM).")],
    by: _By = "",
    measure: _Measure = "persons",
    first: Annotated[
        dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="JOUR", help="Premier jour.")
    ] = None,
    last: Annotated[
        dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="JOUR", help="Dernier jour.")
    ] = None,
    bassins: Annotated[
        Path | None,
        typer.Option("--territories", metavar="FICHIER", help="CSV des bassins d’emploi, pour leurs noms."),
    ] = None,
    protection: _Strategy = "NOISE",
    threshold: _Threshold = USUAL_THRESHOLD,
    passphrase_file: PassphraseFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Réunit les contributions, refuse celles qu’on ne peut pas prendre, et protège une fois, à la fin."""
    with told_as_json(wanted=as_json):
        days = _days(first, last)
        private = wiring.region_private_key(key.name, _read(key), passphrase(passphrase_file))
        use = wiring.statistics_merge(private)
        merged = use.merge(
            files,
            _protection(protection, threshold),
            lambda _done, _total: None,
            span=use.span(*days) if days else None,
            asked=(_measure(measure), _split(by)) if by or measure != "persons" else None,
            territories=read_bassins(_text(bassins)) if bassins is not None else None,
        )
        _say_refused(merged)
        if not merged.taken:
            raise NothingToMerge(count=len(files))
        if merged.dossier is not None and merged.dossier.sheets:
            use.write(merged, out)
    if merged.dossier is not None:
        _say_written(merged.dossier, out, as_json=as_json, merged=merged)


def _days(first: dt.datetime | None, last: dt.datetime | None) -> tuple[dt.date, dt.date] | None:
    if first is None and last is None:
        return None
    if first is None or last is None:
        message = "donnez --from et --to, ou aucun des deux : la période est alors celle des contributions."
        raise typer.BadParameter(message)
    return first.date(), last.date()


@contextlib.contextmanager
def supervised(vault: Path, account: str, passphrase_file: Path | None) -> Iterator[Statistics]:
    """Open the statistics of a vault, and lock them whatever happens.

    Raises:
        NotAllowed: to an account that is no supervisor's; otherwise as `opened` does.
    """
    found = opened(vault, account, file=passphrase_file)
    try:
        if found.opens != "statistics":
            raise NotAllowed(operation=Operation.READ_STATISTICS.value)
        yield wiring.statistics(found)
    finally:
        found.lock()


def _say_refused(merged: Merged) -> None:
    for one in merged.refused:
        detail = f" ({one.detail})" if one.detail else ""
        remark(f"Refusé : « {one.path} » : {REASONS[one.reason]}{detail}.")


def _say_written(dossier: Dossier, out: Path, *, as_json: bool, merged: Merged | None = None) -> None:
    if as_json:
        write_json(
            {
                "dossier": str(out),
                "tableaux": [sheet.key for sheet in dossier.sheets],
                "non_montres": {one.key: one.why for one in dossier.withheld},
                "pris": [str(path) for path in merged.taken] if merged else [],
                "refuses": {str(one.path): one.reason for one in merged.refused} if merged else {},
            }
        )
        return
    for sheet in dossier.sheets:
        say(f"{sheet.title} : {_cost(sheet.cost.changed, sheet.cost.hidden, sheet.cost.cells, sheet.cost.error)}")
    for one in dossier.withheld:
        remark(f"Non montré : {one.title}. {one.why}")
    if not dossier.sheets:
        remark("Aucun tableau ne peut être montré ; rien n’a été écrit.")
        return
    say(f"Écrit dans « {out} ».")


def _cost(changed: int, hidden: int, cells: int, error: float) -> str:
    if hidden or not changed:
        return f"{hidden} cases masquées sur {cells}."
    return f"{changed} cases modifiées sur {cells}, écart moyen {error:.1f}.".replace(".", ",", 1)


def _protection(strategy: str, threshold: int) -> Protection:
    if threshold not in THRESHOLDS:
        message = f"le seuil est {' ou '.join(map(str, THRESHOLDS))}."
        raise typer.BadParameter(message)
    return Protection(strategy=Strategy(code_of("protection_strategies", strategy)), threshold=threshold)


def _measure(value: str) -> str:
    return value.strip().lower()


def _split(by: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in by.split(",") if part.strip())
    for name in names:
        dimension(name)
    return names


def _text(path: Path) -> str:
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileNotFound(path=str(path)) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise FileNotFound(path=str(path)) from None


def rebuild(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Refait les statistiques d’après les dossiers ; ce qui a été publié reste au registre."""
    with unlocked(vault, account, passphrase_file) as desk:
        desk.editing.require(Operation.MANAGE_ACCOUNTS)
        desk.vault.rebuild_statistics(lambda _done, _total: None)
    say("Statistiques refaites d’après les dossiers.")


def territories(
    vault: VaultFolder,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="CSV : commune;bassin;libelle.")],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Charge la liste des bassins d’emploi (CSV « commune;bassin;libelle ») et la donne à chaque personne."""
    loaded = read_bassins(_text(file))
    with unlocked(vault, account, passphrase_file) as desk:
        desk.editing.require(Operation.MANAGE_ACCOUNTS)
        desk.vault.load_territories(loaded, lambda _done, _total: None)
    count = len(loaded.bassins)
    say(f"{count} bassins d’emploi chargés ; les statistiques en tiennent compte.")
