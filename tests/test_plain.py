"""The reader of ordinary calls against Typer: where both read a call, they read the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogue_cli.cli import plain
from dialogue_cli.cli.app import built
from dialogue_cli.cli.command import Command
from dialogue_cli.cli.output import Output
from dialogue_cli.cli.session import Session
from dialogue_cli.commands import PROGRAM
from tests.conftest import DIALOGUE

COMMANDS = tuple(PROGRAM.commands())
FLAGS = sorted({name for command in COMMANDS for flag in command.takes for name in flag.names})
SWITCHES = sorted({name for command in COMMANDS for flag in command.takes for name in flag.names if flag.kind is bool})
VALUES = ["x", "", "5", "0", "+5", " 5", "٣", "1_0", "-1", "-p", "-", "--", "--since", "a=b", "=", "é", "9" * 30]
WORD = st.one_of(
    st.sampled_from(FLAGS),
    st.sampled_from(VALUES),
    st.sampled_from(["-h", "--help", "--version", "--nonsense", "-N", "--sinc", "-since"]),
    st.builds(lambda name, value: f"{name}={value}", st.sampled_from(FLAGS), st.sampled_from(VALUES)),
    st.builds(lambda name, value: f"{name}{value}", st.sampled_from(["-n", "-p", "-f", "-F"]), st.sampled_from(VALUES)),
    st.builds(
        lambda letters, end: "-" + "".join(letters) + end,
        st.lists(st.sampled_from("q0eh"), min_size=1, max_size=3),
        st.sampled_from(["", "n", "n5", "pX", "p", "f"]),
    ),
    st.text(max_size=4),
)


@pytest.fixture(scope="module")
def by_typer() -> Callable[[Sequence[str]], dict[str, Any] | None]:
    """How Typer reads a call: the values that a session gets; None for one that it refuses, or answers with help."""
    seen: list[dict[str, Any]] = []

    def seeing(command: Command) -> Command:
        def run(session: Session) -> int:
            seen.append(dict(session.values))
            return 0

        return command._replace(run=run)

    program = PROGRAM._replace(load=lambda name: seeing(PROGRAM.load(name)))
    app = built(program, Output())

    def read(arguments: Sequence[str]) -> dict[str, Any] | None:
        seen.clear()
        with pytest.MonkeyPatch.context() as patch:
            # A value such as --color pink is refused by the session: what it got is what counts here.
            patch.setattr(Session, "__init__", lambda self, values, output: self.__dict__.update(values=values))
            patch.setattr(Session, "finish", lambda self: None)
            try:
                with redirect_stdout(StringIO()):
                    app.main(list(arguments), prog_name="dialogue", standalone_mode=False)
            except Exception:
                return None
        return seen[0] if seen else None

    return read


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=1500, deadline=None)
@given(command=st.sampled_from([command.name for command in COMMANDS]), words=st.lists(WORD, max_size=6))
@example(command="list", words=["-qn5", "--partner", "-x", "--", "-p"])
@example(command="search", words=["--", "-a", "NOT"])
@example(command="export", words=["csv", "Pakistan", "-o", "-"])
@example(command="sources", words=["a", "b"])
def test_both_read_the_same(
    by_typer: Callable[[Sequence[str]], dict[str, Any] | None],
    command: str,
    words: list[str],
) -> None:
    """A call would mean one thing where it is read quickly, and another with one more option."""
    read = plain.read(PROGRAM, [command, *words])
    if read is not None:
        assert read[0].name == command
        assert read[1] == by_typer([command, *words])


@pytest.mark.parametrize(
    "line",
    [
        "list",
        "list Pakistan -qn5 --since=2025 -p KZ -p !UZ",
        "search human rights -f json",
        "show a b -e",
        "count --by year,partner",
        "timeline --no-pager",
        "series x",
        "check",
        "export csv -o a.csv",
    ],
)
def test_ordinary_calls_are_read(line: str) -> None:
    """Every call would pay for the framework, and the test above would hold of nothing."""
    assert plain.read(PROGRAM, line.split()) is not None


@pytest.mark.parametrize(
    "line", ["", "--help", "list -h", "list --nonsense", "list -n x", "search", "Pakistan", "list -p"]
)
def test_what_is_not_ordinary_is_left_to_typer(line: str) -> None:
    """Help and mistakes would be read by rules that know no help and no hints."""
    assert plain.read(PROGRAM, line.split()) is None


@pytest.mark.process
@pytest.mark.parametrize(
    "line",
    ["list", "list -p Kazakhstan", "search migration", "show eu-central-asia-summit-1", "timeline", "count --by year"],
)
def test_an_ordinary_call_does_without_the_framework(line: str, environment: dict[str, str]) -> None:
    """The program would start as slowly as its framework, in every loop and pipeline."""
    code = "import sys; from dialogue_cli.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print([m for m in ('typer', 'rich', 'subprocess') if m in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"
    assert DIALOGUE.exists()
