"""R07: every use case, for every rank, on every kind of dossier, does what the matrix says and nothing else."""

import inspect
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from passeport import wiring
from passeport.domain.account import Operation, Role
from passeport.domain.errors import NotAllowed, PasseportError
from passeport.domain.rights import ADMINISTRATOR, Whose, allows, matrix, whose
from passeport.services.desk import Desk
from passeport.services.vault_ports import OpenStatistics
from storage.database import committed
from tests import vaults
from tests.services.people_to_try import ALONE, KINDS, MERGED, Kept, Town, everything_rolled_back, nothing_kept, town
from tests.services.use_cases import ASK_NOBODY, ON_A_DOSSIER, ON_NONE, SHOWS, Use

MATRIX = json.loads(
    (Path(__file__).resolve().parents[2] / "resources" / "rights" / "matrix.json").read_text(encoding="utf-8")
)["rights"]
RANKS = (*(role.value for role in Role), ADMINISTRATOR)
USES = [(f"{room}.{name}", use) for room, names in ON_A_DOSSIER.items() for name, uses in names.items() for use in uses]
ON_CLOSED_VAULTS = {Operation.RESTORE_BACKUP, Operation.RESTORE_UNUSABLE}
"""Asked of a vault that is closed: tests/storage/test_restoring_rights.py."""
OF_STATISTICS = {Operation.READ_STATISTICS}
"""Asked of the statistics, which open with no dossier."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = town(tmp_path_factory.mktemp("droits"))
    with nothing_kept(made.vault):
        yield made
    vaults.as_account(made.vault, ADMINISTRATOR)
    made.vault.lock()


@pytest.fixture(autouse=True)
def leaves_no_trace(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is kept by any try, refused or allowed: the vault is the same for the next one."""
    if "here" not in request.fixturenames:
        yield
        return
    made: Town = request.getfixturevalue("here")
    before = _commits(made)
    yield
    assert _commits(made) == before


def _commits(made: Town) -> int:
    assert made.vault._database is not None
    with made.vault._database.engine.connect() as connection:
        return committed(connection)


def may(rank: str, operation: Operation, cells: tuple[Whose, ...]) -> bool:
    return all(cell.value in MATRIX[rank][operation.value] for cell in cells)


def is_let(use: Callable[[], object]) -> bool:
    """Whether a use case goes to its end, or to where it would be kept; any other error is the test's own."""
    try:
        use()
    except Kept:
        return True
    except NotAllowed:
        return False
    return True


# The file ---------------------------------------------------------------------------------------------------------


def test_the_file_names_every_role_and_operation_and_nothing_else() -> None:
    assert set(MATRIX) == set(RANKS)
    for rank, operations in MATRIX.items():
        assert set(operations) == {operation.value for operation in Operation}, rank


def test_the_domain_reads_each_cell_as_the_file_has_it() -> None:
    for rank, operation, on in itertools.product(RANKS, Operation, Whose):
        assert allows(rank, operation, on) == (on.value in MATRIX[rank][operation.value]), (rank, operation, on)


def test_every_operation_has_a_use_case_that_asks_it() -> None:
    on_a_dossier = {use.on for _, use in USES}
    for operations in MATRIX.values():
        for operation, cells in operations.items():
            assert Operation(operation) in on_a_dossier or set(cells) <= {"NOBODY"}, operation
    on_none = {operation for names in ON_NONE.values() for operation, _ in names.values()}
    assert on_a_dossier | on_none | ON_CLOSED_VAULTS | OF_STATISTICS == set(Operation)


def test_a_dossier_is_what_it_is_to_the_account(here: Town) -> None:
    mine = here.desk.vault.account.id
    for kind, cells in KINDS.items():
        assert set(whose(mine, here.people[kind][1])) == set(cells), kind
    assert whose(mine, None) == (Whose.NOBODY,)


def test_no_use_case_is_forgotten() -> None:
    tables = (ON_A_DOSSIER, ON_NONE, ASK_NOBODY)
    rooms = {name for name, _ in inspect.getmembers(Desk, lambda member: isinstance(member, property))}
    for name in (*Desk.__dataclass_fields__, *rooms):
        if name in ("vault", "clock", "editing", "mending"):  # a closed vault's has tests of its own
            continue
        methods = inspect.getmembers(_room(name), inspect.isfunction)
        public = {method for method, _ in methods if not method.startswith("_")}
        assert public == set().union(*(table.get(name, {}) for table in tables)), name


