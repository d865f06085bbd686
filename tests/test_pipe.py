"""The program in a pipe: exact lines, statuses, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import DIALOGUE, Run
from tests.processes import PATIENCE

# What is looked at is the process itself: its streams, its status, its end.
pytestmark = pytest.mark.process

SMALL = r"""
    dataset: {format: 1, title: T, principal: Home}
    sources: [{id: s, url: "https://example.org/s", publisher: P, published: 2024-02-03}]
    meetings:
    - id: a
      title: "A\twith\na tab, é 漢 [sic] [/x] \"q\" \e[31m"
      kind: visit
      date: 2024-01-31/2024-02-01
      place: {city: Sol, country: Aland}
      partners: [Aland, Home, Beria]
      topics: [x, y]
      evidence: [{source: s, exact: words, supports: [date]}]
    - {id: b, title: B, partners: [Beria], status: planned, date: "[2024-02-10..]", note: "=1+1"}
    """


@pytest.fixture
def small(dataset: Callable[..., Path]) -> list[str]:
    return ["--data", str(dataset(SMALL))]


def test_lines_are_tab_separated_without_a_header(run: Callable[..., Run], small: list[str]) -> None:
    """Scripts cut by column: a tab, a line end or a colour inside a value would break each of them."""
    done = run("list", *small)
    assert done.out == (
        'a\t2024-01-31/2024-02-01\theld\tAland; Beria\tSol, Aland\tA with a tab, é 漢 [sic] [/x] "q" \ufffd[31m\n'
        "b\t[2024-02-10..]\tplanned\tBeria\t\tB\n"
    )
    assert (done.err, done.status) == ("", 0)


def test_columns_are_chosen_by_name(run: Callable[..., Run], small: list[str]) -> None:
    """A column that comes in another place than asked for would be read as another fact."""
    done = run("list", *small, "-F", "title,id,topics,sources,earliest,latest,city,ordinal,note")
    assert done.rows[1] == ["B", "b", "", "", "2024-02-10", "", "", "", "=1+1"]
    assert done.rows[0][2:7] == ["x; y", "s", "2024-01-31", "2024-02-01", "Sol"]


def test_json_is_the_record_and_what_the_question_adds(run: Callable[..., Run], small: list[str]) -> None:
    """Programs read the dataset's own fields, evidence among them; an absent field is left out, not null."""
    done = run("list", *small, "-f", "json", "--since", "2024-02")
    assert json.loads(done.out) == [
        {
            "id": "a",
            "title": 'A\twith\na tab, é 漢 [sic] [/x] "q" \x1b[31m',
            "kind": "visit",
            "status": "held",
            "date": "2024-01-31/2024-02-01",
            "place": {"city": "Sol", "country": "Aland"},
            "partners": ["Aland", "Home", "Beria"],
            "topics": ["x", "y"],
            "evidence": [{"source": "s", "exact": "words", "supports": ["date"], "found": None}],
            "earliest": "2024-01-31",
            "latest": "2024-02-01",
            "sources": ["s"],
            "certain": True,
        },
        {
            "id": "b",
            "title": "B",
            "status": "planned",
            "date": "[2024-02-10..]",
            "partners": ["Beria"],
            "note": "=1+1",
            "earliest": "2024-02-10",
            "sources": [],
            "certain": True,
        },
    ]
    assert "\x1b" not in done.out


def test_json_lines_hold_one_object_a_line(run: Callable[..., Run], small: list[str]) -> None:
    """A line that is no whole object breaks every reader of JSON Lines."""
    done = run("list", *small, "-f", "jsonl", "-F", "id,date,status")
    assert done.out == (
        '{"id": "a", "date": "2024-01-31/2024-02-01", "status": "held"}\n'
        '{"id": "b", "date": "[2024-02-10..]", "status": "planned"}\n'
    )


def test_nothing_found_is_an_empty_array_and_status_1(run: Callable[..., Run], small: list[str]) -> None:
    """`[]` and nothing else: a program that parses the output must not fail because nothing matched."""
    done = run("list", *small, "-f", "json", "--partner", "Cedar")
    assert (done.out, done.status) == ("[]\n", 1)
    assert 'no partner "Cedar" in this dataset' in done.err
    assert "nothing found in 2 meetings, 2024 or later (meetings.yaml)" in done.err
    assert run("list", *small, "--partner", "Cedar").out == ""


def test_ids_can_be_handed_to_show(run: Callable[..., Run], small: list[str]) -> None:
    """`dialogue list -f ids | xargs dialogue show` is the way from a list to all that is known."""
    ids = run("list", *small, "-f", "ids")
    assert ids.out == "a\nb\n"
    done = run("show", *small, *ids.ids)
    assert done.rows[0] == ["a", "title", 'A with a tab, é 漢 [sic] [/x] "q" \ufffd[31m']
    assert ["b", "status", "planned"] in done.rows


