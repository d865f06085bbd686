"""Search: any text as what a person looks for, as a plan, and asked of the bundled collection."""

from __future__ import annotations

import atexit
import os
from functools import cache

from dialogue_cli.archive import Archive
from dialogue_cli.errors import QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.query.search_text import MARK_END, MARK_START, Plan, parse_search
from fuzz.harness import ROOT, expect, folder, text_of


def check(data: bytes) -> None:
    """A search is answered or refused with a QueryError, and the answers agree with each other."""
    text = text_of(data)
    try:
        plan = parse_search(text)
    except QueryError as error:
        expect(str(error), "a refusal says why", text)
        plan = None
    if plan:
        expect(parse_search(text) == plan, "the same text is the same search", text)
        _is_sound(plan)
    _ask(text, is_refused=plan is None)


def _is_sound(plan: Plan) -> None:
    expect(plan.units, "there is something to look for", plan)
    atoms = [atom for unit in plan.units for atom in unit.atoms]
    out = [atom for one in plan.excluded for atom in (*one.having, *one.lacking)]
    for atom in (*atoms, *out, *plan.phrases):
        expect(atom.words and all(atom.words), "what is looked for has words", atom)
        expect('"' not in " ".join(atom.words) and "\0" not in atom.fts, "no word ends its own quotes", atom)
    expect(all(unit.atoms for unit in plan.units), "a unit has alternatives", plan)


@cache
def _archive() -> Archive:
    # The index is this process's own.
    os.environ["XDG_CACHE_HOME"] = str(folder() / "cache")
    archive = Archive(ROOT / "data" / "meetings.yaml")
    atexit.register(archive.close)
    return archive


def _ask(text: str, *, is_refused: bool) -> None:
    archive = _archive()
    try:
        found = list(archive.find(Query(words=text)))
    except QueryError:
        expect(is_refused or not text.strip() or len(text) > 1000, "what is a search is answered", text)
        return
    expect(not is_refused, "what is no search is refused", text)
    ids = [match.id for match in found]
    expect(len(set(ids)) == len(ids), "a meeting is found once", ids)
    expect(archive.count(Query(words=text)) == len(ids), "as many are counted as found", text)
    expect([one.id for one in archive.find(Query(words=text), snippets=False)] == ids, "the same ones again", text)
    for match in found:
        expect(match.record["id"] == match.id, "a match has its record", match.id)
        for snippet in filter(None, [match.snippet]):
            expect(snippet.count(MARK_START) == snippet.count(MARK_END), "marks come in pairs", snippet)
