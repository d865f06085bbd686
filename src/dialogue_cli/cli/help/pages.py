"""A command as a page: purpose, usage, text, options in groups, examples, exit status; read from the command itself.

The text of a command is: a sentence of purpose; paragraphs; one that begins `Exit status:` if it is not the usual
one; and `Examples:`, set in, each perhaps with a line `# what it answers` above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from inspect import cleandoc

from dialogue_cli.cli.command import Command

FIRST = ("Meeting", "Tables", "Filters", "Output")
LAST = ("Dataset", "Help")
_LATER = ("--color", "--quiet", "--no-pager")
"""Every command has these: they come behind its own."""
HINTS = {
    "Meeting": "Given twice, an option of a list means several.",
    "Filters": "An option given twice means any of its values; different ones must all hold.",
}
STATUSES = "0 something was found; 1 nothing was found; 2 the call or the dataset is wrong."
_STATUS = "Exit status:"
_EXAMPLES = "Examples:"


@dataclass(frozen=True)
class Option:
    """An option or an argument: `names` as typed (none for an argument), what stands for its value, what it does."""

    names: tuple[str, ...]
    value: str
    text: str
    group: str = ""

    @property
    def label(self) -> str:
        """As it stands in a list: `-p, --partner NAME`, long names below one another."""
        if not self.names:
            return self.value
        names = ", ".join(self.names)
        indent = "" if not names.startswith("--") else " " * len("-x, ")
        return f"{indent}{names}{' ' if self.value else ''}{self.value}"


@dataclass(frozen=True)
class Example:
    """A command line, and what it answers, if its docstring says so."""

    command: str
    about: str = ""


@dataclass(frozen=True)
class Page:
    """All that is to be said of a command. `groups` are titles with their options, in the order of the help."""

    name: str
    purpose: str
    usage: str
    paragraphs: tuple[str, ...]
    arguments: tuple[Option, ...]
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    examples: tuple[Example, ...]
    status: str

    @property
    def options(self) -> Iterator[Option]:
        """The options of all groups."""
        for _, options in self.groups:
            yield from options

    def group(self, title: str) -> tuple[Option, ...]:
        """The options of one group; none when there is no such group."""
        return dict(self.groups).get(title, ())


def page(command: Command) -> Page:
    """The page of a command, out of its text and of what it takes."""
    purpose, paragraphs, examples, status = _read(command.text)
    arguments = tuple(Option((), flag.value, flag.text) for flag in command.arguments)
    options = [Option(flag.names, flag.value, flag.text, flag.group) for flag in command.options]
    options.sort(key=lambda option: option.names[-1] in _LATER)
    pieces = [f"dialogue {command.name}", *(argument.value for argument in arguments), "[OPTIONS]"]
    return Page(
        command.name,
        purpose,
        " ".join(pieces),
        tuple(paragraphs),
        arguments,
        tuple((title, tuple(o for o in options if o.group == title)) for title in _titles(options)),
        tuple(examples),
        status,
    )


def _titles(options: list[Option]) -> list[str]:
    found = list(dict.fromkeys(option.group for option in options))
    between = [title for title in found if title not in FIRST + LAST]
    return [title for title in (*FIRST, *between, *LAST) if title in found]


def _read(text: str) -> tuple[str, list[str], list[Example], str]:
    text, _, shown = cleandoc(text).partition(f"\n{_EXAMPLES}\n")
    purpose, *paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    status = next((part.removeprefix(_STATUS).strip() for part in paragraphs if part.startswith(_STATUS)), STATUSES)
    examples, about = [], ""
    for line in filter(None, map(str.strip, shown.splitlines())):
        if line.startswith("# "):
            about = line.removeprefix("# ")
        else:
            examples.append(Example(line, about))
            about = ""
    return purpose, [part for part in paragraphs if not part.startswith(_STATUS)], examples, status


def shared(pages: Sequence[Page], least: int = 3) -> list[Option]:
    """The options that so many of the pages have alike, in the order of their groups: they are described once."""
    counts = Counter(option for page in pages for option in page.options)
    titles = _titles(list(counts))
    return sorted((option for option in counts if counts[option] >= least), key=lambda o: titles.index(o.group))
