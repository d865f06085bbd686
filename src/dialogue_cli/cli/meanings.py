"""What other programs call the commands and options, and what they are called here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogue_cli.cli.command import Command
from dialogue_cli.cli.flags import VERSION
from dialogue_cli.text import listing

# None of these is a word that people would search for.
_COMMANDS = {
    "list": "ls lst dir all index browse filter select",
    "search": "find grep rg lookup",
    "show": "view get cat open info display read print",
    "timeline": "chronology plot",
    "count": "stats statistics",
    "brief": "briefing memo",
    "check": "validate lint verify test",
    "export": "dump convert save",
    "people": "persons participants",
    "topics": "tags subjects",
    "partners": "countries",
    "places": "cities",
    "sources": "docs documents",
    "add": "new create insert record",
    "quote": "cite excerpt quotation",
    "init": "start begin setup",
    "help": "man usage",
    "--version": "version",
}
_DATASET = "a dataset is a YAML file that you write, and dialogue check says what is wrong with it"
_ABSENT = {
    **dict.fromkeys(("delete", "rm"), _DATASET),
    **dict.fromkeys(("update", "reindex", "refresh"), "the index of a dataset brings itself up to date"),
    **dict.fromkeys(("next", "upcoming", "future"), "for what is to come: dialogue list --next 5"),
    **dict.fromkeys(("last", "latest", "recent"), "for what was held last: dialogue list --last 5"),
    "config": "the variables of dialogue help environment are all that can be set",
}
COMMANDS = {word: name for name, words in _COMMANDS.items() for word in words.split()}
"""Words that people type for a command, with its name."""
_OPTIONS = {
    "--since": "--from --after --start --begin --from-date --start-date --date-from",
    "--until": "--to --before --end --till --to-date --end-date --date-to",
    "--on": "--date --year --month --day --period --when",
    "--partner": "--party --with --organisation --organization --org --partners --countries --group",
    "--place": "--city --location --where --places --cities",
    "--person": "--people --who --participant --participants --name",
    "--topic": "--tag --tags --subject --about --theme --topics",
    "--kind": "--type --category",
    "--source": "--document --sources",
    "--status": "--state",
    "--reverse": "--desc --descending -r --rev --newest --newest-first --latest-first",
    "--sort": "--order --order-by --sort-by",
    "--limit": "--max --head --top --max-count -m",
    "--last": "--latest --recent --tail",
    "--next": "--upcoming --future",
    "--fields": "--columns --cols --field --column",
    "--template": "--fmt",
    "--evidence": "--quotes --proof --proofs --verbose",
    "--output": "--out --outfile --output-file",
    "--data": "--dataset --db --database --collection --path -d",
    "--quiet": "--silent",
    "--color": "--colour",
    "--certain": "--sure --definite",
    "--by": "--group-by --per",
    "--version": "-V --ver",
    "--force": "--overwrite --yes -y",
}
_WITH_VALUES = {
    "--country": "--partner (with whom) or --place (where)",
    "--in": "--place (where) or --on (when)",
    "--held": "--status held",
    "--planned": "--status planned",
    "--count": "dialogue count",
    "--id": "dialogue show ID",
    "--no-color": "--color never",
    "--no-colour": "--color never",
    "--nocolor": "--color never",
    "--plain": "--color never",
    "--json": "-f json",
    "--jsonl": "-f jsonl",
    "--ndjson": "-f jsonl",
    "--csv": "-f csv",
    "--tsv": "-f tsv",
    "--yaml": "-f yaml",
    "--html": "-f html",
    "--ics": "-f ics",
    "--ical": "-f ics",
    "--svg": "-f svg",
    "--md": "-f markdown",
    "--markdown": "-f markdown",
    "--table": "-f table",
    "--ids": "-f ids",
    "--text": "dialogue search WORDS",
    "--search": "dialogue search WORDS",
    "--query": "dialogue search WORDS",
    "--grep": "dialogue search WORDS",
    "--keyword": "dialogue search WORDS",
    "--words": "dialogue search WORDS",
    "--title": "dialogue search WORDS",
}
_MEANT = {typed: name for name, words in _OPTIONS.items() for typed in words.split()} | _WITH_VALUES


def command_meant(word: str, names: Sequence[str] = ()) -> str | None:
    """What to say of a command of other programs: what is meant here, or done instead; None for any other word.

    >>> command_meant("ls"), command_meant("migration")
    ('did you mean "list"?', None)
    """
    typed = word.lower()
    found = COMMANDS.get(typed, typed if typed != word and typed in names else None)
    return f'did you mean "{found}"?' if found else _ABSENT.get(typed)


def option_meant(option: str, command: Command | None, others: Iterable[Command]) -> str | None:
    """What an option of other programs is here, as it is to be typed; None for one that no program has.

    Where the command does not take it, the others that do are named.
    """
    meant = _MEANT.get(option.lower() if option.startswith("--") else option)
    if meant is None or meant.startswith("dialogue ") or (command and command.named(meant.split()[0])):
        return meant
    if meant == VERSION.names[0]:
        return f"dialogue {meant}"
    takers = [other.name for other in others if other.named(meant.split()[0])]
    return f"{meant}, of {some_of(takers)}" if takers else None


def some_of(commands: Sequence[str]) -> str:
    """The names of commands, of many the first ones."""
    return listing([*commands[:4], "others"] if len(commands) > 5 else list(commands), "and")
