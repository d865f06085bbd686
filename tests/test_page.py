"""The collection as a web page, in a real browser."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Page

from tests.browser import Open, browser, visit
from tests.conftest import BUNDLED, DIALOGUE, TODAY, Run
from tests.hostile import TEXTS, write_dataset
from tests.needs import need
from tests.processes import PATIENCE

__all__ = ["browser", "visit"]
Record = dict[str, Any]
Write = Callable[..., Path]
LIMIT = 1_000_000
AXE = "4.14.1"
PHONE, DESKTOP = (360, 800), (1440, 900)
SEVENTH = "eu-pakistan-strategic-dialogue-7"


@pytest.fixture
def write(run: Callable[..., Run], tmp_path: Path) -> Write:
    """Writes a page with the installed command."""

    def call(*options: str, data: Path | None = None, name: str = "page.html", **environment: str) -> Path:
        path = tmp_path / name
        where = ["--data", str(data)] if data else []
        done = run("export", "html", *options, *where, "-o", str(path), env=environment)
        assert done.status == 0, done.err
        return path

    return call


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled meetings."""
    return exported(tmp_path_factory.mktemp("bundled"), BUNDLED)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A thousand meetings, and their page."""
    folder = tmp_path_factory.mktemp("thousand")
    data = prose(folder / "thousand.yaml")
    return data, exported(folder, data)


def exported(folder: Path, data: Path) -> Path:
    path = folder / "page.html"
    environment = os.environ | {"DIALOGUE_TODAY": TODAY, "XDG_CACHE_HOME": str(folder / "cache")}
    call = [DIALOGUE, "export", "html", "--data", data, "-o", path]
    subprocess.run(call, env=environment, check=True, capture_output=True, timeout=PATIENCE)
    return path


def ready(page: Page) -> Page:
    """The page, when its script has done its work."""
    page.locator("#_filters").wait_for()
    return page


def shown(page: Page) -> list[str]:
    """The ids of the meetings that can be seen."""
    return page.evaluate("[...document.querySelectorAll('ol.m > li')].filter(l => l.offsetParent).map(l => l.id)")


def opened(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('details[open]')].map(d => d.parentNode.id)")


def choose(page: Page, field: str, *names: str) -> None:
    """Types names into a filter, and takes what is offered first."""
    for name in names:
        page.fill(f"#_{field}", name)
        page.keyboard.press("Enter")


def chosen(page: Page, field: str) -> list[str]:
    """What a filter is set to."""
    return page.locator(f"#_{field} ~ .picked button, .field:has(#_{field}) .picked button").all_text_contents()


def draw_all(page: Page) -> None:
    """Draws the whole list, of which a long page draws only the beginning."""
    while page.locator(".more").is_visible():
        page.locator(".more button:visible").last.click()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def collection(meetings: list[Record], path: Path, **sections: Any) -> Path:
    return write_dataset({**sections, "meetings": meetings}, path)


# Collections of a thousand


def copies(path: Path) -> Path:
    """The bundled meetings eighty-three times, and four more."""
    whole = yaml.load(BUNDLED.read_text(encoding="utf-8"), yaml.BaseLoader)
    meetings = []
    for i in range(84):
        for meeting in whole["meetings"]:
            related = [{**other, "id": f"{other['id']}-{i}"} for other in meeting.get("related", []) if i < 83]
            copy = {**meeting, "id": f"{meeting['id']}-{i}", "related": related}
            meetings.append(copy if related else {k: v for k, v in copy.items() if k != "related"})
    return write_dataset({**whole, "meetings": meetings[:1000]}, path)


CITIES = "Brussels Astana Islamabad Geneva Vienna Ankara Nairobi Tokyo Lima Rabat Oslo Tashkent Hanoi Accra".split()
LANDS = "Kazakhstan Pakistan Türkiye Kenya Japan Peru Morocco Norway Uzbekistan Viet.Nam Ghana Brazil".split()
FIRST = "Anna Omar Li Kaja Pedro Yuki Fatima John Aigerim Nino Tomas Ingrid Samuel Chidi Rosa Viktor".split()
LAST = "Meyer Haddad Wei Kallas Souza Tanaka Benali Smith Nurlan Beridze Novak Berg Otieno Okafor Lopez".split()
ROLES = ["Minister of Foreign Affairs", "Deputy Minister of Energy", "Ambassador", "Special Representative", "Adviser"]
TOPICS = "trade,migration,energy security,climate change,human rights,transport,education,water,health".split(",")
PHRASES = """The two sides reviewed progress on {0} and agreed to step up work on {1} before the next session.
They exchanged views on {0}, on regional security and on the situation in the neighbourhood.
The delegation raised concerns about {1} and asked for regular consultations among experts.
Both parties welcomed the entry into force of the agreement on {0} and its first results.
A working group on {1} will report to the co-chairs within {2} months.
The participants underlined the importance of {0} for people and businesses in both regions.
Officials presented {2} projects on {1}, financed by grants and by loans of development banks.
The talks also covered {0}, including the preparation of a joint statement for the coming summit.""".splitlines()


def prose(path: Path) -> Path:
    """A thousand meetings with participants, topics, a summary, an outcome and two quotes each."""
    chance = random.Random(20251121)
    sources = [
        {
            "id": f"press-{i}",
            "title": f"Press release {i}",
            "url": f"https://press.example/{1990 + i % 35}/{i}",
            "publisher": chance.choice(["Ministry of Foreign Affairs", "Council", "Press Service"]),
            "published": f"{1990 + i % 35}-0{1 + i % 9}-1{i % 10}",
        }
        for i in range(400)
    ]
    meetings = []
    for i in range(1000):
        land, city, topics = chance.choice(LANDS), chance.choice(CITIES), chance.sample(TOPICS, 3)
        day = f"{1990 + i * 35 // 1000}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        summary = " ".join(chance.sample(PHRASES, 4)).format(*topics[:2], chance.randint(2, 18))
        meetings.append(
            {
                "id": f"consultations-{land.lower().replace('ü', 'u').replace('.', '-')}-{i}",
                "title": f"Consultations with {land} on {topics[0]}",
                "kind": "consultation",
                "date": chance.choice([day, day, day, day[:7], f"[{day}..]"]),
                "place": {"city": city},
                "partners": [land],
                "participants": [
                    {
                        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
                        "role": chance.choice(ROLES),
                        "represents": side,
                    }
                    for side in (land, "European Union", land)
                ],
                "topics": topics,
                "summary": summary,
                "outcomes": [chance.choice(PHRASES).format(*topics[1:], chance.randint(2, 18))],
                "evidence": [
                    {
                        "source": f"press-{i % 400}",
                        "exact": f"met in {city} to speak about {topics[0]}",
                        "supports": ["date", "place"],
                    },
                    {
                        "source": f"press-{i % 400}",
                        "exact": summary.split(". ")[1],
                        "supports": [f"topics.{topics[1]}", "summary"],
                    },
                ],
            }
        )
    return collection(meetings, path, dataset={"principal": "European Union"}, sources=sources)


# What the page holds


def test_every_fact_is_on_the_page(bundled: Path, run: Callable[..., Run], visit: Open) -> None:
    """A record would be shown with something left out."""
    page = ready(visit(bundled))
    for record in json.loads(run("export", "json").out):
        card = squeezed(page.locator(f"#{record['id']}").evaluate("node => node.textContent"))
        texts = [record["id"], record["title"], record["status"], *record["partners"], *record.get("topics", [])]
        texts += [*record.get("instruments", []), *record.get("outcomes", []), *record.get("place", {}).values()]
        texts += [record[name] for name in ("date_note", "summary", "note", "kind") if name in record]
        texts += [
            value for person in record.get("participants", []) for value in person.values() if value != "possible"
        ]
        texts += [proof["exact"] for proof in record["evidence"]]
        for text in texts:
            # The number of a quote may stand after any claim.
            assert squeezed(str(text)) in re.sub(r"(\[\d+\])+", "", card), (record["id"], text)
        possible = [person for person in record.get("participants", []) if person.get("certainty") == "possible"]
        assert card.count("possibly present") == len(possible)


def test_a_claim_bears_the_numbers_of_its_quotes(bundled: Path, visit: Open) -> None:
    """A reader could not tell which words prove which claim."""
    card = visit(bundled, f"#{SEVENTH}").locator(f"#{SEVENTH}")
    date = card.locator("dt:text-is('Date') + dd")
    date.wait_for(state="visible")
    numbers = re.findall(r"\d+", date.locator("sup").inner_text())
    assert numbers
    for number in numbers:
        proof = card.locator(f".e > li[value='{number}']")
        assert "21 November 2025" in proof.locator("blockquote").inner_text()
        assert "date" in proof.locator("small").inner_text()
    head = card.locator("h5", has_text="Evidence").inner_text()
    assert "EEAS Press Team" in head
    assert "23 Nov 2025" in head


def test_only_web_addresses_are_links(write: Write, tmp_path: Path, visit: Open) -> None:
    """A source could carry a link that runs a program."""
    urls = {
        "a": "https://press.example/1",
        "b": "javascript:alert(1)",
        "c": "file:///etc/passwd",
        "d": "HTTP://x.example/",
    }
    sources = [{"id": name, "url": url, "title": name.upper()} for name, url in urls.items()]
    proofs = [{"source": name, "exact": "met", "supports": ["title"]} for name in urls]
    data = collection(
        [{"id": "m", "title": "M", "partners": ["Kenya"], "evidence": proofs}], tmp_path / "d.yaml", sources=sources
    )
    page = ready(visit(write(data=data)))
    links = page.evaluate("[...document.querySelectorAll('h5 a')].map(a => [a.getAttribute('href'), a.rel])")
    assert links == [["https://press.example/1", "noreferrer noopener"], ["HTTP://x.example/", "noreferrer noopener"]]
    assert "javascript:alert(1)" in page.locator("#m").evaluate("node => node.textContent")


def test_a_meeting_only_possible_in_the_asked_period_says_so(write: Write, visit: Open) -> None:
    """What may have been on another day would pass for certain."""
    page = ready(visit(write("--on", "2025-11-03")))
    assert len(shown(page)) == 2
    assert page.locator("summary", has_text="possible match").count() == 2
    assert "all only possibly among those asked for" in page.locator("header").inner_text()


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_meetings(run: Callable[..., Run], tmp_path: Path, visit: Open, count: int) -> None:
    """A small collection would give a broken page."""
    data = collection([{"id": "m", "title": "One", "partners": ["Kenya"]}][:count], tmp_path / "few.yaml")
    path = tmp_path / "page.html"
    path.write_text(run("export", "html", "--data", str(data)).out, encoding="utf-8")
    page = visit(path)
    assert page.locator("h1").inner_text() == "Meetings"
    assert page.locator("ol.m > li").count() == count
    assert ("There are no meetings here" in page.locator("main").inner_text()) == (not count)


def test_the_same_page_comes_twice(write: Write) -> None:
    """A page under version control would change with every run."""
    assert write(name="a.html").read_bytes() == write(name="b.html").read_bytes()


def test_the_policy_allows_this_page_alone(bundled: Path, visit: Open, tmp_path: Path) -> None:
    """A script that got into the page, or a picture that tells who reads it, would be let through."""
    page = ready(visit(bundled))
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy is not None
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name in ("script-src", "style-src"):
        assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules[name])
    assert set(rules) == {"default-src", "base-uri", "form-action", "script-src", "style-src"}


# Filters, search, addresses

FILTERS = [
    ("partner", "Kazakhstan", ["--partner", "Kazakhstan"]),
    ("partner", "Central Asia", ["--partner", "Central Asia"]),
    ("series", "eu-pakistan-strategic-dialogue", ["--series", "eu-pakistan-strategic-dialogue"]),
    ("year", "2022", ["--on", "2022"]),
    ("year", "2025", ["--on", "2025"]),
    ("status", "planned", ["--status", "planned"]),
]


@pytest.mark.parametrize(
    ("key", "value", "options"), FILTERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_filter_keeps_what_the_command_keeps(
    bundled: Path, run: Callable[..., Run], visit: Open, key: str, value: str, options: list[str]
) -> None:
    """The page and the command line would give different answers to one question."""
    records = json.loads(run("list", *options, "-f", "json").out)
    page = ready(visit(bundled))
    choose(page, key, value)
    assert shown(page) == [record["id"] for record in records]
    assert page.locator("#_count").inner_text().startswith(f"{len(records)} of 12 meetings")
    for record in records:
        is_possible = f"possibly in {value}" in page.locator(f"#{record['id']} summary").inner_text()
        assert is_possible == (record.get("certain") is False)
    marks = "[...document.querySelectorAll('.signs a:not(.off)')].map(a => a.dataset.id)"
    assert set(page.evaluate(marks)) == {record["id"] for record in records}
    # Years without anything left have no heading.
    headings = page.evaluate("[...document.querySelectorAll('h3')].filter(h => h.offsetParent).length")
    assert headings == len({record.get("earliest", record.get("latest", ""))[:4] for record in records})


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("kallas PAKISTAN", {"kallas", "pakistan", "pakistani"}),
        ("Kállas", {"kallas"}),
        ("counter terrorism", {"counter", "terrorism", "counter-terrorism"}),
        ("counter-terrorism", {"counter-terrorism"}),
        ("schemé preferences", {"scheme", "schemes", "preferences", "gsp"}),
    ],
)
def test_what_was_found_is_marked(bundled: Path, visit: Open, words: str, marked: set[str]) -> None:
    """A reader could not see why a meeting is shown."""
    page = ready(visit(bundled))
    page.fill("#_q", words)
    status = page.locator("#_count")
    assert status.get_attribute("aria-live") == "polite"
    assert re.fullmatch(r"\d+ of 12 meetings", status.inner_text())
    page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")
    found = set(map(str.lower, page.evaluate("[...CSS.highlights.get('found')].map(String)")))
    assert found
    assert found <= marked
    # Where the words stand only in the card, a closed one shows them.
    for line in page.locator("summary").all():
        assert any(word in line.inner_text().lower() for word in marked)


def test_an_address_restores_the_view(bundled: Path, visit: Open) -> None:
    """A view could be neither sent to someone nor gone back to."""
    path = bundled
    page = ready(visit(path))
    choose(page, "partner", "Kazakhstan")
    choose(page, "year", "2025")
    page.select_option("#_order", "newest")
    page.fill("#_q", "visa")
    view = shown(page)
    address = page.url
    assert 0 < len(view) < 12
    other = ready(visit(path, "#" + address.partition("#")[2]))
    assert shown(other) == view
    assert other.input_value("#_q") == "visa"
    assert chosen(other, "partner") == ["Kazakhstan"]
    assert other.input_value("#_order") == "newest"
    page.go_back()
    assert page.input_value("#_q") == ""
    page.go_back()
    assert page.input_value("#_order") == ""
    page.go_back()
    assert chosen(page, "year") == []
    assert chosen(page, "partner") == ["Kazakhstan"]
    for _ in range(3):
        page.go_forward()
    assert shown(page) == view
    page.click("#_clear")
    assert len(shown(page)) == 12
    assert page.url.endswith("#order=newest")


def test_every_meeting_has_an_address(bundled: Path, visit: Open) -> None:
    """A meeting could not be pointed to."""
    path = bundled
    page = ready(visit(path, f"#{SEVENTH}"))
    assert opened(page) == [SEVENTH]
    assert page.locator(f"#{SEVENTH} summary").evaluate("node => node === document.activeElement")
    # A related meeting that the filters hide is shown without them.
    choose(page, "status", "held")
    page.click(f"#{SEVENTH} dd a[href='#eu-pakistan-strategic-dialogue-8']")
    assert "eu-pakistan-strategic-dialogue-8" in opened(page)
    assert chosen(page, "status") == []
    assert page.url.endswith("#eu-pakistan-strategic-dialogue-8")
    page.go_back()
    assert chosen(page, "status") == ["held"]


@pytest.mark.parametrize(
    "fragment", ["#year=abc", "#partner=Nobody", "#meeting=none", "#%E0%A4%A", "#q=%00%ff", "#=", "#_2025"]
)
def test_an_odd_address_does_no_harm(bundled: Path, visit: Open, fragment: str) -> None:
    """A mistyped address would leave a broken page."""
    page = ready(visit(bundled, fragment))
    page.keyboard.press("Escape")
    assert len(shown(page)) == 12


def test_a_sign_of_the_timeline_leads_to_its_meeting(bundled: Path, visit: Open) -> None:
    """The picture would be for looking at only."""
    page = ready(visit(bundled))
    assert page.locator(".signs a").count() == 12
    page.click(f".signs a[data-id='{SEVENTH}']", force=True)
    assert opened(page) == [SEVENTH]


def test_today_is_marked_in_its_year(write: Write, bundled: Path, visit: Open) -> None:
    """What is past and what is still to come could not be told apart."""
    legend = ready(visit(write(DIALOGUE_TODAY="2025-12-10"))).locator(".legend")
    assert "today, 10 Dec" in legend.inner_text()
    assert "today" not in ready(visit(bundled)).locator(".legend").inner_text()


def test_the_keyboard_alone_does_everything(bundled: Path, visit: Open) -> None:
    """Someone without a mouse could not use the page."""
    page = ready(visit(bundled))
    focused = "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    keyboard = page.keyboard
    keyboard.press("Tab")
    assert page.evaluate(focused) == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    keyboard.press("Enter")
    assert page.evaluate(focused) == "_list"
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keyboard.press("Enter")
    assert opened(page) == shown(page)[:1]
    keyboard.press("/")
    assert page.evaluate(focused) == "_q"
    keyboard.type("kallas/")
    assert page.input_value("#_q") == "kallas/"
    keyboard.press("Backspace")
    assert 0 < len(shown(page)) < 12
    keyboard.press("Escape")
    assert page.input_value("#_q") == ""
    assert len(shown(page)) == 12
    keyboard.press("Shift+Tab")
    first = page.evaluate("document.activeElement.dataset.id")
    assert first
    keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.id")
    assert second not in (None, first)
    keyboard.press("Enter")
    assert second in opened(page)


def test_all_cards_open_and_close_at_once(bundled: Path, visit: Open) -> None:
    """Reading everything would take a click for each meeting."""
    page = ready(visit(bundled))
    page.click("#_open")
    assert opened(page) == shown(page)
    page.click("#_open")
    assert opened(page) == []


# A thousand meetings


@pytest.mark.parametrize("make", [prose, copies])
def test_a_thousand_meetings_stay_small_and_whole(
    write: Write, run: Callable[..., Run], tmp_path: Path, visit: Open, make: Callable[[Path], Path]
) -> None:
    """A large collection would be too big to send, or a packed card would lack what a plain one has."""
    data = make(tmp_path / "thousand.yaml")
    path = write(data=data)
    assert path.stat().st_size < LIMIT
    page = ready(visit(path))
    # Of a long list only the beginning is drawn.
    assert len(shown(page)) == 100
    draw_all(page)
    assert len(shown(page)) == 1000
    ids = run("list", "-f", "ids", "--data", str(data)).out.split()
    assert page.evaluate("[...document.querySelectorAll('ol.m > li')].map(l => l.id)") == ids
    # The same meetings unpacked, in a page of their own.
    few = ids[:: len(ids) // 12][:12]
    whole = json.loads(data.read_text(encoding="utf-8"))
    whole["meetings"] = [
        {k: v for k, v in meeting.items() if k != "related"} for meeting in whole["meetings"] if meeting["id"] in few
    ]
    plain = ready(visit(write(data=write_dataset(whole, tmp_path / "few.yaml"), name="few.html")))
    assert plain.locator("[id^='_cards']").count() == 0
    # All but the related meetings, which the smaller collection has not.
    tree = """node => {
        const related = [...node.querySelectorAll("dt")].find(term => term.textContent === "Related");
        return [...node.querySelectorAll(".c *")]
            .filter(e => e !== related && !related?.nextSibling.contains(e))
            .map(e => [e.tagName, e.className, e.getAttribute("href"), e.dir, e.lang, e.firstChild?.nodeValue]);
    }"""
    for identifier in few:
        page.evaluate("id => document.getElementById(id).querySelector('summary').click()", identifier)
        page.locator(f"[id='{identifier}'] .c").wait_for()
        packed, unpacked = (view.locator(f"[id='{identifier}']") for view in (page, plain))
        assert len(unpacked.evaluate(tree)) > 20
        assert packed.evaluate(tree) == unpacked.evaluate(tree)


def test_a_packed_page_is_searched_and_filtered(
    thousand: tuple[Path, Path], run: Callable[..., Run], visit: Open
) -> None:
    """What is packed could not be found."""
    data, path = thousand
    page = ready(visit(path))
    whole = json.loads(data.read_text(encoding="utf-8"))["meetings"]
    page.fill("#_q", '"working group" otieno')
    expected = {
        meeting["id"]
        for meeting in whole
        if "working group" in json.dumps(meeting).lower() and "Otieno" in json.dumps(meeting)
    }
    assert expected
    draw_all(page)
    assert set(shown(page)) == expected
    # A closed card shows where it has the words.
    page.locator(".hit").first.wait_for()
    page.fill("#_q", "")
    ids = run("list", "--on", "2001", "--partner", "Türkiye", "-f", "ids", "--data", str(data)).out.split()
    choose(page, "partner", "Turkey")
    page.click(".bars a[data-years='2001..2001']", force=True)
    assert shown(page) == ids
    assert chosen(page, "year") == ["2001"]
    bar = page.locator(".bars a[data-years='2001..2001'] title").text_content() or ""
    assert sum(map(int, re.findall(r"\d+", bar)[1:])) == len(ids)
    page.locator(f"#{ids[0]} summary").click()
    page.locator(f"#{ids[0]} blockquote").first.wait_for()
    assert page.locator(f"#{ids[0]} blockquote").count() == 2


def test_what_is_too_rich_is_written_with_a_note(run: Callable[..., Run], tmp_path: Path, visit: Open) -> None:
    """A fact would be dropped to make the page small, or nobody would be told that it is large."""
    chance = random.Random(7)
    meetings = [
        {
            "id": f"m-{i}",
            "title": f"Meeting {i}",
            "date": f"20{10 + i % 10}",
            "partners": ["Kenya"],
            "summary": " ".join(f"{chance.getrandbits(64):x}" for _ in range(90)),
        }
        for i in range(1200)
    ]
    data = collection(meetings, tmp_path / "rich.yaml")
    done = run("export", "html", "--data", str(data))
    assert f"{len(done.out.encode()):,} bytes" in done.err
    assert len(done.out.encode()) > LIMIT
    path = tmp_path / "page.html"
    path.write_text(done.out, encoding="utf-8")
    page = ready(visit(path, "#m-1199"))
    page.locator("#m-1199 dd", has_text=str(meetings[1199]["summary"])).wait_for()
    assert "Kenya" in (page.locator("#m-0 summary").text_content() or "")


# Readers of every kind


def test_without_javascript_the_text_is_there(
    bundled: Path, thousand: tuple[Path, Path], run: Callable[..., Run], visit: Open
) -> None:
    """Where scripts are off the page would be empty."""
    page = visit(bundled, java_script_enabled=False)
    assert page.locator("#_filters").is_hidden()
    for record in json.loads(run("export", "json").out):
        assert page.get_by_role("heading", name=record["title"], exact=True).is_visible()
    page.locator(f"#{SEVENTH} summary").click()
    assert "held in Brussels on 21 November 2025" in page.locator(f"#{SEVENTH} .e").inner_text()
    packed = visit(thousand[1], java_script_enabled=False)
    tells_only_the_list(packed, "JavaScript")


def tells_only_the_list(page: Page, reason: str) -> None:
    """The page shows its thousand meetings, and says why it shows no more of them."""
    note = page.locator("#_packed")
    assert note.is_visible()
    assert "participants, topics, summaries, outcomes and evidence" in note.inner_text()
    assert reason in note.inner_text()
    assert page.locator("#_filters").is_hidden()
    # Nothing opens where there is nothing inside.
    assert page.locator("details").count() == 0
    assert page.locator("ol.m > li").count() == 1000
    text = page.locator("ol.m > li").first.inner_text()
    assert "Consultations with" in text
    assert " in " in text


def test_the_list_alone_fits_a_phone(thousand: tuple[Path, Path], visit: Open) -> None:
    """Without JavaScript a phone would show titles in half of its width, beside the ids."""
    first = visit(thousand[1], size=PHONE, java_script_enabled=False).locator("ol.m > li").first
    box, title = first.bounding_box(), first.locator("h4").bounding_box()
    assert box
    assert title
    assert title["width"] > 0.9 * (box["width"] - 16)


def test_a_browser_that_cannot_unpack_says_so(thousand: tuple[Path, Path], visit: Open) -> None:
    """In an old browser the cards would stay shut, and nobody would know why."""
    page = visit(thousand[1], first="delete window.DecompressionStream")
    tells_only_the_list(page, "DecompressionStream")
    assert "dialogue show --evidence ID" in page.locator("#_packed").inner_text()


@pytest.mark.parametrize("damage", ["cut", "changed", "no base64"])
def test_a_damaged_page_says_so(thousand: tuple[Path, Path], tmp_path: Path, visit: Open, damage: str) -> None:
    """A page that lost a part on its way would stay shut without a word, or show wrong words."""
    text = thousand[1].read_text(encoding="utf-8")
    start = text.index(">", text.index('id="_pack"')) + 1
    end = text.index("<", start)
    pack, middle = text[start:end], (end - start) // 2
    if damage == "cut":
        pack = pack[: middle - middle % 4]
    elif damage == "changed":
        pack = pack[:middle] + ("B" if pack[middle] == "A" else "A") + pack[middle + 1 :]
    else:
        pack = pack[:middle] + "*" + pack[middle + 1 :]
    path = tmp_path / "damaged.html"
    path.write_text(text[:start] + pack + text[end:], encoding="utf-8")
    page = visit(path)
    page.locator("#_packed", has_text="damaged").wait_for()
    tells_only_the_list(page, "cannot be unpacked")


def test_a_page_that_is_unpacked_says_nothing_of_packing(thousand: tuple[Path, Path], visit: Open) -> None:
    """A reader would be told that something is missing, though everything is there."""
    assert ready(visit(thousand[1])).locator("#_packed").is_hidden()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The program that judges pages by WCAG, from the npm registry."""
    npm = need("npm", "the Debian package npm")
    folder = tmp_path_factory.mktemp("axe")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", f"axe-core@{AXE}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(
    bundled: Path, thousand: tuple[Path, Path], visit: Open, axe: str, scheme: str, size: tuple[int, int]
) -> None:
    """People with weak sight, or who hear the page, could not use it."""
    pages = [
        (bundled, "#q=kallas&year=2025"),
        (bundled, ""),
        (thousand[1], "#partner=Kenya&year=2001"),
    ]
    for path, fragment in pages:
        page = ready(visit(path, fragment, size=size, color_scheme=scheme))
        page.click("#_open")
        page.wait_for_timeout(100)
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        told = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 15


