"""How good drafts are: the records that the rules propose, compared field by field with records made by hand.

    python bench/draft_quality.py [--set build|unseen] [--show]

`releases/` holds invented releases in the styles of ministries, institutions and agencies, each with a record made by
hand beside it. The rules were built on those of the set `build`; those of `unseen` were measured before anybody looked
at them (`README.md` has that figure). Precision is how much of what is proposed is right, recall how much of what the
document says is proposed. A field that a careful person could fill either way (`either`) is not counted.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.proposing import proposed
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.notary.gate import passed
from dialogue_cli.curate.notary.names import meant
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.names.cities import names_of_city
from dialogue_cli.names.iso import country_of_name
from dialogue_cli.names.organisations import organisation_of_name
from dialogue_cli.text import fold

RELEASES = Path(__file__).parent / "releases"
FIELDS = ("date", "place", "ordinal", "people", "side", "status", "parties")
Record = dict[str, Any]
KNOWN = Known(Vocabularies())


def main() -> None:
    """Prints a table of the fields, and with `--show` what is wrong or missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=("build", "unseen"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    number = 0
    for path, truth in releases(options.set):
        if options.names and path.stem not in options.names:
            continue
        number += 1
        for field, verdict, said in judged(path, truth):
            counts[field, verdict] += 1
            if options.show and verdict != "right":
                print(f"{path.stem:32} {field:8} {verdict:8} {said}")
    print(f"{number} releases")
    print(f"{'field':10}{'right':>7}{'wrong':>7}{'missing':>9}{'precision':>11}{'recall':>8}")
    for field in ("meeting", *FIELDS):
        right, wrong, missing = (counts[field, one] for one in ("right", "wrong", "missing"))
        precision = right / (right + wrong) if right + wrong else 1
        recall = right / (right + missing) if right + missing else 1
        print(f"{field:10}{right:7}{wrong:7}{missing:9}{precision:11.3f}{recall:8.3f}")


def releases(which: str | None) -> Iterator[tuple[Path, Record]]:
    """The releases of a set, each with the record made by hand."""
    for path in sorted(RELEASES.glob("*.txt")):
        truth = yaml.load(path.with_suffix(".yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        if which in (None, truth["set"]):
            yield path, truth


def judged(path: Path, truth: Record) -> Iterator[tuple[str, str, str]]:
    """What is right, wrong or missing in the draft of one release: the field, the verdict, the values."""
    given = truth.get("given") or truth.get("published")
    published = datetime.date.fromisoformat(given) if given and len(given) == 10 else None
    drafted = draft(path, published)
    wanted = [one for one in truth.get("meetings") or [] if one]
    pairs, rest = matched(wanted, drafted, {one["date"] for one in truth.get("mentioned") or [] if one.get("date")})
    for one, found in pairs:
        if found is None and {"meeting", "the whole meeting"} & set(one.get("either") or []):
            continue
        yield "meeting", "right" if found else "missing", one.get("title", "")
        yield from _fields(one, found or {})
    for other in rest:
        if not _is_mentioned(other, truth):
            yield "meeting", "wrong", f"{other['title']} {other.get('date')}"
            for field in ("date", "place", "ordinal"):
                if field in other:
                    yield field, "wrong", f"of no meeting: {other[field]}"


def draft(path: Path, published: datetime.date | None) -> list[Record]:
    """The records that `dialogue draft` writes for a text, with a dataset that knows no names."""
    reading = Reading(Release(Document.read(path), published), KNOWN.names)
    return passed(proposed(reading, "it", KNOWN), {"it": reading}, KNOWN)[0]


def matched(
    wanted: list[Record], drafted: list[Record], besides: set[str]
) -> tuple[list[tuple[Record, Record | None]], list[Record]]:
    """Each meeting made by hand with the draft that is likest, and the drafts that are left.

    A draft of a day on which another meeting was that the document mentions (`besides`) is no draft of this one.
    """
    rest, found = list(drafted), []
    scores = sorted(
        (-_likeness(one, draft), i, j)
        for i, one in enumerate(wanted)
        for j, draft in enumerate(drafted)
        if draft.get("date") not in besides or draft["date"] == one.get("date")
    )
    taken: dict[int, int] = {}
    for score, i, j in scores:
        if score < 0 and i not in taken and j not in taken.values():
            taken[i] = j
    for i, one in enumerate(wanted):
        draft = drafted[taken[i]] if i in taken else None
        if draft is not None:
            rest = [other for other in rest if other is not draft]
        found.append((one, draft))
    return found, rest


def _likeness(one: Record, draft: Record) -> float:
    people = {_last(person["name"]) for person in one.get("participants") or [] if person.get("name")}
    drafted = {_last(person["name"]) for person in draft.get("participants", [])}
    same = [
        one.get("ordinal") and one["ordinal"] == str(draft.get("ordinal")),
        one.get("date") and one["date"] == draft.get("date"),
        _cities(one) & _cities(draft),
        people & drafted,
        one.get("status", "held") == draft.get("status"),
        {_party(name) for name in one.get("parties") or []} & {_party(name) for name in _parties(draft)},
    ]
    clash = one.get("ordinal") and draft.get("ordinal") and one["ordinal"] != str(draft["ordinal"])
    return sum(map(bool, same)) + len(people & drafted) * 0.1 - (3 if clash else 0)


def _fields(one: Record, draft: Record) -> Iterator[tuple[str, str, str]]:
    either = set(one.get("either") or [])
    for field, mine, theirs in (
        ("date", one.get("date"), draft.get("date")),
        ("ordinal", one.get("ordinal"), str(draft["ordinal"]) if "ordinal" in draft else None),
        ("status", one.get("status", "held"), draft.get("status")),
    ):
        if field not in either:
            yield from _judged(field, mine, theirs, mine == theirs)
    if not either & {"place", "place.city", "place.country"}:
        yield from _place(one, draft)
    if not either & {"participants"}:
        yield from _people(one, draft)
    wanted, drafted = {_party(name) for name in one.get("parties") or []}, {_party(name) for name in _parties(draft)}
    if "parties" not in either:
        for name in wanted | drafted:
            yield from _judged("parties", name if name in wanted else None, name if name in drafted else None, True)


def _judged(field: str, mine: Any, theirs: Any, is_same: bool) -> Iterator[tuple[str, str, str]]:
    if mine and theirs:
        yield field, "right" if is_same else "wrong", f"{theirs} for {mine}"
        if not is_same:
            yield field, "missing", str(mine)
    elif theirs:
        yield field, "wrong", f"{theirs} for nothing"
    elif mine:
        yield field, "missing", str(mine)


def _place(one: Record, draft: Record) -> Iterator[tuple[str, str, str]]:
    mine, theirs = _cities(one), _cities(draft)
    if not mine and not theirs:
        mine, theirs = _countries(one), _countries(draft)
    for name in sorted(mine | theirs):
        yield from _judged("place", name if name in mine else None, name if name in theirs else None, True)


def _people(one: Record, draft: Record) -> Iterator[tuple[str, str, str]]:
    mine = [person for person in one.get("participants") or [] if person.get("name")]
    theirs = list(draft.get("participants", []))
    either = set(one.get("either") or [])
    for person in mine:
        if f"participants.{person['name']}" in either:
            theirs = [other for other in theirs if _last(other["name"]) != _last(person["name"])]
            continue
        found = next(
            (
                other
                for other in theirs
                if _last(other["name"]) == _last(person["name"]) or _words(other["name"]) == _words(person["name"])
            ),
            None,
        )
        if found is None:
            yield "people", "missing", person["name"]
            if person.get("represents"):
                yield "side", "missing", f"{person['name']} ({person['represents']})"
            continue
        theirs.remove(found)
        is_whole = _words(found["name"]) == _words(person["name"])
        yield "people", "right" if is_whole else "wrong", f"{found['name']} for {person['name']}"
        side, other = found.get("represents"), person.get("represents")
        if (side or other) and f"participants.{person['name']}.represents" not in either:
            yield from _judged("side", other, side, _party(side or "") == _party(other or ""))
    for person in theirs:
        yield "people", "wrong", f"{person['name']} for nobody"
        if person.get("represents"):
            yield "side", "wrong", f"{person['name']} for nobody"


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


def _last(name: str) -> str:
    return max(fold(name).split()[-2:], key=len, default="") if len(name.split()) < 2 else fold(name).split()[-1]


def _party(name: str) -> str:
    """A party as compared: an institution of the European Union acts for it."""
    if name.startswith(("European Parliament", "European Commission", "EU ", "Frontex", "European External")):
        name = "European Union"
    name = meant(KNOWN.names, name)
    country = country_of_name(name)
    body = organisation_of_name(name)
    return fold(country.name if country else body.name if body else name.removeprefix("the "))


def _parties(draft: Record) -> list[str]:
    return [name for name in (draft.get("principal"), *draft.get("partners", [])) if name]


def _places(record: Record) -> list[Record]:
    place = record.get("place") or []
    return place if isinstance(place, list) else [place]


def _cities(record: Record) -> set[str]:
    return {fold((names_of_city(one["city"]) or (one["city"],))[0]) for one in _places(record) if one.get("city")}


def _countries(record: Record) -> set[str]:
    return {_party(one["country"]) for one in _places(record) if one.get("country")}


def _is_mentioned(draft: Record, truth: Record) -> bool:
    """Whether a draft is a meeting of which the document speaks besides its news, or the next one."""
    others = list(truth.get("mentioned") or []) + [
        one["next"] for one in truth.get("meetings") or [] if one and one.get("next")
    ]
    for one in others:
        if draft.get("date") and draft.get("date") == one.get("date"):
            return True
        if "ordinal" in draft and (
            str(draft["ordinal"]) == one.get("ordinal") or str(draft["ordinal"]) in fold(one.get("title", ""))
        ):
            return True
        if len(set(fold(one.get("title", "")).split()) & set(fold(draft["title"]).split())) >= 3:
            return True
    return False


if __name__ == "__main__":
    main()
