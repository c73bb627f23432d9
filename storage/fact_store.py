"""The facts in `statistics.db`: replaced subject by subject, read column by column."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from passeport.domain.disclosure import Published
from passeport.domain.facts import Facts
from passeport.domain.territories import Territories
from passeport.services.statistics_ports import FactColumns
from storage.fact_tables import parcours_fact, person_fact, published, step_fact
from storage.tables import setting

_FACTS: tuple[Table, ...] = (person_fact, parcours_fact, step_fact)
_TERRITORIES = "territories"
_AT_ONCE = 500


class SqlFactStore:
    """Port `FactStore`, inside one transaction over `statistics.db`."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def put(self, facts: Iterable[Facts], gone: Iterable[int] = ()) -> None:
        """Replace the facts of these subjects, and drop those of subjects that are gone; doing it twice is harmless."""
        kept = list(facts)
        self._drop([one.person.number for one in kept] + list(gone))
        rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _FACTS}
        for one in kept:
            rows[person_fact.name].append(dict(one.person))
            rows[parcours_fact.name] += [dict(fact) for fact in one.parcours]
            rows[step_fact.name] += [dict(fact) for fact in one.steps]
        for table in _FACTS:
            if rows[table.name]:
                self._connection.execute(insert(table), rows[table.name])

    def clear(self) -> None:
        """Drop every fact."""
        for table in _FACTS:
            self._connection.execute(delete(table))

    def count(self) -> int:
        """Return how many persons there are."""
        return int(self._connection.execute(select(func.count()).select_from(person_fact)).scalar_one())

    def columns(self) -> FactColumns:
        """Return every fact, column by column, in the order of the subjects."""
        return FactColumns(
            persons=self._columns(person_fact), parcours=self._columns(parcours_fact), steps=self._columns(step_fact)
        )

    def territories(self) -> Territories:
        """Return the territories that the facts were made with."""
        content = self._connection.execute(select(setting.c.content).where(setting.c.name == _TERRITORIES)).scalar()
        return Territories.model_validate_json(content) if content else Territories()

    def set_territories(self, territories: Territories) -> None:
        """Keep the territories that the facts are made with."""
        self.set_setting(_TERRITORIES, territories.model_dump_json())

    def setting(self, name: str) -> str | None:
        """Return a setting of the statistics."""
        return self._connection.execute(select(setting.c.content).where(setting.c.name == name)).scalar()

    def set_setting(self, name: str, content: str) -> None:
        """Keep a setting of the statistics."""
        self._connection.execute(delete(setting).where(setting.c.name == name))
        self._connection.execute(insert(setting), [{"name": name, "content": content}])

    def published(self) -> tuple[Published, ...]:
        """Return what was published, oldest first."""
        contents = self._connection.execute(select(published.c.content).order_by(published.c.id)).scalars()
        return tuple(Published.model_validate_json(content) for content in contents)

    def publish(self, one: Published) -> None:
        """Add to the register of what was published."""
        values = {"at": one.at.isoformat(), "content": one.model_dump_json()}
        self._connection.execute(insert(published), [values])

    def _drop(self, numbers: Sequence[int]) -> None:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            for table in _FACTS:
                self._connection.execute(delete(table).where(table.c.number.in_(some)))

    def _columns(self, table: Table) -> dict[str, Sequence[Any]]:
        """Read a table through the driver itself: a million rows of the ORM's would take ten times longer."""
        keys = [column.name for column in table.primary_key]
        names = [column.name for column in table.columns]
        query = f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(keys)}"  # noqa: S608 - our own names
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(query)
            rows = cursor.fetchall()
        finally:
            cursor.close()
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
        return dict(zip(names, columns, strict=True))
