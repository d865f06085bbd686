"""`source check --re-extract`: what a newer extractor would make of the documents that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.curate.extract import extract
from tests.conftest import Run

PAGE = b"<html><body><h1>Talks</h1><p>The ministers met in Oslo.</p><p>They will meet again.</p></body></html>"
TEXT = extract(PAGE, "a.html").text
QUOTES = ("met in Oslo", "will meet again")


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """A dataset whose document had another text when it was added."""

    def make(text: str = TEXT, *, quotes: tuple[str, ...] = QUOTES, unrelated: str = "", flow: bool = False) -> Path:
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        (seeds / "release.html").write_bytes(PAGE)
        (seeds / "release.txt").write_text(text, encoding="utf-8")
        original = f"{{file: release.html, sha256: {hashlib.sha256(PAGE).hexdigest()}}}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        fields = [
            "id: release",
            "file: release.txt",
            f"sha256: {digest}",
            f"original: {original}",
            "extractor: older 1",
        ]
        if unrelated:
            fields.append(f"unrelated: [{{exact: {unrelated}, reason: a menu}}]")
        entry = f"{{{', '.join(fields)}}}" if flow else "\n  ".join(fields)
        evidence = "".join(f"\n  - {{source: release, exact: {one}, supports: [summary]}}" for one in quotes)
        path = tmp_path / "meetings.yaml"
        path.write_text(
            f"# Ours.\nsources:\n- {entry}\n- {{id: plain, file: plain.txt}}  # its own text\n"
            f"meetings:\n- id: talks\n  title: Talks\n  summary: They met.\n  evidence:{evidence}\n",
            encoding="utf-8",
        )
        return path

    return make


def check(run: Callable[..., Run], path: Path, *more: object) -> Run:
    return run("source", "check", "--re-extract", *more, "--data", path)


def test_the_same_text_is_said_to_be_the_same(run: Callable[..., Run], made: Callable[..., Path]) -> None:
    """After an update nobody would know whether the documents are still what the program makes of them."""
    done = check(run, made())
    assert (done.status, done.rows) == (0, [["release", "same", "", ""]])
    assert "note: 1 source without an original is its own text" in done.err
    assert "note: 1 document read again: 1 same" in done.err


def test_quotes_that_would_be_lost_are_listed_and_nothing_is_written(
    run: Callable[..., Run], made: Callable[..., Path]
) -> None:
    """A newer text would take the proof away from a record without a word."""
    path = made(TEXT.replace("will meet", "shall meet"), quotes=("met in Oslo", "shall meet again", "nowhere at all"))
    before = path.read_bytes()
    done = check(run, path, "--write")
    assert (done.status, done.rows) == (1, [["release", "loses", "talks", "shall meet again"]])
    assert "1 loses 1 quote" in done.err
    assert path.read_bytes() == before
    assert "shall" in (path.parent / "seeds" / "release.txt").read_text(encoding="utf-8")


def test_a_passage_marked_as_unrelated_counts_as_a_quote(run: Callable[..., Run], made: Callable[..., Path]) -> None:
    """`check` would fail after the text was replaced, for a mark that points nowhere."""
    done = check(run, made(TEXT + "\nMenu\n", unrelated="Menu"))
    assert (done.status, done.rows) == (1, [["release", "loses", "(unrelated)", "Menu"]])


@pytest.mark.parametrize("flow", [False, True])
def test_a_text_that_loses_nothing_is_replaced(run: Callable[..., Run], made: Callable[..., Path], flow: bool) -> None:
    """An entry would keep the checksum of a text that is no more, and `check` would call its quotes broken."""
    path = made(TEXT.replace("\n\n", "\n"), flow=flow)
    before = path.read_text(encoding="utf-8")
    assert check(run, path).rows == [["release", "differs", "", ""]]
    shown = check(run, path, "--show")
    assert "+++ b/release.txt" in shown.out
    dry = check(run, path, "--write", "--dry-run")
    assert "+++ b/meetings.yaml" in dry.out
    assert path.read_text(encoding="utf-8") == before
    done = check(run, path, "--write")
    assert done.status == 0
    assert (path.parent / "seeds" / "release.txt").read_text(encoding="utf-8") == TEXT
    after = path.read_text(encoding="utf-8")
    assert extract(PAGE, "").extractor in after
    assert hashlib.sha256(TEXT.encode()).hexdigest() in after
    assert after.replace(before.split("sha256: ")[1][:64], "").startswith("# Ours.\n")
    assert after.count("\n") == before.count("\n")
    assert check(run, path).rows == [["release", "same", "", ""]]
    assert "quote-not-found" not in run("check", path).out


def test_if_the_entry_cannot_be_changed_the_text_stays(
    run: Callable[..., Run], made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text would be a new one and the checksum that of the old one."""
    from dialogue_cli.curate.desk import Desk
    from dialogue_cli.errors import DialogueError

    def fail(*_: object, **__: object) -> None:
        raise DialogueError("locked")

    path = made(TEXT.replace("\n\n", "\n"))
    monkeypatch.setattr(Desk, "commit", fail)
    done = check(run, path, "--write")
    assert done.status == 2
    assert "locked" in done.err
    assert (path.parent / "seeds" / "release.txt").read_text(encoding="utf-8") == TEXT.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("name", "data", "outcome"),
    [
        ("release.html", None, "original missing"),
        ("release.html", PAGE + b" ", "original changed"),
        ("release.txt", b"Another text.\n", "text changed"),
        ("release.txt", None, "text missing"),
    ],
)
def test_what_is_not_what_it_was_is_told_and_left(
    run: Callable[..., Run], made: Callable[..., Path], name: str, data: bytes | None, outcome: str
) -> None:
    """A text that somebody has corrected by hand would be written over, or made of another document."""
    path = made()
    file = path.parent / "seeds" / name
    file.unlink() if data is None else file.write_bytes(data)
    done = check(run, path, "--write")
    assert (done.status, done.rows) == (1, [["release", outcome, "", ""]])
    assert f"note: release: {name}" in done.err
    assert "note: nothing to write" in done.err