def test_show_gives_the_words_behind_each_claim(run: Callable[..., Run]) -> None:
    """Every claim that has evidence is shown with words that are really in the document."""
    found = json.loads(run("list", "-f", "json").out)
    done = run("show", "--evidence", *(m["id"] for m in found))
    shown = {(row[0], row[1], row[4]) for row in done.rows if row[4]}
    for record in found:
        for quote in record["evidence"]:
            for claim in quote["supports"]:
                assert (record["id"], claim.partition(".")[0], " ".join(quote["exact"].split())) in shown
    held_to = {"date", "place", "ordinal", "partners", "participants", "topics", "instruments", "outcomes"}
    assert [row for row in done.rows if row[1] in held_to and not row[4]] == []


def test_show_says_which_id_does_not_exist(run: Callable[..., Run]) -> None:
    """A misspelt id is named with its nearest neighbour, and never taken for it."""
    done = run("show", "eu-central-asia-sumit-1")
    assert (done.out, done.status) == ("", 1)
    assert (
        done.err == 'note: no meeting has the id "eu-central-asia-sumit-1"; the nearest is "eu-central-asia-summit-1"\n'
    )


def test_sources_count_what_rests_on_them(run: Callable[..., Run], small: list[str]) -> None:
    """A source whose quotes are miscounted would look better read than it is."""
    assert run("sources", *small).out == "s\t2024-02-03\tP\t1\t1\t1\t\t\t\t\t\n"
    assert run("sources", "s", *small).out == "a\tdate\twords\t\n"
    done = run("sources", "t", *small)
    assert (done.out, done.status) == ("", 1)
    bundled = json.loads(run("sources", "-f", "json").out)
    quotes = [q for m in json.loads(run("list", "-f", "json").out) for q in m["evidence"]]
    assert sum(source["quotes"] for source in bundled) == len(quotes)


def test_the_dataset_may_be_named_by_the_environment(run: Callable[..., Run], small: list[str]) -> None:
    """A person who keeps one file says so once; an option on the line still wins."""
    environment = {"DIALOGUE_DATA": small[1]}
    assert run("list", "-f", "ids", env=environment).out == "a\nb\n"
    assert run("list", "-f", "ids", "--data", small[1], env={"DIALOGUE_DATA": "gone.yaml"}).out == "a\nb\n"


