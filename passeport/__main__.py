"""Start: `passeport`, `python -m passeport`."""

import sys

from exports.statistics.engine_process import HIDDEN_ARGUMENT as HIDE_CELLS
from exports.travel.fence.process import HIDDEN_ARGUMENT


def main() -> None:
    """Run the command line on the arguments given, and leave with its exit code."""
    if sys.argv[1:2] == [HIDDEN_ARGUMENT]:  # a frozen program starts itself to read a file behind the fence
        from exports.travel.fence import inside  # noqa: PLC0415 - for that process alone

        return inside.main(sys.argv[2:])
    if sys.argv[1:2] == [HIDE_CELLS]:  # and to choose the cells of a table to hide
        from exports.statistics import engine_process  # noqa: PLC0415 - for that process alone

        return engine_process.main(sys.argv[2:])
    from passeport.cli.application import run  # noqa: PLC0415 - and this is not for that process
    from passeport.cli.console import prepare, surprise  # noqa: PLC0415

    prepare()
    sys.excepthook = surprise
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
