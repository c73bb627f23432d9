"""ROME 4.0 and ESCO as their makers publish them: one CSV file, its columns known by their names.

ROME (France Travail, open data): `unix_referentiel_competence_v…_utf8.csv` (code_ogr, libelle_competence) and
`unix_referentiel_savoir_v…_utf8.csv` (code_ogr_savoir, libelle_savoir). ESCO (European Commission): `skills_fr.csv`
(conceptUri, preferredLabel).
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from passeport.domain.errors import FileNotFound, FileTooLarge, NotASkillReference
from passeport.domain.skill_terms import SkillSource, SkillTerm
from passeport.services.ports import Progress

LARGEST = 60_000_000
"""Bytes: ESCO's French skills take 12 MB, with every description."""
_MOST = 200_000
"""Terms: ESCO has 14,000 skills, ROME some 17,000."""
_COLUMNS = (
    (SkillSource.ESCO, "concepturi", "preferredlabel"),
    (SkillSource.ROME, "code_ogr", "libelle_competence"),
    (SkillSource.ROME, "code_ogr_savoir", "libelle_savoir"),
)
_ENCODINGS = ("utf-8-sig", "cp1252")
_EVERY = 2_000
"""Lines after which the progress is told."""


class OfficialSkillFiles:
    """Port `SkillTermReader`."""

    def read(self, path: Path, progress: Progress | None = None) -> tuple[SkillTerm, ...]:
        """Return the terms of an official file, each once."""
        text = _text(path)
        first = text.split("\n", 1)[0]
        separator = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        heading = [name.strip().strip('"').lower() for name in next(rows, [])]
        known = next(((s, c, n) for s, c, n in _COLUMNS if c in heading and n in heading), None)
        if known is None:
            raise NotASkillReference(path=path.name)
        source, code, name = known
        found = dict(_terms(rows, heading.index(code), heading.index(name), text.count("\n"), progress))
        terms = []
        for identifier, label in found.items():
            try:
                terms.append(SkillTerm(source=source, code=identifier, label=label))
            except ValidationError:  # a label that is empty, or longer than any skill
                continue
        if not terms:
            raise NotASkillReference(path=path.name)
        return tuple(terms)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise FileTooLarge(size=size, limit=LARGEST)
        data = path.read_bytes()
    except OSError:
        raise FileNotFound(path=str(path)) from None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASkillReference(path=path.name)


def _terms(
    rows: Iterator[list[str]], code: int, name: int, lines: int, progress: Progress | None
) -> Iterator[tuple[str, str]]:
    try:
        for number, row in enumerate(rows):
            if number >= _MOST:
                return
            if progress is not None and number % _EVERY == 0:
                progress(number, max(lines, 1))
            if len(row) > max(code, name) and row[code].strip() and row[name].strip():
                yield row[code].strip(), row[name].strip()
    except csv.Error:  # a field without an end
        return
