"""The page of promises names tests that exist."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!Promise|-)(.*?) \| (.*?) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("promise", "tests"), ROWS, ids=[promise[:40] for promise, _ in ROWS])
def test_each_promise_is_held_by_tests_that_exist(promise: str, tests: str) -> None:
    """A promise would stand there whose test has gone, or had never been."""
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", tests)
    assert named, promise
    assert len(named) == tests.count("`") / 2
    for file, name in named:
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        there = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        assert name in there if name else there, f"{file}::{name}"


def test_there_are_promises() -> None:
    """The test above would pass on an empty page."""
    assert len(ROWS) > 20
