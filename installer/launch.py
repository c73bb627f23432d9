"""What the frozen program runs: the same start as `python -m passeport`."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a process of a pool is this program again, and goes no further

    from passeport.__main__ import main

    main()
