"""The tables of `statistics.db`: facts in coarse codes, and the register of what was published."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from passeport.domain.facts import ParcoursFact, PersonFact, StepFact
from storage.tables import commit_count, journal, journal_reference, setting

statistics_metadata = MetaData()
for table in (journal, journal_reference, setting, commit_count):
    table.to_metadata(statistics_metadata)  # a supervisor's openings cannot be written among the dossiers


def _codes(model: type[PersonFact | ParcoursFact | StepFact], keys: tuple[str, ...]) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in model.model_fields if name not in keys]


person_fact = Table(
    "person_fact",
    statistics_metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Integer, nullable=False),
    *_codes(PersonFact, ("number", "key")),
)

parcours_fact = Table(
    "parcours_fact",
    statistics_metadata,
    Column("number", Integer, primary_key=True),
    Column("parcours", Integer, primary_key=True),
    *_codes(ParcoursFact, ("number", "parcours")),
    sqlite_with_rowid=False,
)

step_fact = Table(
    "step_fact",
    statistics_metadata,
    Column("number", Integer, primary_key=True),
    Column("parcours", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    *_codes(StepFact, ("number", "parcours", "step")),
    sqlite_with_rowid=False,
)

published = Table(
    "published",
    statistics_metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("content", Text, nullable=False),
)
