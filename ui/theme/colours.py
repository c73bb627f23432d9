"""The colours by their purpose, light and dark.

Every text stands at 4.5:1 or more on its ground, every border that carries meaning at 3:1 (WCAG 2.2, 1.4.3 and 1.4.11);
`tests/ui/theme` measures it.
"""

from typing import NamedTuple


class Colours(NamedTuple):
    """One set of colours, as `#RRGGBB`."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    """Border of a field: it says where to type, so it carries meaning."""
    text: str
    muted: str
    primary: str
    primary_hover: str
    primary_soft: str
    on_primary: str
    focus: str
    received: str
    """What came in a passport."""
    received_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    rail: str
    """Ground of the navigation."""
    rail_text: str
    rail_muted: str
    rail_active: str
    rail_focus: str


LIGHT = Colours(
    ground="#F4F6FA",
    surface="#FFFFFF",
    raised="#EDF1F7",
    line="#DCE2EC",
    edge="#7B869C",
    text="#182033",
    muted="#525C70",
    primary="#1F4E8C",
    primary_hover="#173C6E",
    primary_soft="#E3ECF8",
    on_primary="#FFFFFF",
    focus="#C26A00",
    received="#0B6B66",
    received_soft="#DDF2F0",
    success="#1A6B3A",
    success_soft="#DFF3E6",
    warning="#8A4B00",
    warning_soft="#FDF0DA",
    danger="#B3261E",
    danger_soft="#FBE5E3",
    rail="#152843",
    rail_text="#F3F6FB",
    rail_muted="#A9B8CE",
    rail_active="#274468",
    rail_focus="#F5A93F",
)

DARK = Colours(
    ground="#12161F",
    surface="#1B202C",
    raised="#252C3B",
    line="#343D4F",
    edge="#7C879E",
    text="#E9ECF4",
    muted="#AEB7C9",
    primary="#8FB8F5",
    primary_hover="#AECBF9",
    primary_soft="#22395C",
    on_primary="#0B1833",
    focus="#F5A93F",
    received="#7FD4CC",
    received_soft="#153B39",
    success="#7FD6A0",
    success_soft="#173626",
    warning="#F2BE73",
    warning_soft="#40300F",
    danger="#F79C94",
    danger_soft="#4A1F1C",
    rail="#0D1420",
    rail_text="#F3F6FB",
    rail_muted="#A9B8CE",
    rail_active="#22395C",
    rail_focus="#F5A93F",
)
