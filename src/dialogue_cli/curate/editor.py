"""A person's editor, chosen and called as git does it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from dialogue_cli.errors import DialogueError

_USUAL = ("editor", "nano", "vi")
# Editors that open a file at a line for `+LINE`; another one could take it for the name of a file.
_AT_LINE = frozenset("vi vim nvim view nano pico emacs emacsclient micro joe mg ne kak".split())


class NoEditor(DialogueError):
    """There is no editor, or it cannot be used here."""


def chosen_editor(asked: str | None = None) -> str:
    """The command of the editor: the one asked for, VISUAL (not on a dumb terminal), EDITOR, or what is usual.

    Raises NoEditor.
    """
    is_dumb = os.environ.get("TERM", "dumb") in ("", "dumb")
    named = asked or (not is_dumb and os.environ.get("VISUAL")) or os.environ.get("EDITOR")
    if named:
        return named
    if not is_dumb and (found := next(filter(shutil.which, _USUAL), None)):
        return found
    why = "the terminal is dumb" if is_dumb else "there is none"
    raise NoEditor(f"no editor is set, and {why}: set VISUAL or EDITOR, or name one with --editor")


def edit(command: str, file: Path, line: int = 1) -> None:
    """Lets a person edit a file, from a line on where the editor is known to take one.

    The command is read by the shell, so it may have options. Raises NoEditor where it ends with a failure.
    """
    program = Path(command.split()[0]).name if command.split() else ""
    at = [f"+{line}"] if line > 1 and program in _AT_LINE else []
    # Ctrl-C is for the editor.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done = subprocess.run(
            ["sh", "-c", f'{command} "$@"', command, *at, str(file)],
            check=False,
            preexec_fn=_heeding,
        )
    except OSError as error:
        raise NoEditor(f"{command} cannot be run: {error.strerror}") from None
    finally:
        signal.signal(signal.SIGINT, before)
    if done.returncode:
        how = f"signal {-done.returncode}" if done.returncode < 0 else f"status {done.returncode}"
        raise NoEditor(f"the editor ({command}) ended with {how}")


def _heeding() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
