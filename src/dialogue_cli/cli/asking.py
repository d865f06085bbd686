"""Plain questions to the person at the terminal: a line of text, and a line as the answer."""

from __future__ import annotations

import sys


def is_anyone_there() -> bool:
    """Whether a person can be asked."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def ask(question: str) -> str | None:
    """The answer to a question; None where there is none."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        return None
    return line.strip()


def choice(question: str, letters: str) -> str | None:
    """One of some letters, of which the first is taken for an empty answer; None where there is no answer."""
    while (answer := ask(question)) is not None:
        if (letter := (answer.lower() or letters)[0]) in letters:
            return letter
    return None
