"""The man page dialogue(1): Markdown out of the program, from which Sphinx makes the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.help.pages import HINTS, Example, Option, Page, page, shared
from dialogue_cli.cli.help.topics import DESCRIPTION, EXAMPLES, TOPICS, Topic

_SEE = ("jq", "cut", "less", "sqlite3")
_SETTINGS = Path(__file__).parent / "man"


def man_page(source: str) -> str:
    """Returns the page in the macros of man(7). It holds no date and no path: the same Markdown, the same page."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dialogue.md").write_text(source, encoding="utf-8")
        made = folder / "made"
        call = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", "-b", "man", "-c", str(_SETTINGS), name, str(made)]
        # Sphinx refuses to start where the locale of the session is not installed.
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"LC_ALL": "C"})
        text = (made / "dialogue.1").read_text(encoding="utf-8")
    # The comments name the version of the writer; the blank lines would be drawn as such by mandoc.
    body = [line for line in text.splitlines() if line not in ("", ".") and not line.startswith('.\\"')]
    text = re.sub(r"^(?:\.sp\n)?(\.S[HS] .*\n)(?:\.sp\n)?", r"\1", "\n".join(body), flags=re.MULTILINE)
    return rf""".\" Made by `make man` out of the program itself; do not edit.
{text}
"""


def markdown(program: Program) -> str:
    """Returns the page in Markdown with definition lists (MyST)."""
    pages = [page(command) for command in program.commands()]
    common = shared(pages)
    filters = [option for option in common if option.group in HINTS]
    usages = ["dialogue COMMAND [OPTIONS]", *(each.usage for each in pages)]
    lines = ["# dialogue", "", "## SYNOPSIS", *_synopsis(usages)]
    lines += ["", "## DESCRIPTION", *_paragraphs(DESCRIPTION), "", "## COMMANDS"]
    for each in pages:
        lines += _command(each, common)
    lines += ["", "## FILTERS", "", plain(HINTS["Filters"]), *_options(filters)]
    lines += ["", "## COMMON OPTIONS", *_options(option for option in common if option not in filters)]
    for topic in TOPICS.values():
        lines += _topic(topic)
    lines += ["", "## EXAMPLES", *_examples(EXAMPLES)]
    lines += ["", "## SEE ALSO", "", ", ".join(f"**{name}**(1)" for name in _SEE)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Prose in which Markdown finds no markup; an ellipsis as three dots, which every terminal has."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()).replace("…", "..."))


def _synopsis(usages: Iterable[str]) -> Iterator[str]:
    # Markdown has no lines that stay lines; reStructuredText has.
    yield from ("", "```{eval-rst}")
    for usage in usages:
        name, values = re.fullmatch(r"(dialogue(?: [a-z]+)?) (.*)", usage).groups()  # type: ignore[union-attr]
        marked = re.sub(r"([A-Z]{2,})", r"*\1*\\ ", values.replace("…", "..."))
        yield f"| **{name}** {marked}"
    yield "```"


def _command(page: Page, common: list[Option]) -> Iterator[str]:
    yield from ("", f"### dialogue {page.name}", *_paragraphs((page.purpose, *page.paragraphs)))
    own = [option for option in page.options if option not in common]
    yield from _options((*page.arguments, *own))
    taken = [option for option in page.options if option in common]
    names = [f"**{plain(option.names[-1])}**" for option in taken if option.group not in HINTS]
    if any(option.group in HINTS for option in taken):
        names.insert(0, "the filters")
    if names:
        yield from ("", f"Also: {', '.join(names)}.")
    yield from ("", f"*Exit status:* {plain(page.status)}")
    if page.examples:
        yield from ("", "*Examples:*", *_examples(page.examples))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from ("", plain(text))


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"**{plain(name)}**" for name in option.names)
        value = f"*{plain(option.value)}*" if option.value else ""
        yield from ("", " ".join(filter(None, (names, value))), f": {plain(option.text)}")


def _topic(topic: Topic) -> Iterator[str]:
    yield from ("", f"## {plain(topic.title.upper())}")
    for block in topic.blocks:
        if isinstance(block, str):
            yield from ("", plain(block))
            continue
        for term, text in block:
            yield from ("", f"**{plain(term)}**", f": {plain(text)}")


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        if example.about:
            yield from ("", f"{plain(example.about)}:")
        yield from ("", "```text", example.command, "```")
