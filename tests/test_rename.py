"""`rename`: another name or id everywhere, in one step, and every question answered as before."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Run

RENAMES = [
    ("partner", "Pakistan", "Pakstan", "-p"),
    ("partner", "Central Asia", "The Five", "-p"),
    ("partner", "European Union", "The Union", "-p"),
    ("person", "Kaja Kallas", "K. Kallas", "--person"),
    ("topic", "migration", "movement: of people", "--topic"),
    ("instrument", "GSP+", "the Scheme #1", "--instrument"),
    ("place", "Brussels", "Bruxelles-Ville", "--place"),
    ("place", "Pakistan", "Islamic Republic of Pakistan", "--place"),
    ("series", "eu-central-asia-summit", "summits", "--series"),
    ("source", "eeas-2025-11-23", "release-1", "--source"),
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the bundled collection that may be changed."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return Path(shutil.copy(ROOT / "data" / "meetings.yaml", tmp_path / "meetings.yaml"))


def answers(run: Callable[..., Run], data: Path, option: str, name: str) -> list[object]:
    """What some questions get when they ask by a name."""
    found: list[object] = [run("list", option, name, "-f", "ids", "--data", data).ids]
    found.append(run("list", option, name, "--certain", "--since", "2025", "-f", "ids", "--data", data).ids)
    found.append(run("list", option, f"!{name}", "-f", "ids", "--data", data).ids)
    found.append(run("count", "--by", "year", option, name, "--data", data).out)
    return found


@pytest.mark.parametrize(("kind", "old", "new", "option"), RENAMES)
def test_every_question_is_answered_as_before_by_both_names(
    kind: str, old: str, new: str, option: str, run: Callable[..., Run], copied: Path
) -> None:
    """A script that asks by the old name, or a person who knows only the new one, would miss meetings."""
    before = answers(run, copied, option, old)
    assert before[0]
    done = run("rename", kind, old, new, "--data", copied)
    assert (done.status, done.out) == (0, "")
    assert f'{kind} "{old}" is "{new}" now' in done.err
    assert answers(run, copied, option, old) == before
    assert answers(run, copied, option, new) == before
    assert run("check", copied).err == run("check").err


@pytest.mark.parametrize(("kind", "old", "new", "option"), RENAMES)
def test_nothing_else_is_changed(
    kind: str, old: str, new: str, option: str, run: Callable[..., Run], copied: Path
) -> None:
    """A quote, a comment or a line that has nothing to do with it would be written anew."""
    before = copied.read_text(encoding="utf-8")
    assert run("rename", kind, old, new, "--data", copied).status == 0
    after = copied.read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if old not in line and "aliases" not in line]
    rest = iter(after.splitlines())
    assert all(line in rest for line in kept)
    quotes = [[one["exact"] for m in yaml.safe_load(t)["meetings"] for one in m["evidence"]] for t in (before, after)]
    assert quotes[0] == quotes[1]
    # Back again, the file is as it was, but for the name that is kept.
    assert run("rename", kind, new, old, "--data", copied).status == 0
    again = copied.read_text(encoding="utf-8").splitlines()
    differ = [line for line in difflib.ndiff(before.splitlines(), again) if line.startswith(("-", "+"))]
    assert len([line for line in differ if new not in line and old not in line]) <= 2


def test_a_meeting_is_found_by_both_ids(run: Callable[..., Run], copied: Path) -> None:
    """A link that somebody has noted would lead nowhere."""
    before = run("show", "eu-central-asia-summit-1", "--data", copied).out
    done = run("rename", "meeting", "eu-central-asia-summit-1", "summit-1", "--data", copied)
    assert (done.status, done.out) == (0, "")
    new, old = (run("show", one, "--data", copied) for one in ("summit-1", "eu-central-asia-summit-1"))
    assert new.out == old.out != before
    assert "eu-central-asia-summit-1" in new.out
    assert '"eu-central-asia-summit-1" is "summit-1" now' in old.err
    listed = run("show", "-", "--data", copied, stdin="eu-central-asia-summit-1\n")
    assert listed.out == new.out
    assert run("check", copied).err == run("check").err
    text = copied.read_text(encoding="utf-8")
    assert "{id: eu-central-asia-summit-1" not in text


def test_two_become_one(run: Callable[..., Run], copied: Path) -> None:
    """Two spellings of one topic would have to be put together by hand, in every record."""
    refused = run("rename", "topic", "migration", "mobility", "--data", copied)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == 'dialogue: there is a topic "mobility" already; with --merge both become one\n'
    either = run("list", "--topic", "migration", "--topic", "mobility", "-f", "ids", "--data", copied).ids
    assert run("rename", "topic", "migration", "mobility", "--merge", "--data", copied).status == 0
    for name in ("migration", "mobility", "migrants"):
        assert (
            run("list", "--topic", name, "--exact" if name == "mobility" else "-q", "-f", "ids", "--data", copied).ids
            == either
        )
    records = yaml.safe_load(copied.read_text(encoding="utf-8"))
    assert all(len(set(m.get("topics", ()))) == len(m.get("topics", ())) for m in records["meetings"])
    assert run("check", copied).err == run("check").err


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["person", "Kaja Kalas", "X"], 'no person is written "Kaja Kalas"; did you mean "Kaja Kallas"?'),
        (["partner", "pakistan", "X"], 'no partner is written "pakistan"; it is another name of "Pakistan"'),
        (["partner", "Kirghizia", "X"], 'no partner is written "Kirghizia"; it is another name of "Kyrgyz Republic"'),
        (["persn", "Kaja Kallas", "X"], '"persn" is not person, partner'),
        (["meeting", "eu-central-asia-summit-1", "Summit 1"], "joined by hyphens, such as summit-1, not"),
        (["meeting", "eu-central-asia-summit-1", "eu-central-asia-hlpsd-12"], "already"),
        (["place", "Pakistan", "Pakstan"], '"Pakistan" is a country, and "Pakstan" is no name of it'),
        (["topic", "migration", " "], "NEW must be a name on one line"),
        (["source", "eeas", "x"], 'no source is written "eeas"'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    call: list[str], message: str, run: Callable[..., Run], copied: Path
) -> None:
    """A slip in a name would rename something else, or nothing, without a word."""
    before = copied.read_bytes()
    done = run("rename", *call, "--data", copied)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert copied.read_bytes() == before


def test_a_dry_run_shows_it(run: Callable[..., Run], copied: Path) -> None:
    """A person would not see beforehand what a rename touches."""
    before = copied.read_bytes()
    done = run("rename", "person", "Kaja Kallas", "K. Kallas", "--dry-run", "--data", copied)
    assert done.status == 0
    assert copied.read_bytes() == before
    assert "-- {name: Kaja Kallas, aliases: [High Representative Kallas]}\n" in done.out
    assert "+- {name: K. Kallas, aliases: [High Representative Kallas, Kaja Kallas]}\n" in done.out
    assert done.err.endswith("note: a dry run: nothing was written\n")


def test_over_all_files_of_a_folder(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Half of a collection that is kept in several files would have the old name."""
    dataset("meetings:\n- {id: a, title: A, partners: [Norway], participants: [{name: Ada}]}\n", "d/1.yaml")
    path = dataset("meetings:\n- {id: b, title: B, partners: [Norway]}\n", "d/2.yaml")
    folder = path.parent
    assert run("rename", "partner", "Norway", "Norge", "--data", folder).status == 0
    for name in ("Norway", "Norge", "--partner=NO"):
        assert run(
            "list", *([name] if name.startswith("--") else ["-p", name]), "-q", "-f", "ids", "--data", folder
        ).ids == ["a", "b"]
    assert "partners:\n- {name: Norge, code: 'NO', aliases: [Norway]}\n" in (folder / "1.yaml").read_text(
        encoding="utf-8"
    )


