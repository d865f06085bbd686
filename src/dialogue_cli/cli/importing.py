"""What `import` does between a call and the dataset: files and a mapping to records, and what is said of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_cli.cli.again import call
from dialogue_cli.cli.asking import choice, is_anyone_there
from dialogue_cli.cli.flags import Flag
from dialogue_cli.cli.writing import check_dataset, show
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.importing import report as reports
from dialogue_cli.curate.importing.dates import in_words
from dialogue_cli.curate.importing.importing import Imported, imported
from dialogue_cli.curate.importing.mapping import Mapped, Rows
from dialogue_cli.curate.importing.mapping_file import read_mapping
from dialogue_cli.curate.importing.naming import Naming
from dialogue_cli.curate.importing.report import Remark, shown
from dialogue_cli.curate.importing.sameness import Sorted, sorted_out
from dialogue_cli.curate.importing.writing import NewDataset
from dialogue_cli.dataset.chosen import chosen_dataset, is_chosen
from dialogue_cli.dataset.folder import is_one_file
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.text import one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.model import Meeting

_PATH = Flag("path", (), "")
_EXAMPLES = 3
"""So many cells or pairs are named in the summary."""


class _GivenUp(Exception):
    """The person did not answer."""


def suggest_mapping(session: Session) -> int:
    """Writes a mapping for the columns of a file. Returns the exit status."""
    from dialogue_cli.curate.importing.suggest import suggested

    files = session.values["file"]
    text, notes = suggested(files, _of_sheet(Rows(), session.values["sheet"], files[0]))
    session.out("yaml").write(text)
    for note in notes:
        session.note(note)
    return FOUND


def _of_sheet(rows: Rows, sheet: str | None, file: str) -> Rows:
    """How rows are read, of the sheet or the list of JSON that the call names."""
    if not sheet:
        return rows
    return rows._replace(under=sheet) if file.lower().endswith(".json") else rows._replace(sheet=sheet)


def import_tables(session: Session) -> int:
    """Adds what some files hold. Returns the exit status."""
    values = session.values
    mapped = read_mapping(values["map"])
    mapped = mapped._replace(rows=_of_sheet(mapped.rows, values["sheet"], values["file"][0]))
    dataset = _dataset(session)
    _check_report(session, dataset)
    is_new = not dataset.exists()
    if not is_new:
        check_dataset(session)
    try:
        found = imported(values["file"], mapped, _day_first(session), _ask)
    except _GivenUp:
        session.note("given up; nothing is written")
        return NOTHING
    sort = _sorted(session, found, is_new)
    remarks = [*found.remarks, *sort.remarks]
    # A report that cannot be written is known before anything is.
    with _report(session) as write:
        if is_to_file := values["report"] != "-":
            write(remarks)
        where = _write(session, dataset, mapped, sort, is_new)
        if not is_to_file:
            write(remarks)
    _tell(session, found, remarks, sort, where)
    return FOUND


def _dataset(session: Session) -> Path:
    """Where the records go. QueryError for a new dataset that cannot be."""
    named = session.values["data"]
    dataset = Path(chosen_dataset(named))
    if dataset.exists() or not is_chosen(named):
        return dataset
    if dataset.suffix not in (".yaml", ".yml"):
        raise QueryError(f"there is no dataset {dataset}; a new one is a file that ends in .yaml")
    if not dataset.parent.is_dir():
        raise QueryError(f"there is no folder {dataset.parent} for the new dataset")
    if session.values["into"]:
        raise QueryError("--into names a file of a folder that is there; the dataset is new")
    return dataset


def _check_report(session: Session, dataset: Path) -> None:
    """Raises QueryError for a report that would replace what is imported, or where it goes, with or without --force."""
    report = session.values["report"]
    if report in (None, "-"):
        return
    path = Path(os.path.realpath(report))
    whole = Path(os.path.realpath(dataset))
    others = (dataset, *session.values["file"], session.values["map"])
    is_part = path.suffix.lower() in (".yaml", ".yml") and is_one_file(path.parent, whole)
    if is_part or any(is_one_file(path, Path(one)) for one in others):
        raise QueryError(f"--report would replace {report}, which this import reads; name another file")


def _day_first(session: Session) -> bool | None:
    values = session.values
    return True if values["day_first"] else False if values["month_first"] else None


def _ask(name: str, examples: Sequence[str]) -> bool | None:
    """Asks the person at the terminal how the dates of a column are written; None where there is nobody."""
    if not is_anyone_there():
        return None
    answer = choice(
        f"The dates of {name} can be read in two ways, such as {', '.join(examples)}.\n"
        f"Is the day or the month first? (d: {in_words(True)}; m: {in_words(False)}; q: give up) [d/m/q] ",
        "qdm",
    )
    if answer in (None, "q"):
        raise _GivenUp
    return answer == "d"


def _sorted(session: Session, found: Imported, is_new: bool) -> Sorted:
    there: Iterable[Meeting] = ()
    if not is_new:
        there = (match.meeting for match in session.archive.find(Query(), snippets=False))
    names = Naming(None if is_new else session.archive.vocabularies())
    return sorted_out(found.made, there, names, skip_likely=session.values["skip_likely"])


def _write(session: Session, dataset: Path, mapped: Mapped, sort: Sorted, is_new: bool) -> str:
    """Writes the records, or shows them in a dry run. Returns the names of the files."""
    records = [one.record for one in sort.new]
    is_dry = session.values["dry_run"]
    # What would change is not mixed with the report.
    is_shown = is_dry and session.values["report"] != "-"
    if not records:
        return ""
    if is_new:
        new = NewDataset(mapped.title, mapped.principal, records)
        if is_shown:
            session.out("tsv").write(new.text)
        if not is_dry:
            new.write(dataset)
        if not mapped.title:
            session.note("the new dataset has no title; dataset: {title: …} in the mapping gives one")
        return dataset.name
    desk = Desk(dataset)
    into = session.values["into"]
    added = desk.add_all("meetings", records, Path(into) if into else None)
    changes = desk.changes() if is_dry else desk.commit(desk.with_added(added))
    if is_shown:
        show(session, changes)
    return ", ".join(change.file.path.name for change in changes)


@contextmanager
def _report(session: Session) -> Iterator[Callable[[Sequence[Remark]], None]]:
    """What writes the report that was asked for."""
    name = session.values["report"]
    if not name:
        yield lambda remarks: None
        return
    from dialogue_cli.cli.target import written_to

    is_json = name.lower().endswith(".json")
    lines = reports.as_json_text if is_json else reports.as_tsv
    with written_to(session, "json" if is_json else "tsv", name) as place:

        def write(remarks: Sequence[Remark]) -> None:
            place.stream.writelines(lines(remarks))
            # A full disk would else be noticed when the records are in the dataset.
            place.stream.flush()

        yield write


# The summary


def _tell(session: Session, found: Imported, remarks: Sequence[Remark], sort: Sorted, where: str) -> None:
    note = session.note
    note(_read(found.counts))
    for one in found.notes:
        note(one)
    if reasons := reports.counted(remarks, reports.DROPPED):
        note(f"{plural(sum(reasons.values()), 'row')} dropped: {_counts(reasons)}")
    for column, cells in reports.cells_of(remarks, reports.NOT_UNDERSTOOD).items():
        some = ", ".join(f"{shown(cell)}{f' ({count})' if count > 1 else ''}" for cell, count in cells.most_common(3))
        rest = ", …" if len(cells) > _EXAMPLES else ""
        note(f'{plural(sum(cells.values()), "cell")} of "{one_line(column)}" not understood: {some}{rest}')
    for done, count in reports.counted(remarks, reports.REMARK).most_common(_EXAMPLES):
        note(f"{plural(count, 'time')}: {one_line(done)}" if count > 1 else one_line(done))
    _tell_same(session, remarks)
    is_dry = session.values["dry_run"]
    verb = "would be added" if is_dry else "added"
    note(f"{plural(len(sort.new), 'meeting')} {verb}{f' ({where})' if where else ''}")
    if remarks and not session.values["report"]:
        note(f"{plural(len(remarks), 'remark')} in all; --report FILE writes each with its row")
    if is_dry:
        note("a dry run: nothing was written")
    elif sort.new:
        path = chosen_dataset(session.values["data"])
        note(f"next: {call('check', (_PATH,), {'path': path})}")


def _read(counts: Mapping[str, int]) -> str:
    """How many rows were read of which files."""
    if len(counts) == 1:
        ((name, count),) = counts.items()
        return f"{plural(count, 'row')} of {one_line(name)} read"
    files = [f"{one_line(name)} ({count:,})" for name, count in list(counts.items())[:5]]
    more = f" and {len(counts) - 5} more files" if len(counts) > 5 else ""
    return f"{plural(sum(counts.values()), 'row')} read: {', '.join(files)}{more}"


def _counts(reasons: Counter[str]) -> str:
    return ", ".join(f"{count:,} {one_line(reason)}" for reason, count in reasons.most_common(6))


_SAME = (
    (reports.THERE, "row", "in the dataset already"),
    (reports.AGAIN, "row", "the same as another row; added once"),
    (reports.CHANGED, "row", "not added: another meeting has the id, and differs"),
    (reports.LIKELY, "meeting", "added though likely the same as another one (--skip-likely leaves such out)"),
    (reports.LEFT_OUT, "meeting", "left out as likely the same as another one"),
)


def _tell_same(session: Session, remarks: Sequence[Remark]) -> None:
    for what, noun, words in _SAME:
        some = [remark for remark in remarks if remark.what == what]
        if not some:
            continue
        session.note(f"{plural(len(some), noun)} {words}")
        if what != reports.THERE:
            for remark in some[:_EXAMPLES]:
                done = remark.done.removeprefix("added; ").removeprefix("left out; ")
                session.note(f"  {remark.file}:{remark.row} ({remark.cell}): {done}")
            if len(some) > _EXAMPLES:
                session.note(f"  and {len(some) - _EXAMPLES:,} more")
