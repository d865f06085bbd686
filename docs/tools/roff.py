"""The man page dialogue(1), in the macros of man(7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.help.pages import HINTS, Example, Option, Page, page, shared
from dialogue_cli.cli.help.topics import DESCRIPTION, EXAMPLES, TOPICS, Topic

_SEE = ("jq", "cut", "less", "sqlite3")
# Characters that roff would obey or draw as others; those beyond ASCII have names of their own.
_ESCAPES = {
    "\\": r"\e",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
    "…": "...",
    "“": r"\(lq",
    "”": r"\(rq",
    "’": r"\(cq",
    "–": r"\(en",
}


def escaped(text: str) -> str:
    """A text in which roff finds no request, no escape and no sign that it would draw as another."""
    plain = "".join(_ESCAPES.get(c) or (c if c.isascii() else f"\\[u{ord(c):04X}]") for c in " ".join(text.split()))
    return f"\\&{plain}" if plain.startswith(".") else plain


def man_page(program: Program, version: str) -> str:
    """The man page of the program. It holds no date: the same source, the same page."""
    pages = [page(command) for command in program.commands()]
    common = shared(pages)
    filters = [option for option in common if option.group in HINTS]
    lines = [
        r".\" Made by `make man` out of the program itself; do not edit.",
        f'.TH DIALOGUE 1 "" "dialogue {version}" "User Commands"',
        # Options and words of commands must not be broken.
        ".nh",
        ".ad l",
        *_section("NAME"),
        rf"dialogue \- {escaped('ask records of diplomatic meetings who met whom, when, where and about what')}",
        *_section("SYNOPSIS"),
        *_synopsis("dialogue COMMAND [OPTIONS]"),
    ]
    for each in pages:
        lines += [".br", *_synopsis(each.usage)]
    lines += _section("DESCRIPTION")
    for i, paragraph in enumerate(DESCRIPTION):
        lines += [".PP"] * bool(i) + [escaped(paragraph)]
    lines += _section("COMMANDS")
    for each in pages:
        lines += _command(each, common)
    lines += [*_section("FILTERS"), escaped(HINTS["Filters"]), *_options(filters)]
    lines += _section("COMMON OPTIONS")
    lines += _options(option for option in common if option not in filters)
    for topic in TOPICS.values():
        lines += _topic(topic)
    lines += [*_section("EXAMPLES"), *_examples(EXAMPLES)]
    lines += _section("SEE ALSO")
    lines += [",\n".join(rf"\fB{name}\fR(1)" for name in _SEE)]
    return "\n".join(lines) + "\n"


def _section(title: str) -> list[str]:
    return [f".SH {escaped(title.upper())}"]


def _synopsis(usage: str) -> list[str]:
    program, command, *rest = usage.split(" ")
    name = "" if command.isupper() else f" {command}"
    return [f".B {escaped(program + name)}", *_marked(" ".join(rest if name else [command, *rest]))]


def _marked(usage: str) -> Iterator[str]:
    """What stands for a value, in the type of values."""
    if usage:
        yield re.sub(r"[A-Z]{2,}", lambda found: rf"\fI{found[0]}\fR", escaped(usage))


def _command(page: Page, common: list[Option]) -> Iterator[str]:
    yield f'.SS "dialogue {escaped(page.name)}"'
    yield escaped(page.purpose)
    for paragraph in page.paragraphs:
        yield from (".PP", escaped(paragraph))
    own = [option for option in page.options if option not in common]
    yield from _options((*page.arguments, *own))
    taken = [option for option in page.options if option in common]
    names = [rf"\fB{escaped(option.names[-1])}\fR" for option in taken if option.group not in HINTS]
    if any(option.group in HINTS for option in taken):
        names.insert(0, "the filters")
    if names:
        yield from (".PP", f"Also: {', '.join(names)}.")
    yield from (".PP", rf"\fIExit status:\fR {escaped(page.status)}")
    if page.examples:
        yield from (".PP", r"\fIExamples:\fR", *_examples(page.examples))


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        names = ", ".join(rf"\fB{escaped(name)}\fR" for name in option.names)
        value = rf"\fI{escaped(option.value)}\fR" if option.value else ""
        yield from (".TP", " ".join(filter(None, (names, value))), escaped(option.text))


def _topic(topic: Topic) -> Iterator[str]:
    yield from _section(topic.title)
    for i, block in enumerate(topic.blocks):
        if isinstance(block, str):
            yield from [".PP"] * bool(i)
            yield escaped(block)
            continue
        for term, text in block:
            yield from (".TP", rf"\fB{escaped(term)}\fR", escaped(text))


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        if example.about:
            yield from (".PP", f"{escaped(example.about)}:")
        yield from (".PP", ".RS 4", ".nf", _verbatim(example.command), ".fi", ".RE")


def _verbatim(line: str) -> str:
    # Spaces count in a command line.
    return " ".join(escaped(part) for part in line.split(" "))
