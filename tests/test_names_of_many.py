"""Names in a large collection: what is left out before names are compared is nothing that would be found."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.errors import QueryError
from dialogue_cli.index.known_names import KnownNames
from dialogue_cli.names import heard
from dialogue_cli.names.forms import Form
from dialogue_cli.names.resolve import meaning
from dialogue_cli.names.sound import keys
from tests.conftest import Run

PARTNERS = ["Kazakhstan", "Kyrgyz Republic", "World Bank", "Bank of England", "St. Kitts and Nevis", "Straße GmbH"]
TOPICS = ["energy security", "energy reform", "visa facilitation", "co-operation", "human rights", "CO₂"]
SOURCES = ["eu-press-1", "eu-press-12", "eu-press-21", "kz-news-2024"]
PLACES = ["Brussels", "Astana", "Kyiv", "Hall of Mirrors", "Nur-Sultan"]
NAMES = {"partner": PARTNERS, "topic": TOPICS, "source": SOURCES, "place": PLACES}


class _All(KnownNames):
    """Compares what is typed with every name."""

    def forms_near(self, field: str, key: str, lacking: int) -> list[Form]:
        return self.all_forms(field)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path = tmp_path_factory.mktemp("names") / "m.yaml"
    meetings = [
        {
            "id": f"m-{i}",
            "title": "T",
            "partners": [PARTNERS[i]],
            "topics": [TOPICS[i]],
            "place": {"city": PLACES[i % len(PLACES)]},
            "evidence": [{"source": SOURCES[i % len(SOURCES)], "exact": "x", "supports": ["title"]}],
        }
        for i in range(len(PARTNERS))
    ]
    sources = [{"id": one, "file": f"{one}.txt"} for one in SOURCES]
    path.write_text(json.dumps({"sources": sources, "meetings": meetings}))
    return open_archive(path)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A field, and a name of it or its words in another order, with some letters that no name has."""
    field = draw(st.sampled_from(list(NAMES)))
    words = draw(st.sampled_from(NAMES[field])).split()
    text = " ".join(draw(st.permutations(words)) if draw(st.integers(0, 3)) == 0 else words)
    for letter in draw(st.lists(st.sampled_from("qxjw"), unique=True)):
        at = draw(st.integers(0, len(text) - 1))
        replaced = draw(st.integers(0, 1))
        text = text[:at] + letter + text[at + replaced :]
    return field, text


@settings(max_examples=400)
@given(slips())
def test_what_is_left_out_would_not_be_found(archive: Archive, typed: tuple[str, str]) -> None:
    """A name that is found among a few others would be unknown, or have another hint, because the database left it out."""

    def answers(names: KnownNames) -> object:
        try:
            return meaning(*typed, names)
        except QueryError as error:
            return str(error)

    index = archive.ask(lambda index: index)
    assert answers(index.names) == answers(_All(index))


def test_no_spelling_of_a_word_changes_its_firm_letters() -> None:
    """Someone whose name another newspaper writes so would be passed over before the sounds are compared."""
    chance = random.Random(1)
    folder = Path(__file__).parent / "people"
    words = sorted(
        {w for f in folder.iterdir() for text in f.read_text("utf-8").splitlines() for w in heard.words_of_name(text)}
    )
    words += [chance.choice(words) + chance.choice(words) for _ in range(3000)]
    words += [word.replace(*chance.sample("aeiouyhjtzsckv", 2)) for word in words]
    firm: dict[str, set[str]] = {}
    for word in words:
        for key in keys(word):
            firm.setdefault(key, set()).add(heard._letters(heard._FIRM, word))
    assert len(firm) > 1000
    assert [key for key, letters in firm.items() if len(letters) > 1] == []


def test_a_pattern_may_match_more_names_than_a_question_has_marks(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern for very many names would look like a damaged index, which is built again, and then fail."""
    meetings = [{"id": f"m-{i}", "title": "T", "partners": [f"Bank {i}"]} for i in range(700)]
    path = tmp_path / "m.yaml"
    path.write_text(json.dumps({"meetings": meetings}))
    assert len(run("list", "--partner", "Bank*", "--data", str(path)).rows) == 700
    assert len(run("list", "--partner", "!Bank*", "--data", str(path)).rows) == 0
    monkeypatch.setattr("dialogue_cli.index.database._MOST_MARKS", 1)
    with open_archive(path) as archive:
        assert [match.id for match in archive.find(Query(partner=("Bank 7", "Bank 9")))] == ["m-7", "m-9"]
