"""What the frozen program runs: the same start as `python -m passeport`."""

from passeport.__main__ import main

if __name__ == "__main__":
    main()
