"""The timeline as an SVG picture."""

from __future__ import annotations

import calendar
import datetime
import io
import json
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, open_archive
from dialogue_cli.formats import svg as drawing
from tests.browser import Open, browser, visit
from tests.conftest import Run
from tests.hostile import datasets, write_dataset

__all__ = ["browser", "visit"]
SVG = "{http://www.w3.org/2000/svg}"
Day = datetime.date


def picture(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def meetings(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("class") == "meeting"]


def named(element: ET.Element) -> str:
    return element.findtext(f"{SVG}title") or ""


def names(element: ET.Element) -> list[str]:
    """The signs in a group, by their names in the legend."""
    shapes = (part for part in element.iter() if part.tag in {SVG + tag for tag in ("rect", "circle", "path", "text")})
    kinds = [(part.get("class") or "").split()[0] for part in shapes]
    return [kind for kind in kinds if not kind.startswith(("f-", "s-"))]


def drawn(dataset: dict[str, Any]) -> str:
    """The picture of a dataset, written in this process."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset(dataset, Path(folder, "meetings.yaml")))
        out = io.StringIO()
        found = list(archive.find(Query()))
        assert drawing.write(found, archive, out, lambda _: None) == len(found)
    return out.getvalue()


def test_the_command_draws_every_meeting(run: Callable[..., Run]) -> None:
    """A meeting that is in the list would be missing from the picture, or its words would be."""
    records = json.loads(run("list", "-f", "json").out)
    done = run("timeline", "--format", "svg")
    assert done.status == 0
    assert done.out == run("export", "svg").out
    words = [named(group) for group in meetings(picture(done.out))]
    assert len(words) == len(records)
    for record, told in zip(records, words, strict=True):
        assert record["title"] in told
        assert all(name in told for name in [*record["partners"], *record.get("place", {}).values()])
        assert (record["status"] in told) == (record["status"] != "held")
    assert "between 1 Jan and 15 Nov 2022" in words[0]


def test_the_picture_needs_nothing_else(run: Callable[..., Run]) -> None:
    """A picture that runs or loads something could not be sent around."""
    root = picture(run("export", "svg").out)
    assert root.get("role") == "img"
    assert named(root)
    assert root.findtext(f"{SVG}desc")
    tags = {part.tag.removeprefix(SVG) for part in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "text", "tspan", "line", "circle", "path"}
    for part in root.iter():
        assert not any(name.startswith("on") or name.endswith(("href", "src")) for name in part.attrib)
        assert "url(" not in "".join(part.attrib.values()) + (part.text or "")
    assert "@import" not in (root.findtext(f"{SVG}style") or "")


def test_the_same_picture_comes_twice(run: Callable[..., Run]) -> None:
    """A report under version control would change with every run."""
    assert run("export", "svg").out == run("export", "svg").out


@pytest.mark.parametrize("count", [0, 1, 120, 1000])
def test_any_number_of_meetings(run: Callable[..., Run], dataset: Callable[..., Path], count: int) -> None:
    """A collection of another size than ours would give no picture."""
    lines = [
        f"- {{id: m-{i}, title: Meeting {i}, date: {1900 + i % 120}-0{1 + i % 9}, partners: [Kenya]}}\n"
        for i in range(count)
    ]
    path = dataset("meetings:\n" + "".join(lines) if lines else "meetings: []\n")
    done = run("timeline", "-f", "svg", "--all", "--data", str(path))
    assert done.status == (0 if count else 1)
    assert len(meetings(picture(done.out))) == count


@settings(max_examples=25)
@given(datasets())
def test_any_data_makes_well_formed_xml(dataset: dict[str, Any]) -> None:
    """One odd character in a record would make the whole picture unreadable."""
    root = picture(drawn(dataset))
    assert len(meetings(root)) == len(dataset["meetings"])
    # Elements of ours alone: what looks like one in the data is text.
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter("script"))


# What a date covers, made from its parts and not from our reading of it.
days = st.dates(Day(2, 1, 1), Day(9998, 12, 31))
Covered = tuple[str, Day | None, Day | None]


@st.composite
def dates(draw: st.DrawFn) -> Covered:
    """A date of the profile, its first and its last day."""
    day, later = sorted(draw(st.tuples(days, days)))
    near = day + datetime.timedelta(draw(st.integers(0, 400)))
    month = calendar.monthrange(day.year, day.month)[1]
    forms: list[Covered] = [
        (day.isoformat(), day, day),
        (day.isoformat() + draw(st.sampled_from("?~%")), day, day),
        (f"{day.year:04d}-{day.month:02d}", day.replace(day=1), day.replace(day=month)),
        (f"{day.year:04d}-{day.month:02d}-XX", day.replace(day=1), day.replace(day=month)),
        (f"{day.year:04d}", Day(day.year, 1, 1), Day(day.year, 12, 31)),
        (f"{day.year:04d}?", Day(day.year, 1, 1), Day(day.year, 12, 31)),
        (f"{day}/{near}", day, near),
        (f"[{day}..{near}]", day, near),
        (f"[{day}..{later}]", day, later),
        (f"[..{day}]", None, day),
        (f"[{day}..]", day, None),
    ]
    return draw(st.sampled_from(forms))


@settings(max_examples=40)
@given(st.lists(st.tuples(dates(), st.sampled_from(["held", "planned", "cancelled"])), min_size=1, max_size=12))
def test_a_sign_covers_the_days_of_its_date(cases: list[tuple[Covered, str]]) -> None:
    """A picture that shows a date as more exact, or as other days, than the record says would mislead."""
    records = [
        {"id": f"m-{i}", "title": f"m-{i}", "status": status, "date": text, "partners": ["Kenya"]}
        for i, ((text, _, _), status) in enumerate(cases)
    ]
    root = picture(drawn({"meetings": records}))
    rules = [float(line.get("x1", "")) for line in root.iter(f"{SVG}line") if line.get("x1") == line.get("x2")]
    left, width = min(rules), max(rules) - min(rules)
    for group in meetings(root):
        (_, first, last), status = cases[int(named(group).split(" · ")[-2].removeprefix("m-"))]
        year = (first or last or Day.min).year
        start = Day(year, 1, 1)
        total = 366 if calendar.isleap(year) else 365
        bands = list(group.iter(f"{SVG}rect"))
        found = set(names(group))
        if first == last:
            assert not bands
            assert found <= {status, "uncertain"}
            continue
        edges = [(float(part.get("x", "")), float(part.get("x", "")) + float(part.get("width", ""))) for part in bands]
        covered = (min(edge for edge, _ in edges), max(edge for _, edge in edges))
        ends_here = last is not None and last.year == year
        expected = (
            left + width * ((first - start).days if first else 0) / total,
            left + width * ((last - start).days + 1 if ends_here and last else total) / total,
        )
        assert covered == pytest.approx(expected, abs=0.011)
        prefix = "" if status == "held" else "unheld_"
        assert {name for name in found if name.endswith(("span", "window"))} <= {f"{prefix}span", f"{prefix}window"}
        assert ("earlier" in found) == (first is None)
        assert ("later" in found) == (last is None)
        assert ("beyond" in found) == (last is not None and last.year > year)


def test_the_legend_names_what_is_drawn(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A sign without a word, or a word without a sign, would leave a reader guessing."""
    path = dataset(
        """
        meetings:
        - {id: a, title: A, date: 2026-02-03, partners: [Kenya]}
        - {id: b, title: B, date: 2026-02-03/2026-02-20, partners: [Kenya]}
        - {id: c, title: C, date: "[..2026-05]", partners: [Kenya]}
        - {id: d, title: D, date: 2026-07-01, status: cancelled, partners: [Kenya]}
        - {id: e, title: E, status: agreed, partners: [Kenya]}
        - {id: f, title: F, date: "[2026-09..]", status: planned, partners: [Kenya]}
        - {id: g, title: G, date: 2026-08-08~, partners: [Kenya]}
        - {id: h, title: H, date: 2026-12-20/2027-01-03, partners: [Kenya]}
        """
    )
    for ids, words in (
        ([], 10),
        (["--status", "cancelled"], 1),
        (["--status", "planned"], 2),
    ):
        root = picture(run("export", "svg", "--data", str(path), *ids).out)
        (legend,) = [group for group in root.iter(f"{SVG}g") if group.get("class") == "legend"]
        drawn_ = {name for group in meetings(root) for name in names(group)}
        assert set(names(legend)) == drawn_
        labels = [text.text for text in legend.iter(f"{SVG}text") if text.text != "?"]
        assert len(labels) == len(drawn_) == words


def test_today_is_marked_in_its_year(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What is past and what is still to come could not be told apart."""
    path = dataset(
        """
        meetings:
        - {id: a, title: A, date: 2025-02-03, partners: [Kenya]}
        - {id: b, title: B, date: 2027-02-03, partners: [Kenya]}
        """
    )
    for day, words in (("2025-06-01", "today, 1 Jun"), ("2026-01-15", "today, 15 Jan 2026"), ("2030-01-01", "")):
        root = picture(run("export", "svg", "--data", str(path), env={"DIALOGUE_TODAY": day}).out)
        found = [text.text for text in root.iter(f"{SVG}text") if "today" in (text.text or "")]
        assert found == ([words] if words else [])


def luminance(tone: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_the_ground(which: int) -> None:
    """A reader with weak sight could not read the picture."""
    ground = luminance(drawing.TONES["ground"][which])
    for name, tones in drawing.TONES.items():
        if name not in ("ground", "line"):
            low, high = sorted((ground, luminance(tones[which])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, name


LONG = [
    "A title that goes on and on, " * 12,
    "Supercalifragilistic" * 12,
    "第七轮欧盟与巴基斯坦战略对话在布鲁塞尔举行" * 8,
    "القمة الأولى بين الاتحاد الأوروبي وآسيا الوسطى في سمرقند " * 6,
    "WWWWWWWWWW MMMMMMMMMM " * 10,
    "Short",
]


def test_no_words_overlap_or_leave_the_picture(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path, visit: Open
) -> None:
    """Long titles, or those in another script, would be unreadable."""
    records = [
        {
            "id": f"m-{i}",
            "title": title,
            "partners": ["Kenya"],
            **({"date": f"[2025-0{1 + i}-11..2026-10-2{i}]"} if i % 3 else {}),
            **({"status": "postponed"} if i % 2 else {}),
        }
        for i, title in enumerate(LONG + LONG)
        if i < 9
    ]
    path = dataset(json.dumps({"meetings": records}))
    file = tmp_path / "picture.svg"
    assert run("export", "svg", "--data", str(path), "-o", str(file)).status == 0
    page = visit(file, size=(1200, 900))
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("text")].map(text => {
            const box = text.getBoundingClientRect();
            return [text.textContent, box.left, box.right, box.top, box.bottom];
        })"""
    )
    width = float(picture(file.read_text(encoding="utf-8")).get("width", ""))
    for i, (words, left, right, top, bottom) in enumerate(boxes):
        assert left >= 0, words
        assert right <= width, words
        for other, left2, right2, top2, bottom2 in boxes[:i]:
            if words == "?" or other == "?":
                continue
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            # Boxes of lines hold more than the ink: a few pixels of leading may be shared.
            assert across <= 0 or down <= 4, (words, other)


def test_a_browser_shows_it_alone_and_as_an_image(run: Callable[..., Run], tmp_path: Path, visit: Open) -> None:
    """The picture could be opened neither by itself nor in a document."""
    file = tmp_path / "picture.svg"
    assert run("export", "svg", "-o", str(file)).status == 0
    page = visit(file)
    assert page.locator("g.meeting").count() == 12
    assert page.evaluate("document.querySelector('parsererror')") is None
    document = tmp_path / "report.html"
    document.write_text('<!DOCTYPE html><title>Report</title><img src="picture.svg" alt="">', encoding="utf-8")
    page = visit(document, beside="picture.svg")
    assert page.evaluate("document.images[0].naturalWidth") == 1120
    assert page.evaluate("document.images[0].naturalHeight") > 300
