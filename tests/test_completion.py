"""The Tab key: what it offers, and what a line becomes in a real bash, zsh and fish."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dialogue_cli.commands import PROGRAM
from dialogue_cli.completion import SCRIPTS, script
from dialogue_cli.completion.line import read, written_for_bash
from tests.conftest import DIALOGUE, ROOT, Run
from tests.needs import need
from tests.shells import SHELLS, Shell

HOSTILE = {
    "Cô": "Côte d'Ivoire",
    "a:": "a:b c",
    "sa": 'say "hi" \\ there!',
    "Zed=o": "Zed=one;two|three>four&(five)",
    "100": "100% ~sure *?[x] {a,b} #no",
    "日": "日本 国",
    "it": "it's",
    "qu": 'quoted "so"',
}
COMMAND = "$HOME `touch pwned` $(touch pwned)"
DATASET = "meetings:\n" + "".join(
    f"- {{id: m-{i}, title: 'Title {i}', partners: ['{name.replace(chr(39), chr(39) * 2)}', Pan A, Pan B]}}\n"
    for i, name in enumerate([*HOSTILE.values(), COMMAND, "Central Asia", "Asian Bank"])
)


@pytest.fixture
def offered(run: Callable[..., Run], tmp_path: Path) -> Callable[..., tuple[str, list[list[str]]]]:
    """What fish would be told: the first line, and the values with what is said about them."""
    (tmp_path / "here" / "own.yaml").write_text(DATASET, encoding="utf-8")

    def call(*words: str, shell: str = "fish") -> tuple[str, list[list[str]]]:
        done = run("80", *words, env={"_DIALOGUE_COMPLETE": shell})
        assert (done.err, done.status) == ("", 0)
        head, *lines = done.out.splitlines()
        return head, [line.split("\t") for line in lines]

    return call


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("tim", ["timeline"]),
        ("he", ["help"]),
        ("--v", ["--version"]),
        ("list -p Pak", ["Pakistan"]),
        ("list --partner pak", ["Pakistan"]),
        ("list --partner=pak", ["--partner=Pakistan"]),
        ("list -pPak", ["-pPakistan"]),
        ("list -qp Pak", ["Pakistan"]),
        ("list --partner Asia", ["Central Asia"]),
        ("list --partner KAZ", ["Kazakhstan"]),
        ("list --person Olof", ["Olof Skoog"]),
        ("list --status p", ["planned", "postponed"]),
        ("list --sin", ["--since"]),
        ("list --since last", ["last month", "last quarter", "last year"]),
        ("list --on 2025", ["2025"]),
        ("list --sort ti", ["title"]),
        ("list --color n", ["never"]),
        ("list -f js", ["json", "jsonl"]),
        ("list -F id,da", ["id,date", "id,date_note"]),
        ("list -F id,ti", ["id,title"]),
        ("list --certain --cert", []),
        ("list --partner Pakistan --partn", ["--partner"]),
        ("count --by year,par", ["year,partner"]),
        ("count --by year,ye", []),
        ("show eu-central-asia-s", ["eu-central-asia-summit-1"]),
        ("show eu-central-asia-summit-1 eu-central-asia-s", []),
        ("series eu-pakistan-str", ["EU-Pakistan Strategic Dialogue"]),
        ("sources eeas-2025-11", ["eeas-2025-11-23"]),
        ("export i", ["ids", "ics"]),
        ("export ids --partner Pak", ["Pakistan"]),
        ("help per", ["periods"]),
        ("completion z", ["zsh"]),
        ("list --partner %", []),
        ("list --data gone.yaml --partner P", []),
        ("list --data=own.yaml --partner Cen", ["Central Asia"]),
        ("list --data own.yaml --partner asia", ["Asian Bank"]),
        ("list --last", ["--last"]),
        ("list --last 3", []),
        ("nonsense --partner Pak", ["Pakistan"]),
        ("Paki", ["Pakistan", "Pakistan-Afghanistan relations"]),
        ("Pakistan traf", ["drug trafficking"]),
        ("Pakistan --sin", ["--since"]),
        ("list Pakistan traf", ["drug trafficking"]),
        ("list -- --partner Paki", ["Pakistan", "Pakistan-Afghanistan relations"]),
        ("search --partner= --limit", ["--limit"]),
    ],
)
def test_what_is_offered(line: str, values: list[str], offered: Callable[..., tuple[str, list[list[str]]]]) -> None:
    """A completion that offers what finds nothing, or fails on the line, is worse than none."""
    assert [value for value, _ in offered(*line.split(" "))[1]] == values


@pytest.mark.parametrize("name", PROGRAM.names)
def test_every_option_is_offered(name: str, offered: Callable[..., tuple[str, list[list[str]]]]) -> None:
    """An option that Tab does not know is not found by those who look for it there."""
    found = dict(offered(name, "-")[1])
    assert set(found) == {option for flag in PROGRAM.load(name).options for option in flag.names}
    assert all(found.values())


@pytest.mark.parametrize("line", ["list --data ", "list --data=", "check ", "export csv -o ", "list > "])
def test_files_are_left_to_the_shell(line: str, offered: Callable[..., tuple[str, list[list[str]]]]) -> None:
    """Names of files with the shell's own rules are known to the shell alone."""
    assert offered(*line.split(" "))[0].split()[0] == "files"


