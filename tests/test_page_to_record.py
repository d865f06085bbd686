"""From a saved page to checked records, with the commands that a curator uses, and a person who answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogue_cli import open_archive
from tests.asked import Asked
from tests.conftest import BUNDLED, ROOT, Run
from tests.test_extract import as_page

# What stands in the last line where a person is asked, and what somebody types who checks and agrees.
ANSWERS = (("Put it into", "y\r"), ("Is it?", "n\r"), ("a accept", "a\r"))
MOST = 150


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """The vocabularies of the bundled collection, without its documents and records."""
    whole = yaml.safe_load(BUNDLED.read_text(encoding="utf-8"))
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(whole | {"sources": [], "meetings": []}, allow_unicode=True, sort_keys=False))
    return path


def agree(draft: Path, data: Path, environment: dict[str, str], folder: Path) -> None:
    """Goes through a draft and agrees to everything that is plain; what is not sure is skipped."""
    environment = environment | {"XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder)}
    with Asked("review", draft, "--data", data, environment=environment) as asked:
        for _ in range(MOST):
            try:
                asked.sees("?: ")
            except AssertionError:
                assert "decided" in asked.screen or "Left for the next time" in asked.screen
                break
            last = asked.screen.splitlines()[-1]
            asked.answer(("", next((keys for text, keys in ANSWERS if text in last), "s\r")))
        assert asked.ends() in (0, 1)


@pytest.mark.long
@pytest.mark.process
@pytest.mark.parametrize(
    ("seed", "published", "ids"),
    [
        (0, "2025-11-23", ["eu-pakistan-strategic-dialogue-7", "eu-pakistan-strategic-dialogue-8"]),
        (1, None, ["eu-central-asia-ct-dialogue-1", "eu-central-asia-hlpsd-12", "eu-central-asia-ministerial-20",
                   "eu-central-asia-summit-1"]),
        (3, "2025-12-03", ["eu-central-asia-summit-1", "eu-kazakhstan-cooperation-council-22",
                           "eu-kazakhstan-parliamentary-committee-22"]),
    ],
)  # fmt: skip
def test_a_saved_page_becomes_checked_records(
    seed: int,
    published: str | None,
    ids: list[str],
    run: Callable[..., Run],
    collection: Path,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """The way from a page to a record would end somewhere between the commands, or at other facts."""
    go_the_way(seed, published, run, collection, environment, tmp_path)
    mine, bundled = open_archive(collection), open_archive(BUNDLED)
    assert sorted(mine.ids()) == ids
    for identifier in ids:
        found, by_hand = plain(mine.get(identifier)), plain(bundled.get(identifier))
        people, others = found.pop("people"), by_hand.pop("people")
        assert found == by_hand
        assert people.items() <= others.items()


@pytest.mark.long
@pytest.mark.process
def test_a_release_without_a_round_or_a_day_becomes_checked_records(
    run: Callable[..., Run], collection: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """What is agreed to be launched would be a meeting, or a day would stand in a record that no document says."""
    go_the_way(2, "2022-11-15", run, collection, environment, tmp_path)
    mine, bundled = open_archive(collection), open_archive(BUNDLED)
    launch, visit = (mine.get(one).to_record() for one in mine.ids())
    by_hand = bundled.get("eu-pakistan-migration-dialogue").to_record()
    for field in ("series", "kind", "status", "partners", "instruments"):
        assert launch[field] == by_hand[field]
    assert "participants" not in launch
    by_hand = bundled.get("johansson-visit-to-pakistan").to_record()
    for field in ("kind", "status", "place", "partners", "instruments"):
        assert visit[field] == by_hand[field]
    people = [(one["name"], one["represents"]) for one in visit["participants"]]
    assert people == [("Ylva Johansson", "European Union"), ("Hina Rabbani Khar", "Pakistan")]
    assert not {"date", "ordinal"} & (launch.keys() | visit.keys())


def go_the_way(
    seed: int,
    published: str | None,
    run: Callable[..., Run],
    collection: Path,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """From one of the documents as a saved page to records that `check --strict` has nothing to say of."""
    document = sorted((ROOT / "seeds").glob("*.txt"))[seed]
    page, draft = tmp_path / "release.html", tmp_path / "draft.yaml"
    page.write_bytes(as_page(document.read_text(encoding="utf-8")))
    stated = ["--published", published] if published else []
    assert run("source", "add", page, *stated, "--data", collection).status == 0
    assert run("draft", "release", "-o", draft, "--data", collection).status == 0
    agree(draft, collection, environment, tmp_path)
    checked = run("check", "--strict", collection)
    assert (checked.status, checked.out) == (0, "")


def plain(meeting: Any) -> dict[str, Any]:
    """What the documents say plainly of a meeting: not how it is called, nor what a person writes of it."""
    record = meeting.to_record()
    people = {one["name"]: one.get("represents") for one in record.get("participants", ()) if "name" in one}
    place = record.get("place", {})
    return {
        "ordinal": record.get("ordinal"),
        "series": record.get("series"),
        "status": record.get("status"),
        "city": place.get("city"),
        "people": {name: party for name, party in people.items() if name},
    }
