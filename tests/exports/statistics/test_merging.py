"""Contributions put together: the same whatever the batches, and refused for what is inside them."""

import datetime as dt
import struct
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from exports.statistics import soundness
from exports.statistics.contribution import TABLES, fingerprint_of, seal, unseal
from exports.statistics.counting import DuckCounter, connection
from exports.statistics.merging import Merger
from exports.statistics.note import note_of
from exports.statistics.publishing import Publisher
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.contribution import VERSION, About, Envelope
from passeport.domain.disclosure import Cell, Protection, Span, Strategy, TableSpec
from passeport.domain.statistics_errors import ContributionRefused, SuppressionNotMerged
from passeport.domain.territories import Bassin, Territories
from passeport.services.statistics import ready_made
from passeport.services.statistics_merge import Merged, StatisticsMerge
from passeport.services.statistics_ports import FactColumns
from tests.people import MISSION_LOCALE
from tests.random_facts import MONTHS, random_facts
from tests.vaults import SetClock

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
KEY = X25519PrivateKey.generate()
PRIVATE, PUBLIC = KEY.private_bytes_raw(), KEY.public_key().public_bytes_raw()


def written(folder: Path, name: str, facts: FactColumns, span: Span = SPAN, vault: UUID | None = None) -> Path:
    about = About(id=uuid4(), vault=vault or uuid4(), station=MISSION_LOCALE, span=span, made_on=dt.date(2026, 7, 2))
    (folder / name).write_bytes(seal(facts, about, PUBLIC))
    return folder / name


def merged(paths: list[Path], at_once: int = 60, by: tuple[str, ...] = ("age", "sex")) -> Merged:
    use = StatisticsMerge(Merger(PRIVATE, at_once), HighsSolver(), TauArgus(), Publisher(), SetClock())
    return use.merge(paths, Protection(), lambda _done, _total: None, span=SPAN, asked=("persons", by))


def together(*many: FactColumns) -> FactColumns:
    def joined(table: str) -> dict[str, list[object]]:
        return {name: [v for one in many for v in getattr(one, table)[name]] for name in getattr(many[0], table)}

    return FactColumns(joined("persons"), joined("parcours"), joined("steps"))


def test_batches_change_nothing_and_the_whole_is_counted_as_one(tmp_path: Path) -> None:
    many = [random_facts(seed, 40) for seed in range(5)]
    paths = [written(tmp_path, f"{number}.psc", one) for number, one in enumerate(many)]
    one, five = merged(paths, 1), merged(paths, 5)
    assert one.dossier is not None
    assert five.dossier is not None
    assert one.dossier.sheets == five.dossier.sheets
    whole = DuckCounter.of(together(*many)).table(one.dossier.sheets[0].spec)
    tables, _ = Merger(PRIVATE, 2).count(
        [(path,) for path in paths], [one.dossier.sheets[0].spec], "2026-10", lambda _done, _total: None
    )
    assert dict(next(iter(tables.values())).cells) == dict(whole.cells)


def test_an_unknown_code_or_a_month_to_come_refuses_that_file_alone(tmp_path: Path) -> None:
    sound = written(tmp_path, "bonne.psc", random_facts(1, 60))
    strange = random_facts(2, 30)
    strange.steps["mode"][0] = "TELEPATHIE"  # type: ignore[index]
    unknown = written(tmp_path, "inconnu.psc", strange)
    late = written(tmp_path, "future.psc", random_facts(3, 30), Span(first="2026-06", last="2026-12"))
    done = merged([sound, unknown, late])
    assert done.taken == (sound,)
    assert {one.path.name: one.reason for one in done.refused} == {
        "inconnu.psc": "unknown_code",
        "future.psc": "future",
    }
    assert "TELEPATHIE" in {one.detail for one in done.refused}


def test_the_same_months_of_the_same_station_are_taken_once_and_others_are_added(tmp_path: Path) -> None:
    vault = uuid4()
    first = written(tmp_path, "1.psc", random_facts(1, 60), Span(first="2026-01", last="2026-03"), vault)
    second = written(tmp_path, "2.psc", random_facts(2, 60), Span(first="2026-03", last="2026-06"), vault)
    third = written(tmp_path, "3.psc", random_facts(3, 60), Span(first="2026-04", last="2026-06"), vault)
    done = merged([first, second, third])
    assert (done.taken, done.stations) == ((first, third), 1)
    assert [(one.path, one.reason) for one in done.refused] == [(second, "overlap")]


SAME_WAY = {
    "persons": ("age", "sex"),
    "steps": ("month", "type"),
    "appointments": ("status", "cep"),
    "minutes": ("mode",),
    "referrals": ("answer", "sent_to"),
    "parcours": ("cep", "age"),
    "exits": ("outcome",),
    "doors": (),
}


