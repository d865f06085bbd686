"""Transliteration: people are found as other newspapers spell them, and nobody is taken for someone else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, QueryError
from dialogue_cli.names.heard import are_one
from dialogue_cli.names.sound import keys
from tests.test_people import archive_of

LISTS = Path(__file__).parent / "people"


def entries(name: str) -> list[list[str]]:
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


FIRST, SECOND = ([(line[0].split("; "), line[1:]) for line in entries(name)] for name in ("first", "second"))
APART = [line[0] for line in entries("apart")]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[str], str], set[str] | None]:
    """Whom of some people a name finds; None where the program asks which one is meant."""
    archives: dict[tuple[str, ...], Archive] = {}

    def call(people: Iterable[str], typed: str) -> set[str] | None:
        names = tuple(dict.fromkeys(people))
        if names not in archives:
            by_id = {f"m{i}": name for i, name in enumerate(names)}
            archives[names] = archive_of(tmp_path_factory.mktemp("people"), by_id)
        try:
            return {names[int(match.id[1:])] for match in archives[names].find(Query(person=typed))}
        except QueryError:
            return None

    return call


EVERYBODY = [name for meant, _ in (*FIRST, *SECOND) for name in meant] + APART


@pytest.mark.parametrize(
    ("people", "otherwise"),
    [
        # Surnames that others on record bear too: Gamal Mubarak, Zhao Leji, Deng Pufang.
        (FIRST, {"President Moubarak": None, "Premier Chao": None, "Vice Premier Teng": None}),
        (
            SECOND,
            {
                "Serge Sarkisian": set(),
                "Serge Sarkissian": set(),
                "Sarkisjan, Sersch": set(),
                "Chairman Mao": {"Mao Zedong", "Mao Xinyu"},
                "Premier Chou": None,
                "Liou Chao-chi": set(),
                "Tchang Kaï-chek": set(),
                "Jiǎng Jièshí": set(),
                "Kim Chong-un": set(),
            },
        ),
    ],
    ids=["first", "second"],
)
def test_a_person_is_found_in_every_newspaper(
    people: list[tuple[list[str], list[str]]],
    otherwise: dict[str, set[str] | None],
    ask: Callable[..., set[str] | None],
) -> None:
    """Someone who reads Gorbatschow or Gorbatchev would read that nobody met him, or be shown somebody else."""
    found = {typed: (ask(EVERYBODY, typed), set(meant)) for meant, typings in people for typed in typings}
    assert len(found) == 5 * len(people)
    wrong = {typed: got for typed, (got, meant) in found.items() if not got or not got <= meant}
    assert wrong == otherwise


def test_a_stranger_is_taken_for_nobody(ask: Callable[..., set[str] | None]) -> None:
    """A name that only sounds a little alike would show the meetings of another person."""
    first = [name for meant, _ in FIRST for name in meant]
    assert {typed for _, typings in SECOND for typed in typings if ask(first, typed)} == set()
    both = [name for name in EVERYBODY if name not in APART]
    # A title does not count, nor a name in the middle: both were so before.
    assert {name for name in APART if ask(both, name) and name not in both} == {"King Hussein", "Ahmad Massoud"}


def test_people_who_share_a_sound_are_asked_about(tmp_path: Path) -> None:
    """One of two people would be a guess, and both would be an answer about a family."""
    people = {"h": "Heydar Aliyev", "i": "Ilham Aliyev", "j": "Ilham Aliyev"}
    with pytest.raises(QueryError) as error:
        archive_of(tmp_path, people).find(Query(person="Alijew"))
    assert str(error.value) == 'no person "Alijew"; it could be Ilham Aliyev, Heydar Aliyev; which one?'


def test_one_person_in_several_spellings_is_found_in_all(tmp_path: Path) -> None:
    """The meetings under one spelling would be left out, or the person asked to choose between a man and himself."""
    people = {"a": "Benjamin Netanyahu", "b": "Binyamin Netanyahu", "c": "Binyamin Netanyahu"}
    result = archive_of(tmp_path, people).find(Query(person="Netanjahu"))
    assert {match.id for match in result} == {"a", "b", "c"}
    assert result.notes == ['no person "Netanjahu"; taken for 2 names: Binyamin Netanyahu (2), Benjamin Netanyahu (1)']


def test_another_transliteration_on_record_is_named(tmp_path: Path) -> None:
    """Who asks for Gorbachev would not learn of the meetings that a German source gave."""
    people = {"a": "Mikhail Gorbachev", "b": "Michail Gorbatschow"}
    result = archive_of(tmp_path, people).find(Query(person="Mikhail Gorbachev"))
    assert [match.id for match in result] == ["a"]
    assert result.notes == ['near "Mikhail Gorbachev", not included: Michail Gorbatschow (1)']


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-il", "Kim Jong-un"),
        ("King Hussein", "Saddam Hussein"),
        ("George H. W. Bush", "George W. Bush"),
        ("Hafez al-Assad", "Bashar al-Assad"),
    ],
)
def test_two_people_are_not_one_name(one: str, other: str) -> None:
    """A name typed in another way would find both of two people."""
    assert not are_one([one, other])


def test_an_initial_stands_for_no_other_surname(tmp_path: Path) -> None:
    """Aleksei Navalny would have met whom Aleksei N. Kosygin met, and any president with an N. would be Nasarbajew."""
    archive = archive_of(tmp_path, {"a": "Chairman Aleksei N. Kosygin", "b": "President Boris N. Yeltsin"})
    for typed in ("Aleksei Navalny", "Alexej Nawalny", "President Nasarbajew"):
        assert list(archive.find(Query(person=typed))) == []


@pytest.mark.parametrize("word", ["", "x", "’", "習近平", "горбачёв", "a" * 5000, "tsch" * 7, "scszcz" * 5, "0"])
def test_any_word_has_few_keys(word: str) -> None:
    """A strange word would take the memory of the machine, or stop the program."""
    assert 1 <= len(keys(word)) <= 100
