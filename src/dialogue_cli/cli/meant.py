"""What is typed in the place of ids of meetings: ids, parts of them, patterns, or - for those on standard input."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from dialogue_cli.errors import QueryError
from dialogue_cli.text import fold, key, plural, shortened

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.model import Meeting

STANDARD_INPUT = "-"
_SHOWN = 6
"""How many ids a note proposes."""


def ids_and_names(session: Session, typed: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is typed, apart: the ids of meetings, and what may be names."""
    ids, names = list[str](), list[str]()
    for text in typed:
        is_id = text == STANDARD_INPUT or "*" in text or session.archive.match(text)
        (ids if is_id else names).append(text)
    return ids, names


def ids_meant(session: Session, typed: Sequence[str]) -> list[str]:
    """The ids of the meetings that are meant, each once, in the order typed; notes say what was taken for what.

    What stands on standard input is taken as it is.
    """
    archive, found = session.archive, list[str]()
    words = [text for text in typed if text != STANDARD_INPUT]
    if len(words) == len(typed) > 1 and not any("*" in word or archive.match(word) for word in words):
        # Several words may be one: `show strategic dialogue 7`.
        typed = [" ".join(words)] if _parts(" ".join(words), archive.ids()) else typed
    for text in typed:
        if text == STANDARD_INPUT:
            for one in _standard_input(session):
                if archive.match(one):
                    found.append(one)
                elif now := archive.ask(lambda index, one=one: index.former(one)):  # type: ignore[misc]
                    found.append(now)
                    session.note(f'"{shortened(one)}" is "{now}" now')
                else:
                    session.note(f'no meeting has the id "{shortened(one)}"')
        elif archive.match(text):
            found.append(text)
        elif not key(text):
            session.note("an id is missing")
        else:
            meant, note = _meant(session.archive, text)
            found += meant
            session.note(note)
    return list(dict.fromkeys(found))


def one_meant(session: Session, typed: str) -> Meeting:
    """The meeting that is meant, to change it; a note says what was taken for what. QueryError for none or several."""
    found = ids_meant(session, [typed])
    if len(found) != 1:
        raise QueryError(f'"{shortened(typed)}" is {plural(len(found), "meeting")}; name one by its id')
    return cast("Meeting", session.archive.get(found[0]))


def _standard_input(session: Session) -> Iterator[str]:
    """The ids on standard input, a line each; of lines as `list` writes them the first field."""
    if sys.stdin is None or sys.stdin.isatty():
        raise QueryError("- reads ids from standard input: dialogue list -f ids | dialogue show -")
    text = sys.stdin.read()
    if text.lstrip().startswith(("[", "{")):
        raise QueryError("- reads ids, and standard input has JSON: write ids with -f ids")
    if not text.strip():
        session.note("no ids on standard input")
    yield from (line.partition("\t")[0].strip() for line in re.split("[\n\0]", text) if line.strip())


def _meant(archive: Archive, text: str) -> tuple[list[str], str]:
    """The ids that are meant, and the note that says so; none where it could be several."""
    ids, nothing = archive.ids(), f'no meeting has the id "{text}"'
    if "*" in text:
        found = [one for one in ids if fnmatchcase(one.lower(), text.lower())]
        return found, f'"{text}" is {plural(len(found), "meeting")}' if found else nothing
    if now := archive.ask(lambda index: index.former(text)):
        return [now], f'"{text}" is "{now}" now'
    found = _parts(text, ids)
    if not found:
        from dialogue_cli.spelling import misspelt, nearest

        # An id with another number is another meeting: it is named, and not taken.
        near = misspelt(text, ids)
        found = [] if near else _titles(archive, text)
        if len(found) > 1:
            several = f"{len(found):,} have it in their titles: dialogue search {shlex.quote(text)} lists them"
            return [], f"{nothing}; {several}{_by_name(archive, text)}"
        if not found:
            near = near or nearest(text, ids)
            return [], nothing + (_by_name(archive, text) or (f'; the nearest is "{near}"' if near else ""))
    if len(found) == 1:
        return found, f'{nothing}; taken for "{found[0]}"'
    shown = ", ".join(f'"{one}"' for one in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return [], f"{nothing}; it could be {shown}{more}{_by_name(archive, text)}"


def _by_name(archive: Archive, text: str) -> str:
    """The hint for what is the name of something else: a partner, a topic, …"""
    from dialogue_cli.cli.asked import Named

    try:
        return f"; by name: dialogue show {Named(archive.reading([text], exactly=True)).options}"
    except QueryError:
        return ""


def _parts(text: str, ids: Iterable[str]) -> list[str]:
    """The ids that begin with the words of a text, else those that have them side by side, else in any order.

    >>> _parts("summit", ["eu-asia-summit-1", "eu-asia-talks"]), _parts("7", ["round-7", "round-17"])
    (['eu-asia-summit-1'], ['round-7'])
    """
    wanted = _words(text)
    known = [(one, _words(one)) for one in ids]
    ways = (
        lambda words: words[: len(wanted)] == wanted,
        lambda words: any(words[i : i + len(wanted)] == wanted for i in range(1, len(words))),
        lambda words: set(wanted) <= set(words),
        # Round 1 is no beginning of round 10.
        lambda words: not wanted[-1][-1].isdigit() and " ".join(words).startswith(" ".join(wanted)),
    )
    found = ([one for one, words in known if way(words)] for way in ways)
    return next(filter(None, found), []) if wanted else []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text.replace("_", " ")))


def _titles(archive: Archive, text: str) -> list[str]:
    """The ids of the meetings whose titles have all the words of a text."""
    from dialogue_cli.query.query import Query

    try:
        # Titles that have all the words are among the best hits.
        hits = list(archive.find(Query(words=text, limit=200), records=False, snippets=False))
    except QueryError:
        return []
    wanted = set(_words(text))
    return [hit.id for hit in hits if wanted <= set(_words(hit.title))]