def test_an_original_that_cannot_be_read_again_is_told(run: Callable[..., Run], made: Callable[..., Path]) -> None:
    """The call would end at the first document, for example without the package that reads PDFs."""
    path = made()
    scan = b"%PDF-1.7\n"
    (path.parent / "seeds" / "release.html").write_bytes(scan)
    text = path.read_text(encoding="utf-8").replace(hashlib.sha256(PAGE).hexdigest(), hashlib.sha256(scan).hexdigest())
    path.write_text(text, encoding="utf-8")
    done = check(run, path)
    assert (done.status, done.rows) == (1, [["release", "unreadable", "", ""]])
    assert "cannot be read as a PDF" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "use dialogue source check --re-extract"),
        (["check", "--re-extract", "nosuch"], 'there is no document "nosuch"'),
        (["check", "--re-extract", "--title", "T"], "--title does not go with dialogue source check"),
        (["check", "--re-extract", "--dry-run"], "--dry-run goes with --write"),
        (["add", "--write", "a.txt"], "--write does not go with dialogue source add"),
        (["add"], "which document? Use dialogue source add FILE"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Callable[..., Run], made: Callable[..., Path], arguments: list[str], message: str
) -> None:
    """An option would be taken in silence, and do nothing."""
    done = run("source", *arguments, "--data", made())
    assert (done.status, done.out) == (2, "")
    assert message in done.err


def test_only_the_sources_that_are_named_are_read(run: Callable[..., Run], made: Callable[..., Path]) -> None:
    """Every document would be read for the sake of one."""
    done = check(run, made(), "plain")
    assert (done.status, done.out) == (0, "")
    assert "0 documents read again" in done.err
    assert check(run, made(), "release", "-f", "json").status == 0
