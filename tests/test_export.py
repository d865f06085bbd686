"""`export`: files that are written whole or not at all; lines of one's own; ids for xargs."""

from __future__ import annotations

import csv
import io
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli.files import beside
from dialogue_cli.formats.csv_text import cell, write_csv
from dialogue_cli.formats.registry import EXPORTED
from tests.conftest import BUNDLED, DIALOGUE, ROOT, Run
from tests.processes import PATIENCE


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_formats_are_listed(run: Callable[..., Run]) -> None:
    """A person could not find out what can be exported."""
    done = run("export", "--list")
    assert (done.ids, done.err, done.status) == ([*EXPORTED, "schema"], "", 0)
    assert all(about for _, about in done.rows)


@pytest.mark.parametrize("name", EXPORTED)
def test_every_listed_format_can_be_written(run: Callable[..., Run], tmp_path: Path, name: str) -> None:
    """The list would promise a format that does not exist."""
    done = run("export", name, "-o", str(tmp_path / "out"))
    assert (done.out, done.status) == ("", 0)
    assert (tmp_path / "out").stat().st_size > 0


@pytest.mark.parametrize("name", [name for name in EXPORTED if name != "sqlite"])
def test_a_file_holds_what_standard_output_gets(run: Callable[..., Run], tmp_path: Path, name: str) -> None:
    """-o would write something else than a redirection."""
    run("export", name, "-o", str(tmp_path / "out"))
    piped = subprocess.run([DIALOGUE, "export", name], capture_output=True, check=True).stdout
    assert (tmp_path / "out").read_bytes() == piped


@pytest.mark.parametrize(("name", "begin"), [("sqlite", b"SQLite format 3\0"), ("parquet", b"PAR1")])
def test_a_database_goes_into_a_pipe_whole(run: Callable[..., Run], name: str, begin: bytes) -> None:
    """A binary format would be mangled on its way, or refused where nobody looks at it."""
    piped = subprocess.run([DIALOGUE, "export", name], capture_output=True, check=True).stdout
    assert piped.startswith(begin)


def test_a_file_that_is_there_stays(run: Callable[..., Run], tmp_path: Path) -> None:
    """A slip of the name would cost somebody a file."""
    target = tmp_path / "mine.csv"
    target.write_text("precious", encoding="utf-8")
    done = run("export", "csv", "-o", str(target))
    assert (done.out, done.status) == ("", 2)
    assert done.err == f"dialogue: {target} already exists; use --force to replace it\n"
    assert target.read_text(encoding="utf-8") == "precious"
    assert run("export", "csv", "-o", str(target), "--force").status == 0
    assert target.read_text(encoding="utf-8").startswith("id,date,")


