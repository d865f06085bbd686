"""The command reference, in CommonMark with tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.help.pages import HINTS, Option, Page, page, shared
from dialogue_cli.cli.help.topics import TOPICS, Topic


def reference(program: Program) -> str:
    """A page on all commands, the filters and the topics; out of the program."""
    pages = [page(command) for command in program.commands()]
    common = shared(pages)
    filters = [option for option in common if option.group in HINTS]
    lines = ["# Command reference", "", "<!-- Made by `make reference` out of the program itself; do not edit. -->"]
    for each in pages:
        lines += _command(each, common)
    lines += ["", "## Filters", "", _plain(HINTS["Filters"]), *_table("option", filters)]
    lines += ["", "## Common options", *_table("option", [option for option in common if option not in filters])]
    for topic in TOPICS.values():
        lines += _topic(topic)
    return "\n".join(lines) + "\n"


def _command(page: Page, common: list[Option]) -> Iterator[str]:
    yield from ("", f"## dialogue {page.name}", "", _plain(page.purpose))
    yield from ("", "```text", page.usage, "```")
    for paragraph in page.paragraphs:
        yield from ("", _plain(paragraph))
    yield from _table("argument", page.arguments)
    yield from _table("option", [option for option in page.options if option not in common])
    taken = [option for option in page.options if option in common]
    names = [_code(option.names[-1]) for option in taken if option.group not in HINTS]
    if any(option.group in HINTS for option in taken):
        names.insert(0, "the [filters](#filters)")
    if names:
        yield from ("", f"Also: {', '.join(names)}.")
    yield from ("", f"Exit status: {_plain(page.status)}")
    if page.examples:
        yield from ("", "```sh")
        for example in page.examples:
            yield from [f"# {example.about}"] * bool(example.about)
            yield example.command
        yield "```"


def _topic(topic: Topic) -> Iterator[str]:
    yield from ("", f"## {topic.title}")
    for block in topic.blocks:
        if isinstance(block, str):
            yield from ("", _plain(block))
        else:
            yield from ("", "| | |", "|---|---|")
            yield from (f"| {_code(term)} | {_plain(text)} |" for term, text in block)


def _table(title: str, options: Iterable[Option]) -> Iterator[str]:
    rows = [f"| {', '.join(map(_code, _names(option)))} | {_plain(option.text)} |" for option in options]
    if rows:
        yield from ("", f"| {title} | |", "|---|---|", *rows)


def _names(option: Option) -> Iterator[str]:
    *short, last = option.names or ("",)
    yield from short
    yield f"{last} {option.value}".strip()


def _plain(text: str) -> str:
    """Prose in which Markdown finds no markup."""
    return re.sub(r"([\\`*_{}\[\]<>|$~])", r"\\\1", text)


def _code(text: str) -> str:
    return f"`{text}`".replace("|", r"\|")
