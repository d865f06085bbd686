"""Whether a quote names another meeting of the dataset, and says what it is to that of the record."""

from __future__ import annotations

import re
from typing import Any

from dialogue_cli.curate.draft.dates import edtf
from dialogue_cli.curate.notary.case import Case
from dialogue_cli.curate.notary.quoted import Quoted
from dialogue_cli.curate.notary.whose import is_of_series
from dialogue_cli.text import fold

Record = dict[str, Any]
_CUES = {
    "concurrent": "concurren|parallel|same time|back to back|alongside|sidelines|margins|jointly",
    "part-of": "part of|during|in the framework|within|in the course",
}
_ENDINGS = re.compile(r"(?:ing|ed|es|s|e)$")


def related_fault(case: Case) -> str | None:
    """Why no quote names the other meeting, or None: by its number, its day or its title."""
    other = case.known.record(str(case.value.get("id", "")))
    if other is None:
        return "there is no such meeting in the dataset"
    if any(_names(quote, other, case) for quote in case.quotes):
        return None
    return f'the quote does not name "{other["title"]}" by its number, its date or its title'


def _names(quote: Quoted, other: Record, case: Case) -> bool:
    mine = case._replace(record=other)
    if any(one.ordinal == other.get("ordinal") and is_of_series(quote, one.series, mine) for one in quote.rounds):
        return True
    inside = [one for one in quote.reading.release.dates if quote.span[0] <= one.start and one.end <= quote.span[1]]
    return any(edtf(one) == other.get("date") for one in inside if one.first[2]) or quote.has(other["title"])


def relation_fault(case: Case) -> str | None:
    """Why nothing says what the other meeting is to this one, or None."""
    relation = str(case.value["relation"])
    other = case.known.record(str(case.value["id"])) or {}
    if relation in ("next", "previous"):
        mine, theirs = case.record.get("ordinal"), other.get("ordinal")
        is_one_series = case.record.get("series") == other.get("series") is not None
        if is_one_series and mine and theirs and theirs - mine == (1 if relation == "next" else -1):
            return None
        return f'by their numbers it is not the "{relation}" one of the same series'
    stem = _ENDINGS.sub("", relation.split("-")[0])
    pattern = _CUES.get(relation) or (rf"{re.escape(stem)}\w*" if len(stem) > 2 else "(?!)")
    if relation == "see-also" or any(re.search(rf"\b(?:{pattern})", fold(quote.text)) for quote in case.quotes):
        return None
    return f'the quote does not say that it is "{relation}"'
