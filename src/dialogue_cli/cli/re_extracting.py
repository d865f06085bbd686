"""What `source check --re-extract` does: documents read again, and told what a newer extractor would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.writing import desk_of, finish, show_diff
from dialogue_cli.curate.diff import unified
from dialogue_cli.curate.extracting_again import KEEPS, Again, again, prepare, replaced
from dialogue_cli.dataset.documents import Library
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.index.documented import quotes, sources_named
from dialogue_cli.text import listing, one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.model import Evidence, Source

_COLUMNS = [("source", "left"), ("text", "left"), ("meeting", "left"), ("quote", "left")]


def check(session: Session) -> int:
    """Answers one call; returns the exit status: 1 if a quote would be lost, or a document cannot be read again."""
    if not session.values["re_extract"]:
        raise QueryError(
            "use dialogue source check --re-extract; whether quotes are in their texts, dialogue check tells"
        )
    found = list(_found(session, _chosen(session)))
    if session.values["show"]:
        show_diff(session, [line for one in found for line in _diff(one)])
    elif found:
        session.write_rows(_COLUMNS, (row for one in found for row in _rows(one)), session.values["format"])
    for one in found:
        if one.why:
            session.note(f"{one.source.id}: {one_line(one.why)}")
    session.note(_summary(found))
    is_kept = all(one.outcome in KEEPS for one in found)
    if session.values["write"]:
        _write(session, [one for one in found if one.outcome == "differs"])
    elif any(one.outcome == "differs" for one in found):
        session.note("--show shows how the texts differ; --write replaces those of which no quote is lost")
    return FOUND if is_kept else NOTHING


def _chosen(session: Session) -> Sequence[Source]:
    """The sources that are named, or all of them; those without an original are told and left out."""
    names = session.values["files"]
    sources = session.archive.sources()
    if names:
        sources = []
        for name in names:
            meant, notes = session.archive.ask(partial(sources_named, name=name))
            for note in notes:
                session.note(note)
            if not meant:
                raise QueryError(f'there is no document "{one_line(name)}"; dialogue sources lists them')
            sources += [one for one in meant if one not in sources]
    having = [source for source in sources if source.original and source.file]
    if without := len(sources) - len(having):
        is_are = "is its own text" if without == 1 else "are their own texts"
        session.note(f"{plural(without, 'source')} without an original {is_are}")
    return having


def _found(session: Session, sources: Sequence[Source]) -> Iterator[Again]:
    library = Library(session.archive.path, {source.id: source for source in sources})
    quoted: dict[str, list[tuple[str, Evidence]]] = {source.id: [] for source in sources}
    for meeting, quote in session.archive.ask(lambda index: list(quotes(index, quoted))):
        quoted[quote.source].append((meeting, quote))
    for source in sources:
        yield again(source, library, quoted[source.id])


def _rows(one: Again) -> Iterator[dict[str, Any]]:
    """A row for a document, or for each quote that it would lose."""
    if not one.lost:
        yield {"source": one.source.id, "text": one.outcome}
    for meeting, quote in one.lost:
        yield {"source": one.source.id, "text": one.outcome, "meeting": meeting, "quote": quote.exact}


def _diff(one: Again) -> Iterator[str]:
    yield from unified(one.path.name, one.before, one.after) if one.after else ()


def _summary(found: Sequence[Again]) -> str:
    counts = Counter(one.outcome for one in found)
    lost = sum(len(one.lost) for one in found)
    said = [
        f"{count:,} {outcome}" + (f" {plural(lost, 'quote')}" if outcome == "loses" else "")
        for outcome, count in counts.items()
    ]
    return f"{plural(len(found), 'document')} read again{said and ': '}{listing(said, 'and') if said else ''}"


def _write(session: Session, found: Sequence[Again]) -> None:
    """Replaces the texts of which no quote is lost, with what their entries say of them."""
    if not found:
        session.note("nothing to write")
        return
    desk = desk_of(session)
    meant = prepare(desk, found)
    done = f"{plural(len(found), 'text')} replaced"
    if session.values["dry_run"]:
        show_diff(session, [line for one in found for line in _diff(one)])
        finish(session, desk, meant, done)
        return
    texts: dict[Path, str] = {one.path: one.after for one in found}
    replaced(desk, texts, lambda: finish(session, desk, meant, done))
