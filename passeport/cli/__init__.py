"""The command line: the same use cases as the window, with no screen. One file for each family of commands."""
