"""Start: `passeport`, `python -m passeport`."""

import sys
from types import TracebackType

from exports.statistics.engine_process import HIDDEN_ARGUMENT as HIDE_CELLS
from exports.travel.fence.hidden import HIDDEN_ARGUMENT
from passeport import no_dumps, window


def main() -> None:
    """Open the window, or run the command line on the arguments given, and leave with its exit code."""
    if sys.argv[1:2] == [HIDDEN_ARGUMENT]:  # a frozen program starts itself to read a file behind the fence
        from exports.travel.fence import inside  # noqa: PLC0415 - for that process alone

        return inside.main(sys.argv[2:])
    if sys.argv[1:2] == [HIDE_CELLS]:  # and to choose the cells of a table to hide
        from exports.statistics import engine_process  # noqa: PLC0415 - for that process alone

        return engine_process.main(sys.argv[2:])
    no_dumps.forbid()
    sys.excepthook = _surprise
    try:
        asked = window.asked(sys.argv[1:])
    except window.NotTheWindow:
        from passeport.cli import application, console  # noqa: PLC0415 - the window does without

        console.prepare()
        sys.exit(application.run(sys.argv[1:]))
    sys.exit(window.open_window(*asked))


def _surprise(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from passeport.cli.console import surprise  # noqa: PLC0415

    surprise(kind, error, trace)


if __name__ == "__main__":
    main()
