"""An editor: what yaml-language-server tells one about a file that is open in it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.needs import need
from tests.processes import PATIENCE

VERSION = "2.0.0"
_SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


def language_server(folder: Path) -> list[str]:
    """The call of the server, from the npm registry, installed in a folder."""
    npm, node = need("npm", "the Debian package npm"), need("node", "the Debian package nodejs")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", f"yaml-language-server@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    return [node, str(folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]


class Editor:
    """A session with the server, which knows the files of a folder. Close it."""

    def __init__(self, server: list[str], folder: Path) -> None:
        self._folder = folder
        self._server = subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._asked = self._opened = 0
        self._problems: dict[str, list[str]] = {}
        self._ask("initialize", processId=os.getpid(), rootUri=folder.as_uri(), capabilities={})
        self._tell("initialized")

    def close(self) -> None:
        """Ends the server."""
        self._server.kill()
        self._server.communicate()

    def problems(self, text: str) -> list[str]:
        """What is marked in a text, line by line."""
        uri = self._open(text)
        # An answer about the text comes when it has been looked at; the marks may come after it.
        self._ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 0, "character": 0})
        while uri not in self._problems:
            self._read()
        return self._problems[uri]

    def offers(self, text: str) -> list[str]:
        """What is offered where a text has a bar."""
        found = self._at_bar("textDocument/completion", text)
        return [item["label"] for item in found["items"]]

    def hover(self, text: str) -> str:
        """What is shown about the word in which a text has a bar."""
        found = self._at_bar("textDocument/hover", text)
        return str(found["contents"]["value"]) if found else ""

    def _at_bar(self, method: str, text: str) -> Any:
        before, _, after = text.partition("|")
        *lines, last = before.split("\n")
        uri = self._open(before + after)
        return self._ask(method, textDocument={"uri": uri}, position={"line": len(lines), "character": len(last)})

    def _open(self, text: str) -> str:
        # The server keeps what it knows of a name.
        self._opened += 1
        uri = (self._folder / f"{self._opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return uri

    def _ask(self, method: str, **values: Any) -> Any:
        self._asked += 1
        self._send(id=self._asked, method=method, params=values)
        while (message := self._read()).get("id") != self._asked or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def _tell(self, method: str, **values: Any) -> None:
        self._send(method=method, params=values)

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._server.stdout
        size = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        message: dict[str, Any] = json.loads(self._server.stdout.read(size))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self._problems[found["uri"]] = [
                f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found["diagnostics"]
            ]
        elif "method" in message and "id" in message:
            asked = message["params"].get("items", [])
            self._send(
                id=message["id"], result=[_SETTINGS if one.get("section") == "yaml" else {} for one in asked] or None
            )
        return message


Opened = Callable[[str], Editor]
