"""A table as CSV, and what its columns are in CSVW (W3C, « Metadata Vocabulary for Tabular Data », 2015)."""

import csv
import io
import json

from exports.tables.cells import text_cell
from passeport.language.statistics_words import HIDDEN
from passeport.services.statistics_presentation import Dossier, Sheet

_SHOWN, _HIDDEN = "montré", "masqué"


def csv_of(sheet: Sheet) -> bytes:
    """Return a table: a column of codes and one of labels for each dimension, the value, and whether it is hidden.

    UTF-8 with its mark and semicolons, as French spreadsheets open it; a decimal comma never comes up.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    header = [name for code, label in zip(sheet.codes, sheet.headers, strict=True) for name in (code, label)]
    writer.writerow([text_cell(name) for name in (*header, "valeur", "statut")])
    for line in sheet.lines:
        cells = [text_cell(part) for pair in zip(line.codes, line.labels, strict=True) for part in pair]
        shown = "" if line.value is None else line.value
        writer.writerow([*cells, shown, _HIDDEN if line.value is None else _SHOWN])
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def derived_csv_of(sheet: Sheet) -> bytes:
    """Return what was worked out of a table: for what, which value, in which unit."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("pour", "valeur calculée", "valeur", "unité", "statut"))
    for one in sheet.derived:
        shown = "" if one.value is None else f"{one.value:.1f}".replace(".", ",")
        status = _HIDDEN if one.value is None else _SHOWN
        writer.writerow((text_cell(" – ".join(one.labels)), text_cell(one.name), shown, one.unit, status))
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def metadata_of(sheet: Sheet, dossier: Dossier) -> bytes:
    """Return what the columns of a table are, as CSVW."""
    columns: list[dict[str, object]] = []
    for code, label in zip(sheet.codes, sheet.headers, strict=True):
        columns.append({"name": f"{code}_code", "titles": code, "datatype": "string", "required": True})
        columns.append({"name": code, "titles": label, "datatype": "string", "lang": "fr", "required": True})
    columns.append(
        {
            "name": "valeur",
            "titles": "valeur",
            "datatype": {"base": "integer", "minimum": 0},
            "null": "",
            "dc:description": f"{sheet.counted}. Vide quand la case est masquée (« {HIDDEN} »).",
        }
    )
    columns.append({"name": "statut", "titles": "statut", "datatype": {"base": "string", "format": "montré|masqué"}})
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "url": f"{sheet.key}.csv",
        "dc:title": sheet.title,
        "dc:description": sheet.subtitle,
        "dc:publisher": dossier.station,
        "dc:issued": {"@value": dossier.made_on, "@type": "xsd:date"},
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": columns,
            "primaryKey": [f"{code}_code" for code in sheet.codes],
            "aboutUrl": f"{sheet.key}.csv#row={{_row}}",
        },
    }
    if not sheet.codes:
        del content["tableSchema"]["primaryKey"]  # type: ignore[attr-defined]
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8")
