"""The options that commands share, each defined once, and how they become parameters of a command.

The annotations are objects here, not text: evaluating thirty texts would be felt at every start.
"""

import dataclasses
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_type_hints

import typer

from dialogue_cli.commands.completion import choose, offer, statuses
from dialogue_cli.errors import QueryError

FILTERS, OUTPUT, DATASET = "Filters", "Output", "Dataset"
Names = list[str] | None


def _filter(*names: str, text: str, metavar: str = "NAME", **more: Any) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, rich_help_panel=FILTERS, show_default=False, **more)


def _output(*names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=OUTPUT, show_default=False, **more)


def format_option(text: str = "table, tsv, json, jsonl or ids.", **more: Any) -> Any:
    """The option that picks a format by name."""
    return _output("-f", "--format", text=text, metavar="FORMAT", **more)


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
        Names, _filter("--kind", autocompletion=offer("kind"), text="summit, dialogue, visit, …", metavar="KIND")
    ] = None
    status: Annotated[
        Names,
        _filter(
            "--status",
            autocompletion=statuses,
            text="held, planned, agreed, cancelled or postponed.",
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
        Names, _filter("--since", text="From the first day of 2025, 2025-11, 2025-Q4, “last month” …", metavar="PERIOD")
    ] = None
    until: Annotated[Names, _filter("--until", text="To the last day of a period.", metavar="PERIOD")] = None
    on: Annotated[Names, _filter("--on", text="Within a period: a day, a month, A..B …", metavar="PERIOD")] = None
    certain: Annotated[bool, _filter("--certain", text="Only what is certain of period and person.", metavar="")] = (
        False
    )
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


@dataclass(eq=False, repr=False)
class Output:
    """What is shown, and how."""

    format: Annotated[
        str | None,
        format_option(autocompletion=choose("table", "tsv", "json", "jsonl", "ids")),
    ] = None
    fields: Annotated[
        str | None, _output("-F", "--fields", text="The columns, such as id,date,title.", metavar="FIELDS")
    ] = None
    limit: Annotated[int | None, _output("-n", "--limit", text="At most N of them.", metavar="N", min=1)] = None
    sort: Annotated[str | None, _output("--sort", text="date, id, title, status, kind, …", metavar="FIELD")] = None
    reverse: Annotated[bool, _output("--reverse", text="The other way round.")] = False


@dataclass(eq=False, repr=False)
class Common:
    """What every command takes."""

    color: Annotated[
        str,
        _output(
            "--color", autocompletion=choose("auto", "always", "never"), text="auto, always or never.", metavar="WHEN"
        ),
    ] = "auto"
    quiet: Annotated[bool, _output("-q", "--quiet", text="No notes on standard error.")] = False
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            help="A dataset: a YAML file or a folder of them (also: DIALOGUE_DATA).",
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
