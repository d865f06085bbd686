"""What is typed without a command: a name is listed, any other words are searched for.

Not a command that is typed: `dialogue Pakistan` means `dialogue list --partner Pakistan`.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from dialogue_cli.cli.asked import Named
from dialogue_cli.cli.flags import ANY_WORD, COMMON, FILTERS, OUTPUT, Flag
from dialogue_cli.commands.show import write_whole
from dialogue_cli.errors import NOTHING, QueryError
from dialogue_cli.text import shortened
from dialogue_cli.view.views import View

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

TAKES = (Flag("words", (), "", "WORDS…", repeats=True, required=True), ANY_WORD, *FILTERS, *OUTPUT, *COMMON)
_BY_PART = {"partner", "person", "place", "period"}
"""Fields whose names people give in part or misspell; a part of another name is rather a word to search for."""


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    words = session.values["words"]
    if all(map(session.archive.match, words)):
        session.note(f"read as dialogue show {shlex.join(words)}")
        found = list(session.archive.find(session.query(ids=words, given=Named()), snippets=False))
        write_whole(session, found)
        return session.status(len(found))
    typed = shortened(shlex.join(words))
    given = None if session.values["any_word"] else _named(session, words)
    if given:
        read = given.note("dialogue list ", all_match=bool(session.values["all_match"]))
        session.note(f"{read}; dialogue search {typed} looks in the texts")
        return session.answer(View.TABLE, given=given)
    session.note(f"read as dialogue search {typed}")
    status = session.answer(View.SEARCH, " ".join(words))
    if status == NOTHING and len(words) == 1:
        session.note(f'"{words[0]}" is no command either: dialogue --help names them')
    return status


def _named(session: Session, words: list[str]) -> Named | None:
    """What the words name; None where they are words to search for."""
    for exactly in (True, False):
        try:
            given = Named(session.archive.reading(words, exactly=exactly))
        except QueryError:
            continue
        if exactly or {field for field, _ in given.pairs} <= _BY_PART:
            return given
    return None
