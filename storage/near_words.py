"""Words that may have been meant: within one typing error, or said alike.

Each word is kept under its first letters, under the same with one letter left out (SymSpell's idea, in SQL), and under
how it sounds. What was typed and the word it was meant for share such a form, whichever of them lost the letter.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert as insert_or

from passeport.domain.phonetics import sound_of
from passeport.domain.spelling import begins_within_one_error, within_one_error
from storage.tables import deletion

_INDEXED_LETTERS = 8
"""Letters of a word that are indexed for errors: after eight, a beginning has few namesakes left."""
_SHORTEST_FORGIVEN = 3
_SHORTEST_HEARD = 4
_ENOUGH = 8
"""Whole words near what was typed after which the words that only begin so are not looked for."""
_BEGINNINGS = 200
"""Words that begin nearly so that are looked at: more letters single out better."""
_LISTED = 40
_SOUND = "="
_LAST = "\U0010ffff"

_WHOLE = (
    "SELECT word, max(deletion.key = :sound) FROM json_each(:keys) AS wanted"
    " CROSS JOIN deletion ON deletion.key = wanted.value GROUP BY word"
)
"""Words that share a form, and whether it is how they sound: saying each again would take as long as the rest."""
_BEGUN = (
    "SELECT DISTINCT word FROM json_each(:keys) AS wanted CROSS JOIN deletion"
    " ON deletion.key > wanted.value AND deletion.key < wanted.value || :last LIMIT :limit"
)


def forms(word: str) -> set[str]:
    """Return what a word is kept under."""
    short = word[:_INDEXED_LETTERS]
    heard = {_sound(word)} if len(word) >= _SHORTEST_HEARD else set()
    return {short, *_one_less(short), *heard}


def _sound(word: str) -> str:
    return _SOUND + sound_of(word)


def learn(connection: Connection, words: Iterable[str]) -> None:
    """Keep words under their forms; those that are known stay."""
    rows = [{"key": key, "word": word} for word in words for key in forms(word)]
    if rows:
        connection.execute(insert_or(deletion).on_conflict_do_nothing(), rows)


def unlearn(connection: Connection, word: str) -> None:
    """Forget a word that nobody bears any more (R10)."""
    for key in forms(word):
        connection.execute(delete(deletion).where(deletion.c.key == key, deletion.c.word == word))


def near(connection: Connection, typed: str) -> list[str]:
    """Return the words that `typed` may have been meant for, itself left out, nearest first."""
    if len(typed) < _SHORTEST_FORGIVEN:
        return []
    bounds = {"keys": json.dumps(sorted(forms(typed))), "sound": _sound(typed)}
    shared = connection.exec_driver_sql(_WHOLE, bounds).all()
    meant = {word for word, sounds_alike in shared if sounds_alike or within_one_error(typed, word)}
    begun = {word for word, _ in shared if word not in meant and begins_within_one_error(typed, word)}
    if len(meant) < _ENOUGH and len(typed) < _INDEXED_LETTERS:
        keys = json.dumps(sorted({typed, *_one_less(typed)}))
        rows = connection.exec_driver_sql(_BEGUN, {"keys": keys, "last": _LAST, "limit": _BEGINNINGS}).all()
        begun.update(row[0] for row in rows if row[0] not in meant and begins_within_one_error(typed, row[0]))
    first = sorted(meant - {typed}, key=lambda word: _likeness(typed, word))
    return [*first, *sorted(begun - {typed}, key=lambda word: (word[:1] != typed[:1], word))][:_LISTED]


def _likeness(typed: str, word: str) -> tuple[bool, bool, str]:
    """Sort one error before another spelling of the sound, and an error inside before one in the first letter."""
    return (not within_one_error(typed, word), word[:1] != typed[:1], word)


def _one_less(word: str) -> Iterable[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
