"""Start: `passeport`, `python -m passeport`."""

import sys

from passeport.cli.application import run
from passeport.cli.console import prepare, surprise


def main() -> None:
    """Run the command line on the arguments given, and leave with its exit code."""
    prepare()
    sys.excepthook = surprise
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
