"""Values of Qt's namespace as numbers, for what the door is made of; `setProperty` takes them.

Python makes all the names of `Qt` at the first use of any, a tenth of the time from the command to the first picture
(docs/benchmarks.md). `tests/ui/test_first_values.py` compares each with the name it stands for.
"""

PLAIN_TEXT = 0
"""`Qt.TextFormat.PlainText`"""
ALWAYS_OFF = 1
"""`Qt.ScrollBarPolicy.ScrollBarAlwaysOff`"""
NO_FOCUS = 0
"""`Qt.FocusPolicy.NoFocus`"""
AT_TOP = 0x20
"""`Qt.AlignmentFlag.AlignTop`"""
CENTRED = 0x84
"""`Qt.AlignmentFlag.AlignCenter`"""