ALIASES = {
    "first": ("[B, A, C]", "[A, C, Old]"),
    "last": ("[A, C, B]", "[A, C, Old]"),
    "only": ("[B]", "[Old]"),
    "twice": ("[B, A, B]", "[A, Old]"),
    "first of lines": (
        "\n  # by letters\n  - B # new\n  # and this\n  - A",
        "\n  # by letters\n  # and this\n  - A\n  - Old",
    ),
    "last of lines": (
        "\n  # by letters\n  - A # as in French\n  # and this\n  - B # end",
        "\n  # by letters\n  - A # as in French\n  # and this\n  - Old # end",
    ),
    "only of lines": ("\n  # by letters\n  - B # end", "\n  # by letters\n  - Old # end"),
}


@pytest.mark.parametrize(("before", "after"), ALIASES.values(), ids=ALIASES)
def test_comments_stay_where_an_alias_becomes_the_name(
    run: Callable[..., Run], dataset: Callable[..., Path], before: str, after: str
) -> None:
    """What a curator has noted among the aliases would be lost without a word."""
    text = "meetings:\n- {{id: a, title: T, partners: [{}]}}\npartners:\n- name: {}\n  aliases: {}\n  code: DE\n"
    path = dataset(text.format("Old", "Old", before).replace("aliases: \n", "aliases:\n"))
    assert run("rename", "partner", "Old", "B", "--data", path).status == 0
    assert path.read_text(encoding="utf-8") == text.format("B", "B", after).replace("aliases: \n", "aliases:\n")
