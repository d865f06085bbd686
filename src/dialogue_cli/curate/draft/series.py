"""When two names are those of one series: the parties in any order and by any name, and the same words besides."""

from __future__ import annotations

import re
from typing import Any

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.tagging import tagged


def like(reading: Reading, known: Known, series: str) -> tuple[frozenset[str], str]:
    """A series as compared."""
    names = {one.id: one.name or one.id for one in known.vocabularies.series}
    text = re.sub(r"\([^()]*\)", "", names.get(series, series))
    words = tagged(text, reading.names, (), ()).words
    parties = frozenset(word.means for word in words if word.sign in "SA")
    return parties, "".join(text[word.start : word.end].lower() for word in words if word.sign not in "SA-&i")


def is_of_series(reading: Reading, known: Known, record: dict[str, Any], one: Round) -> bool:
    """Whether a numbered meeting is of the series of a record, though the text may name it more shortly."""
    (mine, words), (other, others) = like(reading, known, record.get("series", "")), like(reading, known, one.series)
    return (
        (not other or not mine or mine == other) and bool(words) and (words.endswith(others) or others.endswith(words))
    )
