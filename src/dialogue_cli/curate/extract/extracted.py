"""What an extractor gives: the text, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dialogue_cli.errors import UnreadableError
from dialogue_cli.text import BYTE_ORDER_MARK, CONTROLS, NOT_CHARACTERS, squeeze

LARGEST = 64 << 20
"""So many bytes a document has at most, and what it unfolds to: more is no document that a person reads."""
LONGEST = 8_000_000
"""So many characters the text of a document has at most: more than the longest novels, and what commands bear."""
# What takes no room in a word and is none of it; joiners stay, which Persian and Hindi are written with.
_UNSEEN = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}" + BYTE_ORDER_MARK))
_NO_TEXT = re.compile(f"[{CONTROLS}{NOT_CHARACTERS}]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n{3,}")


class TooMuchError(UnreadableError):
    """A document that is larger, or nested deeper, than any that a person reads."""


@dataclass(frozen=True)
class Proposal:
    """A field of a source as the document itself states it, and where it does."""

    field: str
    value: str
    where: str


@dataclass(frozen=True)
class Extracted:
    """The text of a document. `rules` is the version of what made it; it grows when texts may come out otherwise.

    `media_type` is that of the original; of plain text, which is its own text, `kind` is `plain`.
    """

    text: str
    kind: str
    media_type: str
    rules: int = 1
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def extractor(self) -> str:
        """What made the text, as a source says it."""
        from dialogue_cli import __version__

        return f"dialogue {__version__}, {self.kind} {self.rules}"

    def settled(self) -> tuple[dict[str, Proposal], list[str]]:
        """The proposals on which the document agrees with itself, and what to tell of the others."""
        found: dict[str, Proposal] = {}
        contrary: dict[str, list[Proposal]] = {}
        for one in map(_harmless, self.proposals):
            first = found.setdefault(one.field, one)
            if first.value != one.value:
                contrary.setdefault(one.field, [first]).append(one)
        told = []
        for name, several in contrary.items():
            # Titles differ by the name of the site behind them; days do not differ for nothing.
            if name == "published":
                del found[name]
                said = ", ".join(dict.fromkeys(f"{one.value} ({one.where})" for one in several))
                told.append(f"the document names several days of publication: {said}; state one with --published")
        return found, told


def _harmless(one: Proposal) -> Proposal:
    return replace(one, value=squeeze(_NO_TEXT.sub("", one.value.translate(_UNSEEN))))


def check_length(characters: int) -> None:
    """Raises TooMuchError for more characters than a text has."""
    if characters > LONGEST:
        raise TooMuchError(f"has a text of more than {LONGEST:,} characters, which no document has that a person reads")


def _within(lines: Iterable[str]) -> Iterator[str]:
    """The lines, until they are longer than a text is: then TooMuchError."""
    characters = 0
    for line in lines:
        characters += len(line) + 1
        check_length(characters)
        yield line


def tidy(lines: Iterable[str]) -> str:
    """Lines as a text: single spaces, at most one blank line, no control characters, no soft hyphens.

    TooMuchError as soon as they are too many, or too long.
    """
    text = "\n".join(_SPACES.sub(" ", _NO_TEXT.sub("", line.translate(_UNSEEN))).strip() for line in _within(lines))
    return _BLANK.sub("\n\n", text).strip("\n") + "\n"
