"""Dates have their English words in every locale: under a German one a program still understands and writes English."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BUNDLED, TODAY
from tests.needs import need
from tests.processes import PATIENCE

UNDERSTOOD = """
import datetime
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.errors import QueryError

today = datetime.date(2026, 1, 15)
for text in ("March 2025", "21 May 2025", "October 1, 2025", "Dec 2025", "11/05/2025"):
    try:
        print(parse_period(text, today))
    except QueryError as error:
        print(error)
try:
    parse("2025-02-30")
except ValueError as error:
    print(error)
"""
EXPECTED = """2025-03-01..2025-03-31
2025-05-21
2025-10-01
2025-12-01..2025-12-31
"11/05/2025" can be 2025-05-11 (11 May 2025) or 2025-11-05 (5 Nov 2025); write one of them
"30" is not a valid day: Feb 2025 has 28 days
"""
WRITTEN = """
import sys
from dialogue_cli.__main__ import main

sys.argv = ["dialogue", *{arguments!r}]
main()
"""
# What `calendar` gives under a German locale, for a machine that cannot build one.
NAMES = """
import calendar
calendar.month_name = ["", *"Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()]
calendar.month_abbr = ["", *"Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split()]
"""
LOCALE = """
import locale, time
locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
assert time.strftime("%B", (2025, 3, 1, 0, 0, 0, 5, 60, 0)) == "März"
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which there is a German locale, built for this test."""
    folder = tmp_path_factory.mktemp("locales")
    localedef = need("localedef", "the Debian package locales")
    done = subprocess.run(
        [localedef, "-i", "de_DE", "-f", "UTF-8", "--no-archive", str(folder / "de_DE.UTF-8")],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if not (folder / "de_DE.UTF-8" / "LC_TIME").exists():
        why = f"needs the source of a German locale: install the Debian package locales ({done.stderr.strip()})"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return {"LOCPATH": str(folder)}


def python(program: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        env=os.environ | {"DIALOGUE_TODAY": TODAY, "PAGER": "cat"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_english_months_are_understood_whatever_the_calendar_calls_them() -> None:
    """A library user who has set a German locale could not ask for March."""
    assert python(NAMES + UNDERSTOOD, {}) == EXPECTED


def test_english_months_are_understood_in_a_german_locale(german: dict[str, str]) -> None:
    """The same with a locale of the system, which reaches strftime too."""
    assert python(LOCALE + UNDERSTOOD, german) == EXPECTED


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--since", "March 2022", "-f", "table"),
        ("timeline", "-f", "table"),
        ("count", "--by", "month", "-f", "table"),
        ("brief", "--on", "1 March 2022..December 2025"),
        ("export", "ics"),
        ("export", "html"),
        ("timeline", "-f", "svg"),
        ("list", "-f", "markdown"),
    ],
    ids=" ".join,
)
def test_what_is_written_is_the_same_in_a_german_locale(
    arguments: tuple[str, ...], german: dict[str, str], tmp_path: Path
) -> None:
    """A document whose months depend on who writes it could not be compared, nor read by whom it is for."""
    program = WRITTEN.format(arguments=(*arguments, "--data", str(BUNDLED)))
    environment = german | {"XDG_CACHE_HOME": str(tmp_path)}
    english = python(program, environment)
    assert english
    assert python(LOCALE + program, environment) == english
