"""`make audit`: an advisory stops the gate, and silence of the index is never taken for an answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

UNREACHED = "pip-audit: the index of advisories cannot be reached; skipped\n"
OWN = {"name": "dialogue-cli", "skip_reason": "not found"}
ABSENT = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited: rich (14)"}
SOUND = {"name": "typer", "version": "0.26", "vulns": []}
VULNERABLE = {
    "name": "pyyaml",
    "version": "5.3",
    "vulns": [{"id": "PYSEC-2021-142", "fix_versions": ["5.4"]}, {"id": "GHSA-1", "fix_versions": []}],
}
NOBODY = "requests.exceptions.ConnectionError: Failed to resolve 'index.example'"


def audit(folder: Path, out: str, err: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
    """Calls the script with a pip-audit that says this."""
    (folder / "env" / "lib" / "python3" / "site-packages").mkdir(parents=True)
    stub = f"import sys\nprint({out!r})\nsys.stderr.write({err!r})\nsys.exit({status})\n"
    (folder / "pip_audit.py").write_text(stub, encoding="utf-8")
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", folder / "env"],
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("found", "status", "told"),
    [
        ([OWN, SOUND], 0, "pip-audit: no advisory; packages asked about: 1\n"),
        ([OWN, ABSENT], 0, UNREACHED),
        ([OWN], 0, UNREACHED),
        ([ABSENT, SOUND], 0, "pip-audit: rich is not in the index of advisories; skipped\n"),
        (
            [SOUND, VULNERABLE],
            1,
            "pyyaml 5.3: PYSEC-2021-142; mended in 5.4\npyyaml 5.3: GHSA-1; mended in no version\n",
        ),
    ],
)
def test_what_the_index_says_decides(tmp_path: Path, found: list[dict[str, Any]], status: int, told: str) -> None:
    """A known hole would be shipped; or a mirror that has no advisories would count as a clean bill."""
    done = audit(tmp_path, json.dumps({"dependencies": found, "fixes": []}), status=status)
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith(told)


def test_without_a_network_it_is_skipped_aloud(tmp_path: Path) -> None:
    """The gate would fail on a train, or pass without a word of what it has not looked at."""
    done = audit(tmp_path, "", f"Traceback (most recent call last):\n{NOBODY}\n", 1)
    assert (done.returncode, done.stdout, done.stderr) == (0, UNREACHED, "")


def test_a_fault_of_the_audit_itself_fails(tmp_path: Path) -> None:
    """A pip-audit that is missing or misused would be taken for one that finds nothing."""
    done = audit(tmp_path, "", "No module named pip_audit\n", 0)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No module named pip_audit\n")
