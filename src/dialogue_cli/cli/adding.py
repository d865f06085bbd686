"""What `add` does between a call and the dataset: options and JSON to records, and what is said of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.archive import open_archive
from dialogue_cli.cli.again import call
from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.streams import say
from dialogue_cli.cli.writing import show
from dialogue_cli.curate.adding import kept as keeping
from dialogue_cli.curate.adding.evidence import evidence
from dialogue_cli.curate.adding.fields import FIELDS
from dialogue_cli.curate.adding.json_input import read
from dialogue_cli.curate.adding.known import Doubt, Known
from dialogue_cli.curate.adding.likely import likely
from dialogue_cli.curate.adding.placing import Placed, Placing
from dialogue_cli.curate.adding.review import Review, meeting_of, whole
from dialogue_cli.curate.commit import ChangedMeanwhile, Wrong
from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.dataset.model import Record
from dialogue_cli.dates.wording import human_date
from dialogue_cli.errors import FOUND, QueryError, UnreadableError
from dialogue_cli.text import plural

if TYPE_CHECKING:
    from dialogue_cli.cli.interview.lines import Lines
    from dialogue_cli.cli.session import Session

_ID = Flag("id", (), "")
_LARGEST = 256 << 20
"""Bytes of the largest JSON that is read."""
_TRIES = 3
"""So often a record is put into a file that others are changing."""


def known_names(session: Session) -> Known:
    """The names of the dataset, for a call that asks nothing."""

    def settle(doubt: Doubt) -> str:
        if session.values["exact"]:
            return doubt.typed
        if not doubt.is_sure:
            raise QueryError(f"{doubt} --exact writes it as it is")
        session.note(f"{doubt}, and is written so; --exact keeps what is typed")
        return doubt.known

    return Known(session.archive, settle, session.today)


# Options


def answers_of(session: Session, known: Known) -> Record:
    """The fields of a meeting that the options give."""
    found: Record = {}
    for field in FIELDS:
        given = session.values.get(field.value_name)
        if not given:
            continue
        if field.name == "evidence":
            found["evidence"] = _evidence(session, known)
        elif field.name == "ordinal":
            found["ordinal"] = given
        elif isinstance(given, list):
            found[field.name] = [field.read(one, known) for one in given]
        else:
            found[field.name] = field.read(given, known)
    return found


def _evidence(session: Session, known: Known) -> list[Record]:
    quotes, supports = session.values["evidence"], session.values["supports"] or []
    claims = [[one.strip() for one in text.split(",") if one.strip()] for text in supports]
    if len(quotes) == 1:
        claims = [[one for some in claims for one in some]]
    elif claims and len(claims) != len(quotes):
        raise QueryError(
            f"{plural(len(quotes), 'piece')} of evidence and {len(claims)} times --supports: give it once for each"
        )
    found = []
    for i, text in enumerate(quotes):
        quoted = evidence(text, known, tuple(claims[i]) if claims else ())
        if quoted.differs:
            session.note(f"the document does not have the words as typed: {quoted.differs}")
        found.append(quoted.record)
    return found


def add_options(session: Session) -> int:
    """Adds the meeting that the options describe. Returns the exit status."""
    if session.values["supports"] and not session.values["evidence"]:
        raise QueryError("--supports says what the words of --evidence prove, and there are none")
    answers = answers_of(session, known_names(session))
    return _add(session, [answers])


# JSON


def add_json(session: Session, name: str) -> int:
    """Adds the meetings of a JSON text. Returns the exit status."""
    found = read(json_text(name), "standard input" if name == "-" else name)
    for one in found:
        for note in one.notes:
            session.note(note)
    return _add(session, [one.record for one in found])


def json_text(name: str, option: str = "--json") -> str:
    """The text of a file, or with - of standard input. UnreadableError for one that cannot be read."""
    if name == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise QueryError(f"{option} - reads standard input: … | dialogue … {option} -")
        buffer = getattr(sys.stdin, "buffer", None)
        data = buffer.read(_LARGEST + 1) if buffer else sys.stdin.read().encode()
    else:
        try:
            with Path(name).expanduser().open("rb") as file:
                data = file.read(_LARGEST + 1)
        except (OSError, ValueError, RuntimeError) as error:
            raise UnreadableError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    shown = "standard input" if name == "-" else name
    if len(data) > _LARGEST:
        raise UnreadableError(f"{shown} is larger than {_LARGEST >> 20} MB; split it")
    try:
        return str(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableError(f"{shown} is not UTF-8 text") from None


# Writing


def _add(session: Session, answers: Sequence[Record]) -> int:
    for attempt in range(_TRIES):
        records = _examined(session, answers)
        into = session.values["into"]
        placing = Placing(session.archive.path, records, Path(into) if into else None)
        if session.values["dry_run"]:
            return _shown(session, placing)
        try:
            placed = placing.write()
        except (ChangedMeanwhile, Wrong):
            if attempt + 1 == _TRIES:
                raise
            # Somebody else writes too: what is there now decides.
            session.archive.close()
            session.archive = open_archive(session.archive.path)
            continue
        tell_placed(session, placed)
        return FOUND
    raise AssertionError("the last attempt returns or raises")


def _examined(session: Session, answers: Sequence[Record]) -> list[Record]:
    """The records to write. QueryError for what is wrong with them, or with writing them."""
    archive, force = session.archive, session.values["force"]
    records: dict[str, Record] = {}
    own = {str(one["id"]) for one in answers if one.get("id")}
    for one in answers:
        found = whole(one, archive, records)
        for problem in found.problems:
            session.note(problem.message)
        records[found.record["id"]] = found.record
    review = Review(archive, session.today)
    wrong: list[str] = []
    for record in records.values():
        which = f"{record['id']}: " if len(records) > 1 else ""
        wrong += [which + one for one in review.dangling(record, own)]
        for remark in review.remarks(record):
            if remark.severity == "broken-proof" and not force:
                wrong.append(f"{which}{remark.message}; --force writes it all the same")
            else:
                session.note(which + remark.message)
        wrong += [] if force else [which + one for one in _repeated(session, record)]
    if wrong:
        raise QueryError(*wrong, "nothing is written")
    return list(records.values())


def _repeated(session: Session, record: Record) -> list[str]:
    """What is said of the meetings that a new one may be."""
    new = meeting_of(record)
    said = []
    for one in likely(new, session.archive):
        date = f" ({human_date(one.meeting.date)})" if one.meeting.date else ""
        lines = [f'"{one.meeting.id}"{date} may be the same meeting: {one.reason}']
        lines += [f"  {line}" for line in one.differences(new)]
        said.append("\n".join([*lines, "--force adds it all the same"]))
    return said


def _shown(session: Session, placing: Placing) -> int:
    """Writes what would change as a diff."""
    show(session, placing.changes)
    session.note("nothing is written: --dry-run")
    return FOUND


def tell_placed(session: Session, placed: Placed) -> None:
    """Writes the ids, and says where the meetings are and what comes next."""
    where = f"{placed.path}:{placed.line}"
    many = f"{plural(len(placed.ids), 'meeting')}, the first one " if len(placed.ids) > 1 else ""
    # First, as it holds also where nobody can read the ids.
    session.note(f"written: {many}{where}")
    out = session.out("ids")
    out.writelines(f"{one}\n" for one in placed.ids)
    named = session.values["data"]
    # Kept answers know their dataset themselves.
    is_named = Path(chosen_dataset(named)).absolute() == session.archive.path.absolute()
    data = {"data": named if is_named else str(session.archive.path)}
    session.note(
        f"next: {call('show', (_ID, *COMMON), {'id': placed.ids[0]} | data)}, and {call('check', COMMON, data)}"
    )


# Asking


def asked(session: Session, known: Known) -> keeping.Kept:
    """The file for the answers of a new meeting, with those that options give."""
    answers = answers_of(session, known)
    return keeping.new_kept(str(session.archive.path.absolute()), answers)


def kept_answers(session: Session, lines: Lines) -> keeping.Kept | None:
    """The kept answers to go on with, those of the dataset if one is named; None where there are none."""
    data = session.values["data"]
    here = None if data is None else str(Path(chosen_dataset(data)).absolute())
    found = [one for one in keeping.all_kept() if here in (None, one.dataset)]
    named = session.values["kept"]
    if named:
        return keeping.chosen_kept(named, found)
    if not found:
        session.note(f"no answers{f' for {data}' if data else ''} are kept in {keeping.folder()}")
        return None
    if len(found) == 1:
        return found[0]
    for i, one in enumerate(found, 1):
        say(f"{i}  {one.title}  ({Path(one.dataset).name}; {one.path.stem})")
    if not lines.is_terminal:
        raise QueryError("several answers are kept; dialogue add --resume NUMBER chooses one of them")
    typed = lines.read(f"Which one [{len(found)}]: ")
    return keeping.chosen_kept(typed or str(len(found)), found)
