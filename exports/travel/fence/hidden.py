"""How a program that was frozen into one file is asked to be the process behind the fence."""

HIDDEN_ARGUMENT = "--read-behind-the-fence"
