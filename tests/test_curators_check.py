"""`check` for whoever keeps a collection: what may be ignored, what is mended, CI and git."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.needs import need_module
from tests.processes import PATIENCE

IGNORING = """meetings:
- id: one
  title: One
  partners: [Chad, Chad]
  check_ignore:
  - {check: duplicate-item, reason: the document says so}
- {id: two, title: Two, partners: [Peru, Peru]}
"""


def test_a_warning_is_ignored_where_the_record_says_why(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A warning that is no mistake would be looked at again at every check, until nobody looks any more."""
    path = dataset(IGNORING)
    done = run("check", path)
    assert done.status == 0
    assert done.out == f'{path}:7:42: warning[duplicate-item]: "Peru" appears twice in partners\n'
    assert done.err == "note: 2 meetings, 0 sources, 0 quotes: 1 warning, 1 ignored\n"
    shown = run("check", path, "--ignored")
    assert (
        f'{path}:4:20: warning[duplicate-item]: "Chad" appears twice in partners (ignored: the document says so)'
        in shown.out
    )
    records = json.loads(run("check", path, "--ignored", "-f", "json").out)
    assert [record.get("ignored") for record in records] == [None, "the document says so"]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("country-cod", 'there is no check "country-cod"; did you mean "country-code"?'),
        ("quote-not-found", '"quote-not-found" is a broken proof, which cannot be ignored'),
        ("date", '"date" is an error, which cannot be ignored'),
        ("held-in-future", '"held-in-future" finds nothing in this record; take it out'),
        ("no-evidence", ""),
    ],
)
def test_a_wish_that_is_none_is_said(
    check: str, message: str, run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A slip in the name of a check, or a wish that outlived its problem, would hide the next problem."""
    path = dataset(f"meetings:\n- {{id: a, title: A, check_ignore: [{{check: {check}, reason: r}}]}}\n")
    done = run("check", path)
    assert done.out == (f"{path}:2:44: warning[check-ignore]: {message}\n" if message else "")


def test_a_broken_proof_cannot_be_ignored(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """A quote that is in no document would be kept from everybody."""
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    evidence = "evidence: [{source: a, exact: Others}], check_ignore: [{check: quote-not-found, reason: r}]"
    path = dataset(f"sources: [{{id: a, file: a.txt}}]\nmeetings: [{{id: a, title: A, {evidence}}}]\n")
    done = run("check", path)
    assert done.status == 1
    assert "broken-proof[quote-not-found]" in done.out


def test_a_reason_is_required(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Nobody would know why a warning is not told."""
    path = dataset("meetings: [{id: a, title: A, check_ignore: [{check: date-after-source}]}]")
    done = run("check", path)
    assert done.status == 1
    assert "error[missing]" in done.out


def test_annotations_for_github(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A pull request would not show the problem at its line."""
    path = dataset("meetings:\n- {id: a, title: A, date: 'soon: 100%, at last'}\n", "a,b/meetings.yaml")
    done = run("check", path, "-f", "github")
    assert done.status == 1
    [line] = done.out.splitlines()
    where = str(path).replace(",", "%2C")
    assert line.startswith(
        f'::error file={where},line=2,col=27,title=date::date: "soon: 100%25, at last" is not a valid date'
    )


def test_fix_mends_what_has_one_right_answer(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """A checksum would have to be made and copied by hand."""
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    digest = hashlib.sha256(b"Words.").hexdigest()
    wrong = "0" * 64
    text = f"""# mine
sources:
- id: a
  file: a.txt   # the words
- {{id: b, file: a.txt, sha256: {wrong}}}
- {{id: c, file: gone.txt}}
meetings:
- id: one
  title: One
  partners: [Chad, Peru, Chad]   # two
  topics:
  - a
  - b
  - a
"""
    path = dataset(text)
    dry = run("check", path, "--fix", "--dry-run")
    assert dry.status == 0
    assert path.read_text(encoding="utf-8") == text
    assert "+  sha256:" in dry.out
    done = run("check", path, "--fix")
    assert done.status == 1
    assert "source-changed" in done.out
    assert f"note: 3 problems mended ({path.name})" in done.err
    mended = text.replace("# the words\n", f"# the words\n  sha256: {digest}\n").replace(
        "[Chad, Peru, Chad]", "[Chad, Peru]"
    )
    assert path.read_text(encoding="utf-8") == mended.replace("  - b\n  - a\n", "  - b\n")
    assert "note: nothing to do" in run("check", path, "--fix").err


def test_fix_leaves_what_may_be_meant(run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path) -> None:
    """What evidence counts by its place would be counted wrongly, a comment lost, or a wrong text taken for the quoted one."""
    (tmp_path / "a.txt").write_text("Other words.", encoding="utf-8")
    text = """sources: [{id: a, file: a.txt}]
meetings:
- id: one
  title: One
  outcomes: [p, p, q]
  partners:
  - Chad
  - Chad  # sic
  topics: [x, x]
  evidence: [{source: a, exact: Words, supports: [outcomes.3]}]
- {id: two, title: Two, topics: [y, y], check_ignore: [{check: duplicate-item, reason: so it is}]}
"""
    path = dataset(text)
    done = run("check", path, "--fix")
    assert path.read_text(encoding="utf-8") == text.replace("topics: [x, x]", "topics: [x]")
    assert "note: left as it is: a: a quote is not in a.txt" in done.err
    assert "note: left as it is: one: an item stands twice in partners, beside a comment" in done.err


def test_of_two_records_on_a_line_one_is_ignored(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A warning about the neighbour of a record that ignores it would be silenced too."""
    wish = "check_ignore: [{check: duplicate-item, reason: r}]"
    path = dataset(f"meetings: [{{id: a, title: A, topics: [x, x], {wish}}}, {{id: b, title: B, topics: [y, y]}}]")
    done = run("check", path)
    assert [line.split(": ", 1)[1] for line in done.out.splitlines()] == [
        'warning[duplicate-item]: "y" appears twice in topics'
    ]


def test_who_has_reviewed_a_record(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """That a second person has read the record would be lost on the way."""
    path = dataset("meetings: [{id: a, title: A, reviewed: {by: Ada, on: 2026-03-03}}]")
    assert run("check", path).status == 0
    assert "by Ada, 3 Mar 2026" in run("show", "a", "-f", "markdown", "--data", path).out
    assert "reviewed\tby Ada on 2026-03-03\n" in run("show", "a", "--data", path).out
    assert json.loads(run("show", "a", "-f", "json", "--data", path).out)[0]["reviewed"] == {
        "by": "Ada",
        "on": "2026-03-03",
    }
    assert "reviewed: {by: Ada, 'on': '2026-03-03'}" in run("export", "yaml", "--data", path).out


@pytest.mark.outside
@pytest.mark.process
def test_the_hooks_for_git(tmp_path: Path) -> None:
    """A repository that uses the hooks would commit a broken dataset, or could not commit at all."""
    need_module("pre_commit", "the PyPI package pre-commit")
    own = {
        **os.environ,
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
        "XDG_CACHE_HOME": str(tmp_path / "c"),
    }
    own |= {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    folder = tmp_path / "mine"
    folder.mkdir()

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, timeout=PATIENCE * 5)

    call("git", "init", "-q")
    data = folder / "meetings.yaml"
    data.write_text("meetings:\n- {title: Talks, id: talks, date: soon}\n", encoding="utf-8")
    call("git", "add", ".")
    hook = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--files", "meetings.yaml"]
    first = call(*hook)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "error[date]" in first.stdout
    assert data.read_text(encoding="utf-8") == "meetings:\n- {id: talks, title: Talks, date: soon}\n"
    data.write_text("meetings:\n- {id: talks, title: Talks, date: 2025}\n", encoding="utf-8")
    second = call(*hook)
    assert second.returncode == 0, second.stdout + second.stderr
