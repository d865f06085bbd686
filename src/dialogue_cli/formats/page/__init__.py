"""The collection as one web page that needs no network: search, filters, cards, and the evidence behind each claim.

Everything is plain HTML while that stays small. Beyond, the page holds each meeting's date, title, status, parties
and place as HTML, and the cards as packed text, which the page's own script unpacks.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from typing import Any, TextIO
from xml.etree.ElementTree import Element, tostring

from dialogue_cli.archive import Archive
from dialogue_cli.dates.wording import NO_DATE, human_date
from dialogue_cli.errors import QueryError
from dialogue_cli.formats.page.cards import Cards, line, make, years_of
from dialogue_cli.formats.page.overview import overview
from dialogue_cli.formats.page.packing import BETWEEN, Kinds, packed, stream
from dialogue_cli.formats.svg import TONES, plain
from dialogue_cli.match import Match
from dialogue_cli.query.query import Query
from dialogue_cli.text import plural
from dialogue_cli.view.status import how_many_possibly
from dialogue_cli.view.year_axis import entry, years_in

LIMIT = 300_000
"""Bytes that the page of a thousand meetings should not exceed: what mail and a slow line still take well."""
# Bytes a meeting from which on the lines of the list are packed too; meetings that can hardly be small unpacked.
_EACH, _MOST_WHOLE = 300, 400


def write(matches: Iterable[Match], archive: Archive, out: TextIO, note: Callable[[str], None]) -> int:
    """Writes the meetings as one HTML page, packed as far as its size asks for. Gives their number."""
    found = list(matches)
    page = _Page(found, archive)
    # Some builds of Python lack bzip2: the page is then larger, but whole.
    can_pack = find_spec("_bz2") is not None
    text = page.whole() if len(found) <= _MOST_WHOLE or not can_pack else ""
    if can_pack and (not text or _size(text) > LIMIT):
        text = page.packed()
        if _size(text) > max(LIMIT, _EACH * len(found)):
            text = page.packed(lines=False)
    if _size(text) > LIMIT:
        note(f"the page has {_size(text):,} bytes; a filter makes it smaller")
    out.write(text)
    return len(found)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


class _Page:
    """The page, as a whole or packed."""

    def __init__(self, matches: Sequence[Match], archive: Archive) -> None:
        self.matches = matches
        self.archive = archive
        self.title = plain(archive.header.title or "Meetings")
        self.entries = {match.id: e for match in matches if (e := entry(match))}
        names = {match.meeting.series for match in matches if match.meeting.series}
        self.series = {name: plain(archive.series_name(name)) for name in sorted(names)}
        self.cards = Cards(
            {source.id: source for source in archive.sources()},
            self.series,
            {match.id: match.title for match in matches},
            archive.header.principal,
        )
        self.choices = self._choices()
        self.kinds = Kinds()

    @cached_property
    def streams(self) -> list[str]:
        """The cards as text."""
        return [stream([self.cards.card(match)], self.kinds, match.id) for match in self.matches]

    # Parts

    def whole(self) -> str:
        """The page with every card in plain HTML."""
        items = []
        for match, date in self._dated():
            summary = make("summary", *line(match, date))
            summary[1].set("dir", "auto")
            items.append(_html(make("li", make("details", summary, self.cards.card(match)), id=match.id)))
        return self._page(items, f'<script type="application/json" id="_data">{_json(self.choices)}</script>\n')

    def packed(self, *, lines: bool = True) -> str:
        """The page with the cards packed; without `lines` all but dates and titles is packed."""
        items, heads = [], []
        for match, date in self._dated():
            summary = line(match, date)
            # Tags and quotes that HTML lets one leave out would be a tenth of the page.
            start = f"<li id={match.id}>" if lines else "<li>"
            shown = "".join(map(_html, summary[1:] if lines else summary[1:2]))
            items.append(f"{start}{escape(date)}{shown.removesuffix('</p>')}")
            if not lines:
                heads.append(stream(summary[2:], self.kinds, match.id))
        streams = self.streams
        data = self.choices | {"kinds": self.kinds.table()}
        if not lines:
            data["ids"] = [match.id for match in self.matches]
        text = packed(BETWEEN.join([json.dumps(data, ensure_ascii=False, separators=(",", ":")), *heads, *streams]))
        what, call = "participants, topics, summaries, outcomes and evidence", "dialogue show --evidence ID"
        if not lines:
            what, call = f"ids, status, partners, places, {what}", "dialogue search TITLE"
        words = f"Without JavaScript this page shows the list alone: {what} are packed in it. On a terminal, "
        tail = " shows everything about a meeting." if lines else " finds a meeting and names its id."
        noscript = make("noscript", make("p", words, make("code", call), tail, class_="note"))
        script = f'<script type="application/octet-stream" id="_pack">{text}</script>\n'
        return self._page(items, script, noscript=_html(noscript), scripts=("unpack.js", "page.js"))

    def _dated(self) -> list[tuple[Match, str]]:
        """The meetings with their dates as the list says them: without the year where the heading has it."""
        is_grouped = self._is_grouped()
        found = []
        for match in self.matches:
            e = self.entries.get(match.id)
            found.append((match, NO_DATE if e is None else e.words if is_grouped else human_date(e.date)))
        return found

    def _year(self, match: Match) -> int | None:
        e = self.entries.get(match.id)
        return e.year if e else None

    def _is_grouped(self) -> bool:
        """Whether the meetings come year by year, so that each year can have a heading."""
        runs = [year for year, _ in groupby(map(self._year, self.matches))]
        return len(runs) == len(set(runs))

    def _choices(self) -> dict[str, Any]:
        """What can be filtered by: names, and for each meeting the numbers of its own."""
        named: dict[str, set[str]] = {}
        for match in self.matches:
            for name in match.meeting.partners:
                named.setdefault(name, set()).add(match.id)
        names = sorted(named, key=lambda name: (name.casefold(), name))
        of: dict[str, list[int]] = {match.id: [] for match in self.matches}
        for i, name in enumerate(names):
            for identifier in named[name] | self._with_partner(name):
                if identifier in of:
                    of[identifier].append(i)
        statuses = list(dict.fromkeys(match.status for match in self.matches))
        series = {name: i for i, name in enumerate(self.series)}
        meetings = [
            [
                of[match.id],
                series[match.meeting.series] if match.meeting.series else -1,
                statuses.index(match.status),
                years_of(match),
            ]
            for match in self.matches
        ]
        shown = [plain(name) for name in names]
        named_series = [[plain(identifier), name] for identifier, name in self.series.items()]
        return {"partners": shown, "series": named_series, "statuses": statuses, "meetings": meetings}

    def _with_partner(self, name: str) -> set[str]:
        """The meetings that `--partner` finds, so that a group finds its members and a member its groups."""
        try:
            return {match.id for match in self.archive.find(Query(partner=(name,)), records=False)}
        except QueryError:
            return set()

    # The document

    def _page(
        self, items: Sequence[str], data: str, *, noscript: str = "", scripts: Sequence[str] = ("page.js",)
    ) -> str:
        style = _tones() + _part("page.css")
        script = '"use strict";{\n' + "".join(map(_part, scripts)) + "}\n"
        policy = (
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
            "base-uri 'none'; form-action 'none'"
        )
        undated = [match for match in self.matches if match.id not in self.entries]
        drawn = "".join(map(_html, overview(list(self.entries.values()), undated, self.archive.today)))
        pieces = [
            "<!DOCTYPE html>\n",
            '<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
            f"{_html(make('title', self.title))}\n<style>{style}</style>\n</head>\n<body>\n",
            _html(make("a", "Skip to the meetings", href="#_list", class_="skip")),
            _html(make("header", make("h1", self.title, dir="auto"), make("p", self._summary(), dir="auto"))),
            "\n<main>\n",
            f'<section aria-labelledby="_time"><h2 id="_time">Timeline</h2>{drawn}</section>\n' if drawn else "",
            _part("filters.html") if self.matches else "",
            '<section aria-labelledby="_meetings"><h2 id="_meetings" class="hidden">Meetings</h2>\n',
            noscript,
            '<div id="_list" tabindex="-1">\n',
            *self._groups(items),
            "" if self.matches else '<p class="note">There are no meetings here.</p>\n',
            "</div>\n</section>\n</main>\n",
            _html(self._foot()),
            f"\n{data}<script>{script}</script>\n</body>\n</html>\n",
        ]
        return "".join(pieces)

    def _groups(self, items: Sequence[str]) -> Iterable[str]:
        if not self._is_grouped():
            return ['<section><ol class="m">\n', "\n".join(items), "</ol></section>\n"]
        groups = []
        for year, inside in groupby(zip(self.matches, items, strict=True), lambda pair: self._year(pair[0])):
            name = "No date" if year is None else f"{year:04d}"
            groups.append(f'<section id="_{year or "undated"}"><h3>{name}</h3><ol class="m">\n')
            groups.append("\n".join(item for _, item in inside))
            groups.append("</ol></section>\n")
        return groups

    def _summary(self) -> str:
        words = [plural(len(self.matches), "meeting"), years_in(self.entries.values()), how_many_possibly(self.matches)]
        return " · ".join(filter(None, words))

    def _foot(self) -> Element:
        day = self.archive.today
        return make(
            "footer",
            make(
                "p",
                f"Written by dialogue on {human_date_of(day)}. Numbers in brackets name the words of the sources that "
                "prove a claim. A window or a question mark says that a date is not known more exactly.",
            ),
        )


def human_date_of(day: Any) -> str:
    """A day in words."""
    from dialogue_cli.dates.edtf import parse

    return human_date(parse(day.isoformat()))


def _html(element: Element) -> str:
    return tostring(element, encoding="unicode", method="html")


def _part(name: str) -> str:
    """A part of the page from its file, without comments that have a line to themselves, and unindented."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    kept = (line.strip() for line in lines)
    text = "".join(line + "\n" for line in kept if line and not line.startswith(("//", "/* ")))
    return re.sub(r"(?<=[{};:,]) | (?=\{)", "", text) if name.endswith(".css") else text


def _json(data: object) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(text: str) -> str:
    """A source of the Content-Security-Policy: only that text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _tones() -> str:
    """The tones of the drawing as variables and classes, light and dark."""
    light, dark = ("".join(f"--{name}:{pair[i]};" for name, pair in TONES.items()) for i in (0, 1))
    classes = "".join(f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in TONES)
    return (
        f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{classes}\n"
    )
