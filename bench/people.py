"""How well people are found whose names are typed as other newspapers spell them: `people.py [VISITS.yaml]`.

Each line of a list in `tests/people/` has the names on record and five spellings. *Right*: only the person meant is
found; *wrong*: someone else is; *silent*: nobody, or the program asks which one of several is meant.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from dialogue_cli import Archive, Query, QueryError, open_archive

LISTS = Path(__file__).parent.parent / "tests" / "people"

LISTED = ("first", "second", "third")
VISITORS = ("Serzh Sargsyan", "Askar Akayev", "Sadyr Japarov")
"""Those of the second list who are in the table of visits."""


def entries(name: str) -> list[list[str]]:
    """The lines of a list, split at the bars."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def archive_of(names: Iterable[str], folder: Path) -> Archive:
    """A dataset in which each person has one meeting."""
    meetings = [
        {"id": f"m{i}", "title": "T", "partners": ["X"], "participants": [{"name": name}]}
        for i, name in enumerate(dict.fromkeys(names))
    ]
    path = folder / f"people{len(list(folder.iterdir()))}.yaml"
    path.write_text(json.dumps({"meetings": meetings}), encoding="utf-8")
    return open_archive(path)


def found(archive: Archive, typed: str) -> set[str]:
    """The people whom `--person` takes a name for."""
    try:
        ids = {match.id for match in archive.find(Query(person=typed))}
    except QueryError:
        return set()
    return {person.name for i in ids for person in archive.get(i).participants if person.name}


def searched(archive: Archive, typed: str) -> set[str]:
    """The people whom a search for a name finds with all of its words."""
    try:
        matches = [match for match in archive.find(Query(words=typed)) if not match.missing]
    except QueryError:
        return set()
    return {person.name for match in matches for person in match.meeting.participants if person.name}


def judge(
    archive: Archive,
    spellings: Iterable[tuple[str, set[str]]],
    say: bool,
    ask: Callable[[Archive, str], set[str]] = found,
) -> Counter[str]:
    """How many spellings are right, wrong and silent."""
    count: Counter[str] = Counter()
    for typed, meant in spellings:
        answer = ask(archive, typed)
        verdict = "silent" if not answer else "right" if answer <= meant else "wrong"
        count[verdict] += 1
        if say and verdict != "right" and (answer or meant):
            print(f"  {verdict}: {typed} -> {', '.join(sorted(answer))}", file=sys.stderr)
    return count


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("visits", type=Path, nargs="?", metavar="VISITS.yaml", help="written by visits.py")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is not right")
    given = parser.parse_args()
    people = {name: [(set(line[0].split("; ")), line[1:]) for line in entries(name)] for name in LISTED}
    spelt = {name: [(typed, meant) for meant, typings in some for typed in typings] for name, some in people.items()}
    names = {name: sorted(set().union(*(meant for meant, _ in some))) for name, some in people.items()}
    apart = [line[0] for line in entries("apart")]
    strangers = [(typed, set[str]()) for typed, _ in spelt["second"]]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        everyone = archive_of([*names["first"], *names["second"], *apart], here)
        rows = [(f"{name} list", judge(everyone, spelt[name], given.verbose)) for name in ("first", "second")]
        others = archive_of([*names["third"], *apart], here)
        rows.append(("third list", judge(others, spelt["third"], given.verbose)))
        for name in LISTED:
            asked = others if name == "third" else archive_of([*names["first"], *names["second"], *apart], here)
            rows.append((f"{name} list, searched for", judge(asked, spelt[name], given.verbose, searched)))
        alone = archive_of([*names["first"], *names["second"]], here)
        absent = [(typed, set[str]()) for typed in apart if typed not in names["second"]]
        rows.append(("those to stay apart, none on record", judge(alone, absent, given.verbose)))
        first = archive_of([*names["first"]], here)
        rows.append(("second list, none on record", judge(first, strangers, given.verbose)))
        if given.visits:
            visits = open_archive(given.visits)
            rows.append(("first list, all visits", judge(visits, spelt["first"], given.verbose)))
            absent = [(t, set[str]()) for t, meant in spelt["second"] if meant.isdisjoint(VISITORS)]
            rows.append(("second list, all visits, none on record", judge(visits, absent, given.verbose)))
    print("| typed | right | wrong | silent |\n|---|---|---|---|")
    for what, count in rows:
        print(f"| {what} | {count['right']} | {count['wrong']} | {count['silent']} |")


if __name__ == "__main__":
    main()