def test_what_is_said_about_values(offered: Callable[..., tuple[str, list[list[str]]]]) -> None:
    """A bare list of ids says nothing to a person."""
    assert ["Pakistan", "5 meetings"] in offered("list", "--partner", "")[1]
    titles = dict(offered("show", "")[1])
    assert titles["eu-pakistan-strategic-dialogue-7"] == "7th Round of the EU-Pakistan Strategic Dialogue"
    assert dict(offered("export", "")[1])["csv"].startswith("comma-separated")
    assert dict(offered("")[1]) == PROGRAM.about


def test_a_broken_dataset_stays_quiet(run: Callable[..., Run], tmp_path: Path) -> None:
    """An error message in the middle of a prompt is worse than no help."""
    (tmp_path / "here" / "broken.yaml").write_text("meetings: [{id: ]", encoding="utf-8")
    for shell, arguments in (
        ("fish", ["80", "list", "--data", "broken.yaml", "--partner", "P"]),
        ("zsh", ["80", "list", "--data", "broken.yaml", "--partner", "P"]),
        ("bash", ["80", "9", " :=", "dialogue list --data broken.yaml --partner P"]),
        ("bash", []),
        ("zsh", ["x"]),
    ):
        done = run(*arguments, env={"_DIALOGUE_COMPLETE": shell})
        assert (done.out, done.err, done.status) == ("words 0\n", "", 0)
    # The script of an earlier version asks in a way that is no more answered.
    done = run(env={"_DIALOGUE_COMPLETE": "complete_bash", "COMP_WORDS": "dialogue ", "COMP_CWORD": "1"})
    assert (done.out, done.err, done.status) == ("", "", 0)


def test_names_that_no_line_holds_are_left_out(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A name with a line end or an escape sequence would be two values, or obeyed by the terminal."""
    path = dataset('meetings: [{id: m, title: "T\\e[31m\\nU", partners: ["A\\nB", "A\\e[31m", "A\\u202Eb", Abc]}]')
    done = run("80", "list", "--data", str(path), "--partner", "A", env={"_DIALOGUE_COMPLETE": "zsh"})
    assert [line.partition("\t")[0] for line in done.out.splitlines()[1:]] == ["Abc"]
    done = run("80", "show", "--data", str(path), "", env={"_DIALOGUE_COMPLETE": "zsh"})
    assert done.out.splitlines()[1:] == ["m\tm  T\ufffd[31m U"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1), st.sampled_from(["", "'", '"']))
def test_a_value_written_for_bash_is_read_back(value: str, quote: str) -> None:
    """A quote or a dollar sign in a name would end the word, or run a command. The oracle is shlex."""
    # shlex takes a backslash off fewer signs than bash does; the real bash is asked below.
    assume(quote != '"' or not set(value) & set("$`"))
    text = written_for_bash(value, quote)
    # readline closes an open quote, unless it sees one.
    line = quote + text + ("" if quote and text.endswith(quote) else quote)
    assert shlex.split(line, comments=True) == [value]
    assert read(line, "bash", is_line=True)[-1].value == value


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), max_size=5))
def test_a_line_is_read_as_shlex_reads_it(words: list[str]) -> None:
    """Words behind a quoted one would be counted wrongly, and another option completed."""
    line = " ".join(map(shlex.quote, words))
    assert [word.value for word in read(line + " ", "bash", is_line=True)] == [*words, ""]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset of names that shells would like to obey."""
    folder = tmp_path_factory.mktemp("shells")
    (folder / "own.yaml").write_text(DATASET, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, place: Path) -> Iterator[Shell]:
    """A shell with its completion loaded, in the folder."""
    environment = {
        "PATH": f"{DIALOGUE.parent}:/usr/local/bin:/usr/bin:/bin",
        "XDG_CACHE_HOME": str(place / "cache"),
        "DIALOGUE_TODAY": "2026-01-15",
        "PYTHONUTF8": "1",
    }
    with Shell(request.param, environment, place) as started:
        yield started


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("dialogue tim", ["timeline"]),
        ("dialogue list --sin", ["list", "--since"]),
        ("dialogue list --partner cen", ["list", "--partner", "Central Asia"]),
        ("dialogue list --partner=Cen", ["list", "--partner=Central Asia"]),
        ('dialogue list --partner="Cen', ["list", "--partner=Central Asia"]),
        ("dialogue list --partner Asia", ["list", "--partner", "Central Asia"]),
        ("dialogue list -F id,ti", ["list", "-F", "id,title"]),
        ("dialogue list --partner zzz", ["list", "--partner", "zzz"]),
        ("dialogue list --data gone.yaml --partner P", ["list", "--data", "gone.yaml", "--partner", "P"]),
        ("dialogue list --data own.yaml --partner pan", ["list", "--data", "own.yaml", "--partner", "Pan "]),
        ("dialogue list --data ow", ["list", "--data", "own.yaml"]),
        ("dialogue list --data=ow", ["list", "--data=own.yaml"]),
        ("dialogue check ow", ["check", "own.yaml"]),
        ("dialogue show eu-central-asia-s", ["show", "eu-central-asia-summit-1"]),
    ],
)
def test_a_line_in_a_shell(shell: Shell, line: str, meant: list[str]) -> None:
    """What the program offers is of no use when the shell splits, filters or loses it."""
    assert shell.meant(line) == ["dialogue", *meant]


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_names_are_quoted_as_the_shell_needs_it(shell: Shell, typed: str, quote: str) -> None:
    """A space, quote, colon or sign in a name would end the word, or make another command of the line."""
    found = shell.meant(f"dialogue list --data own.yaml --partner {quote}{typed}")
    assert found == ["dialogue", "list", "--data", "own.yaml", "--partner", HOSTILE[typed]]


