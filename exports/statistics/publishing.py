"""Every file of an export, and the manifest that says what each one is."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from exports.statistics.csv_files import csv_of, derived_csv_of, metadata_of
from exports.statistics.note import note_of
from exports.statistics.ods import ods_of
from exports.statistics.report import report_of
from exports.statistics.workbook import workbook_of
from exports.travel.output import AtomicOutput
from passeport.domain.errors import OutputNotWritten
from passeport.services.statistics_presentation import Dossier

MANIFEST = "manifeste.json"
VERSION = 1


class Publisher:
    """Port `StatisticsPublisher`."""

    def prepare(self, dossier: Dossier, stations: int = 1) -> Mapping[str, bytes]:
        """Return every file by its name, the manifest last; so many `stations` are in it."""
        note = note_of(dossier, stations=stations)
        files: dict[str, bytes] = {}
        for sheet in dossier.sheets:
            files[f"{sheet.key}.csv"] = csv_of(sheet)
            files[f"{sheet.key}.csv-metadata.json"] = metadata_of(sheet, dossier)
            if sheet.derived:
                files[f"{sheet.key}-valeurs.csv"] = derived_csv_of(sheet)
        files["statistiques.xlsx"] = workbook_of(dossier, note)
        files["statistiques.ods"] = ods_of(dossier, note)
        files["rapport.pdf"] = report_of(dossier, note)
        files["methode.txt"] = note.encode("utf-8")
        files[MANIFEST] = self._manifest(dossier, files, stations)
        return files

    def digests(self, files: Mapping[str, bytes]) -> Mapping[str, str]:
        """Return the SHA-256 of each file."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}

    def write(self, files: Mapping[str, bytes], folder: Path) -> None:
        """Write the files in a folder, made when it is absent: all of them are ready before the first has its name.

        Those of an older export that its manifest vouches for go, when the new one has none of their name: two exports
        are never taken for one. Whatever else is in the folder stays.

        Raises:
            OutputNotWritten: when the folder or the disk refuses it.
        """
        output = AtomicOutput()
        older = _vouched(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputNotWritten(path=str(folder), detail=error.strerror or "") from None
        with contextlib.ExitStack() as stack:
            ready = [stack.enter_context(output.prepare(folder / name, data)) for name, data in files.items()]
            for file in ready:
                file.publish()
        for name in sorted(older - set(files)):
            with contextlib.suppress(OSError):
                (folder / name).unlink()

    def _manifest(self, dossier: Dossier, files: Mapping[str, bytes], stations: int) -> bytes:
        content = {
            "version": VERSION,
            "producteur": dossier.station,
            "points_accueil": stations,
            "fait_le": dossier.made_on,
            "periode": {"premier_mois": dossier.span.first, "dernier_mois": dossier.span.last},
            "protection": dossier.protection.model_dump(mode="json"),
            "tableaux": [
                {
                    "fichier": f"{sheet.key}.csv",
                    "titre": sheet.title,
                    "mesure": sheet.spec.measure,
                    "dimensions": list(sheet.spec.by),
                    "cases": sheet.cost.cells,
                    "modifiees": sheet.cost.changed,
                    "masquees": sheet.cost.hidden,
                    "ecart_moyen": round(sheet.cost.error, 3),
                }
                for sheet in dossier.sheets
            ],
            "non_montres": [{"titre": one.title, "raison": one.why} for one in dossier.withheld],
            "fichiers": {
                name: {"sha256": digest, "octets": len(files[name])} for name, digest in self.digests(files).items()
            },
        }
        return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8")


def _vouched(folder: Path) -> set[str]:
    """Return the names of the files of an older export, as its manifest has them, that nobody changed since."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())["fichiers"]
        return {name for name, said in told.items() if _is_as_told(folder, name, said["sha256"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()  # no export of ours, or one that was taken apart: nothing of it is ours to remove


def _is_as_told(folder: Path, name: str, digest: str) -> bool:
    file = folder / name
    return Path(name).name == name and file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
