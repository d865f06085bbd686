"""The options that commands share, each defined once, and how they become parameters of a command.

The annotations are objects here, not text: evaluating thirty texts would be felt at every start.
"""

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_type_hints

import typer

from dialogue_cli.commands.completion import choose, columns, formats, offer, orders, periods, statuses
from dialogue_cli.errors import QueryError
from dialogue_cli.formats.registry import MEETINGS, ROWS
from dialogue_cli.text import listing

FILTERS, OUTPUT, DATASET = "Filters", "Output", "Dataset"
Names = list[str] | None


def _filter(*names: str, text: str, metavar: str = "NAME", **more: Any) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, rich_help_panel=FILTERS, show_default=False, **more)


def _output(*names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=OUTPUT, show_default=False, **more)


def format_option(known: Sequence[str] = ROWS) -> Any:
    """The option that picks one of some formats by name."""
    return _output("-f", "--format", text=f"{listing(list(known))}.", metavar="FORMAT", autocompletion=formats(*known))


@dataclass(eq=False, repr=False)
class Filters:
    """Which meetings. An option given twice means any of its values; different options must all hold."""

    partner: Annotated[
        Names,
        _filter("-p", "--partner", autocompletion=offer("partner"), text="A party: name, alias, ISO code or group."),
    ] = None
    person: Annotated[Names, _filter("--person", autocompletion=offer("person"), text="Someone who took part.")] = None
    topic: Annotated[Names, _filter("--topic", autocompletion=offer("topic"), text="A subject.")] = None
    series: Annotated[
        Names, _filter("--series", autocompletion=offer("series"), text="A recurring format, by id or name.")
    ] = None
    round: Annotated[list[int] | None, _filter("--round", text="The round of a series.", metavar="N", min=1)] = None
    kind: Annotated[
        Names,
        _filter("--kind", autocompletion=offer("kind"), text="Of a kind: summit, dialogue, visit, …", metavar="KIND"),
    ] = None
    status: Annotated[
        Names,
        _filter(
            "--status",
            autocompletion=statuses,
            text="Of a status: held, planned, agreed, cancelled or postponed.",
            metavar="STATUS",
        ),
    ] = None
    place: Annotated[Names, _filter("--place", autocompletion=offer("place"), text="A city or a country.")] = None
    instrument: Annotated[
        Names, _filter("--instrument", autocompletion=offer("instrument"), text="An agreement, plan or scheme.")
    ] = None
    source: Annotated[
        Names, _filter("--source", autocompletion=offer("source"), text="A document, by id or file name.", metavar="ID")
    ] = None
    since: Annotated[
        Names,
        _filter(
            "--since",
            autocompletion=periods,
            text="From the first day of a period: 2025, 2025-11, 2025-Q4, 'last month', …",
            metavar="PERIOD",
        ),
    ] = None
    until: Annotated[
        Names, _filter("--until", autocompletion=periods, text="To the last day of a period.", metavar="PERIOD")
    ] = None
    on: Annotated[
        Names,
        _filter("--on", autocompletion=periods, text="Within a period: a day, a month, A..B, …", metavar="PERIOD"),
    ] = None
    certain: Annotated[
        bool,
        _filter(
            "--certain", text="Only those certainly in the period, with people who certainly took part.", metavar=""
        ),
    ] = False
    bilateral: Annotated[
        bool, _filter("--bilateral", text="Only with exactly one partner that is no group.", metavar="")
    ] = False
    last: Annotated[
        int | None,
        _filter("--last", text="The last N held up to today, after all other filters.", metavar="N", min=1),
    ] = None
    next: Annotated[
        int | None,
        _filter("--next", text="The next N from today on, after all other filters.", metavar="N", min=1),
    ] = None


Limit = Annotated[int | None, _output("-n", "--limit", text="At most N of them.", metavar="N", min=1)]
Sort = Annotated[
    str | None,
    _output("--sort", autocompletion=orders, text="In the order of date, id, title, status, kind, …", metavar="FIELD"),
]
Reverse = Annotated[bool, _output("--reverse", text="The other way round.")]


@dataclass(eq=False, repr=False)
class Output:
    """What is shown, and how."""

    format: Annotated[
        str | None,
        format_option(MEETINGS),
    ] = None
    fields: Annotated[
        str | None,
        _output(
            "-F", "--fields", autocompletion=columns, text="Which fields, such as id,date,title.", metavar="FIELDS"
        ),
    ] = None
    template: Annotated[
        str | None,
        _output("--template", text="A line for each after a pattern: '{date} {title}'.", metavar="TEXT"),
    ] = None
    null: Annotated[
        bool, _output("-0", "--null", text="End lines with NUL, for xargs -0; with ids, tsv and a template.")
    ] = False
    limit: Limit = None
    sort: Sort = None
    reverse: Reverse = False


@dataclass(eq=False, repr=False)
class Target:
    """The file that is written."""

    output: Annotated[
        str | None, _output("-o", "--output", text="The file to write; default: standard output.", metavar="FILE")
    ] = None
    force: Annotated[bool, _output("--force", text="Replace a file that is there.")] = False


@dataclass(eq=False, repr=False)
class Common:
    """What every command takes."""

    color: Annotated[
        str,
        _output(
            "--color",
            autocompletion=choose("auto", "always", "never"),
            text="Colours: auto, always or never.",
            metavar="WHEN",
        ),
    ] = "auto"
    quiet: Annotated[bool, _output("-q", "--quiet", text="No notes on standard error.")] = False
    no_pager: Annotated[bool, _output("--no-pager", text="Write long output straight to the terminal.")] = False
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            help="The dataset: a YAML file or a folder of them. Default: what DIALOGUE_DATA names, else the one that"
            " comes with the program.",
            metavar="PATH",
            rich_help_panel=DATASET,
            show_default=False,
        ),
    ] = None


def once(option: str, values: Names) -> str | None:
    """The one value of an option that may be given once. QueryError for more."""
    if values and len(values) > 1:
        raise QueryError(f"{option} may be given once; it was given {len(values)} times")
    return values[0] if values else None


def expand(function: Callable[..., int]) -> Callable[..., int]:
    """A command for Typer out of a function that takes option groups.

    Typer reads the options from a signature: in the place of each parameter that is a group (a
    dataclass) come the group's fields.
    """
    parameters: list[inspect.Parameter] = []
    groups: dict[str, type[Any]] = {}
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        group = hints[name]
        if not dataclasses.is_dataclass(group):
            parameters.append(parameter.replace(annotation=group, kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        assert isinstance(group, type)
        groups[name] = group
        for field in dataclasses.fields(group):
            parameters.append(
                inspect.Parameter(
                    field.name,
                    inspect.Parameter.KEYWORD_ONLY,
                    default=field.default,
                    annotation=group.__annotations__[field.name],
                )
            )

    def command(**values: Any) -> int:
        for name, group in groups.items():
            values[name] = group(**{f.name: values.pop(f.name) for f in dataclasses.fields(group)})
        return function(**values)

    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    command.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": int}
    return command
