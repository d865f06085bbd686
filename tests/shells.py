"""Real shells at a pseudo-terminal: what a line becomes when the Tab key is pressed."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import time
from pathlib import Path

import pyte

from tests.needs import need
from tests.processes import PATIENCE, fork_on_terminal

SHELLS = ("bash", "zsh", "fish")
_PROMPT = "ready>"
# Prints its arguments as the shell understood them, so that a test sees no quotes but what they mean.
_SETUP = {
    "bash": [
        f"PS1='{_PROMPT}'; HISTFILE=; bind 'set enable-bracketed-paste off'",
        "seen() { printf '<<%s>>' \"$@\"; echo; echo '='END=; }",
        'eval "$(dialogue completion bash)"',
    ],
    "zsh": [
        f"PS1='{_PROMPT}'; PROMPT_EOL_MARK=; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D",
        "seen() { printf '<<%s>>' \"$@\"; echo; echo '='END=; }",
        'eval "$(dialogue completion zsh)"',
    ],
    "fish": [
        f"function fish_prompt; echo -n '{_PROMPT}'; end; set -g fish_autosuggestion_enabled 0",
        "function seen; printf '<<%s>>' $argv; echo; echo '='END=; end",
        "dialogue completion fish | source",
    ],
}
_CALL = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}


class Shell:
    """An interactive shell with the completion loaded. Use it as a context."""

    def __init__(
        self,
        name: str,
        environment: dict[str, str],
        folder: Path,
        *,
        columns: int = 100,
        setup: list[str] | None = None,
    ) -> None:
        self.name = name
        self._setup = setup or _SETUP[name]
        program = need(name, f"the Debian package {name}")
        home = folder / f"home-{name}"
        home.mkdir(exist_ok=True)
        own = {"HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(home), "HISTFILE": ""}
        self._screen = pyte.Screen(columns, 200)
        self._stream = pyte.ByteStream(self._screen)
        self._data = b""
        self._pid, self._terminal = fork_on_terminal(200, columns)
        if self._pid == 0:
            os.chdir(folder)
            os.execve(program, [name, *_CALL[name]], environment | own)

    def __enter__(self) -> Shell:
        for line in self._setup:
            self._send(line + "\r")
        self.meant("", keys="")
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def meant(self, line: str, keys: str = "\t") -> list[str]:
        """The words of a line after the Tab key, as the shell understands them when it is run."""
        self._data = b""
        self._send(f"{line}{keys}\x01seen \r")
        try:
            self._until(b"=END=")
        except AssertionError:
            # A quotation that nobody closed is given up, for the next test.
            self._send("\x03\r")
            raise
        shown = re.sub(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[=>]|\x1b\][^\x07]*\x07", b"", self._data).replace(b"\r", b"")
        return re.findall(r"<<(.*?)>>", shown.decode().rpartition("=END=")[0].rstrip().rpartition("\n")[2])

    def shows(self, line: str, text: str, keys: str = "") -> str:
        """The screen once it shows a text that the Tab key is to bring; the line is given up then."""
        self._data = b""
        self._screen.reset()
        # readline lists when it is asked twice.
        self._send(line + (keys or ("\t\t" if self.name == "bash" else "\t")))
        deadline = time.monotonic() + PATIENCE
        while text not in "\n".join(self._screen.display) and time.monotonic() < deadline:
            self._read()
        found = "\n".join(row.rstrip() for row in self._screen.display).rstrip()
        self._data = b""
        # Not Ctrl-C, which would kill a completion that still runs.
        self._send("\x15\r")
        self._until(_PROMPT.encode())
        return found

    def _send(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _until(self, mark: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while mark not in self._data:
            assert time.monotonic() < deadline, self._data.decode("utf-8", "replace")
            self._read()

    def _read(self) -> None:
        if not select.select([self._terminal], [], [], 0.2)[0]:
            return
        with contextlib.suppress(OSError):
            chunk = os.read(self._terminal, 65536)
            # fish asks what kind of terminal this is, and waits for the answer.
            if b"\x1b[c" in chunk or b"\x1b[0c" in chunk:
                os.write(self._terminal, b"\x1b[?62;c")
            self._data += chunk
            self._stream.feed(chunk)
