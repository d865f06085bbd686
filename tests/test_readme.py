"""What README.md and docs/ show is what happens: sessions, set-up, examples, tables and links."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dialogue_cli.cli.flags import FILTERS
from dialogue_cli.commands import PROGRAM
from dialogue_cli.dataset.problems import CHECKS
from dialogue_cli.view.columns import COLUMNS, DEFAULT
from tests.conftest import DIALOGUE, ROOT, Run
from tests.needs import need
from tests.processes import PATIENCE
from tests.terminal import look

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
SETUP = ("pip install . && dialogue list", "pip install -e '.[test]' && pytest")
# What the sessions use beside a shell, and where it comes from.
PROGRAMS = {
    "jq": "the package jq",
    "mlr": "the package miller",
    "fzf": "the package fzf",
    "duckdb": "duckdb-cli with pip",
    "sqlite-utils": "sqlite-utils with pip",
}
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, the `name=value` pairs after it, its text and its line."""

    page: Path
    line: int
    language: str
    options: dict[str, str]
    text: str

    @property
    def where(self) -> str:
        """Its page and line."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def calls(self) -> list[tuple[str, str]]:
        """The commands of a session, each with the output that is shown below it; `> ` goes on with a command."""
        parts = re.split(r"^\$ (.*(?:\n> .*)*)\n", self.text, flags=re.MULTILINE)
        assert not parts[0], f"{self.where}: a session begins with a command"
        commands = [command.replace("\n> ", "\n") for command in parts[1::2]]
        return list(zip(commands, parts[2::2], strict=True))


def blocks(page: Path, language: str) -> list[Block]:
    """The blocks of a page in a language, in their order."""
    text, found = page.read_text(encoding="utf-8"), []
    for fence in _FENCE.finditer(text):
        name, *options = fence[1].split() or [""]
        if name == language:
            pairs = dict(option.split("=", 1) for option in options)
            found.append(Block(page, text.count("\n", 0, fence.start()) + 1, name, pairs, fence[2]))
    return found


def files(page: Path) -> dict[str, str]:
    """The files that a page shows, by the name in `file=`."""
    shown = [block for language in ("yaml", "text", "html") for block in blocks(page, language)]
    return {block.options["file"]: block.text for block in shown if "file" in block.options}


SESSIONS = [block for page in PAGES for block in blocks(page, "console")]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for all sessions, so that the index is made once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def reader(environment: dict[str, str], cache: str) -> dict[str, str]:
    """The environment of someone who types along: the command on the path, the clock as it is, no colours."""
    del environment["DIALOGUE_TODAY"]
    path = f"{DIALOGUE.parent}:{environment['PATH']}"
    return environment | {"PATH": path, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "XDG_CACHE_HOME": cache}


def folder_of(page: Path, tmp_path: Path) -> Path:
    """A folder that holds the files which a page shows, and nothing else."""
    folder = tmp_path / "typed"
    folder.mkdir()
    for name, text in files(page).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shell(command: str, environment: dict[str, str], folder: Path) -> str:
    """What bash shows of a command whose output goes into a pipe."""
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return done.stdout


def before(session: Block) -> list[Block]:
    """The sessions of a page that one with the same `session=` goes on with, in the same folder."""
    name = session.options.get("session")
    on_page = [block for block in SESSIONS if block.page == session.page and block.line < session.line]
    return [block for block in on_page if name and block.options.get("session") == name]


@pytest.mark.skipif(not shutil.which("bash"), reason="the sessions are typed into bash")
@pytest.mark.parametrize("session", SESSIONS, ids=lambda block: block.where)
def test_sessions_show_what_happens(session: Block, reader: dict[str, str], tmp_path: Path) -> None:
    """A reader who types what a page shows would see something else."""
    for program, bring in PROGRAMS.items():
        if re.search(rf"\b{program} ", session.text):
            need(program, bring, reader["PATH"])
    folder = folder_of(session.page, tmp_path)
    reader["XDG_STATE_HOME"] = str(tmp_path / "state")
    if "data" in session.options:
        reader["DIALOGUE_DATA"] = session.options["data"]
    for earlier in before(session):
        for command, _ in earlier.calls:
            shell(command, reader, folder)
    for command, shown in session.calls:
        if "terminal" in session.options:
            typed = ["/usr/bin/env", "bash", "-c", f"cd {shlex.quote(str(folder))}; {command}"]
            seen = look(typed, reader, columns=int(session.options["terminal"])).text + "\n"
        else:
            seen = shell(command, reader, folder)
        assert seen.rstrip("\n") == shown.rstrip("\n"), f"{session.where}: {command}"


def test_the_readme_has_sessions_of_both_kinds() -> None:
    """The test above would hold of a page without any session."""
    kinds = {"terminal" in session.options for session in SESSIONS if session.page == README}
    assert kinds == {True, False}


def test_lines_fit_and_hold_no_terminal_codes() -> None:
    """The page would be hard to read in an editor or a terminal, or too long for someone in a hurry."""
    lines = README.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 or "\x1b" in line or line != line.rstrip()] == []
    assert len(lines) <= 200


def test_the_two_set_up_commands_stand_word_for_word() -> None:
    """A newcomer, or a machine, that copies them would not get a running tool, or no tests."""
    lines = [line for block in blocks(README, "sh") for line in block.text.splitlines()]
    assert [line for line in lines if line in SETUP] == list(SETUP)
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert SETUP[1] in gate.replace(" --quiet", "")


def test_the_table_names_the_commands_that_exist() -> None:
    """The README would promise a command that is not there, or keep one to itself."""
    rows = re.findall(r"^\| (`dialogue .*) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`dialogue (\w+)", row.split(" | ")[0])]
    assert sorted(named) == sorted([*PROGRAM.main, *PROGRAM.keeping])


def test_the_table_names_the_filters_that_exist() -> None:
    """The docs would promise a filter that is not there, or keep one to itself."""
    asking = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8").split("## Filters")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in asking.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"--([a-z-]+)", row)]
    assert sorted(name.replace("-", "_") for name in named) == sorted(flag.field for flag in FILTERS)


def test_the_columns_are_named() -> None:
    """A script that cuts by position, or asks for a field, would get another one than the docs say."""
    text = " ".join((ROOT / "docs" / "output.md").read_text(encoding="utf-8").split())
    assert f"`{', '.join(DEFAULT)}`" in text
    others = text.split("The fields for `-F` are these and ")[1].split(". ")[0]
    assert sorted(re.findall(r"`(\w+)`", others)) == sorted(set(COLUMNS) - set(DEFAULT))


def test_the_example_of_a_dataset_works(run: Callable[..., Run], tmp_path: Path) -> None:
    """The first file that a newcomer writes would be refused."""
    folder = folder_of(README, tmp_path)
    (name,) = (name for name in files(README) if name.endswith(".yaml"))
    done = run("check", name, cwd=folder)
    assert (done.out, done.status) == ("", 0)
    done = run("list", "--data", name, "-f", "ids", cwd=folder)
    assert (len(done.ids), done.err, done.status) == (1, "", 0)


def test_the_example_in_the_format_page_works(run: Callable[..., Run], tmp_path: Path) -> None:
    """Who copies the example of docs/format.md would get errors."""
    (example,) = blocks(ROOT / "docs" / "format.md", "yaml")
    path = tmp_path / "example.yaml"
    path.write_text(example.text, encoding="utf-8")
    assert run("check", str(path)).status == 0
    assert run("list", "--data", str(path), "-f", "ids").status == 0


def test_the_example_of_the_library_runs(reader: dict[str, str], tmp_path: Path) -> None:
    """A program written after the example would not run, or answer otherwise."""
    page = ROOT / "docs" / "library.md"
    (example,) = blocks(page, "python")
    (shown,) = (block.text for block in blocks(page, "text") if "file" not in block.options)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example.text],
        env=reader,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.stdout, done.stderr) == (shown, "")


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link of the page would lead to a file or a heading that does not exist."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match("https?:|mailto:", target):
            continue
        name, _, heading = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
        slugs = {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}
        assert not heading or heading in slugs, target


def test_the_recipes_name_files_that_exist() -> None:
    """A contributor would look for a file that has moved."""
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Recipes")[1]
    named = set(re.findall(r"`([a-z][a-z_/]*(?:/|\.py|\.json)|[A-Z]+\.md|docs/[a-z]+\.md)`", recipes))
    assert len(named) > 25
    at_the_top = {path.name for path in ROOT.iterdir()}
    places = {name: ROOT if name.split("/")[0] in at_the_top else ROOT / "src" / "dialogue_cli" for name in named}
    assert sorted(name for name, place in places.items() if not (place / name).exists()) == []


def test_the_picture_is_the_one_that_is_drawn(run: Callable[..., Run]) -> None:
    """README.md would show a timeline that nobody gets; `make pictures` draws it anew."""
    picture = (ROOT / "docs" / "pictures" / "timeline.svg").read_text(encoding="utf-8")
    assert run("timeline", "-f", "svg").out == picture


def test_the_table_of_checks_is_the_one_that_is_run() -> None:
    """A person would look up a problem in docs/format.md and not find it, or find another meaning."""
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8").split("## Checks")[1]
    rows = re.findall(r"^\| `([\w-]+)` \| ([\w-]+) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(name, severity, meaning) for name, (severity, meaning) in CHECKS.items()]
