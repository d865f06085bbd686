"""The drawn timeline of the page: a sign for each meeting while they are few, else a bar for each month or year.

Horizontally everything is placed by percentages of the width, so that signs and letters keep their size in any window.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from dialogue_cli.formats.page.timeline_bars import draw_bars
from dialogue_cli.formats.page.timeline_signs import Signs
from dialogue_cli.match import Match
from dialogue_cli.view.year_axis import Day, Entry

_MOST_SIGNS = 150
# In pixels. A single year may take twice as much.
_TALLEST = 440


def timeline(entries: Sequence[Entry], undated: Sequence[Match], today: Day) -> list[Element]:
    """Returns the drawing and its legend; nothing where there is nothing to draw."""
    if not entries and not undated:
        return []
    if len(entries) + len(undated) <= _MOST_SIGNS:
        signs = Signs(entries, undated, today)
        if signs.height <= _TALLEST * (1 if len(signs.years) > 1 else 2):
            return signs.draw()
    return draw_bars(entries) if entries else []
