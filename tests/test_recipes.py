"""The recipes that need a person or a folder of one's own; the others are sessions, which test_readme runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import DIALOGUE, ROOT
from tests.needs import need
from tests.terminal import look
from tests.test_readme import blocks

RECIPES = [block.text.strip() for block in blocks(ROOT / "docs" / "recipes.md", "sh")]


@pytest.fixture
def shell(environment: dict[str, str]) -> dict[str, str]:
    """The environment of someone who has installed the command."""
    return environment | {"PATH": f"{DIALOGUE.parent}:{environment['PATH']}", "SHELL": "/bin/bash"}


def test_these_are_all() -> None:
    """A recipe would stand on the page that nobody has tried."""
    assert [recipe.split("|")[0].split("&&")[0].strip() for recipe in RECIPES] == [
        "dialogue list",
        "dialogue check --strict data/",
    ]


def test_a_person_picks_a_meeting_with_fzf(shell: dict[str, str]) -> None:
    """The list, the preview or the id that comes out of it would be wrong."""
    need("fzf", "the package fzf", shell["PATH"])
    typed = shell | {"FZF_DEFAULT_OPTS": "--query=7th"}
    command = ["/usr/bin/env", "bash", "-c", RECIPES[0]]
    seen = look(command, typed, columns=160, rows=50, keys=b"\r", keys_after=b"1/12")
    assert seen.status == 0
    assert seen.raw.rstrip().endswith(b"eu-pakistan-strategic-dialogue-7")


def test_the_preview_is_the_card(shell: dict[str, str]) -> None:
    """Beside the list there would be an error message, or nothing."""
    done = subprocess.run(
        [DIALOGUE, "show", "eu-pakistan-strategic-dialogue-7", "--color", "always"],
        env=shell,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b[" in done.stdout
    assert "7th Round of the EU-Pakistan Strategic Dialogue" in done.stdout


def test_a_folder_is_checked_and_published(shell: dict[str, str], tmp_path: Path) -> None:
    """The page would be published with a wrong quote, or a right one not at all."""
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    page = tmp_path / "public" / "index.html"
    page.parent.mkdir()

    def publish() -> int:
        return subprocess.run(
            ["bash", "-c", RECIPES[1]], env=shell, cwd=tmp_path, capture_output=True, check=False
        ).returncode

    assert publish() == 0
    assert "<html" in page.read_text(encoding="utf-8")
    before = page.read_bytes()
    records = tmp_path / "data" / "meetings.yaml"
    text = records.read_text(encoding="utf-8")
    changed = text.replace("exact: held on 27 March 2025", "exact: held on 28 March 2025")
    assert changed != text
    records.write_text(changed, encoding="utf-8")
    assert publish() == 1
    assert page.read_bytes() == before