def test_a_dangling_link_counts_as_there(run: Callable[..., Run], tmp_path: Path) -> None:
    """A file would come to be where a link points, which nobody named."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "far")
    done = run("export", "csv", "-o", str(tmp_path / "link"))
    assert done.status == 2
    assert "Traceback" not in done.err


def test_a_link_stays_a_link(run: Callable[..., Run], tmp_path: Path) -> None:
    """--force would replace the link and leave the file that it leads to as it was."""
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert run("export", "csv", "-o", str(tmp_path / "link.csv"), "--force").status == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("id,")


def test_permissions_are_kept_and_new_files_follow_the_umask(run: Callable[..., Run], tmp_path: Path) -> None:
    """A private file would become readable for all, or a new one for nobody else."""
    old = tmp_path / "old.csv"
    old.write_text("", encoding="utf-8")
    old.chmod(0o600)
    assert run("export", "csv", "-o", str(old), "--force").status == 0
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert run("export", "csv", "-o", str(tmp_path / "new.csv")).status == 0
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("name", ["csv", "sqlite", "parquet"])
def test_a_failed_export_leaves_the_old_file_and_nothing_else(
    run: Callable[..., Run], tmp_path: Path, environment: dict[str, str], name: str
) -> None:
    """A full disk would leave half a file in the place of a whole one."""
    target = tmp_path / "folder" / "out"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    run("list")  # the index is made before the disk is full
    # A limit on the size of files is what a full disk looks like to a program.
    script = 'trap "" XFSZ; ulimit -f 8; exec "$0" export "$1" -o "$2" --force'
    # Python's own cache of this program must not be cut off too: it would stay broken.
    limited = environment | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["bash", "-c", script, DIALOGUE, name, target], env=limited, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert names(target.parent) == ["out"]


def test_nothing_found_writes_nothing(run: Callable[..., Run], tmp_path: Path) -> None:
    """An empty answer would take the place of a good file, or look like one."""
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    done = run("export", "html", "--partner", "Türkiye", "-o", str(target), "--force")
    assert done.status == 1
    assert f"note: {target} is not written" in done.err
    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path / "here") == []


@pytest.mark.parametrize("target", ["", ".", "missing/out.csv", "missing/", "/", "nul\0byte", "x" * 300])
def test_a_target_that_can_not_be_is_refused(target: str) -> None:
    """A traceback, or a file in an odd place."""
    from dialogue_cli.cli.session import Session
    from dialogue_cli.cli.target import written_to
    from dialogue_cli.errors import DialogueError

    session = Session({"output": target, "force": True}, SimpleNamespace(is_terminal=False))
    with pytest.raises(DialogueError), written_to(session, "csv") as place:
        place.stream.write("x")


@pytest.mark.process
def test_devices_are_written_to(run: Callable[..., Run]) -> None:
    """-o /dev/stdout, which people use, would be taken for a file to replace."""
    done = run("export", "ids", "-o", "/dev/stdout")
    assert done.status == 0
    assert "eu-central-asia-summit-1" in done.ids
    assert run("export", "sqlite", "-o", "/dev/null").status == 2


def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Two exports at one time would lose one of the two without a word."""

    def export() -> None:
        with beside(tmp_path / "out", overwrite=False) as new:
            new.write_text("mine", encoding="utf-8")
            (tmp_path / "out").write_text("another's", encoding="utf-8")

    with pytest.raises(FileExistsError):
        export()
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out").read_text(encoding="utf-8") == "another's"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export"], "export needs a format; dialogue export --list names them"),
        (["export", "markdwon"], 'there is no format "markdwon" here; did you mean "markdown"?'),
        (["list", "-f", "json", "-0"], "--null goes with tsv or ids and with --template, not with json"),
        (["export", "json", "-0"], "--null goes with tsv or ids, not with json"),
        (["export", "sqlite", "-0"], "--null goes with tsv or ids, not with sqlite"),
        (
            ["export", "schema", "--since", "2025"],
            "the schema is that of every meeting: it cannot be used with filters",
        ),
        (["export", "--list", "-o", "x"], "it cannot be used with --output"),
        (["list", "-f", "ics", "-F", "id"], "--fields goes with"),
        (["list", "--template", "{id}", "-f", "csv"], "--template says everything by itself"),
        (["list", "--template", "{titel}"], 'there is no field "titel"; did you mean "title"?'),
        (["list", "--template", "{id"], "--template: "),
        (["list", "--template", "{}"], '--template: "{}" names no field'),
        (["list", "--template", "{id!r}"], '--template: "{id!r}" has a format that text cannot have'),
        (["list", "--template", "{id:d}"], '--template: "{id:d}" has a format that text cannot have'),
        (["list", "--template", "{ordinal:03}"], "has a format that text cannot have"),
        (["export", "csv", "-o", "nowhere/"], "nowhere/ is not an existing folder, and names no file"),
        (["list", "--template", "{id:99999999}"], "has a format that text cannot have"),
        (["list", "--template", "{id.__class__}"], 'there is no field "id.__class__"'),
        (["list", "--template", "{id[0]}"], "there is no field"),
    ],
)
def test_options_without_sense_are_refused(run: Callable[..., Run], arguments: list[str], message: str) -> None:
    """A slip would give an answer to another question, or a traceback."""
    done = run(*arguments)
    assert (done.out, done.status) == ("", 2)
    assert message in done.err
    assert "Traceback" not in done.err