@pytest.mark.parametrize("measure", SAME_WAY)
def test_a_station_that_sends_two_periods_counts_as_if_it_had_sent_one(measure: str, tmp_path: Path) -> None:
    """People who came in both, needs followed through both, exits of before: each of them once."""
    facts, vault, spec = random_facts(4, 150), uuid4(), TableSpec(measure=measure, span=SPAN, by=SAME_WAY[measure])
    whole = written(tmp_path, "tout.psc", facts)
    early = written(tmp_path, "1.psc", facts, Span(first="2026-01", last="2026-03"), vault)
    late = written(tmp_path, "2.psc", facts, Span(first="2026-04", last="2026-06"), vault)
    other = written(tmp_path, "autre.psc", random_facts(9, 80))

    def counted(*stations: tuple[Path, ...]) -> dict[tuple[str, ...], Cell]:
        tables, refused = Merger(PRIVATE).count(stations, [spec], "2026-10", lambda _done, _total: None)
        assert refused == ()
        return dict(tables[spec].cells)

    assert counted((late, early), (other,)) == counted((whole,), (other,))


def test_every_indicator_of_the_region_is_that_of_the_station_that_is_alone_in_it(tmp_path: Path) -> None:
    """Over the whole period of a contribution whose dossiers go on: exits before it, needs closed after it."""
    facts = random_facts(5, 200)
    facts.parcours["exit_month"][:60] = ["2025-09"] * 30 + ["2026-08"] * 30  # type: ignore[index]
    path, own = written(tmp_path, "une.psc", facts), DuckCounter.of(facts)
    specs = [wish.spec for wish in ready_made(SPAN)]
    tables, refused = Merger(PRIVATE).count([(path,)], specs, "2026-10", lambda _done, _total: None)
    assert refused == ()
    for spec in specs:
        assert dict(tables[spec].cells) == dict(own.table(spec).cells), spec
        assert tables[spec].total.persons, spec


def test_two_periods_of_one_station_stay_together_whatever_the_batches(tmp_path: Path) -> None:
    facts, vault = random_facts(4, 150), uuid4()
    early = written(tmp_path, "1.psc", facts, Span(first="2026-01", last="2026-03"), vault)
    other = written(tmp_path, "autre.psc", random_facts(9, 80))
    late = written(tmp_path, "2.psc", facts, Span(first="2026-04", last="2026-06"), vault)
    one, many = merged([early, other, late], 1), merged([early, other, late], 60)
    assert one.dossier is not None
    assert many.dossier is not None
    assert one.dossier.sheets == many.dossier.sheets
    assert (one.stations, len(one.taken)) == (2, 3)


def test_exact_figures_are_not_put_together(tmp_path: Path) -> None:
    path = written(tmp_path, "une.psc", random_facts(1, 60))
    use = StatisticsMerge(Merger(PRIVATE), HighsSolver(), TauArgus(), Publisher(), SetClock())
    with pytest.raises(SuppressionNotMerged):
        use.merge([path], Protection(strategy=Strategy.SUPPRESSION), lambda _done, _total: None)


def test_the_note_of_a_merge_says_that_it_knows_of_no_earlier_table(tmp_path: Path) -> None:
    done = merged([written(tmp_path, "une.psc", random_facts(1, 120))])
    assert done.dossier is not None
    note = note_of(done.dossier, stations=done.stations)
    assert "ne connaît pas ce que la Région a publié" in note
    assert "déjà publiés" not in note


def test_a_bassin_is_called_as_the_list_of_the_region_has_it(tmp_path: Path) -> None:
    facts = random_facts(1, 120)
    facts.persons["bassin"][:] = ["ROISSY" if place % 2 else "SACLAY" for place in range(120)]  # type: ignore[index]
    path = written(tmp_path, "une.psc", facts)
    use = StatisticsMerge(Merger(PRIVATE), HighsSolver(), TauArgus(), Publisher(), SetClock())
    known = Territories(bassins=(Bassin(code="ROISSY", label="Roissy – Pays de France", communes=()),))
    done = use.merge(
        [path], Protection(), lambda _d, _t: None, span=SPAN, asked=("persons", ("bassin",)), territories=known
    )
    assert done.dossier is not None
    labels = {line.labels[0] for line in done.dossier.sheets[0].lines}
    assert labels == {"Roissy – Pays de France", "SACLAY", "Ensemble"}


def _set(table: str, column: str, value: object, place: int = 0) -> Callable[[FactColumns], None]:
    def change(facts: FactColumns) -> None:
        getattr(facts, table)[column][place] = value

    return change


def _twice(facts: FactColumns) -> None:
    facts.persons["number"][1] = facts.persons["number"][0]  # type: ignore[index]


