"""Backups, and what checks found, in words."""

import datetime as dt
from collections.abc import Iterable

from passeport.domain.backup import Backup, ChangedSince, FileCheck, Repair, RestorePreview, VaultCheck
from passeport.language.catalogue import plural, tr
from passeport.language.dates import long_date
from passeport.language.labels import label
from passeport.language.numbers import counted, number
from passeport.language.typography import typeset

_MEGABYTE = 1_000_000
_MANY = 20
"""Names that are listed one by one; the rest is counted."""


def moment(at: dt.datetime) -> str:
    """Return `25 novembre 2026 à 10 h 34`, where the computer is."""
    here = at.astimezone()
    return tr("{day} à {hour}").format(day=long_date(here.date()), hour=tr("{at.hour} h {at:%M}").format(at=here))


def size(count: int) -> str:
    """Return `185,3 Mo`."""
    return typeset(tr("{number} Mo").format(number=number(count / _MEGABYTE, 1)))


def backup_line(backup: Backup) -> str:
    """Return what a list says of a backup."""
    return typeset(f"{moment(backup.made_at)} – {label('backup_reasons', backup.reason)} – {size(backup.size)}")


def dossiers(count: int) -> str:
    """Return `3 dossiers`."""
    return counted(count, "dossier", "dossiers")


def file_line(file: FileCheck) -> str:
    """Return what was found of a file; its detail is in the words of a library, for `--json` alone."""
    words = tr("{what} : {words}").format(what=file.name, words=label("file_states", file.state))
    if file.missing:
        words += " " + plural(
            "({count} enregistrement en moins)", "({count} enregistrements en moins)", file.missing
        ).format(count=file.missing)
    return typeset(words)


def check_lines(check: VaultCheck, *, in_window: bool = False) -> list[str]:
    """Return what was found of a vault, a line for each file, then what to do, in the window or on the command line."""
    lines = [file_line(file) for file in check.files]
    lines += [typeset(tr("Sauvegarde {file}").format(file=file_line(file))) for file in check.backups]
    if check.dossiers is not None:
        lines.append(f"{dossiers(check.dossiers)}.")
    if check.is_sound and not check.backups:
        lines.append(tr("Tout a été lu ; tout est intact."))
    elif check.is_sound:
        lines.append(tr("Le coffre-fort est intact. Une sauvegarde abîmée ne servira plus : les autres suffisent."))
    elif in_window:
        lines.append(
            tr("« Réparer » le remet en état à partir de la dernière sauvegarde saine, et dit ce qui a changé depuis.")
        )
    else:
        lines.append(
            tr(
                "N’y écrivez plus rien. « passeport vault repair » le remet en état à partir de la dernière sauvegarde "
                "saine, et dit ce qui a changé depuis ; « passeport vault restore » montre ce qu’une autre ramènerait."
            )
        )
    return [typeset(line) for line in lines]


def preview_lines(preview: RestorePreview) -> list[str]:
    """Return what restoring a backup would do."""
    lines = [
        tr("Sauvegarde du {backup}").format(backup=backup_line(preview.backup)),
        tr("Elle contient {dossiers}.").format(dossiers=dossiers(preview.dossiers)),
    ]
    if preview.present is None:
        lines.append(
            tr("Il n’y a pas à cet endroit de coffre-fort qui se lise : rien ne permet de dire ce qui a changé depuis.")
        )
    else:
        lines.append(tr("Le coffre-fort actuel en contient {present}.").format(present=preview.present))
        lines += _list(tr("Seraient perdus les changements faits depuis dans"), preview.changed)
        lines += _list(tr("Reviendraient, alors qu’ils ont été supprimés depuis,"), preview.removed)
        if not preview.is_journal_read:
            lines.append(tr("Le journal ne peut pas être lu en entier : cette liste peut être incomplète."))
        elif not preview.changed and not preview.removed:
            lines.append(tr("Aucun dossier n’a changé depuis."))
    return [typeset(line) for line in lines]


def repair_lines(repair: Repair) -> list[str]:
    """Return the account of a repair: what was wrong, what was recovered, what was not."""
    if repair.check.is_sound:
        return [typeset(tr("Tout a été lu ; tout est intact : rien n’a été changé."))]
    lines = [tr("Ce qui n’allait pas :"), *(f"  {file_line(file)}" for file in repair.check.files if not file.is_sound)]
    if repair.from_backup is not None:
        lines.append(
            tr("Remis en état à partir de la sauvegarde du {moment}.").format(moment=moment(repair.from_backup.made_at))
        )
        recovered = [changed for changed in repair.changed if changed.is_recovered]
        lost = [changed for changed in repair.changed if not changed.is_recovered]
        lines += _list(tr("Changés depuis, et retrouvés tels qu’ils étaient :"), recovered)
        lines += _list(tr("Changés depuis, et revenus à l’état de la sauvegarde, à ressaisir :"), lost)
        lines += _list(tr("Supprimés depuis, et supprimés à nouveau :"), repair.removed)
        if not repair.is_journal_read:
            lines.append(tr("Le journal n’a pas pu être lu en entier : d’autres changements ont pu être perdus."))
        elif not repair.changed and not repair.removed:
            lines.append(tr("Aucun dossier n’avait changé depuis : rien n’est perdu."))
    elif repair.missing:
        lines.append(
            plural(
                "Le coffre-fort est repris tel qu’il est : {count} enregistrement en moins, le dernier.",
                "Le coffre-fort est repris tel qu’il est : {count} enregistrements en moins, les derniers.",
                repair.missing,
            ).format(count=repair.missing)
        )
    else:
        lines.append(tr("Le coffre-fort est repris tel qu’il est."))
    if repair.kept_aside is not None:
        lines.append(tr("Les fichiers d’avant sont gardés dans « {kept_aside} ».").format(kept_aside=repair.kept_aside))
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
        lines.append(tr("  … et {number} autres").format(number=len(listed) - _MANY))
    return lines
