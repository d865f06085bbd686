"""What is fuzzed stays so: each target takes its stored inputs, with no need of the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.harness import CORPUS, ROOT, TARGETS, Broken, check_of, keep, place_of, seeds

_MOST = 500_000


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIALOGUE_TODAY", "2026-01-15")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("fuzz.harness.FINDS", tmp_path / "finds")


@pytest.mark.parametrize("target", TARGETS)
def test_the_stored_inputs_hold(target: str) -> None:
    """A target that nobody has run for long would fail at its first input, or find again what was mended."""
    check = check_of(target)
    for seed in seeds(target):
        check(seed.read_bytes())


def test_every_target_has_inputs_and_all_are_small() -> None:
    """A target without inputs would begin from nothing, and one with large ones be slow for everybody."""
    assert sorted(path.name for path in CORPUS.iterdir()) == list(TARGETS)
    assert all(seeds(target) for target in TARGETS)
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < _MOST
    words = {path.stem for path in (ROOT / "fuzz" / "words").iterdir()}
    assert words == set(TARGETS)


def test_a_target_that_finds_nothing_finds_what_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that holds of anything would never find a fault."""
    from dialogue_cli.dates.edtf import Period
    from fuzz.targets import dates, extraction, periods, splice

    broken = {
        dates: ("human_date", lambda date: "two\nlines", b"2025-11-21"),
        periods: ("parse_period", lambda text, today: Period(), b"2025"),
        extraction: ("_NO_TEXT", __import__("re").compile("e"), b"<html><p>Talks were held."),
        splice: ("formatted", lambda text: text.replace("A", "B"), b"\x04..x\nmeetings:\n- id: a\n  title: A\n"),
    }
    for target, (name, wrong, data) in broken.items():
        target.check(data)
        monkeypatch.setattr(target, name, wrong)
        with pytest.raises(Broken):
            target.check(data)


def test_a_find_is_kept_once_and_the_shortest_input_of_it() -> None:
    """A thousand inputs with one fault would bury the others."""

    def failing(text: str) -> ValueError:
        try:
            int(text)
        except ValueError as error:
            return error
        raise AssertionError

    first = keep("dates", b"long", failing("x"))
    assert first
    assert keep("dates", b"b", failing("y")) is None
    assert first.read_bytes() == b"b"
    assert "invalid literal" in first.with_name(f"{first.name}.txt").read_text(encoding="utf-8")
    assert place_of(Broken("x")) == "Broken-nowhere"
