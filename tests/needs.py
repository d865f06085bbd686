"""Programs that a test needs and pip cannot bring."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str, bring: str, path: str | None = None) -> str:
    """The path of a program. Without it a person's test is skipped, and says what to install; the gate's fails.

    `path` is a list of folders to look in, as in PATH.
    """
    path = shutil.which(program, path=path)
    if path is None:
        why = f"needs {program}: install {bring}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return path
