"""What a test needs and an ordinary install does not bring: programs, large libraries."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import NoReturn

import pytest


def need(program: str, bring: str, path: str | None = None) -> str:
    """The path of a program. Without it a person's test is skipped, and says what to install; the gate's fails.

    `path` is a list of folders to look in, as in PATH.
    """
    path = shutil.which(program, path=path)
    if path is None:
        _do_without(program, bring)
    return path


def need_module(module: str, bring: str) -> None:
    """The same for a library that is not among the extras of a person who tests."""
    if find_spec(module) is None:
        _do_without(module, bring)


def _do_without(what: str, bring: str) -> NoReturn:
    why = f"needs {what}: install {bring}"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