def test_two_exports_to_one_file_do_not_meet(tmp_path: Path) -> None:
    """Two machines that share a folder would write into one temporary file, and half of it would be kept."""
    with beside(tmp_path / "out") as one, beside(tmp_path / "out") as two:
        assert one != two
        one.write_text("one", encoding="utf-8")
        two.write_text("two", encoding="utf-8")
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["jsonl", "sqlite"])
def test_a_terminated_export_leaves_nothing(environment: dict[str, str], tmp_path: Path, name: str) -> None:
    """Half a file would lie about, hidden, after a machine was shut down."""
    # The real program, but for a format that never comes to its end.
    target = tmp_path / "there" / "out"
    target.parent.mkdir()
    code = (
        "import signal, sys\n"
        "import dialogue_cli.commands.export as export\n"
        "from dialogue_cli.cli.run import run\n"
        "from dialogue_cli.cli.session import Session\n"
        "from dialogue_cli.commands import PROGRAM\n"
        "def wait(begin):\n"
        "    begin('half'); print('begun', file=sys.stderr, flush=True); signal.pause()\n"
        "export.write_file = lambda name, matches, archive, path, *more, **options: wait(path.write_text)\n"
        "Session.write = lambda *a, out=None, **b: wait(out.write)\n"
        f"sys.exit(run(PROGRAM, ['export', {name!r}, '-o', {str(target)!r}]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stderr.readline() == "begun\n"
    assert len(names(target.parent)) == 1
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 128 + 15
    process.stderr.close()
    assert names(target.parent) == []


# What broke once


def test_a_country_that_is_a_city_goes_into_a_database(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Two spellings of one name would end the export with a traceback."""
    path = dataset("""
        partners: [{name: Singapore, code: SG}]
        places: [{name: Singapore}]
        topics: [{name: "…"}]
        meetings:
        - {id: a, title: A, partners: [Norway], place: {country: Republic of Singapore}, topics: ["…"]}
        """)
    assert run("export", "sqlite", "--data", str(path), "-o", "out.db").status == 0


def test_a_note_that_ends_in_an_empty_line_is_read_back(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The record after it would not be part of the file."""
    path = dataset("""
        meetings:
        - {id: a, title: A, partners: [Norway], note: "x\\n\\n"}
        - {id: b, title: B, partners: [Norway], note: "\\n"}
        """)
    again = dataset(run("export", "yaml", "--data", str(path)).out, "again.yaml")
    assert run("export", "json", "--data", str(again)).out == run("export", "json", "--data", str(path)).out


def test_a_page_of_many_meetings_without_a_date(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A page whose timeline has nothing to show would end with a traceback."""
    path = dataset("meetings:\n" + "".join(f"- {{id: m{i}, title: M, partners: [Norway]}}\n" for i in range(200)))
    done = run("export", "html", "--data", str(path))
    assert done.status == 0
    assert done.out.count("<li ") >= 200


def test_a_meeting_that_is_named_twice_is_shown_once(run: Callable[..., Run]) -> None:
    """The dataset that comes out would have an id twice, and be refused."""
    name = "eu-central-asia-summit-1"
    assert run("show", name, name, "-f", "ids").out == f"{name}\n"


# Templates and NUL


def test_a_template_makes_a_line_of_each_meeting(run: Callable[..., Run]) -> None:
    """The line of one's own would not be what was asked for."""
    done = run(
        "list", "--partner", "Pakistan", "--since", "2025", "-q", "--template", r"{{{id:>40}}}\t{date:.4}|{place}"
    )
    assert done.status == 0
    assert done.out == (
        "{        eu-pakistan-strategic-dialogue-7}\t2025|Brussels\n"
        "{        eu-pakistan-strategic-dialogue-8}\t[202|Islamabad\n"
    )


def test_a_template_of_a_search_knows_its_fields(run: Callable[..., Run]) -> None:
    """A template could not show what a search found."""
    done = run("search", "migration", "--template", "{id}: {snippet}", "-n", "1")
    assert done.status == 0
    assert "migration" in done.out


@pytest.mark.parametrize("arguments", [["list", "-f", "ids", "-0"], ["export", "ids", "--null"]])
def test_nul_ends_the_ids_for_xargs(run: Callable[..., Run], arguments: list[str]) -> None:
    """xargs -0 would get one long id."""
    done = run(*arguments)
    assert done.status == 0
    assert done.out.split("\0") == [*run("list", "-f", "ids").ids, ""]


# CSV


def test_csv_has_a_header_and_is_read_back(run: Callable[..., Run]) -> None:
    """A spreadsheet would show other columns than their header says, or other values than the record's."""
    text = run("list", "-f", "csv", "-F", "id,title,partners,ordinal").out
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    tsv = run("list", "-f", "tsv", "-F", "id,title,partners,ordinal").rows
    assert [list(row.values()) for row in rows] == tsv
    assert list(rows[0]) == ["id", "title", "partners", "ordinal"]


def test_csv_lines_end_as_the_standard_says(run: Callable[..., Run]) -> None:
    """RFC 4180 has CR LF; a strict reader would refuse the file."""
    piped = subprocess.run([DIALOGUE, "export", "csv"], capture_output=True, check=True).stdout
    assert piped.count(b"\r\n") == piped.count(b"\n") == 13


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_no_text_becomes_a_formula_or_breaks_a_row(rows: list[list[str]]) -> None:
    """A title from a press release could run a command in somebody's spreadsheet."""
    out = io.StringIO(newline="")
    assert write_csv(("a", "b"), rows, out) == len(rows)
    back = list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))
    assert back[0] == ["a", "b"]
    assert len(back) == len(rows) + 1
    for row in back[1:]:
        assert len(row) == 2
        for value in row:
            assert not value.strip().startswith(tuple("=+-@|%\t\r"))
            assert value.isprintable() or not any(ord(c) < 32 for c in value)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "＝1+1", "|cmd", "%x"])
