"""The HTML document around the list: head, drawing, filters, foot, and the scripts and styles that it brings along."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from xml.etree.ElementTree import Element

from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.wording import human_date
from dialogue_cli.formats.page.elements import add, html, make
from dialogue_cli.formats.page.search_data import text_rules
from dialogue_cli.formats.page.timeline import timeline
from dialogue_cli.formats.svg import TONES, plain
from dialogue_cli.match import Match
from dialogue_cli.text import plural
from dialogue_cli.view.status import how_many_possibly
from dialogue_cli.view.year_axis import Entry, years_in

# In the order in which they run.
_SCRIPTS = (
    "numbers.js",
    "text.js",
    "stem.js",
    "words.js",
    "question.js",
    "meetings.js",
    "list.js",
    "address.js",
    "filters.js",
    "combobox.js",
    "marks.js",
    "timeline.js",
    "start.js",
)


class Document:
    """The page, but for its list and its data."""

    def __init__(
        self,
        title: str | None,
        matches: Sequence[Match],
        entries: Mapping[str, Entry],
        today: datetime.date,
        left_out: str = "",
    ) -> None:
        self.title = plain(title or "Meetings")
        self.matches = matches
        self.entries = entries
        self.today = today
        self.left_out = left_out

    def with_list(self, meetings: str, data: str, *, is_packed: bool = False) -> str:
        """Returns the whole page. `meetings` is the list as HTML, `data` the script element with what it needs."""
        style = _tones() + _part("page.css")
        rules = f"const RULES={json.dumps(text_rules(), separators=(',', ':'))};\n".replace("<", "\\u003c")
        script = '"use strict";{\n' + rules + "".join(_part(f"script/{name}") for name in _SCRIPTS) + "}\n"
        pieces = [
            self._head(style, script),
            "<body>\n",
            html(make("a", "Skip to the meetings", href="#_list", class_="skip")),
            html(self._header()),
            "\n<main>\n",
            self._timeline(),
            _part("filters.html") if self.matches else "",
            '<section aria-labelledby="_meetings"><h2 id="_meetings" class="hidden">Meetings</h2>\n',
            html(_note(is_packed)),
            '<div id="_list" tabindex="-1">\n',
            self._list(meetings, is_packed),
            "</div>\n</section>\n</main>\n",
            html(self._foot()),
            f"\n{data}<script>{script}</script>\n</body>\n</html>\n",
        ]
        return "".join(pieces)

    def _head(self, style: str, script: str) -> str:
        policy = (
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
            "base-uri 'none'; form-action 'none'"
        )
        return (
            "<!DOCTYPE html>\n"
            '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
            f"{html(make('title', self.title))}\n<style>{style}</style>\n</head>\n"
        )

    def _header(self) -> Element:
        header = make("header", make("h1", self.title, dir="auto"), make("p", self._summary(), dir="auto"))
        return add(header, make("p", f"Not on this page: {self.left_out}.", class_="note")) if self.left_out else header

    def _timeline(self) -> str:
        undated = [match for match in self.matches if match.id not in self.entries]
        drawn = "".join(map(html, timeline(list(self.entries.values()), undated, self.today)))
        return f'<section aria-labelledby="_time"><h2 id="_time">Timeline</h2>{drawn}</section>\n' if drawn else ""

    def _list(self, meetings: str, is_packed: bool) -> str:
        if not self.matches:
            return '<p class="note">There are no meetings here.</p>\n'
        # With scripts the list is text, of which only lines that are looked at become elements.
        return f"<noscript>\n{meetings}</noscript>\n" if is_packed else meetings

    def _summary(self) -> str:
        possible = how_many_possibly(self.matches)
        words = [plural(len(self.matches), "meeting"), years_in(self.entries.values()), possible]
        return " · ".join(filter(None, words))

    def _foot(self) -> Element:
        words = (
            f"Written by dialogue on {human_date(parse(self.today.isoformat()))}. Numbers in brackets name the words "
            "of the sources that prove a claim. A window or a question mark says that a date is not known more exactly."
        )
        return make("footer", make("p", words))


def _note(is_packed: bool) -> Element:
    """Returns what is read where nothing unpacks the data; the script hides it when it can."""
    browser = "a browser from mid-2023 or later (one with DecompressionStream)"
    cards = "participants, topics, summaries, outcomes and evidence"
    show = "`dialogue show --evidence ID` on a terminal shows everything about a meeting."
    note = make("p", id="_packed", class_="note")
    if is_packed:
        note.text = (
            f"This page shows only the list: {cards} are packed in it. Unpacking them needs JavaScript, and {browser}. "
        )
        note.set("data-damaged", f"This file is damaged: {cards} cannot be unpacked. {show}")
        note.set("data-part", f"This file is damaged: some cards cannot be unpacked. {show}")
        return add(note, "On a terminal, ", make("code", "dialogue show --evidence ID"), show.rpartition("`")[2])
    note.text = f"Search and filters need {browser}."
    note.set("data-damaged", "This file is damaged: its search and filters cannot be unpacked.")
    note.set("hidden", "hidden")
    return note


def _part(name: str) -> str:
    """Returns a part of the page from its file, without indentation and without comments on lines of their own."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    kept = (line.strip() for line in lines)
    text = "".join(line + "\n" for line in kept if line and not line.startswith(("//", "/* ")))
    return re.sub(r"(?<=[{};:,]) | (?=\{)", "", text) if name.endswith(".css") else text


def _hash(text: str) -> str:
    """Returns a source of the Content-Security-Policy that allows only this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _tones() -> str:
    """Returns the tones of the drawing as variables and classes, light and dark."""
    light, dark = ("".join(f"--{name}:{pair[i]};" for name, pair in TONES.items()) for i in (0, 1))
    classes = "".join(f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in TONES)
    return (
        f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{classes}\n"
    )
