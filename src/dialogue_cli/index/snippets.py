"""Snippets: the part of a record in which the words of a search stand, in the record's own letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from dialogue_cli.index.database import Database
from dialogue_cli.index.schema import TEXTS
from dialogue_cli.index.texts import BETWEEN, texts_of
from dialogue_cli.query.search_text import MARK_END, MARK_START
from dialogue_cli.tokens import Token, tokens

_LENGTH = 18
"""How many words a snippet has."""
_COLUMNS = ", ".join(f"highlight(words, {i}, '{MARK_START}', '{MARK_END}')" for i in range(len(TEXTS)))
# Sentences say more than lists of names, and the title stands above the snippet anyway.
_ORDER = "summary outcomes evidence topics instruments notes people partners series place date title".split()


def snippets(database: Database, expression: str, among: str) -> dict[int, str]:
    """The snippets of some meetings, whose numbers are a list in JSON, for an FTS5 expression that finds them."""
    rows = database.rows(
        f"SELECT words.rowid, r.json, {_COLUMNS} FROM words JOIN record r ON r.meeting = words.rowid"
        " WHERE words MATCH ? AND words.rowid IN (SELECT value FROM json_each(?))",
        [expression, among],
    )
    return {number: _snippet(record, dict(zip(TEXTS, marked, strict=True))) for number, record, *marked in rows}


def _snippet(record: str, marked: dict[str, str]) -> str:
    """The part of a record with the most of the words; `marked` are its columns as the index has them."""
    with_marks = [column for column in _ORDER if MARK_START in marked[column]]
    if not with_marks:
        return ""
    texts = texts_of(json.loads(record))
    best: tuple[int, str] = (0, "")
    for column in with_marks:
        found = list(tokens(texts[column]))
        hits = list(_hits(marked[column]))
        # A text that the index has otherwise cannot be marked.
        if hits and hits[-1] < len(found):
            first, count = _densest(found, hits)
            if count > best[0]:
                best = (count, _cut(texts[column], found, set(hits), first))
    return best[1]


def _hits(marked: str) -> Iterator[int]:
    """Which words of a text are marked, counted from 0."""
    is_inside, count = False, 0
    for part in _parts().findall(marked):
        if part in (MARK_START, MARK_END):
            is_inside = part == MARK_START
        else:
            if is_inside:
                yield count
            count += 1


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(f"[{MARK_START}{MARK_END}]|[0-9A-Za-z\x80-\U0010ffff]+")


def _densest(found: Sequence[Token], hits: Sequence[int]) -> tuple[int, int]:
    """The first marked word of the stretch that has the most different marked words, and how many those are."""
    best = (hits[0], 0)
    for i, hit in enumerate(hits):
        count = len({found[other].word for other in hits[i : i + _LENGTH] if other < hit + _LENGTH})
        if count > best[1]:
            best = (hit, count)
    return best


def _cut(text: str, found: Sequence[Token], hits: set[int], first: int) -> str:
    """The stretch of a text around a marked word, from where a sentence or an item begins if that is near."""
    last = max(hit for hit in hits if first <= hit < first + _LENGTH)
    room = _LENGTH - (last - first + 1)
    back = min(max(room // 2, room - (len(found) - 1 - last)), first)
    starts = [i for i in range(first - back, first + 1) if not i or _begins(text[found[i - 1].end : found[i].start])]
    start = starts[0] if starts else first - back
    end = min(start + _LENGTH, len(found))
    at = found[start].start if start else 0
    pieces = ["…" if start else ""]
    for one, other in _runs(found, hits, range(start, end), text):
        pieces += [text[at:one], MARK_START, text[one:other], MARK_END]
        at = other
    pieces.append(text[at : found[end - 1].end] + "…" if end < len(found) else text[at:])
    return "".join(pieces)


def _runs(found: Sequence[Token], hits: set[int], among: range, text: str) -> list[tuple[int, int]]:
    """Where the marked words begin and end in the text, those with only a space between them together."""
    runs: list[tuple[int, int]] = []
    for i in among:
        if i not in hits:
            continue
        start, end = found[i].start, found[i].end
        if runs and (start < runs[-1][1] or text[runs[-1][1] : start].isspace()):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _begins(between: str) -> bool:
    """Whether what stands between two words ends a sentence or an item."""
    return BETWEEN.strip() in between or any(sign in between for sign in ".!?;:\n")
