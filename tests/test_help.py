"""Help: every command explains itself, nothing of it is cut, what it shows runs, and mistakes are answered."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.cli.help.pages import FIRST, LAST, Example, page
from dialogue_cli.cli.help.topics import EXAMPLES, TOPICS
from dialogue_cli.commands import PROGRAM
from tests.conftest import DIALOGUE, ROOT, Run
from tests.needs import need
from tests.terminal import look

EVERYTHING = PROGRAM.names
EVERY_EXAMPLE = [example for name in EVERYTHING for example in page(PROGRAM.load(name)).examples] + list(EXAMPLES)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for all examples, so that the index is made once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("columns", [80, 120])
def test_help_fits_and_nothing_is_cut(name: str, columns: int, run: Callable[..., Run]) -> None:
    """Half a sentence, or one that the window wraps anywhere, is what Click gave before."""
    done = run(name, "--help", env={"COLUMNS": str(columns)})
    assert (done.status, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= min(columns, 100)
    shown = page(PROGRAM.load(name))
    flat = " ".join(done.out.split())
    for text in (shown.purpose, *shown.paragraphs, shown.status, *(o.text for o in (*shown.options, *shown.arguments))):
        assert " ".join(text.split()) in flat
    for option in shown.options:
        assert " ".join((", ".join(option.names), option.value)).strip() in flat
    for example in shown.examples:
        assert f"  {example.command}" in done.out.splitlines()
    if columns == 120 and shown.group("Filters"):
        assert max(map(len, done.out.splitlines())) > 80


@pytest.mark.parametrize("name", EVERYTHING)
def test_options_stand_in_groups_in_one_order(name: str) -> None:
    """A list of thirty options in the order of their definition is read by nobody."""
    titles = [title for title, _ in page(PROGRAM.load(name)).groups]
    assert set(titles) <= {*FIRST, *LAST}
    assert titles == [title for title in (*FIRST, *LAST) if title in titles]
    assert titles[-1] == "Help"
    if name in PROGRAM.main:
        assert {"Output", "Dataset"} <= set(titles)


def test_the_program_names_every_command(run: Callable[..., Run]) -> None:
    """A command that the first page does not name is not found."""
    called = run("--help")
    assert run("-h").out == run("help").out == called.out
    bare = run()
    assert (bare.out, bare.err, bare.status) == (called.out, "", 0)
    for name, about in PROGRAM.main.items():
        assert re.search(rf"^  {name} +{re.escape(about[:30])}", called.out, re.MULTILINE), name
    assert "man dialogue" in called.out
    assert "--version" in called.out


@pytest.mark.parametrize("name", EVERYTHING)
def test_all_ways_to_ask_for_help_are_one(name: str, run: Callable[..., Run]) -> None:
    """Those who type `help list`, as for git, or `list -h` would be told that they are wrong."""
    asked = run("help", name)
    assert asked.status == 0
    assert asked.out == run(name, "-h").out == run(name, "--help").out


@pytest.mark.parametrize("name", TOPICS)
def test_topics(name: str, run: Callable[..., Run]) -> None:
    """What --help points to would not be there."""
    done = run("help", name)
    assert done.status == 0
    assert done.out.startswith(TOPICS[name].title)
    assert max(map(len, done.out.splitlines())) <= 80


def test_every_topic_is_pointed_to(run: Callable[..., Run]) -> None:
    """A page that no other page names is read by nobody."""
    shown = run("--help").out.partition("More about a topic:")[2]
    assert all(re.search(rf"\b{name}\b", shown) for name in TOPICS)


AT_A_TERMINAL = [example for example in EVERY_EXAMPLE if "dialogue review" in example.command]
"""These ask a person; they are tried in test_review."""


@pytest.mark.parametrize(
    "example", [one for one in EVERY_EXAMPLE if one not in AT_A_TERMINAL], ids=lambda example: example.command
)
def test_every_example_runs(example: Example, environment: dict[str, str], cache: str, tmp_path: Path) -> None:
    """An example that fails is the first thing a newcomer tries."""
    shell = need("zsh", "the Debian package zsh") if "completion zsh" in example.command else shutil.which("bash")
    (tmp_path / ".config" / "fish" / "completions").mkdir(parents=True)
    # An example may change the collection.
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    own = {"DIALOGUE_DATA": str(tmp_path / "data" / "meetings.yaml"), "XDG_STATE_HOME": str(tmp_path)}
    # It changes nothing, and is no window that opens at once.
    own |= {"EDITOR": "sleep 1.2; true", "TERM": "dumb"}
    own |= {"PATH": f"{DIALOGUE.parent}:{environment['PATH']}", "HOME": str(tmp_path), "XDG_CACHE_HOME": cache}
    done = subprocess.run(
        [shell, "-c", f"set -o pipefail\n{example.command}"],
        env=environment | own,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert not re.search(r"^(dialogue|bash|zsh):", done.stderr, re.MULTILINE), done.stderr
    is_silent = any(sign in example.command for sign in ("> ", "-o ", "eval"))
    assert done.stdout or done.stderr or is_silent


def test_headings_are_bold_for_a_person_alone(run: Callable[..., Run], environment: dict[str, str]) -> None:
    """Escape sequences in a pipe, or on a terminal that was told not to have any, are dirt."""
    bold = look([DIALOGUE, "list", "--help"], environment)
    assert b"\x1b[1mFilters\x1b[0m" in bold.raw
    assert b"\x1b[1mPeriods\x1b[0m" in look([DIALOGUE, "help", "periods"], environment).raw
    for own in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = look([DIALOGUE, "list", "--help"], environment | own)
        assert b"\x1b" not in plain.raw
        assert plain.screen == bold.screen
    assert "\x1b" not in run("list", "--help").out


@pytest.mark.process
def test_help_is_readable_without_unicode(run: Callable[..., Run]) -> None:
    """A stream of ASCII would show \\u2026 in the middle of a sentence."""
    done = run("list", "--help", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert "\\u" not in done.out
    assert "dialogue, visit, ..." in done.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list --partnr x", 'there is no option "--partnr" of list; did you mean "--partner"?'),
        ("list --bilat", 'did you mean "--bilateral"?'),
        ("list --by year", 'there is no option "--by" of list; it belongs to timeline and count'),
        ("check --partner x", "it belongs to list, search, timeline, show and others"),
        ("--partner x list", "it goes behind: dialogue list --partner"),
        ("list -since 2025", 'did you mean "--since"?'),
        ("list --nonsense", 'there is no option "--nonsense" of list\n'),
        ("list xyzzy", 'nothing here is called "xyzzy"; for words in the texts: dialogue search xyzzy'),
        ("count year", "did you mean dialogue count --by year?"),
        ("count countries", "did you mean dialogue count --by partner or --by place?"),
        ("list -p", "-p needs a value: -p NAME\nTry 'dialogue list --help'.\n"),
        ("check a b", 'check takes no more words: "b"'),
        ("list --last", "--last needs a value"),
        ("list --last x", "--last takes a whole number, 1 or more"),
        ("list --certain=x", "--certain takes no value"),
        ("search", "search needs WORDS…"),
        ("serch x", 'did you mean "search", or dialogue search serch?'),
        ("help perods", 'did you mean "periods"?'),
        ("help xyzzy", "topics are filters"),
        ("-V", 'there is no option "-V"; here it is dialogue --version\n'),
        ("-v", 'there is no option "-v"; did you mean "--version"?\n'),
        ("list -V", 'there is no option "-V" of list; here it is dialogue --version\n'),
        ("list --version", "did you mean dialogue --version?"),
        ("list -N 3", 'did you mean "-n"?'),
        ("list -s trade", 'there is no option "-s" of list\n'),
        ("series -n 3", "it belongs to list,"),
        ("--install-completion", "see dialogue completion"),
    ],
)
def test_a_mistake_is_answered(line: str, said: str, run: Callable[..., Run]) -> None:
    """Someone who mistypes an option would have to read all of the help."""
    done = run(*line.split())
    assert said in done.err
    assert (done.out, done.status) == ("", 2)


def test_what_is_typed_is_shown_harmless(run: Callable[..., Run]) -> None:
    """A word with an escape sequence would be obeyed by the terminal that shows the message."""
    done = run("list", "--\x1b[31mx", "\x1b]0;x\x07")
    assert "\x1b" not in done.err
    assert done.status == 2