SPOILED = {
    "bassin": (_set("persons", "bassin", "=1+1"), "unknown_code"),
    "region": (_set("persons", "region", "Terre du Milieu"), "unknown_code"),
    "no-number": (_set("persons", "key", -1), "numbers"),
    "key": (_set("persons", "key", 1 << 40), "numbers"),
    "twice": (_twice, "numbers"),
    "no-month": (_set("parcours", "month", "2026-00"), "unknown_code"),
    "early": (_set("persons", "first_month", ""), "unknown_code"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_what_is_wrong_inside_a_file_refuses_that_file_alone(case: str, tmp_path: Path) -> None:
    change, reason = SPOILED[case]
    facts = random_facts(2, 60, most_steps=3)
    change(facts)
    sound, spoiled = written(tmp_path, "bonne.psc", random_facts(1, 60)), written(tmp_path, "mauvaise.psc", facts)
    done = merged([sound, spoiled])
    assert done.taken == (sound,)
    assert [(one.path.name, one.reason) for one in done.refused] == [("mauvaise.psc", reason)]


def forged(path: Path, change: str, span: Span = SPAN) -> Path:
    """Seal facts again after SQL changed them, as no version of ours would."""
    about, parts = unseal(path.name, path.read_bytes(), PRIVATE)
    place = path.with_suffix(".parquet")
    with connection() as database:
        for table in TABLES:
            place.write_bytes(parts[table])
            database.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet('{place}')")  # noqa: S608
        database.execute(change)
        content = []
        for table in TABLES:
            database.execute(f"COPY {table} TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
            content.append(place.read_bytes())
    place.unlink()
    said = about.evolve(span=span).model_dump_json().encode()
    header = Envelope(version=VERSION, region=fingerprint_of(PUBLIC)).model_dump_json().encode()
    whole = struct.pack(">4I", *map(len, (said, *content))) + b"".join((said, *content))
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    sealed = suite.encrypt(whole, X25519PublicKey.from_public_bytes(PUBLIC), info=header)
    path.write_bytes(b"PSSTATS1" + struct.pack(">I", len(header)) + header + sealed)
    return path


FORGED = {
    "ALTER TABLE persons DROP key": "columns",
    "ALTER TABLE steps ALTER month TYPE INTEGER USING 1": "columns",
    "ALTER TABLE persons ALTER key TYPE DOUBLE": "columns",
    "UPDATE persons SET number = NULL WHERE number = (SELECT min(number) FROM persons)": "numbers",
    "UPDATE steps SET number = NULL": "numbers",
    "INSERT INTO parcours SELECT * FROM parcours LIMIT 1": "numbers",
    "UPDATE steps SET mode = NULL": "unknown_code",
    "UPDATE steps SET status = 'ABSENCE_EXCUSEE', informs = 'OUI' WHERE number = (SELECT min(number) FROM steps)": (
        "impossible"
    ),
}


@pytest.mark.parametrize("change", FORGED)
def test_a_file_that_was_forged_is_refused_alone(change: str, tmp_path: Path) -> None:
    sound = written(tmp_path, "bonne.psc", random_facts(1, 60))
    bad = forged(written(tmp_path, "mauvaise.psc", random_facts(2, 120)), change)
    done = merged([bad, sound])
    assert done.taken == (sound,)
    assert [(one.path.name, one.reason) for one in done.refused] == [("mauvaise.psc", FORGED[change])]


def test_a_file_of_more_rows_than_any_station_has_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soundness, "MOST_ROWS", 1000)
    sound = written(tmp_path, "bonne.psc", random_facts(1, 60))
    bad = written(tmp_path, "mauvaise.psc", random_facts(2, 120))
    forged(bad, "INSERT INTO steps SELECT s.* FROM steps s, range(9)")
    done = merged([bad, sound])
    assert [(one.path.name, one.reason) for one in done.refused] == [("mauvaise.psc", "too_large")]


def test_months_outside_the_period_that_is_declared_refuse_the_file(tmp_path: Path) -> None:
    sound = written(tmp_path, "bonne.psc", random_facts(1, 60))
    bad = written(tmp_path, "mauvaise.psc", random_facts(2, 60))
    forged(bad, "SELECT 1", Span(first="2026-01", last="2026-03"))
    done = merged([bad, sound])
    assert [(one.path.name, one.reason) for one in done.refused] == [("mauvaise.psc", "outside")]


@pytest.mark.parametrize("place", [0, 9, 12, 60, 200, -1])
def test_a_byte_changed_anywhere_is_seen(place: int, tmp_path: Path) -> None:
    data = bytearray(written(tmp_path, "une.psc", random_facts(1, 20)).read_bytes())
    data[place] ^= 1
    with pytest.raises(ContributionRefused):
        unseal("une.psc", bytes(data), PRIVATE)


def test_nothing_of_the_station_can_be_read_without_the_key(tmp_path: Path) -> None:
    data = written(tmp_path, "une.psc", random_facts(1, 20)).read_bytes()
    assert MISSION_LOCALE.name.encode() not in data
    assert b"PAR1" not in data
    other = X25519PrivateKey.generate().private_bytes_raw()
    with pytest.raises(ContributionRefused) as refused:
        unseal("une.psc", data, other)
    assert refused.value.parameters["reason"] == "another_region"