def test_a_broken_dataset_is_refused_whole(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Half a dataset must never be shown as if it were whole."""
    path = dataset("meetings:\n- {id: a, title: A, partners: [X]}\n- {id: b, title: B, partners: [X], date: 2025-13}\n")
    for command in (["list"], ["search", "a"], ["timeline"], ["show", "a"], ["sources"]):
        done = run(*command, "--data", str(path))
        assert (done.status, done.out) == (2, "")
        assert done.err == (
            f'{path}:3:42: error[date]: date: "13" is not a valid month (01 to 12)\n'
            "dialogue: the dataset has 1 error, and is not shown; see dialogue check\n"
        )


def test_a_warning_does_not_keep_a_dataset_from_being_asked(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A missing source file is no reason to refuse the records."""
    path = dataset("sources: [{id: s, file: gone.txt}]\nmeetings: [{id: a, title: A, partners: [X]}]")
    assert run("list", "--data", str(path)).out == "a\t\theld\tX\t\tA\n"


def many(tmp_path: Path, count: int) -> Path:
    path = tmp_path / "many.yaml"
    rows = (f"- {{id: m-{i}, title: {'A long title ' * 8}, partners: [X]}}\n" for i in range(count))
    path.write_text("meetings:\n" + "".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("format_", ["tsv", "json", "ids"])
def test_a_reader_that_closes_early_ends_it_quietly(format_: str, environment: dict[str, str], tmp_path: Path) -> None:
    """`dialogue list | head -1` must not print a traceback, and must not hang."""
    path = many(tmp_path, 3000)
    program = subprocess.Popen(
        [DIALOGUE, "list", "--data", path, "-f", format_],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--color", "always"],
        ["timeline", "-f", "table"],
        ["show", "--color", "always", "eu-pakistan-strategic-dialogue-7"],
        ["count", "--by", "topic", "-f", "table"],
        ["series", "-f", "table"],
        ["sources", "-f", "table"],
        ["list", "--help"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_table_whose_reader_has_gone_ends_quietly_too(arguments: list[str], environment: dict[str, str]) -> None:
    """`dialogue timeline --color always | less`, left early, is no failure."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([DIALOGUE, *arguments], env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_notes_never_go_to_standard_output(environment: dict[str, str]) -> None:
    """With standard error closed there is nowhere to say something: not among the data."""
    command = f"'{DIALOGUE}' list --partner Nowhere -f json 2>&-"
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 1)


def test_numbers_beyond_all_collections_are_numbers(run: Callable[..., Run]) -> None:
    """A script that means "all" may write a very large number."""
    huge = "9" * 30
    assert run("list", "-n", huge).ids == run("list").ids
    assert run("list", "--last", huge, "-q").status == 0
    assert run("list", "--round", huge).status == 1


def test_paths_may_be_any_bytes(run: Callable[..., Run], tmp_path: Path) -> None:
    """A folder that was named under another encoding is a folder all the same."""
    odd = os.fsdecode(b"caf\xe9")
    folder = tmp_path / odd
    folder.mkdir()
    (folder / f"{odd}.yaml").write_text("meetings: [{id: a, title: A, partners: [X]}]", encoding="utf-8")
    for _ in range(2):
        assert run("list", "--data", odd, cwd=tmp_path).ids == ["a"]
        assert run("list", "--data", f"{odd}.yaml", cwd=folder).ids == ["a"]
    assert run("check", "--data", odd, cwd=tmp_path).status == 0
    assert run("list", "--data", "~nosuchuser/x.yaml").status == 2
    assert run("list", "--data", "").status == 2
    assert run("list", "--partner", odd).status == 1


def test_ctrl_c_ends_it_with_130_and_no_traceback(environment: dict[str, str], tmp_path: Path) -> None:
    """A person who stops a long reading wants the prompt back, not a stack of Python."""
    fifo = tmp_path / "slow.yaml"
    os.mkfifo(fifo)
    program = subprocess.Popen(
        [DIALOGUE, "list", "--data", fifo], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with fifo.open("wb", buffering=0) as slow:  # opens when the program has begun to read
        # More than a pipe holds: this returns when the program is in the middle of it.
        slow.write(b"meetings:\n" + b"# and so on\n" * 100_000)
        program.send_signal(signal.SIGINT)
        # The file goes on: a signal just before a read that waits is noticed when that returns.
        deadline = time.monotonic() + PATIENCE
        with suppress(BrokenPipeError):
            while program.poll() is None and time.monotonic() < deadline:
                slow.write(b"# and so on\n" * 1000)
                time.sleep(0.02)
        out, err = program.communicate(timeout=PATIENCE)
    assert (out, err, program.returncode) == (b"", b"", 130)


def test_the_tests_pass_in_the_background() -> None:
    """A script that starts the suite with & has SIGINT ignored: what is to be stopped with Ctrl-C could not be."""
    name = "test_ctrl_c_ends_it_with_130_and_no_traceback"
    command = f"trap '' INT QUIT; exec '{sys.executable}' -m pytest -q -p no:cacheprovider '{__file__}::{name}'"
    # What a gate asks of all of its tests is not asked of one.
    variables = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        ["sh", "-c", command], env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_full_disk_is_an_error_with_a_reason(environment: dict[str, str]) -> None:
    """An answer that could not be written must not look like a success."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [DIALOGUE, "list"], env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "dialogue: cannot write: No space left on device\n"


def test_what_the_encoding_lacks_is_written_as_an_escape(run: Callable[..., Run], small: list[str]) -> None:
    """An ASCII-only locale gets every fact, if not every letter."""
    done = run("list", *small, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert "A with a tab, \\xe9 \\u6f22 [sic]" in done.out
    assert done.status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--version"], 0, "dialogue 0."),
        (["--help"], 0, "timeline"),
        (["list", "--help"], 0, "--bilateral"),
        ([], 0, "dialogue COMMAND [OPTIONS]"),
    ],
)
def test_help_and_version(arguments: list[str], status: int, words: str, run: Callable[..., Run]) -> None:
    """The first thing that a newcomer types must answer."""
    done = run(*arguments)
    assert done.status == status
    assert words in done.out
    assert done.err == ""


def test_a_mistyped_command_or_option_gets_a_suggestion(run: Callable[..., Run]) -> None:
    """A slip on the line is told from a thing that does not exist."""
    done = run("timelin")
    assert (done.status, done.out) == (2, "")
    assert done.err == 'dialogue: there is no command "timelin"; did you mean "timeline", or dialogue search timelin?\n'
    done = run("list", "--partnr", "x")
    assert (done.status, done.out) == (2, "")
    assert "--partner" in done.err


def test_python_m_is_the_same_program(environment: dict[str, str]) -> None:
    """An environment without scripts on its path still runs it."""
    import sys

    one = subprocess.run(
        [sys.executable, "-m", "dialogue_cli", "list"], env=environment, capture_output=True, check=True
    )
    other = subprocess.run([DIALOGUE, "list"], env=environment, capture_output=True, check=True)
    assert one.stdout == other.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "-F", ""], "--fields needs the name of a field, such as id,date,title"),
        (["list", "-F", " , "], "--fields needs the name of a field, such as id,date,title"),
        (["list", "-F", "", "--template", "{id}"], "--template says everything by itself"),
        (["check", ""], "the name of the dataset is empty"),
        (["check", "-f", ""], 'there is no format "" here'),
    ],
    ids=str,
)
def test_an_empty_value_is_not_the_default(run: Callable[..., Run], arguments: list[str], said: str) -> None:
    """A script whose variable is empty would get another answer than it asks for, and never learn of it."""
    done = run(*arguments)
    assert (done.out, done.status) == ("", 2)
    assert said in done.err