def _room(name: str) -> type:
    if name in Desk.__dataclass_fields__:
        found = inspect.get_annotations(Desk)[name]
    else:
        found = inspect.get_annotations(getattr(Desk, name).fget)["return"]
    assert isinstance(found, type)
    return found


# Each cell --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "use"), USES, ids=[name for name, _ in USES])
def test_each_cell_of_each_use_case(here: Town, tmp_path: Path, name: str, use: Use) -> None:
    wrong = []
    for rank, (kind, cells) in itertools.product(RANKS, KINDS.items()):
        vaults.as_account(here.vault, rank)
        wanted = may(rank, use.on, cells) and all(may(rank, one, (Whose.NOBODY,)) for one in use.besides)
        if is_let(lambda kind=kind: use.how(here.on(kind, tmp_path))) != wanted:  # type: ignore[misc]
            wrong.append(f"{rank}, {kind}: {'refused' if wanted else 'let in'}")
        assert not list(tmp_path.iterdir()), "a file is left of what was not kept"
    assert wrong == [], name


@pytest.mark.parametrize(("name", "use"), USES, ids=[name for name, _ in USES])
def test_a_use_case_asks_that_operation_and_no_other(
    here: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, use: Use
) -> None:
    """With every other right in hand, and without this one, nobody gets anywhere."""
    everything = dict.fromkeys((operation.value for operation in Operation), frozenset(Whose))
    monkeypatch.setitem(_lines(), ADMINISTRATOR, {**everything, use.on.value: frozenset()})
    vaults.as_account(here.vault, ADMINISTRATOR)
    assert not any(is_let(lambda kind=kind: use.how(here.on(kind, tmp_path))) for kind in ALONE), name  # type: ignore[misc]
    monkeypatch.setitem(_lines(), ADMINISTRATOR, everything)
    assert is_let(lambda: use.how(here.on("mine", tmp_path)))


ALL_ON_NONE = [(room, name) for room, names in ON_NONE.items() for name in names]


@pytest.mark.parametrize(("room", "name"), ALL_ON_NONE, ids=[".".join(one) for one in ALL_ON_NONE])
def test_each_cell_of_each_use_case_on_no_dossier(
    here: Town, monkeypatch: pytest.MonkeyPatch, room: str, name: str
) -> None:
    operation, arguments = ON_NONE[room][name]

    def use() -> object:
        try:
            return getattr(getattr(here.desk, room), name)(*arguments)
        except NotAllowed:
            raise
        except PasseportError:  # what was given is nowhere: it was looked for, so it was allowed
            return None

    for rank in RANKS:
        vaults.as_account(here.vault, rank)
        assert is_let(use) == may(rank, operation, (Whose.NOBODY,)), rank
    everything = dict.fromkeys((one.value for one in Operation), frozenset(Whose))
    monkeypatch.setitem(_lines(), ADMINISTRATOR, {**everything, operation.value: frozenset()})
    vaults.as_account(here.vault, ADMINISTRATOR)
    assert not is_let(use)


@pytest.mark.parametrize("rank", RANKS)
def test_the_statistics_ask_too(here: Town, rank: str) -> None:
    opened = cast("OpenStatistics", here.vault)  # its account is all that is asked before the right is known
    vaults.as_account(here.vault, rank)
    assert is_let(wiring.statistics(opened).require) == may(rank, Operation.READ_STATISTICS, (Whose.NOBODY,))


def _lines() -> dict[str, object]:
    lines = matrix()
    assert isinstance(lines, dict)
    return lines


@pytest.mark.parametrize("name", SHOWS)
@pytest.mark.parametrize("rank", [Role.CONSEILLER.value, ADMINISTRATOR])
def test_a_list_shows_nobody_whose_dossier_may_not_be_read(here: Town, rank: str, name: str) -> None:
    vaults.as_account(here.vault, rank)
    with everything_rolled_back():
        shown = SHOWS[name](here.desk)
    for kind, cells in KINDS.items():
        identifier = here.people[kind][1].beneficiary.id
        if not may(rank, Operation.READ_DOSSIER, cells):
            assert identifier not in shown, kind
        elif kind in ("mine", "a colleague's", "nobody's", *MERGED):
            assert identifier in shown, kind
