"""Where the text of one call leaves the program: the answer, the notes about it, a pager in front of a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from dialogue_cli.cli.pager import Pager, chosen
from dialogue_cli.cli.streams import ERRORS, say, standard_output


class ReaderGone(Exception):
    """The reader of our output has gone (SIGPIPE)."""


class Output:
    """The streams of one call. `is_paged` and `is_quiet` are set once the options are known."""

    def __init__(self) -> None:
        self.standard = standard_output()
        self.is_terminal = self.standard.isatty()
        """Whether a person is looking at standard output."""
        self.is_paged = False
        """Whether the answer may go through a pager."""
        self.is_quiet = False
        """Whether notes are not wanted."""
        self._pager: Pager | None = None
        self._held: list[str] = []

    def answer(self, *, utf8: bool) -> TextIO:
        """Where the answer goes: for a person at a terminal through a pager, else to standard output.

        With `utf8` it is a text that is UTF-8 in every locale; only a terminal gets what it can show.
        """
        if utf8 and not self.is_terminal:
            self.standard.reconfigure(encoding="utf-8", errors=ERRORS)
        if self._pager is None and self.is_terminal and self.is_paged and (command := chosen()):
            self.standard.flush()
            self._pager = Pager(command, self.standard.encoding)
            self._say_held()
        return self._pager.stream if self._pager else self.standard

    def note(self, text: str) -> None:
        """Says something on standard error, or in the pager where that would hide it.

        A note comes before what it is about: until there is anything to page it is kept, and a note without an
        answer starts no pager.
        """
        if self.is_quiet:
            return
        is_hidden = self.is_terminal and self.is_paged and sys.stderr is not None and sys.stderr.isatty()
        if is_hidden and self._pager is None and chosen():
            self._held.append(f"note: {text}")
            return
        # On a terminal, and where both streams go to one file, in the order in which it was said.
        self.standard.flush()
        say(f"note: {text}", stream=self._pager.stream if is_hidden and self._pager else None)

    def finish(self) -> str | None:
        """Waits until the person has left the pager. Returns a message where the pager could not be run."""
        pager, self._pager = self._pager, None
        if pager is None:
            self._say_held()
            return None
        return pager.wait()

    def _say_held(self) -> None:
        while self._held:
            say(self._held.pop(0), stream=self._pager.stream if self._pager else None)
