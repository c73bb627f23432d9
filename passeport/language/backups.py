"""Backups, and what checks found, in words."""

import datetime as dt
from collections.abc import Iterable

from babel.dates import format_datetime

from passeport.domain.backup import Backup, ChangedSince, FileCheck, Repair, RestorePreview, VaultCheck
from passeport.domain.vocabulary import label
from passeport.language.dates import long_date
from passeport.language.typography import typeset

_MEGABYTE = 1_000_000
_MANY = 20
"""Names that are listed one by one; the rest is counted."""


def moment(at: dt.datetime) -> str:
    """Return `25 novembre 2026 à 10 h 34`, where the computer is."""
    here = at.astimezone()
    return f"{long_date(here.date())} à {format_datetime(here, 'H', locale='fr')} h {here:%M}"


def size(count: int) -> str:
    """Return `185,3 Mo`."""
    return typeset(f"{count / _MEGABYTE:.1f} Mo".replace(".", ","))


def backup_line(backup: Backup) -> str:
    """Return what a list says of a backup."""
    return typeset(f"{moment(backup.made_at)} – {label('backup_reasons', backup.reason)} – {size(backup.size)}")


def dossiers(count: int) -> str:
    """Return `3 dossiers`."""
    return f"{count} dossier{'s' if count > 1 else ''}"


def file_line(file: FileCheck) -> str:
    """Return what was found of a file; its detail is in the words of a library, for `--json` alone."""
    words = f"{file.name} : {label('file_states', file.state)}"
    if file.missing:
        words += f" ({file.missing} enregistrement{'s' if file.missing > 1 else ''} en moins)"
    return typeset(words)


def check_lines(check: VaultCheck, *, in_window: bool = False) -> list[str]:
    """Return what was found of a vault, a line for each file, then what to do, in the window or on the command line."""
    lines = [file_line(file) for file in check.files]
    lines += [typeset(f"Sauvegarde {file_line(file)}") for file in check.backups]
    if check.dossiers is not None:
        lines.append(f"{dossiers(check.dossiers)}.")
    if check.is_sound and not check.backups:
        lines.append("Tout a été lu ; tout est intact.")
    elif check.is_sound:
        lines.append("Le coffre-fort est intact. Une sauvegarde abîmée ne servira plus : les autres suffisent.")
    elif in_window:
        lines.append(
            "« Réparer » le remet en état à partir de la dernière sauvegarde saine, et dit ce qui a changé depuis."
        )
    else:
        lines.append(
            "N’y écrivez plus rien. « passeport vault repair » le remet en état à partir de la dernière sauvegarde "
            "saine, et dit ce qui a changé depuis ; « passeport vault restore » montre ce qu’une autre ramènerait."
        )
    return [typeset(line) for line in lines]


def preview_lines(preview: RestorePreview) -> list[str]:
    """Return what restoring a backup would do."""
    lines = [f"Sauvegarde du {backup_line(preview.backup)}", f"Elle contient {dossiers(preview.dossiers)}."]
    if preview.present is None:
        lines.append(
            "Il n’y a pas à cet endroit de coffre-fort qui se lise : rien ne permet de dire ce qui a changé depuis."
        )
    else:
        lines.append(f"Le coffre-fort actuel en contient {preview.present}.")
        lines += _list("Seraient perdus les changements faits depuis dans", preview.changed)
        lines += _list("Reviendraient, alors qu’ils ont été supprimés depuis,", preview.removed)
        if not preview.is_journal_read:
            lines.append("Le journal ne peut pas être lu en entier : cette liste peut être incomplète.")
        elif not preview.changed and not preview.removed:
            lines.append("Aucun dossier n’a changé depuis.")
    return [typeset(line) for line in lines]


def repair_lines(repair: Repair) -> list[str]:
    """Return the account of a repair: what was wrong, what was recovered, what was not."""
    if repair.check.is_sound:
        return [typeset("Tout a été lu ; tout est intact : rien n’a été changé.")]
    lines = ["Ce qui n’allait pas :", *(f"  {file_line(file)}" for file in repair.check.files if not file.is_sound)]
    if repair.from_backup is not None:
        lines.append(f"Remis en état à partir de la sauvegarde du {moment(repair.from_backup.made_at)}.")
        recovered = [changed for changed in repair.changed if changed.is_recovered]
        lost = [changed for changed in repair.changed if not changed.is_recovered]
        lines += _list("Changés depuis, et retrouvés tels qu’ils étaient :", recovered)
        lines += _list("Changés depuis, et revenus à l’état de la sauvegarde, à ressaisir :", lost)
        lines += _list("Supprimés depuis, et supprimés à nouveau :", repair.removed)
        if not repair.is_journal_read:
            lines.append("Le journal n’a pas pu être lu en entier : d’autres changements ont pu être perdus.")
        elif not repair.changed and not repair.removed:
            lines.append("Aucun dossier n’avait changé depuis : rien n’est perdu.")
    elif repair.missing:
        count = f"{repair.missing} enregistrement{'s' if repair.missing > 1 else ''}"
        lines.append(f"Le coffre-fort est repris tel qu’il est : {count} en moins, les derniers.")
    else:
        lines.append("Le coffre-fort est repris tel qu’il est.")
    if repair.kept_aside is not None:
        lines.append(f"Les fichiers d’avant sont gardés dans « {repair.kept_aside} ».")
    return [typeset(line) for line in lines]


def changed_line(changed: ChangedSince) -> str:
    """Return who a dossier is about, and when it was last worked on."""
    who = changed.name or changed.reference
    return typeset(f"{who}, {moment(changed.last_at)}" if changed.last_at is not None else who)


def _list(heading: str, found: Iterable[ChangedSince]) -> list[str]:
    listed = list(found)
    if not listed:
        return []
    lines = [f"{heading} {dossiers(len(listed))}" if not heading.endswith(":") else heading]
    lines += [f"  {changed_line(changed)}" for changed in listed[:_MANY]]
    if len(listed) > _MANY:
        lines.append(f"  … et {len(listed) - _MANY} autres")
    return lines
