"""The process that runs the engine of Tau-Argus: it reads `in.jj` where it is started, and writes `out.jj` there."""

import sys

HIDDEN_ARGUMENT = "--hide-cells"
"""Asks a program that was frozen into one file to be that process."""
GIVEN, ANSWER = "in.jj", "out.jj"


def main(arguments: list[str]) -> None:
    """Run the optimal method for at most so many seconds, and leave with its code."""
    from pytauargus._tauargus import HiTaSCtrl  # noqa: PLC0415 - for this process alone: see `suppressing`

    sys.exit(int(HiTaSCtrl().full_jj(in_file_jj=GIVEN, out_file=ANSWER, max_time=int(arguments[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
