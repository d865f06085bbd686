"""`dialogue brief`."""

from __future__ import annotations

from dialogue_cli.archive import Archive, Result
from dialogue_cli.commands.options import Common, Filters, Limit, Output, Reverse, Sort, Target
from dialogue_cli.commands.session import Session
from dialogue_cli.commands.target import written_to
from dialogue_cli.text import listing

# What a filter says of the meetings that it keeps.
_WORDS = {
    "partner": "with",
    "person": "with the participation of",
    "topic": "about",
    "series": "of the series",
    "kind": "of the kind",
    "status": "with the status",
    "place": "in",
    "instrument": "dealing with",
    "source": "reported by",
}


def command(
    filters: Filters,
    target: Target,
    common: Common,
    limit: Limit = None,
    sort: Sort = None,
    reverse: Reverse = False,
) -> int:
    """A briefing note in Markdown, each sentence with the words of the sources behind it as footnotes.

    Examples:

      dialogue brief --partner Kazakhstan

      dialogue brief --topic migration --since 2022 -o migration.md
    """
    from dialogue_cli.formats.brief import write

    session = Session(common, target)
    archive = session.archive
    result = archive.find(session.query(filters, Output(limit=limit, sort=sort, reverse=reverse)), snippets=False)
    for note in result.notes:
        session.note(note)
    with written_to(target, session) as place:
        count = write(result, archive, place.stream, session.note, about=_about(archive, result), remarks=result.notes)
        place.is_worth_it = bool(count)
    return session.status(count)


def _about(archive: Archive, result: Result) -> str:
    """What was asked, in the words that follow "meetings"."""
    query = result.query
    parts = []
    for name, words in _WORDS.items():
        typed = getattr(query, name)
        if typed:
            labels = [_label(archive, name, text, result.matched) for text in typed]
            parts.append(f"{words} {listing(list(dict.fromkeys(labels)))}")
    if query.round:
        parts.append(f"of round {listing([str(number) for number in query.round])}")
    if query.period:
        from dialogue_cli.formats.brief import span

        parts.append(span(query.period.start, query.period.end))
    parts += ["that are bilateral"] if query.bilateral else []
    parts += ["only what is certain"] if query.certain else []
    parts += [f"the last {query.last} of them"] if query.last else []
    parts += [f"the next {query.next} of them"] if query.next else []
    parts += [f"at most {query.limit} of them"] if query.limit else []
    return ", ".join(parts)


def _label(archive: Archive, name: str, typed: str, matched: dict[str, str]) -> str:
    """The name that was meant by what was typed."""
    return matched.get(typed) or archive.label(name, typed)
