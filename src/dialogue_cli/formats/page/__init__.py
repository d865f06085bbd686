"""The collection as one web page that needs no network: search, filters, cards, and the evidence behind each claim.

While it stays small, everything is plain HTML. A larger page has the list as HTML, with date, title, status, parties
and place of each meeting, and the cards as compressed data that the script of the page unpacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from dialogue_cli.archive import Archive
from dialogue_cli.formats.page.cards import Cards
from dialogue_cli.formats.page.document import Document
from dialogue_cli.formats.page.elements import html
from dialogue_cli.formats.page.filter_data import Series, filter_data, series_of
from dialogue_cli.formats.page.meeting_list import MeetingList
from dialogue_cli.formats.page.packing import packed_data
from dialogue_cli.formats.page.search_data import search_data
from dialogue_cli.index.lexicon import places_of
from dialogue_cli.index.queries import Index
from dialogue_cli.match import Match
from dialogue_cli.text import key, plural
from dialogue_cli.view.proofs import Proofs
from dialogue_cli.view.year_axis import entry

LARGEST_PLAIN = 300_000
"""Bytes up to which the cards stand in the page as HTML."""
LARGEST = 1_000_000
"""Bytes above which a note says how large the page is; a thousand rich records take two thirds of it."""
MOST_HTML = 100_000_000
"""Letters of all cards together that a page holds before they are packed; thirty thousand rich records have as many."""
CARDS_A_PACK = 250


def write(
    matches: Iterable[Match],
    archive: Archive,
    out: TextIO,
    note: Callable[[str], None],
    proofs: Proofs | None = None,
) -> int:
    """Writes the meetings as one HTML page, the cards packed where it would be large. Returns their number."""
    found = list(matches)
    series = series_of(found, archive)
    cards = _cards(found, archive, series, proofs or Proofs(archive))
    found, cards, left_out = _latest(found, cards)
    if left_out:
        note(left_out)
    entries = {match.id: e for match in found if (e := entry(match))}
    document = Document(archive.header.title, found, entries, archive.today, left_out)
    meetings = MeetingList(found, entries)
    data = _data(found, archive, series)
    text = "" if sum(map(len, cards)) > LARGEST_PLAIN else document.with_list(meetings.with_cards(cards), data)
    if not text or _size(text) > LARGEST_PLAIN:
        packs = (cards[i : i + CARDS_A_PACK] for i in range(0, len(cards), CARDS_A_PACK))
        data += "".join(packed_data(f"_cards{i}", pack) for i, pack in enumerate(packs))
        text = document.with_list(meetings.lines_only(), data, is_packed=True)
    if _size(text) > LARGEST:
        note(f"the page has {_size(text):,} bytes; a filter makes it smaller")
    out.write(text)
    return len(found)


def _latest(found: list[Match], cards: list[str]) -> tuple[list[Match], list[str], str]:
    """Returns the meetings that a page can hold, in the order as given, and what is said of those left out.

    They are those without a date, which no filter by time would find, and the latest others.
    """
    if sum(map(len, cards)) <= MOST_HTML:
        return found, cards, ""
    moments = [match.earliest or match.latest or "" for match in found]
    room, kept = MOST_HTML, list[int]()
    for place in sorted(range(len(found)), key=lambda place: (not moments[place], moments[place]), reverse=True):
        room -= len(cards[place])
        # One is there, however long its card is.
        if room < 0 and kept:
            break
        kept.append(place)
    kept.sort()
    rest = plural(len(found) - len(kept), "meeting")
    first = min((moments[place] for place in kept if moments[place]), default="")
    words = f"{rest} before {first} are left out, of {len(found):,}; --until {first} writes them as another page"
    return [found[place] for place in kept], [cards[place] for place in kept], words


def _cards(found: Sequence[Match], archive: Archive, series: Mapping[str, Series], proofs: Proofs) -> list[str]:
    maker = Cards(
        {source.id: source for source in archive.sources()},
        {text: name for text, (_, name) in series.items()},
        {match.id: match.title for match in found},
        archive.header.principal,
        proofs,
    )
    return [html(maker.card(match)) for match in found]


def _data(found: Sequence[Match], archive: Archive, series: Mapping[str, Series]) -> str:
    """Returns what the filters and the search need, packed."""
    ids = {key(identifier): identifier for identifier, _ in series.values()}

    def asked(index: Index) -> str:
        places = places_of(index, [match.id for match in found])
        filters = filter_data(index, places, found, ids)
        more = {"size": len(found), "pack": CARDS_A_PACK}
        return packed_data("_pack", more | filters) + packed_data("_words", search_data(index, places))

    return archive.ask(asked) if found else ""


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
