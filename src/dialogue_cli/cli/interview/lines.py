"""Reads what a person types, a line at a time, with completion and a line to begin with where readline is there.

Prompts go to standard error: standard output is for the answer of the program.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, ModuleType

# What is between them takes no room: readline asks for them, and nobody else.
_MARKS = dict.fromkeys((1, 2))
# A signal that comes while readline draws would only be heeded at the next key, or signal.
_TICK = 0.3
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Offers = Callable[[str, str], list[str]]
"""What the Tab key offers: for a kind of values, and what is typed of one."""


class Lines:
    """The lines of standard input."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._found: list[str] = []
        self._kind = self._separator = ""
        self.is_terminal = bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())
        """Whether a person is typing."""
        self.unfinished = ""
        """What stood on a line that was interrupted."""
        self._readline = _readline() if self.is_terminal and os.environ.get("TERM") != "dumb" else None

    @property
    def can_begin(self) -> bool:
        """Whether a line can have something on it already, to be changed."""
        # Not where Python was built for a library that is too old for it.
        return hasattr(self._readline, "set_pre_input_hook")

    def read(
        self, prompt: str, *, offers: str = "", separator: str = "", begin: str = "", is_answer: bool = False
    ) -> str:
        """A line, without white space around it.

        `offers` is a kind of values that Tab completes, between signs of `separator`; `begin` stands there already.
        With `is_answer` what was typed before the prompt was there does not count: it was no answer to it.
        EOFError where there is none.
        """
        if is_answer and self.is_terminal:
            _forget_typed()
        if self._readline is None:
            # A stream of a test may be no file.
            print(prompt.translate(_MARKS), end="", file=sys.stderr, flush=True)
            line = sys.stdin.readline() if sys.stdin else ""
            if not line:
                raise EOFError
            return line.strip()
        self._kind, self._separator = offers, separator
        self.unfinished = ""
        with self._completing(self._readline, begin), self._watching(self._readline), _prompting():
            return input(prompt).strip()

    @contextmanager
    def _watching(self, readline: ModuleType) -> Iterator[None]:
        """Takes down what stands on the line when a signal ends it: afterwards readline has forgotten it."""

        def handler(number: int, frame: FrameType | None) -> None:
            self.unfinished = readline.get_line_buffer().strip()
            before = old[signal.Signals(number)]
            assert callable(before), "the others are left alone"
            before(number, frame)

        old = {number: signal.getsignal(number) for number in _ENDING}
        for number, before in old.items():
            if callable(before):
                signal.signal(number, handler)
        tick = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, before in {**old, signal.SIGALRM: tick}.items():
                signal.signal(number, before)

    @contextmanager
    def _completing(self, readline: ModuleType, begin: str) -> Iterator[None]:
        def insert() -> None:
            readline.insert_text(begin)
            readline.redisplay()

        readline.set_completer(self._complete)
        readline.set_completer_delims(f"\n{self._separator}")
        begin_with = getattr(readline, "set_pre_input_hook", lambda _: None)
        begin_with(insert if begin else None)
        try:
            yield
        finally:
            begin_with(None)
            readline.set_completer(None)

    def _complete(self, text: str, state: int) -> str | None:
        if state == 0:
            # Whatever is wrong, a prompt is no place for it.
            with suppress(Exception):
                self._found = self._fitting(text)
        return self._found[state] if state < len(self._found) else None

    def _fitting(self, text: str) -> list[str]:
        typed = text.lstrip()
        space = text[: len(text) - len(typed)]
        return [space + value for value in self._offers(self._kind, typed)] if self._kind else []


def _forget_typed() -> None:
    import termios

    with suppress(termios.error):
        termios.tcflush(sys.stdin, termios.TCIFLUSH)


def _readline() -> ModuleType | None:
    try:
        import readline
    except ImportError:
        return None
    readline.set_auto_history(False)
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    return readline


@contextmanager
def _prompting() -> Iterator[None]:
    """Lets readline write to the terminal, also where standard output goes elsewhere: it knows no other stream."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(sys.stderr.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
