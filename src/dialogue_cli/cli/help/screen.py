"""Help for a person at a terminal: laid out for its width, without markup, so that nothing of it can be eaten."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Iterator

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.flags import HELP, VERSION
from dialogue_cli.cli.help.pages import HINTS, Example, Option, Page
from dialogue_cli.cli.help.topics import EXAMPLES, PURPOSE, TOPICS, Topic
from dialogue_cli.terminal import window

_WIDEST = 100
_NARROWEST = 40
_TERM = 26
"""The widest term with its text beside it; the text of a wider one begins on the next line."""
_TEXT = 36
"""A text beside a long term is at least so wide."""
# For a stream that lacks them.
_TYPED = str.maketrans({"…": "...", "“": '"', "”": '"', "’": "'", "–": "-"})


class Screen:
    """The lines of a help text; `width` in columns, `styled` for headings in bold."""

    def __init__(self, width: int | None = None, *, styled: bool | None = None) -> None:
        columns = window.width() if width is None else width
        self.width = max(min(columns, _WIDEST), _NARROWEST)
        self.styled = _is_styled() if styled is None else styled
        self.lines: list[str] = []

    @property
    def text(self) -> str:
        """What to write, without a last line end."""
        text = "\n".join(self.lines)
        try:
            text.encode(sys.stdout.encoding)
        except (UnicodeEncodeError, LookupError):
            text = text.translate(_TYPED)
        return text

    def heading(self, title: str) -> None:
        """A title, with an empty line above it."""
        if self.lines:
            self.lines.append("")
        self.lines.append(f"\x1b[1m{title}\x1b[0m" if self.styled else title)

    def paragraph(self, text: str, indent: int = 0) -> None:
        """Text broken at its spaces."""
        self.lines += _wrap(text, self.width, " " * indent)

    def code(self, text: str) -> None:
        """A line that is to be copied: never broken."""
        self.lines.append(f"  {text}")

    def terms(self, terms: Iterable[tuple[str, str]], column: int = 0) -> None:
        """Terms with their texts beside them, from a column on, or below where a term is long."""
        terms = list(terms)
        column = column or column_of(terms)
        for term, text in terms:
            rest = _wrap(text, self.width, " " * column) or [""]
            if len(term) <= column - 4:
                rest[0] = (f"  {term}".ljust(column) + rest[0].lstrip()).rstrip()
                self.lines += rest
            else:
                self.lines += [*_wrap(term, self.width, "  "), *rest]

    def pairs(self, terms: Iterable[tuple[str, str]]) -> None:
        """Terms of which many may be long: all beside their texts where these keep room, else all above them."""
        terms = list(terms)
        longest = max((len(term) for term, _ in terms), default=0)
        if sum(len(term) > _TERM for term, _ in terms) * 4 <= len(terms):
            self.terms(terms)
        elif longest + 4 + _TEXT <= self.width:
            self.terms(terms, longest + 4)
        else:
            for term, text in terms:
                self.lines += [*_wrap(term, self.width, "  "), *_wrap(text, self.width, "      ")]

    def examples(self, examples: Iterable[Example]) -> None:
        """Command lines, each below what it answers."""
        for example in examples:
            if example.about:
                lines = _wrap(f"# {example.about}", self.width, "  ")
                self.lines += [f"\x1b[2m{line}\x1b[0m" if self.styled else line for line in lines]
            self.code(example.command)


def column_of(terms: Iterable[tuple[str, str]]) -> int:
    """Where the texts of terms begin."""
    return 2 + max((len(term) for term, _ in terms if len(term) <= _TERM), default=_TERM) + 2


def of_command(page: Page, **how: int | bool) -> str:
    """The help of one command."""
    screen = Screen(**how)  # type: ignore[arg-type]
    screen.paragraph(page.purpose)
    screen.heading("Usage")
    screen.code(page.usage)
    for paragraph in page.paragraphs:
        screen.lines.append("")
        screen.paragraph(paragraph)
    if page.examples:
        screen.heading("Examples")
        screen.examples(page.examples)
    column = column_of(_labels((*page.arguments, *page.options)))
    if page.arguments:
        screen.heading("Arguments")
        screen.terms(_labels(page.arguments), column)
    for title, options in page.groups:
        screen.heading(title)
        if title in HINTS:
            screen.paragraph(HINTS[title], 2)
        screen.terms(_labels(options), column)
    screen.heading("Exit status")
    screen.paragraph(page.status, 2)
    screen.heading("More")
    screen.terms(
        [
            *((f"dialogue help {name}", TOPICS[name].about) for name in _related(page)),
            ("man dialogue", "all of it on one page"),
        ]
    )
    return screen.text


def _related(page: Page) -> Iterator[str]:
    """The topics that a command needs."""
    if any(argument.value == "WORDS…" for argument in page.arguments):
        yield "words"
    if page.group("Filters"):
        yield from ("filters", "periods", "names")
    if any("FORMAT" in option.value for option in (*page.arguments, *page.options)):
        yield "formats"


def of_program(program: Program, **how: int | bool) -> str:
    """The help of the whole program."""
    screen = Screen(**how)  # type: ignore[arg-type]
    screen.paragraph(PURPOSE)
    screen.heading("Usage")
    screen.code("dialogue COMMAND [OPTIONS]")
    screen.heading("Commands")
    screen.terms(program.main.items())
    screen.heading("Keeping a collection")
    screen.terms(program.keeping.items())
    screen.heading("To start from")
    screen.examples(EXAMPLES)
    screen.heading("Help")
    screen.terms(
        [
            ("dialogue COMMAND --help", "The options of a command."),
            ("dialogue help TOPIC", f"More about a topic: {', '.join(TOPICS)}."),
            ("man dialogue", "All of it on one page."),
            *((f"dialogue {name}", text) for name, text in program.others.items() if name != "help"),
            *((Option(flag.names, flag.value, flag.text).label, flag.text) for flag in (VERSION, HELP)),
        ]
    )
    return screen.text


def of_topic(topic: Topic, **how: int | bool) -> str:
    """The help of a topic."""
    screen = Screen(**how)  # type: ignore[arg-type]
    screen.heading(topic.title)
    for i, block in enumerate(topic.blocks):
        if i:
            screen.lines.append("")
        if isinstance(block, str):
            screen.paragraph(block)
        else:
            screen.pairs(block)
    return screen.text


def _labels(options: Iterable[Option]) -> Iterator[tuple[str, str]]:
    return ((option.label, option.text) for option in options)


def _wrap(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _is_styled() -> bool:
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "").lower() not in ("", "dumb", "unknown")
    )