def test_headings_and_landmarks(bundled: Path, visit: Open) -> None:
    """Someone who hears the page could not find the way in it."""
    page = ready(visit(bundled))
    page.click("#_open")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for role in ("banner", "main", "search", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    for name in ("Search", "Partner", "Person", "Topic", "Series", "Kind", "Year", "Status", "Order"):
        assert page.get_by_label(name, exact=True).count() == 1


def hostile(path: Path) -> Path:
    texts = [text for text in TEXTS if text.strip()]
    texts += ["<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "</style><script>alert(3)</script>"]
    texts += [
        "<!--<script>",
        "]]><svg onload=alert(4)>",
        "\x01!<b>x</b>\x02",
        "\x1e\x04\x05",
        "{{x}}",
        "javascript:alert(5)",
    ]
    texts = list(dict.fromkeys(texts))
    meetings = [
        {
            "id": f"m-{i}",
            "title": text,
            "series": text,
            "kind": text,
            "date": "2025-11-21",
            "date_note": text,
            "place": {"city": text},
            "partners": [text],
            "participants": [{"name": text, "role": text, "represents": text}],
            "topics": [text],
            "instruments": [text],
            "summary": text,
            "outcomes": [text],
            "related": [{"id": "m-0", "relation": text}],
            "note": text,
            "evidence": [{"source": text, "exact": text, "supports": ["title", f"topics.{text}"]}],
        }
        for i, text in enumerate(texts)
    ]
    sources = [{"id": text, "title": text, "publisher": text, "url": text, "language": "en"} for text in texts]
    return collection(meetings, path, dataset={"title": texts[-6], "principal": texts[-9]}, sources=sources)


@pytest.mark.parametrize("times", [1, 12], ids=["plain", "packed"])
def test_hostile_data_stays_text(write: Write, tmp_path: Path, visit: Open, times: int) -> None:
    """Data from elsewhere could run a program, or take the page apart."""
    data = hostile(tmp_path / "hostile.yaml")
    if times > 1:
        whole = json.loads(data.read_text(encoding="utf-8"))
        meetings = whole["meetings"]
        whole["meetings"] = [{**m, "id": f"m-{i}-{m['id'][2:]}", "related": []} for i in range(times) for m in meetings]
        for meeting in whole["meetings"]:
            del meeting["related"]
        write_dataset(whole, data)
    page = ready(visit(write(data=data), size=PHONE))
    assert page.locator("#_packed[hidden]").count() == 1
    page.click("#_open")
    tags = set(page.evaluate("[...document.body.querySelectorAll('*')].map(e => e.tagName.toLowerCase())"))
    assert not tags & {"img", "iframe", "object", "link", "style", "base"}
    assert page.locator("script:not([type])").count() == 1
    handlers = "[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on')))"
    assert page.evaluate(handlers) is False
    texts = page.locator("h4").all_text_contents()
    assert "</script><script>alert(2)</script>" in texts
    assert "<img src=x onerror=alert(1)>" in texts
    assert "\ufffd!<b>x</b>\ufffd" in texts
    body = page.locator("body").text_content() or ""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", body)
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert all(href.startswith(("#", "https://", "http://")) for href in hrefs)
    page.fill("#_q", "<img")
    assert len(shown(page)) == times
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("width", [360, 768])
def test_no_scrolling_sideways(write: Write, bundled: Path, tmp_path: Path, visit: Open, width: int) -> None:
    """On a phone, lines would run out of the window."""
    long = {"id": "m", "title": "w" * 300, "partners": ["界" * 200], "date": "2025-01-31", "topics": ["x" * 400]}
    for path in (bundled, write(data=collection([long], tmp_path / "long.yaml"), name="long.html")):
        page = ready(visit(path, size=(width, 800)))
        page.click("#_open")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("is_scripted", [True, False])
def test_print_opens_the_cards(bundled: Path, visit: Open, is_scripted: bool) -> None:
    """On paper there would be titles alone, or the fields to search with."""
    page = visit(bundled, color_scheme="dark", java_script_enabled=is_scripted)
    if is_scripted:
        ready(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("#_filters").is_hidden()
    assert page.locator(".skip").is_hidden()
    for card in page.locator(".c").all():
        box = card.bounding_box()
        assert box
        assert box["height"] > 50
    if is_scripted:
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 20_000


def test_a_packed_page_prints_its_cards(thousand: tuple[Path, Path], visit: Open) -> None:
    """Cards that nobody has opened would be missing on paper."""
    page = ready(visit(thousand[1], f"#partner={quote('Türkiye')}&partner=Kenya"))
    page.wait_for_function("() => document.documentElement.dataset.ready !== undefined")
    count = int(page.locator("#_count").inner_text().split()[0])
    assert len(shown(page)) == 100 < count
    assert opened(page) == []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(opened(page)) == count
    assert page.locator("ol.m > li .c").count() == count
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened(page) == []
    assert len(shown(page)) == 100


def test_motion_is_left_out_where_it_is_not_wanted(bundled: Path, visit: Open) -> None:
    """Someone whom movement makes ill would have to look away."""
    page = ready(visit(bundled, reduced_motion="reduce"))
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