def test_nothing_in_a_name_is_run(shell: Shell, place: Path) -> None:
    """A dataset of a stranger could run commands at the press of a key."""
    for start in ("\\$HO", "'$HO", '"\\$HO'):
        assert shell.meant(f"dialogue list --data own.yaml --partner {start}")[-1] == COMMAND
    shell.shows("dialogue list --data own.yaml --partner ", "Central Asia")
    assert not list(place.glob("pwned*"))


def test_diacritics_need_not_be_typed(shell: Shell) -> None:
    """Whoever cannot type ô could not complete the name. fish compares letters itself, and leaves the word alone."""
    found = shell.meant("dialogue list --data own.yaml --partner cote")
    assert found[-1] == ("cote" if shell.name == "fish" else "Côte d'Ivoire")


def test_what_is_common_to_other_words_takes_nothing_away(shell: Shell) -> None:
    """Two names that have a word, but no beginning, in common would erase what is typed."""
    line = "dialogue list --data own.yaml --partner so"
    assert shell.meant(line)[-1] == 'quoted "so"'
    assert shell.meant("dialogue list --person s")[-1].lower().startswith("s")


def test_files_are_completed_by_the_shell(shell: Shell) -> None:
    """A path would have to be typed out, or the shell would print an error into the line."""
    for line in ("dialogue check own.ya", "dialogue list --data own.ya"):
        assert shell.meant(line)[-1] == "own.yaml"
        assert "no matches" not in shell.shows(line, "own.yaml")


def test_a_list_says_something_about_each(shell: Shell) -> None:
    """Ids without titles would have to be looked up elsewhere."""
    assert "Title 3" in shell.shows("dialogue show --data own.yaml m-", "Title 3")
    # The last of the commands: the others are on the screen by then.
    seen = shell.shows("dialogue ", "timeline")
    assert "timeline" in seen
    assert "in time order" in seen


@pytest.mark.parametrize("name", SHELLS)
def test_the_command_prints_the_script(name: str, run: Callable[..., Run]) -> None:
    """The documented line would load something else than what is installed."""
    done = run("completion", name)
    assert (done.out, done.status) == (script(name), 0)
    assert run("completion", env={"SHELL": f"/usr/bin/{name}"}).out == done.out
    program = need(name, f"the Debian package {name}")
    path = ROOT / "src" / "dialogue_cli" / "completion" / SCRIPTS[name]
    assert subprocess.run([program, "-n", path], check=False, capture_output=True).returncode == 0


def test_an_unknown_shell_is_an_error(run: Callable[..., Run]) -> None:
    """A shell that evaluates an error message does anything."""
    for done in (run("completion", "tcsh"), run("completion", env={"SHELL": ""})):
        assert (done.out, done.status) == ("", 2)
        assert "one of bash, zsh and fish" in done.err


def test_zsh_loads_it_from_a_folder(place: Path, environment: dict[str, str]) -> None:
    """A package that puts the file into zsh's function path would complete nothing."""
    need("zsh", "the Debian package zsh")
    folder = place / "functions"
    folder.mkdir()
    (folder / "_dialogue").write_text(script("zsh"), encoding="utf-8")
    own = {"PATH": f"{DIALOGUE.parent}:{environment['PATH']}", "FPATH_FIRST": str(folder)}
    from tests import shells

    setup = [line for line in shells._SETUP["zsh"] if "eval" not in line]
    setup.insert(0, "fpath=($FPATH_FIRST $fpath)")
    with Shell("zsh", environment | own, place, setup=setup) as started:
        assert started.meant("dialogue list --partner cen")[-1] == "Central Asia"
