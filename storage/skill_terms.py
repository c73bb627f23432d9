"""The terms of ROME and ESCO, found by the beginnings of their words."""

from collections.abc import Iterable

from sqlalchemy import Connection, and_, delete, func, insert, select, tuple_

from passeport.domain.normalise import words_of
from passeport.domain.skill_terms import SkillSource, SkillTerm
from storage.tables import skill_term, skill_word

_MOST_WORDS = 6
_END = "\U0010ffff"
_BATCH = 5_000


class SqlSkillTermStore:
    """Port `SkillTermStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def replace(self, source: SkillSource, terms: Iterable[SkillTerm]) -> None:
        """Keep these terms in the place of those of the same source."""
        run = self._connection.execute
        for table in (skill_term, skill_word):
            run(delete(table).where(table.c.source == source.value))
        rows = [{"source": source.value, "code": term.code, "label": term.label} for term in terms]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            run(insert(skill_term), batch)
            words = [
                {"word": word, "source": row["source"], "code": row["code"]}
                for row in batch
                for word in set(words_of(row["label"]))
            ]
            if words:
                run(insert(skill_word), words)

    def suggest(self, text: str, limit: int = 20) -> tuple[SkillTerm, ...]:
        """Return the terms in which each word of `text` begins a word, shortest first."""
        words = words_of(text)[:_MOST_WORDS]
        if not words:
            return ()
        found = [
            tuple_(skill_term.c.source, skill_term.c.code).in_(
                select(skill_word.c.source, skill_word.c.code).where(
                    skill_word.c.word >= word, skill_word.c.word < word + _END
                )
            )
            for word in sorted(words, key=len, reverse=True)
        ]
        query = select(skill_term).where(and_(*found)).order_by(func.length(skill_term.c.label), skill_term.c.label)
        rows = self._connection.execute(query.limit(limit))
        return tuple(SkillTerm(source=SkillSource(row.source), code=row.code, label=row.label) for row in rows)

    def counts(self) -> dict[SkillSource, int]:
        """Return how many terms of each source there are."""
        query = select(skill_term.c.source, func.count()).group_by(skill_term.c.source)
        return {SkillSource(source): number for source, number in self._connection.execute(query)}
