"""A briefing note: what is next, what came of it, what is open, then meeting by meeting, with the words behind it.

On a terminal the note is set for reading, its quotes numbered and together at the end. In a pipe and in a file it is
Markdown, its quotes as footnotes; -o - writes that on a terminal too. Of more than 25 meetings, those held last and
those to come next are told in full, and the others in a table.

What is typed without an option is an id of a meeting, as show takes it, or a name, as list takes it.

Examples:

  dialogue brief --partner Kazakhstan

  dialogue brief Pakistan 2025

  dialogue brief --topic migration --since 2022 -o migration.md
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogue_cli.cli.asked import Named
from dialogue_cli.cli.flags import COMMON, FILTERS, LIMIT, NAMES, PERIODS, REVERSE, SORT, TARGET, Flag
from dialogue_cli.cli.meant import ids_and_names, ids_meant
from dialogue_cli.cli.target import written_to
from dialogue_cli.errors import NOTHING, QueryError
from dialogue_cli.text import listing

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive
    from dialogue_cli.cli.session import Session
    from dialogue_cli.query.query import Query
    from dialogue_cli.view.brief.many import Commands
from dialogue_cli.match import Result

IDS = Flag("ids", (), "Ids of meetings, or names of what the filters take.", "[ID…|NAME…]", repeats=True, offers="id")
TAKES = (IDS, *FILTERS, *TARGET, LIMIT, SORT, REVERSE, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    archive = session.archive
    query = _query(session)
    if query is None:
        return NOTHING
    result = archive.find(query, snippets=False)
    for note in result.notes:
        session.note(note)
    asked = about(archive, result)
    if session.is_drawn and session.values["output"] is None:
        return session.status(_set(session, result, asked))
    from dialogue_cli.formats.brief import write

    with written_to(session, "markdown") as place:
        count = write(
            result,
            archive,
            place.stream,
            session.note,
            about=asked,
            remarks=result.notes,
            proofs=session.proofs,
            commands=_commands(session),
        )
        place.is_worth_it = bool(count)
    return session.status(count)


def _query(session: Session) -> Query | None:
    """What is asked; None where what is typed names no meeting."""
    typed = session.values["ids"] or ()
    ids, names = ids_and_names(session, typed)
    try:
        given = session.named(names)
    except QueryError:
        # Not all of them are names: each by itself, or a part of an id.
        given = Named()
        for name in names:
            try:
                given = Named((*given.pairs, *session.named([name]).pairs))
            except QueryError:
                ids.append(name)
    found = ids_meant(session, ids)
    if ids and not found:
        return None
    return session.query(ids=found, given=given)


def _set(session: Session, result: Result, asked: str) -> int:
    """Sets the note for a person. Returns the number of its meetings."""
    from dialogue_cli.terminal.brief import write_briefing
    from dialogue_cli.view.brief.note import briefing

    made = briefing(result, session.archive, asked, result.notes, session.proofs, _commands(session))
    return write_briefing(made, session.console, session.proofs) if made.size else 0


def _commands(session: Session) -> Commands:
    """How to see more of the same meetings."""
    from dialogue_cli.cli.again import call
    from dialogue_cli.view.brief.many import Commands

    data = next(flag for flag in COMMON if flag.field == "data")
    flags = (NAMES, *FILTERS, LIMIT, SORT, REVERSE, data)
    named = {NAMES.field: session.values["ids"]}
    every = call("list", flags, session.values, **named)
    format_ = Flag("format", (), "", "FORMAT")
    return Commands(every, call("export", (format_, *flags), session.values, format="markdown", **named))


def about(archive: Archive, result: Result) -> str:
    """What was asked, in the words that follow "meetings": `with Pakistan, since 1 January 2025`."""
    parts = ["chosen by their ids"] if result.query.id else []
    for flag in (*FILTERS, LIMIT):
        if flag.field == PERIODS[0] and (period := result.query.period):
            from dialogue_cli.dates.sentences import span

            assert not isinstance(period, str), "the archive has parsed it"
            parts.append(span(period.start, period.end))
        elif flag.field not in PERIODS and getattr(result.query, flag.field):
            # A filter without words of its own is named as it is typed: it must not be passed over in silence.
            words = flag.words or f"{flag.names[-1].removeprefix('--')} {{}}"
            parts.append(words.format(listing(list(dict.fromkeys(_values(archive, result, flag))))))
    return ", ".join(parts)


def _values(archive: Archive, result: Result, flag: Flag) -> Iterator[str]:
    """What was given for a filter: of names those that were meant."""
    given = getattr(result.query, flag.field)
    for value in given if flag.repeats else (given,):
        is_name = flag.repeats and flag.kind is str
        yield result.matched.get(value) or archive.label(flag.field, value) if is_name else str(value)
