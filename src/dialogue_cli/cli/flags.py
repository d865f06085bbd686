"""Every option that commands share, once, as plain data: how it is typed, what help says of it, what it fills.

The program (`cli.app`), its help and manual, what the Tab key offers and the words of a briefing note's heading
are made from this table. A new filter is one entry of `FILTERS`, one field of `Query` and one clause of the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogue_cli.formats.registry import MEETINGS, ROWS
from dialogue_cli.text import listing
from dialogue_cli.tuples import NamedTuple

FILTERS_GROUP, OUTPUT_GROUP, DATASET_GROUP, HELP_GROUP = "Filters", "Output", "Dataset", "Help"


class Flag(NamedTuple):
    """An option, or without `names` an argument."""

    field: str
    """The key of its value among the values of a call; for a filter, the field of `Query` that it fills."""
    names: tuple[str, ...]
    """As typed, the short one first; none for an argument."""
    text: str
    """What help says of it."""
    value: str = ""
    """What stands for its value in help; none for a switch."""
    group: str = OUTPUT_GROUP
    kind: type[str] | type[int] | type[bool] = str
    repeats: bool = False
    required: bool = False
    """Whether an argument must be given."""
    least: int | None = None
    """The smallest number that it takes."""
    default: Any = None
    offers: str = ""
    """What the Tab key offers as its values: see `completion.values`."""
    words: str = ""
    """What it says of the meetings that it keeps, with {} for its values; see `commands.brief`."""

    @property
    def is_argument(self) -> bool:
        """Whether it is typed by its place, without a name before it."""
        return not self.names

    @property
    def is_file(self) -> bool:
        """Whether its value is the name of a file or a folder."""
        return not self.offers and self.value.strip("[]….") in ("PATH", "FILE", "FOLDER")


def _name(field: str, *names: str, text: str, words: str, value: str = "NAME", offers: str = "") -> Flag:
    return Flag(field, names, text, value, FILTERS_GROUP, repeats=True, offers=offers or field, words=words)


def _period(field: str, text: str) -> Flag:
    return Flag(field, (f"--{field}",), text, "PERIOD", FILTERS_GROUP, repeats=True, offers="period")


def _count(field: str, text: str, words: str, *, repeats: bool = False) -> Flag:
    return Flag(field, (f"--{field}",), text, "N", FILTERS_GROUP, int, repeats, least=1, words=words)


FILTERS = (
    _name("partner", "-p", "--partner", text="A party: name, alias, ISO code or group.", words="with {}"),
    _name("person", "--person", text="Someone who took part.", words="with the participation of {}"),
    _name("topic", "--topic", text="A subject.", words="about {}"),
    _name("series", "--series", text="A recurring format, by id or name.", words="of the series {}"),
    _count("round", "The round of a series.", "of round {}", repeats=True),
    _name("kind", "--kind", text="Of a kind: summit, dialogue, visit, …", value="KIND", words="of the kind {}"),
    _name(
        "status",
        "--status",
        text="Of a status: held, planned, agreed, cancelled or postponed.",
        value="STATUS",
        words="with the status {}",
    ),
    _name(
        "mode",
        "--mode",
        text="How they met: in-person, video, telephone or hybrid.",
        value="MODE",
        words="held by {}",
    ),
    _name("place", "--place", text="A city, a country or a venue.", words="in {}"),
    _name("instrument", "--instrument", text="An agreement, plan or scheme.", words="dealing with {}"),
    _name("source", "--source", text="A document, by id or file name.", value="ID", words="reported by {}"),
    _period("since", "From the first day of a period: 2025, 2025-11, 2025-Q4, 'last month', …"),
    _period("until", "To the last day of a period."),
    _period("on", "Within a period: a day, a month, A..B, …"),
    Flag(
        "exact",
        ("--exact",),
        "Names exactly as the records write them.",
        group=FILTERS_GROUP,
        kind=bool,
        words="with names exactly as written",
    ),
    Flag(
        "all_match",
        ("--all-match",),
        "All values of a repeated option, not any of them.",
        group=FILTERS_GROUP,
        kind=bool,
        words="for which all of these hold",
    ),
    Flag(
        "certain",
        ("--certain",),
        "Only those certainly in the period, with people who certainly took part.",
        group=FILTERS_GROUP,
        kind=bool,
        words="only what is certain",
    ),
    Flag(
        "bilateral",
        ("--bilateral",),
        "Only with exactly one partner that is not a group.",
        group=FILTERS_GROUP,
        kind=bool,
        words="that are bilateral",
    ),
    _count("last", "The last N held up to today, after all other filters.", "the last {} of them"),
    _count("next", "The next N from today on, after all other filters.", "the next {} of them"),
)
PERIODS = ("since", "until", "on")
"""The filters that fill one field of the query, `period`, together."""


NAMES = Flag(
    "names",
    (),
    "Names of what the filters take: Pakistan, 'human rights', 2025. A note says how each is read.",
    "[NAME…]",
    repeats=True,
    offers="named",
)
"""Of the commands that choose meetings by filters alone."""
ANY_WORD = Flag(
    "any_word",
    ("--any",),
    "Any of the words, those that have more of them first; without it all of up to four.",
    group=FILTERS_GROUP,
    kind=bool,
)
"""Of the commands that take words to search for."""


def formats(names: Sequence[str] = ROWS) -> Flag:
    """The option that picks one of some formats by name."""
    return Flag("format", ("-f", "--format"), f"{listing(list(names))}.", "FORMAT", offers="format:" + ",".join(names))


LIMIT = Flag("limit", ("-n", "--limit"), "At most N of them.", "N", kind=int, least=1, words="at most {} of them")
SORT = Flag(
    "sort", ("--sort",), "In the order of date, id, title, status, …; -date is the reverse.", "FIELD", offers="order"
)
REVERSE = Flag("reverse", ("--reverse",), "The other way round.", kind=bool)
FIELDS = Flag(
    "fields", ("-F", "--fields"), "Which fields, such as id,date,title.", "FIELDS", repeats=True, offers="column"
)
CSV_BOM = Flag("csv_bom", ("--csv-bom",), "Begin csv with a byte-order mark, as Excel wants it.", kind=bool)
OUTPUT = (
    formats(MEETINGS),
    FIELDS,
    Flag("template", ("--template",), "A line for each after a pattern: '{date} {title}'.", "TEXT"),
    Flag("null", ("-0", "--null"), "End lines with NUL, for xargs -0; with ids, tsv and a template.", kind=bool),
    CSV_BOM,
    LIMIT,
    SORT,
    REVERSE,
)
TARGET = (
    Flag("output", ("-o", "--output"), "The file to write; default: standard output.", "FILE"),
    Flag("force", ("--force",), "Replace a file that already exists.", kind=bool),
)
COMMON = (
    Flag("color", ("--color",), "Colours: auto, always or never.", "WHEN", default="auto", offers="auto always never"),
    Flag("quiet", ("-q", "--quiet"), "No notes on standard error.", kind=bool),
    Flag("no_pager", ("--no-pager",), "Write long output straight to the terminal.", kind=bool),
    Flag(
        "data",
        ("--data",),
        "The dataset: a YAML file or a folder of them. Default: what DIALOGUE_DATA names, else the one that comes with"
        " the program.",
        "PATH",
        DATASET_GROUP,
    ),
)
HELP = Flag("help", ("-h", "--help"), "Show this help.", group=HELP_GROUP, kind=bool)
VERSION = Flag("version", ("--version",), "Print the version.", group=HELP_GROUP, kind=bool)
