"""People: whoever is meant by a name that is not written as on record, and who must never be taken for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, open_archive

ON_RECORD = {
    "sisi": "Abdel Fattah el-Sisi",
    "xi": "Xi Jinping",
    "kosherbayev": "Yermek Kosherbayev",
    "clinton": "Hillary Rodham Clinton",
    "kerry": "John Kerry",
    "cameron": "David Cameron",
    "thani": "Tamim bin Hamad Al Thani",
    "kallas": "Kaja Kallas",
    "saar": "Gideon Sa'ar",
    "bush": "George W. Bush",
}


def archive_of(folder: Path, people: dict[str, str]) -> Archive:
    meetings = [
        {"id": identifier, "title": "T", "partners": ["X"], "participants": [{"name": name}]}
        for identifier, name in people.items()
    ]
    path = folder / "meetings.yaml"
    path.write_text(json.dumps({"meetings": meetings}), encoding="utf-8")
    return open_archive(path)


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("Al-Sisi", "sisi"),
        ("President Sisi", "sisi"),
        ("Jinping Xi", "xi"),
        ("President Xi", "xi"),
        ("Kosherbayev, Yermek", "kosherbayev"),
        ("Hillary Clinton", "clinton"),
        ("Clinton, Hillary", "clinton"),
        ("H. R. Clinton", "clinton"),
        ("J. Kerry", "kerry"),
        ("John Forbes Kerry", "kerry"),
        ("Secretary of State John Kerry", "kerry"),
        ("The Rt Hon David Cameron MP", "cameron"),
        ("Prime Minister Cameron", "cameron"),
        ("Tamim bin Hamad el-Thani", "thani"),
        ("High Representative Kallas", "kallas"),
        ("H.E. Ms Kaja Kallas", "kallas"),
        ("Gideon Saar", "saar"),
    ],
)
def test_whoever_is_meant_is_found(tmp_path: Path, typed: str, identifier: str) -> None:
    """A person would read that someone met nobody, because a release writes the name in another way."""
    assert [match.id for match in archive_of(tmp_path, ON_RECORD).find(Query(person=typed))] == [identifier]


@pytest.mark.parametrize(
    "typed", ["George H. Bush", "Jack Kerry", "Hillary Cameron", "President Clinton Xi", "M. Kerry"]
)
def test_nobody_is_taken_for_someone_of_another_name(tmp_path: Path, typed: str) -> None:
    """A surname or an initial that fits would be enough to show the meetings of someone else."""
    assert list(archive_of(tmp_path, ON_RECORD).find(Query(person=typed))) == []


def test_people_who_are_both_on_record_stay_two(tmp_path: Path) -> None:
    """Near names would be one person, and the two presidents Bush one president."""
    people = {"il": "Kim Jong-il", "un": "Kim Jong-un", "w": "George W. Bush", "h": "George H. W. Bush"}
    archive = archive_of(tmp_path, people)
    for identifier, name in people.items():
        result = archive.find(Query(person=name))
        assert [match.id for match in result] == [identifier]
    near = archive.find(Query(person="Kim Jong-il")).notes
    assert near == ['near "Kim Jong-il", not included: Kim Jong-un (1)']


def test_a_near_spelling_that_is_left_out_is_named(tmp_path: Path) -> None:
    """Who asks for Zelensky would not learn of the meetings that stand under Zelenskyy."""
    people = {"a": "Volodymyr Zelensky", "b": "Volodymyr Zelenskyy", "c": "Volodymyr Zelenskyy"}
    archive = archive_of(tmp_path, people)
    result = archive.find(Query(person="Zelensky"))
    assert [match.id for match in result] == ["a"]
    assert result.notes == ['near "Zelensky", not included: Volodymyr Zelenskyy (2)']
