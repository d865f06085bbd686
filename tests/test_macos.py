"""What differs on macOS, and on the shares and sticks that it uses: each difference is made here by a switch.

docs/macos.md is the list. Linux can neither fold the letter case of file names nor bring bash 3.2.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest

from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.dataset.folder import is_one_file
from dialogue_cli.index import cache, intake, readers
from tests.conftest import ROOT, Run
from tests.needs import need

ONE = "meetings:\n- id: one\n  title: One\n  partners: [Norway]\n"
COMPLETION = ROOT / "src" / "dialogue_cli" / "completion" / "dialogue.bash"
UNSUPPORTED = OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


def refused(*_: object, **__: object) -> None:
    raise UNSUPPORTED


@pytest.fixture
def here(tmp_path: Path, run: Callable[..., Run]) -> Path:
    """The folder in which `run` calls, with a dataset."""
    (tmp_path / "here" / "one.yaml").write_text(ONE, encoding="utf-8")
    return tmp_path / "here"


def test_the_index_is_kept_where_macos_keeps_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups would hold what can be made anew, and no cleaner would find it."""
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/Users/ada")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache.cache_folder() == "/Users/ada/Library/Caches/dialogue"
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert cache.cache_folder() == "/elsewhere/dialogue"


@pytest.mark.parametrize(("processors", "expected"), [(8, 4), (1, 1), (None, 1)])
def test_processors_are_counted_without_affinity(
    processors: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first run would fail where the system does not say which processors a process may use."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert readers._processes() == expected


def test_pipes_of_the_usual_size_do(run: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of a first run would wait for each other for ever, or not be started, where pipes cannot grow."""
    (here / "many.yaml").write_text("meetings:\n" + "".join(f"- {{id: m-{i}, title: T{i}}}\n" for i in range(2_000)))
    monkeypatch.delattr(fcntl, "F_SETPIPE_SZ", raising=False)
    for module in (readers, intake):
        monkeypatch.setattr(module, "MUCH", 1)
    monkeypatch.setattr(readers, "_processes", lambda: 2)
    done = run("count", "--by", "status", "--data", "many.yaml")
    assert (done.status, done.out) == (0, "held\t2000\n"), done.err


def test_a_share_without_links(run: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SMB and FAT nothing could be exported or begun; and a file that is there must stay all the same."""
    monkeypatch.setattr(os, "link", refused)
    assert run("export", "csv", "--data", "one.yaml", "-o", "out.csv").status == 0
    whole = (here / "out.csv").read_bytes()
    again = run("export", "csv", "--data", "one.yaml", "-o", "out.csv")
    assert (again.status, "out.csv already exists" in again.err) == (2, True)
    assert run("init", "new.yaml").status == 0
    assert run("add", "--title", "Two", "--data", "one.yaml").status == 0
    assert (here / "out.csv").read_bytes() == whole
    assert run("list", "--data", "one.yaml", "-f", "ids").out.split() == ["one", "two"]
    assert list(here.glob(".*.tmp")) == []


def test_a_share_without_locks(
    run: Callable[..., Run], here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody could write to a collection on it, or edit one while the home folder is on a share."""
    monkeypatch.setattr(fcntl, "flock", refused)
    assert run("add", "--title", "Two", "--data", "one.yaml").status == 0
    own = {"XDG_STATE_HOME": str(tmp_path / "state")}
    done = run("edit", "one", "--data", "one.yaml", "--editor", "sed -i.old s/One/Three/", env=own)
    assert (done.status, (here / "one.yaml").read_text().count("Three")) == (0, 1), done.err
    assert list(here.glob(".dialogue.lock")) == []


def test_names_in_the_form_of_hfs(run: Callable[..., Run], here: Path) -> None:
    """A document or a collection whose name has an accent could not be taken in from a Mac's disk."""
    collection, document = (unicodedata.normalize("NFD", name) for name in ("Réunions.yaml", "Procès-verbal.txt"))
    (here / collection).write_text(ONE, encoding="utf-8")
    (here / document).write_text("They met in Oslo.\n", encoding="utf-8")
    assert run("source", "add", document, "--data", collection, "--id", "pv").status == 0
    quoted = run("quote", "pv", "met in oslo", "--data", collection)
    assert (quoted.status, "exact: met in Oslo" in quoted.out) == (0, True), quoted.err
    checked = run("check", "--data", collection)
    assert (checked.status, checked.out) == (0, ""), checked.err


def test_what_finder_leaves_is_no_record(run: Callable[..., Run], here: Path) -> None:
    """On a stick or a share macOS keeps a second, binary file beside each: the collection could not be read."""
    folder = here / "collection"
    folder.mkdir()
    (folder / "one.yaml").write_text(ONE, encoding="utf-8")
    (folder / "._one.yaml").write_bytes(b"\0\5\26\7\0\2\0\0Mac OS X        ")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    done = run("list", "--data", "collection", "-f", "ids")
    assert (done.status, done.out) == (0, "one\n"), done.err


def test_a_file_by_another_name_is_the_same(here: Path) -> None:
    """Where case makes no difference, One.YAML would be taken for a file other than the one.yaml that it replaces."""
    # A second link: like a name in other letters, it is a path of its own that leads to the same file.
    os.link(here / "one.yaml", here / "One.YAML")
    (here / "two.yaml").write_text(ONE)
    assert is_one_file(here / "one.yaml", here / "One.YAML")
    assert not is_one_file(here / "one.yaml", here / "two.yaml")
    assert is_one_file(here / "none.yaml", here / "." / "none.yaml")
    assert not is_one_file(here / "none.yaml", here / "one.yaml")


def test_a_report_is_not_written_over_a_file_by_another_name(run: Callable[..., Run], here: Path) -> None:
    """A report named in other letters would cost the table that is imported."""
    (here / "a.csv").write_text("title\nTwo\n")
    (here / "map.yaml").write_text("title: '{title}'\n")
    os.link(here / "a.csv", here / "A.CSV")
    done = run("import", "a.csv", "--map", "map.yaml", "--data", "one.yaml", "--report", "A.CSV", "--force")
    assert (done.status, done.out) == (2, "")
    assert "--report would replace A.CSV, which this import reads; name another file" in done.err
    assert (here / "a.csv").read_text() == "title\nTwo\n"


def test_a_folder_under_another_name(run: Callable[..., Run], here: Path) -> None:
    """/tmp is a link to /private/tmp: a file named by the one would not belong to a folder named by the other."""
    (here / "private").mkdir()
    (here / "tmp").symlink_to("private")
    for name in ("a", "b"):
        (here / "private" / f"{name}.yaml").write_text(ONE.replace("one", name), encoding="utf-8")
    done = run("add", "--title", "Two", "--data", "private", "--into", str(here / "tmp" / "b.yaml"))
    assert (done.status, done.out) == (0, "two\n"), done.err
    assert "id: two" in (here / "private" / "b.yaml").read_text()
    assert run("list", "--data", "tmp", "-f", "ids").out.split() == ["a", "b", "two"]


class Typing(ModuleType):
    """A library that reads lines, as Python's `readline` shows it; it keeps what it is told."""

    def __init__(self, doc: str, *, begins: bool) -> None:
        super().__init__("readline", doc)
        self.bound: list[str] = []
        self.begun: list[object] = []
        self.parse_and_bind = self.bound.append
        if begins:
            self.set_pre_input_hook = self.begun.append

    def __getattr__(self, name: str) -> object:
        if name == "set_pre_input_hook":
            raise AttributeError(name)
        return lambda *_: ""


@pytest.mark.parametrize(
    ("doc", "binding"),
    [("Importing this module enables libedit readline.", "bind ^I rl_complete"), ("GNU readline", "tab: complete")],
)
@pytest.mark.parametrize("begins", [True, False])
def test_a_line_is_read_with_the_library_that_macos_has(
    doc: str, binding: str, begins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab would insert a tab, and the first question of `add` would end in a traceback where no line can begin so."""
    typing = Typing(doc, begins=begins)
    monkeypatch.setitem(sys.modules, "readline", typing)
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("builtins.input", lambda _: " Oslo ")
    monkeypatch.setattr("dialogue_cli.cli.interview.lines._prompting", nullcontext)
    lines = Lines(lambda kind, start: [])
    assert (lines.is_terminal, lines.can_begin, typing.bound) == (True, begins, [binding])
    assert lines.read("Where? ", begin="Os") == "Oslo"
    assert len(typing.begun) == (2 if begins else 0)


def test_completion_loads_in_a_bash_without_its_newer_words(tmp_path: Path) -> None:
    """The bash of macOS is 3.2: sourcing the script would print errors into every new window."""
    bash = need("bash", "the package bash")
    old = """
    compopt() { return 127; }
    complete() { case " $* " in *nosort*) echo 'nosort: invalid option name' >&2; return 2;; esac
        builtin complete "$@"; }
    . "$1"; builtin complete -p dialogue
    """
    done = subprocess.run([bash, "--norc", "-c", old, "bash", COMPLETION], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "complete -o default -F _dialogue dialogue\n"
    newer = r"mapfile|readarray|(declare|local) -[An]|\$\{\w+(,|\^)|&>>|\|&|coproc|;;?&|\[-\d|EPOCH|\{fd\}"
    assert re.findall(newer, COMPLETION.read_text(encoding="utf-8")) == []


def test_an_old_sqlite_is_named(run: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python uses the SQLite of the system: a traceback about SQL syntax would not say that it is too old."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    done = run("list", "--data", "one.yaml")
    assert (done.status, done.out) == (2, "")
    assert done.err == "dialogue: this Python has SQLite 3.34.1; dialogue needs 3.35 or newer\n"


@pytest.mark.parametrize(("said", "is_named"), [("no such module: fts5", True), ("disk I/O error", False)])
def test_a_sqlite_without_full_text_search_is_named(
    run: Callable[..., Run], here: Path, said: str, is_named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So would one that was built without what search needs; any other failure is not taken for that."""

    class Connection(sqlite3.Connection):
        def executescript(self, script: str) -> sqlite3.Cursor:
            if "fts5" in script:
                raise sqlite3.OperationalError(said)
            return super().executescript(script)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **more: connect(*a, **{**more, "factory": Connection}))
    done = run("list", "--data", "one.yaml")
    assert (done.status, done.out) == (2, "")
    assert ("without full-text search (FTS5)" in done.err) is is_named
    assert "Traceback" not in done.err
