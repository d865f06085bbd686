"""One file per command: its help (the docstring), what it takes (`TAKES`), and what it does (`run`).

`PROGRAM` names them in the order of the help; each is imported only when it is called.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

from dialogue_cli.cli.command import Command, Program

_MAIN = {
    "list": "Which meetings match, in time order.",
    "search": "Which meetings speak of this, best first.",
    "timeline": "The same meetings as a picture in time.",
    "show": "Everything about one meeting, and the words behind it.",
    "count": "How many, per year, partner, topic, …",
    "people": "Who took part, and in how many.",
    "partners": "The states, organisations and groups, with their other names.",
    "topics": "The subjects, with their other names.",
    "places": "The cities, countries and venues.",
    "instruments": "The agreements, plans and schemes.",
    "series": "The recurring formats: rounds, gaps in the record, what is next.",
    "brief": "A briefing note in Markdown, with the words behind every statement.",
    "sources": "The documents, and how much of each the records account for.",
    "export": "The collection for another program: a page, a calendar, …",
}
_KEEPING = {
    "init": "A new dataset, with an example to copy.",
    "source": "A document, so that its words can be quoted.",
    "add": "A new meeting: from options, from JSON, or by asking.",
    "quote": "The exact words of a document as a piece of evidence.",
    "draft": "Records proposed out of a document, with the words behind every claim.",
    "review": "A draft, claim by claim, into the dataset.",
    "import": "Whole collections that exist as tables: CSV, JSON, xlsx, …",
    "edit": "One record in your editor, checked before it goes in.",
    "rename": "Another name or id, everywhere in the dataset.",
    "fmt": "One layout: the order of keys, line width, quotation marks.",
    "schema": "The JSON Schema of a dataset, for editors.",
    "check": "Every problem in a dataset, with file, line and column.",
}
_OTHERS = {
    "help": "What a command does, or more about a topic.",
    "completion": "The script that makes the Tab key complete, for bash, zsh or fish.",
}


def _load(name: str) -> Command:
    # A word of Python cannot be the name of a module that others import.
    module = import_module(f"dialogue_cli.commands.{name}{'_' if iskeyword(name) else ''}")
    return Command(name, module.__doc__ or "", module.TAKES, module.run)


def _wordless() -> Command:
    from dialogue_cli.commands import words

    return Command("list", words.__doc__ or "", words.TAKES, words.run)


PROGRAM = Program(_MAIN, _KEEPING, _OTHERS, _load, _wordless)
