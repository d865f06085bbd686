"""What `dialogue sources` says of the text of documents: which of its sentences the records account for.

Not a command of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.coverage import Sentence, Totals
    from dialogue_cli.dataset.model import Evidence, Source


def status(session: Session, count: int) -> int:
    """The exit status of an answer about so many sources; of none, a note says what was looked at."""
    if not count:
        session.note(f"no source is named in {session.archive.coverage()} ({session.archive.path.name})")
    return FOUND if count else NOTHING


def named(session: Session, name: str) -> tuple[Sequence[Source], list[str]]:
    """The sources that a name means, and what a reader must know of that."""
    from dialogue_cli.index.documented import sources_named

    return session.archive.ask(lambda index: sources_named(index, name))


def _sentences(session: Session, sources: Sequence[Source]) -> dict[str, list[Sentence]]:
    """What is accounted for of each document that is at hand, by the ids of the sources."""
    from dialogue_cli.index.documented import quotes

    # The records are only read where there is something to compare them with.
    at_hand = [source for source in sources if session.proofs.document(source)]
    by_source: dict[str, list[tuple[str, Evidence]]] = {source.id: [] for source in at_hand}
    for pair in session.archive.ask(lambda index: list(quotes(index, by_source))) if at_hand else ():
        by_source[pair[1].source].append(pair)
    found = ((source.id, session.proofs.coverage(source, by_source[source.id])) for source in at_hand)
    return {identifier: sentences for identifier, sentences in found if sentences is not None}


def totals_of(session: Session, sources: Sequence[Source]) -> Mapping[str, Totals]:
    """How much is accounted for of each document that is at hand, by the ids of the sources."""
    from dialogue_cli.dataset.coverage import totals

    return {identifier: totals(found) for identifier, found in _sentences(session, sources).items()}


def coverage(session: Session, identifier: str | None) -> int:
    """Writes documents sentence by sentence. Returns the exit status."""
    sources: Sequence[Source] = session.archive.sources()
    notes: list[str] = []
    if identifier is not None:
        sources, notes = named(session, identifier)
    for note in notes:
        session.note(note)
    found = _sentences(session, sources)
    if absent := [source.id for source in sources if source.id not in found]:
        them = f'the document of "{absent[0]}" is' if len(absent) == 1 else f"{len(absent):,} documents are"
        session.note(f"{them} not at hand as UTF-8 text, so nothing can be said of it; see dialogue sources")
    whole = session.values["missing"]
    shown = [(source, found[source.id]) for source in sources if source.id in found]
    if whole:
        shown = [(source, some) for source, some in shown if any(one.state == "missing" for one in some)]
    if session.format(session.values["format"]) == "table":
        count = _draw_coverage(session, shown)
    else:
        count = _coverage_rows(session, shown)
    if not count and found:
        session.note(f"every sentence of {plural(len(found), 'document')} is accounted for")
    elif not sources and not notes:
        status(session, 0)
    return FOUND if count else NOTHING


def _draw_coverage(session: Session, shown: Sequence[tuple[Source, list[Sentence]]]) -> int:
    from dialogue_cli.terminal.coverage import write_coverage

    titles = dict(session.archive.names("id"))
    for i, (source, sentences) in enumerate(shown):
        document = session.proofs.document(source)
        assert document, "else there are no sentences"
        write_coverage(
            source,
            document.text,
            sentences,
            session.console,
            titles,
            is_first=not i,
            only_missing=session.values["missing"],
        )
    return len(shown)


_SENTENCE = [("source", "left"), ("line", "right"), ("state", "left"), ("words", "right"), ("accounted", "right")]
_SENTENCE += [("meetings", "left"), ("reasons", "left"), ("text", "left")]


def _coverage_rows(session: Session, shown: Sequence[tuple[Source, list[Sentence]]]) -> int:
    """Writes a row for each sentence. Returns their number."""
    if session.format(session.values["format"]) == "ids":
        raise QueryError("ids does not go with --coverage; use -f tsv")
    rows = []
    for source, sentences in shown:
        document = session.proofs.document(source)
        assert document, "else there are no sentences"
        rows += [
            {
                "source": source.id,
                "line": one.line,
                "state": one.state,
                "words": one.words,
                "accounted": one.accounted,
                "meetings": list(one.meetings),
                "reasons": list(one.reasons),
                "text": document.text[one.start : one.end],
            }
            for one in sentences
            if one.state == "missing" or not session.values["missing"]
        ]
    return session.write_rows(_SENTENCE, rows, session.values["format"])