def test_what_a_spreadsheet_would_compute_is_text(text: str) -> None:
    """A cell would be a formula."""
    assert str(cell(text)).startswith("'")


def test_counts_are_numbers_in_csv(run: Callable[..., Run]) -> None:
    """A spreadsheet could not add up the column."""
    done = run("count", "--by", "status", "-f", "csv")
    assert done.out == "status,count\r\nheld,10\r\nagreed,1\r\nplanned,1\r\n"
    assert done.status == 0


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dataset of one's own, a folder, with its documents."""
    shutil.copytree(ROOT / "seeds", tmp_path / "own" / "seeds")
    shutil.copy(BUNDLED, tmp_path / "own" / "m.yaml")
    return tmp_path / "own"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and not file.is_symlink()}


WRITERS = (["export", "json"], ["export", "sqlite"], ["export", "schema"], ["brief"], ["schema"])


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_what_is_asked_is_never_written_over(
    run: Callable[..., Run], own: Path, command: list[str], force: list[str]
) -> None:
    """A slip of the hand, with --force typed out of habit, would replace what took a person months."""
    seed = next((own / "seeds").iterdir())
    (own / "soft.json").symlink_to("m.yaml")
    (own.parent / "hard.json").hardlink_to(own / "m.yaml")
    (own / "soft.txt").symlink_to(f"seeds/{seed.name}")
    before = contents(own.parent)
    for data in (own, own / "m.yaml"):
        for target in (own / "m.yaml", seed, own / "soft.json", own.parent / "hard.json", own / "soft.txt"):
            done = run(*command, "-o", str(target), *force, env={"DIALOGUE_DATA": str(data)})
            assert (done.out, done.status) == ("", 2)
            assert "which is never written over; name another file" in done.err
            assert done.err.count("\n") == 1
    assert contents(own.parent) == before


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_export_does_not_become_a_part_of_the_dataset(run: Callable[..., Run], own: Path, force: list[str]) -> None:
    """A folder of files would hold each meeting twice, and no command could read it any more."""
    (own / "out").mkdir()
    before = contents(own)
    (own.parent / "link").symlink_to(own)
    for target in (own / "new.yaml", own.parent / "link" / "new.yml"):
        done = run("export", "yaml", "-o", str(target), *force, "--data", str(own))
        assert (done.out, done.status) == ("", 2)
        assert "would become a part of the dataset" in done.err
    assert contents(own) == before
    for target in (own / "out" / "new.yaml", own / "new.json", own / ".new.yaml"):
        assert run("export", "yaml", "-o", str(target), "--data", str(own)).status == 0
    assert run("count", "--data", str(own)).out == "12\n"


@pytest.mark.parametrize("name", ["語" * 80, "é" * 120, "a" * 250, "\u202e" * 80])
def test_a_name_as_long_as_the_disk_allows_can_be_written(run: Callable[..., Run], tmp_path: Path, name: str) -> None:
    """What is written beside it has a longer name, which in many scripts the disk would refuse."""
    for force in ([], ["--force"]):
        done = run("export", "ids", "-o", str(tmp_path / name), *force)
        assert (done.out, done.err, done.status) == ("", "", 0)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [name]


def test_a_setuid_bit_is_not_given_to_what_is_written(run: Callable[..., Run], tmp_path: Path) -> None:
    """A file that ran as its owner would, with another content, run that as its owner."""
    file = tmp_path / "out"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o6755)
    assert run("export", "ids", "-o", str(file), "--force").status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o755


def test_what_a_killed_export_left_is_removed_by_the_next(run: Callable[..., Run], tmp_path: Path) -> None:
    """Each killed export would leave a hidden file as large as itself; what is being written, or another's, stays."""
    left = [f".out.json.0123456789ab.tmp{more}" for more in ("", "-journal", "-wal")]
    kept = [".other.json.0123456789ab.tmp", ".out.json.tmp", ".out.json.0123456789ab.tmp.txt"]
    for name in (*left, *kept):
        (tmp_path / name).write_text("half", encoding="utf-8")
    with beside(tmp_path / "out.json") as written:
        assert run("export", "json", "-o", str(tmp_path / "out.json"), "--limit", "1").status == 0
        assert written.exists()
    assert sorted(names(tmp_path)) == sorted(["here", "out.json", *kept])


def test_what_a_killed_export_by_year_left_is_removed_by_the_next(run: Callable[..., Run], tmp_path: Path) -> None:
    """A folder of parts that nobody would ever look into would stay for each."""
    left = tmp_path / ".out.0123456789ab.tmp"
    (left / "year=2024").mkdir(parents=True)
    assert run("export", "parquet", "--by-year", "-o", str(tmp_path / "out")).status == 0
    assert not left.exists()
