"""A new meeting in the dataset: from options, from JSON, or by asking.

With options it is written at once, and nothing is asked. --json takes a meeting, an array of them, or one on each
line, as list and show write them: all of them are written, or none. Without either, on a terminal, it asks one
question after another; the answers are kept in a file until the meeting is in the dataset, and --resume goes on
there after Ctrl-C or a lost connection.

Names are compared with those that the dataset knows: another spelling of one is written as the dataset has it, and
a note says so; one that looks like a slip is refused. --exact takes names as they are typed. A meeting that is likely
there already is refused, unless --force is given. An option given twice means several: two places are two stops.

The id is made out of the series and the round, or the date and the partners. On standard output stands the id, and
on standard error the file and the line.

Exit status: 0 the meeting is in the dataset; 1 it was given up or kept for later, and nothing is written; 2 the call,
the record or the dataset is wrong, and nothing is written.

Examples:

  # What would be written
  dialogue add --title "Visit to Astana" --date "3 March 2026" -p KZ --dry-run

  # The next round of a series
  dialogue add --series "strategic dialogue" --round 9 --title "9th" --dry-run

  # A record of JSON
  echo '{"title": "Talks", "date": "2026-03"}' | dialogue add --json - --dry-run
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag
from dialogue_cli.cli.writing import DRY_RUN, check_dataset
from dialogue_cli.errors import FOUND, NOTHING, QueryError

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session

_GROUP = "Meeting"


def _field(*names: str, text: str, value: str = "TEXT", offers: str = "", repeats: bool = False) -> Flag:
    return Flag(names[-1].strip("-").replace("-", "_"), names, text, value, _GROUP, repeats=repeats, offers=offers)


MEETING = (
    _field("--title", text="What it is called; a meeting must have one."),
    _field("--date", text="When: 2026-03-03, '3 March 2026', 2026-03, '[2026-03-01..2026-03-09]', …", value="DATE"),
    _field("--series", text="The recurring format, by id or name.", value="NAME", offers="series"),
    Flag("round", ("--round",), "Which meeting of the series it was.", "N", _GROUP, int, least=1),
    _field("-p", "--partner", text="Another party.", value="NAME", offers="partner", repeats=True),
    _field(
        "--person",
        "--participant",
        text="Someone who took part: 'NAME; ROLE; SIDE; CAPACITY'.",
        value="WHO",
        repeats=True,
    ),
    _field("--place", text="'CITY', 'CITY, COUNTRY' or 'VENUE, CITY, COUNTRY'.", value="PLACE", repeats=True),
    _field("--kind", text="summit, dialogue, visit, …", value="KIND", offers="kind"),
    _field("--status", text="held (default), planned, agreed, cancelled, postponed.", value="STATUS", offers="status"),
    _field("--mode", text="in-person, video, telephone or hybrid.", value="MODE", offers="mode"),
    _field("--topic", text="A subject.", value="NAME", offers="topic", repeats=True),
    _field("--instrument", text="An agreement, plan or scheme.", value="NAME", offers="instrument", repeats=True),
    _field("--summary", text="What happened, in your own words."),
    _field("--outcome", text="What came of it, in a sentence.", repeats=True),
    _field("--principal", text="The party it is told of, if not that of the dataset.", value="NAME", offers="partner"),
    _field("--date-note", text="How you know the date, where the document does not state it."),
    _field("--previous-date", text="When a postponed meeting was to be held before.", value="DATE"),
    _field("--related", text="Another meeting: 'ID; RELATION'.", value="ID", offers="id", repeats=True),
    _field("--note", text="What a reader must know."),
    _field("--url", text="The address of a page about it.", value="ADDRESS"),
    _field("--evidence", text="Words of a document: 'SOURCE; WORDS'.", value="QUOTE", repeats=True),
    _field(
        "--supports",
        text="What the words prove: 'date, place'; once for each evidence.",
        value="FIELDS",
        repeats=True,
    ),
    _field("--id", text="Its id; default: made out of the rest.", value="ID"),
)
_INPUT = (
    Flag("json", ("--json",), "Meetings as JSON; - for standard input.", "FILE", _GROUP),
    Flag("ask", ("--ask",), "Ask for what the options leave open.", group=_GROUP, kind=bool),
    Flag("resume", ("--resume",), "Go on with answers that were kept.", group=_GROUP, kind=bool),
)
_WRITING = (
    Flag("exact", ("--exact",), "Names exactly as typed.", group=DATASET_GROUP, kind=bool),
    Flag("into", ("--into",), "Of a folder, the file that the meeting goes into.", "FILE", DATASET_GROUP),
    DRY_RUN,
    Flag(
        "force",
        ("--force",),
        "Also what is likely there already, or a quote that is not in its document.",
        group=DATASET_GROUP,
        kind=bool,
    ),
)
KEPT = Flag("kept", (), "With --resume, which of the kept answers: the number of the list, or the file.", "[KEPT]")
TAKES = (KEPT, *MEETING, *_INPUT, *_WRITING, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    values = session.values
    given = [flag.names[-1] for flag in MEETING if values[flag.field]]
    _refuse_contradictions(values, given)
    is_terminal = bool(sys.stdin and sys.stdin.isatty())
    if values["ask"] or values["resume"] or (not given and values["json"] is None and is_terminal):
        return _ask(session)
    check_dataset(session)
    if values["json"] is not None:
        from dialogue_cli.cli.adding import add_json

        return add_json(session, values["json"])
    if not given:
        raise QueryError(
            "nothing is said of the meeting: give --title and other options, --json FILE, or --ask on a terminal"
        )
    from dialogue_cli.cli.adding import add_options

    return add_options(session)


def _refuse_contradictions(values: Mapping[str, Any], given: list[str]) -> None:
    for one, option in (("json", "--json"), ("resume", "--resume")):
        if values[one] and (given or values["ask"]):
            raise QueryError(f"{option} cannot be used with {(given or ['--ask'])[0]}")
    if values["json"] and values["resume"]:
        raise QueryError("--json cannot be used with --resume")
    if (values["ask"] or values["resume"]) and values["dry_run"]:
        raise QueryError("--dry-run asks nothing; when asking, the record is shown before it is written")
    if values["kept"] and not values["resume"]:
        raise QueryError(f'add takes no words but options: "{values["kept"]}"; did you mean --title?')


def _ask(session: Session) -> int:
    from dialogue_cli.archive import open_archive
    from dialogue_cli.cli.adding import asked, kept_answers, known_names, tell_placed
    from dialogue_cli.cli.interview.interview import Interview
    from dialogue_cli.cli.interview.lines import Lines
    from dialogue_cli.terminal.talk import Talk

    lines = Lines(offers(session))
    kept = None
    if session.values["resume"]:
        kept = kept_answers(session, lines)
        if kept is None:
            return NOTHING
        session.archive = open_archive(kept.dataset)
    check_dataset(session, kept.dataset if kept else None)
    known = known_names(session)
    into = session.values["into"]
    placed = Interview(
        known, lines, Talk(session.color), kept or asked(session, known), Path(into) if into else None
    ).run()
    if placed is None:
        return NOTHING
    tell_placed(session, placed)
    return FOUND


def offers(session: Session) -> Any:
    """What the Tab key offers at a prompt: what it offers in a shell."""
    from dialogue_cli.commands import PROGRAM
    from dialogue_cli.completion.tab import fitting, hides_typed
    from dialogue_cli.completion.values import values_of

    def offered(kind: str, typed: str) -> list[str]:
        pairs = fitting(values_of(Flag("", (), "", offers=kind), str(session.archive.path), PROGRAM), typed)
        # Beside what is typed, readline takes nothing of it away.
        return [value for value, _ in pairs] + ([typed] if hides_typed(pairs, typed) else [])

    return offered
