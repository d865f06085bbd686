"""The commonest slips in a dataset: each has one message, at its place, that says what to write."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import available_timezones

import pycountry
import pytest
import yaml

from dialogue_cli.checks.examine import examine
from dialogue_cli.dataset import nodes
from dialogue_cli.dataset.date_advice import advice
from dialogue_cli.dataset.escapes import Joining
from dialogue_cli.dates import edtf
from dialogue_cli.names.cities import CAPITALS, SEATS, entries
from tests.conftest import TODAY, Run

DAY = datetime.date.fromisoformat(TODAY)
HEAD = "meetings:\n- id: a\n  title: A\n"
MEETING = HEAD + "  partners: [X]\n"
COMMENT = 'what follows " #" is a comment'


def problems(text: str, folder: Path) -> list[str]:
    """What the checks say of a dataset, each as `line:column code: message`."""
    path = folder / "d.yaml"
    path.write_text(text, encoding="utf-8")
    return [f"{p.line}:{p.column} {p.code}: {p.message}" for p in examine(path, DAY).problems]


def meeting(folder: Path) -> dict[str, object]:
    """The first meeting of the dataset that was looked at, as a reader gets it."""
    from dialogue_cli.dataset.reader import FileReader

    return next(item.record for item in FileReader(folder / "d.yaml") if item.section == "meetings")


# The dataset, and the one message of its one slip.
SLIPS: list[tuple[str, str]] = [
    (HEAD + "  partners: Norway\n", "4:13 type: partners must be a list; write [Norway]"),
    (HEAD + "  partners: Norway, Sweden\n", '4:13 type: partners must be a list; write [Norway, Sweden], or ["Norway, Sweden"] if that is one'),
    (HEAD + '  partners: "a: \\"b\\""\n', '4:13 type: partners must be a list; write ["a: \\"b\\""]'),
    (MEETING + f"  outcomes: {'long ' * 20}\n", '5:13 type: outcomes must be a list; write "- " before the text, on a line of its own'),
    (HEAD + "  partners:\n    -Norway\n    - X\n", "5:5 type: partners must be a list; a dash needs a space after it, such as - Norway"),
    (HEAD + "  partner: [X]\n", '4:3 missing: a meeting has "partners", not "partner"'),
    (HEAD + "  partners\u00a0: [X]\n", '4:3 missing: a meeting has "partners", not "partners<U+00A0>"; U+00A0 (no-break space) does not show: type an ordinary space'),
    (HEAD.replace("A", "") + "  partners: [X]\n", '3:9 missing: a meeting needs "title", which is empty here'),
    (HEAD.replace("A", "null") + "  partners: [X]\n", '3:10 missing: a meeting needs "title", which is empty here'),
    (HEAD.replace("A", "#3 Talks") + "  partners: [X]\n", f'3:9 missing: a meeting needs "title", which is empty here; {COMMENT}, put the text in quotes'),
    (MEETING + "  topics:\n  - #3\n", f"6:4 type: an item of topics is empty; {COMMENT}, put the text in quotes"),
    (MEETING + "  topics: [x, ~]\n", "5:15 type: an item of topics is empty"),
    (MEETING + "  date: [2025-11-20..2025-12-03]\n", '5:9 date: date must be text, not a list; a window needs quotes; write "[2025-11-20..2025-12-03]"'),
    (MEETING + "  date: [..2025]\n", '5:9 date: date must be text, not a list; a window needs quotes; write "[..2025]"'),
    (MEETING + "  date: [2025-11-20..2025-12-03]?\n", '5:33 syntax: not YAML: mapping keys are not allowed in this context; write a window in quotes: "[2025-11-20..2025-12-03]?"'),
    (MEETING + "  date: [2025-11-20, 2025-11-21]\n", '5:9 date: date must be text, not a list; a date is not a list; write "[2025-11-20..2025-11-21]" for one of the days, or 2025-11-20/2025-11-21 for all of them'),
    (MEETING + "  date: [27/10/2021]\n", "5:9 date: date must be text, not a list; without brackets; write 2021-10-27"),
    (MEETING + "  date: 27/10/2021\n", '5:9 date: date: "27/10/2021" is not a valid date, such as 2025, 2025-11 or 2025-11-21; write 2021-10-27'),
    (MEETING + '  date: "2025-11-21\u200b"\n', '5:9 date: date: "2025-11-21<U+200B>" is not a valid date, such as 2025, 2025-11 or 2025-11-21; write 2025-11-21, without U+200B'),
    (MEETING + "  status: held\u200b\n", '5:11 choice: status must be held, planned, agreed, cancelled or postponed, not "held<U+200B>"; U+200B (zero width space) does not show: delete it'),
    ("meetings:\n- {id: a, title: A, partners: [X], kind:\u00a0v}\n", '2:36 unknown-key: "kind:<U+00A0>v" is not a key of a meeting; U+00A0 (no-break space) does not show: type an ordinary space'),
    (MEETING.replace("id: a", 'id: "a\u200bb"'), '2:7 id: id "a<U+200B>b" must be lower-case letters (a-z) and digits joined by hyphens, such as ab'),
    ("meetings:\nmeeting:\n- {id: a, title: A, partners: [X]}\n", '2:1 missing: meetings is empty, and "meeting" is not a section of a dataset; move what is there to meetings'),
    ("events:\n- {id: a, title: A}\nmeetings: []\n", '1:1 missing: meetings is empty, and "events" is not a section of a dataset; move what is there to meetings'),
    ("meeting:\n- {id: a, title: A, partners: [X]}\n", '1:1 missing: a dataset needs a section "meetings"; is "meeting" meant for "meetings"?'),
    ("events: []\n", '1:1 missing: a dataset needs a section "meetings"; is "events" meant for "meetings"?'),
    ("source: [{id: s}]\n" + MEETING + "  evidence:\n  - {source: s, exact: x}\n  - {source: s, exact: y}\n", '1:1 missing: there is no source with the id "s"; is "source" meant for "sources"?'),
    (MEETING + "  related: [{id: b}]\n- {id: b, title: x: y}\n", "6:19 syntax: not YAML: did not find expected ',' or '}' while parsing a flow mapping; inside brackets, a text that contains a colon, a comma or a bracket needs quotes"),
    ("meetings:\n" + "".join(f"- {{id: r{i}, title: A, partners: [X], series: s, date: {2099 if i == 2 else 2000 + i}, ordinal: {i}, status: planned}}\n" for i in range(1, 9)), "3:69 ordinal-order: round 2 (2099) is dated after round 3 (2003)"),
    # Where the slip is, not where the parser notices it.
    (HEAD + "  partners:\n  - X\n  -Y\n  date: 2020-01-01\n", '6:3 syntax: not YAML: a dash needs a space after it; write "- Y"'),
    (MEETING + "  date:\u00a02020-01-01\n  place: {city: Oslo}\n", "5:8 syntax: not YAML: U+00A0 (no-break space) is not a space to YAML; type an ordinary space"),
    (MEETING + "  kind\u200b:v\n  note: x\n", "5:3 syntax: not YAML: could not find expected ':' while scanning a simple key; check the indentation, and the quotes in the lines above"),
    (HEAD.replace("A", "A #3") + "    and B\n  partners: [X]\n", f"3:12 syntax: not YAML: {COMMENT}; put quotes around a text that contains it"),
    (HEAD + "  partners: [X #3, Y]\n  kind: v\n", f"4:16 syntax: not YAML: {COMMENT}; put quotes around a text that contains it"),
    (HEAD + "  partners: [X, Y\n  kind: v\n", "4:13 syntax: not YAML: did not find expected ',' or ']' while parsing a flow sequence; the bracket that is opened here is not closed"),
    (HEAD.replace("A", '"A') + "  partners: [X]\n", "3:10 syntax: not YAML: found unexpected end of stream while scanning a quoted scalar; the quote that is opened here is not closed"),
    (MEETING + '  note: "\\ud83d"\n', "5:12 syntax: not YAML: found invalid Unicode character escape code while parsing a quoted scalar; it is half of a surrogate pair, whose other half is not there"),
    (MEETING + '  note: "C:\\dir"\n', "5:12 syntax: not YAML: found unknown escape character while parsing a quoted scalar; in double quotes a backslash needs another one; single quotes take it as it is"),
    # What the eye does not see.
    (MEETING + "  note: |\n    one\n    t\u00adwo\n", "7:6 invisible-character: note contains U+00AD (soft hyphen), which does not show; delete it"),
    (MEETING + '  note: "a\\ufeffb"\n', "5:9 invisible-character: note contains U+FEFF (byte-order mark), which does not show; delete it"),
    (HEAD + "  partners: [Costa\u00a0Rica]\n", "4:19 invisible-character: partners contains U+00A0 (no-break space), which does not show; write an ordinary space"),
    ("partners: [{name: Kazakhstan}]\n" + HEAD + "  partners: [K\u0430zakhstan]\n", '5:15 mixed-script: "K\u0430zakhstan" contains the letter U+0430 (cyrillic small letter a) among those of another script; type it anew'),
    (MEETING + "  topics: [\u0421\u041e\u0420 summit]\n", '5:12 mixed-script: "\u0421\u041e\u0420" contains the letter U+0421 (cyrillic capital letter es) among those of another script; type it anew'),
    (MEETING + "  note: Agenda # 3\n", '5:16 cut-by-comment: "# 3" is a comment and no part of note; write "Agenda # 3" in quotes'),
    # Two records that are one.
    ("meetings:\n" + "".join(f"- {{id: {i}, title: A, partners: [X], series: s, ordinal: 2}}\n" for i in "ab"), '3:8 same-meeting: "b" is the same meeting as "a" (line 2); keep one'),
    ("meetings:\n" + "- {id: a, title: A, partners: [X], series: s, ordinal: 2}\n" * 2, '3:8 duplicate-id: the meeting id "a" is already used on line 2'),
    ("sources: [{id: s, published: 2025}]\n" + MEETING + "  date: 2027\n  evidence: [{source: s, exact: x}]\n", '6:9 held-in-future: 2027 is in the future; is the status "planned"?'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), SLIPS, ids=[message[:50] for _, message in SLIPS])
def test_one_slip_gives_one_message(text: str, message: str, tmp_path: Path) -> None:
    """A second message for one slip sends a person looking for a fault that is not there."""
    assert problems(text, tmp_path) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "  kind: visit # in the margin\n  date: 2025 #checked\n",
        "  note: 'No #3'\n",
        "  summary: >\n    point #3\n",
        "  summary: «\u00a0Talks\u00a0» of 10\u202f000\n",
        "  note: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05d0\u200f \U0001f468\u200d\U0001f469 \u2764\ufe0f\n",
        "  topics: [\u0420\u043e\u0441\u0441\u0438\u044f, \u0420\u043e\u0441\u0441\u0438\u044f (Russia), \u0421\u0421\u0421\u0420, \u03b1-helix, T\u6064]\n",
        "  instruments: [OECD, OSCE]\n",
    ],
)
def test_what_is_meant_is_left_alone(text: str, tmp_path: Path) -> None:
    """Comments, typography and other scripts would be unusable if each were a warning."""
    assert problems("instruments: [{name: OSCE}, {name: OSCD}]\n" + MEETING + text, tmp_path) == []


@pytest.mark.parametrize("null", ["null", "~", "Null", "NULL", ""])
def test_a_null_is_absent(null: str, tmp_path: Path) -> None:
    """Other programs write `null` for what they do not know: it would become a city called null."""
    text = MEETING + "".join(f"  {key}: {null}\n" for key in ("kind", "ordinal", "date", "topics", "related", "status"))
    assert problems(f"{text}  place: {{city: {null}}}\n", tmp_path) == []
    assert meeting(tmp_path) == {"id": "a", "title": "A", "status": "held", "place": {}, "partners": ["X"]}
    assert problems(MEETING + '  place: {city: "null", country: \'~\'}\n  topics: ["null"]\n', tmp_path) == []
    assert meeting(tmp_path)["place"] == {"city": "null", "country": "~"}


def test_no_city_is_called_null(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The index would count what the reader leaves out."""
    path = dataset("meetings:\n- {id: a, title: A, partners: [X], place: {city: null}}\n")
    assert run("check", str(path)).out == ""
    assert run("list", "--data", str(path)).ids == ["a"]
    assert "null" not in run("count", "--by", "place", "--data", str(path)).out


@pytest.mark.parametrize("parser", [nodes._Parser, yaml.SafeLoader])
def test_a_character_written_as_two_escapes_is_read(
    parser: type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """JSON of another program, which YAML takes but for these, would be refused as a whole."""
    monkeypatch.setattr(nodes, "_Parser", parser)
    # What no JSON means stays: an escaped backslash, a plain text and a block.
    text = json.dumps({"meetings": [{"id": "a", "title": "\U0001f600\U00020000!", "partners": ["\\\U0001f600"]}]})
    assert "\\ud83d\\ude00" in text
    assert problems(text, tmp_path) == []
    assert (meeting(tmp_path)["title"], meeting(tmp_path)["partners"]) == ("\U0001f600\U00020000!", ["\\\U0001f600"])
    pair = "\\ud83D\\uDe00"
    assert problems(MEETING + f"  kind: {pair} x\n  note: |\n    {pair}\n  summary: '{pair}'\n", tmp_path) == []
    assert {meeting(tmp_path)[key] for key in ("kind", "note", "summary")} == {f"{pair} x", f"{pair}\n", pair}


@pytest.mark.parametrize("size", range(1, 30))
def test_a_pair_may_lie_across_the_reads(size: int) -> None:
    """A file is read in pieces: a pair at the end of one would be an error, or every position after it wrong."""
    text = rb'"\\ud83d\ude00" "\ud83d\ude00\ud83d\ude01\\" \u00e9 \ud83d \\\ud83d\ude00 \ud83d\ude0'
    stream, found = Joining(io.BytesIO(text)), b""
    while piece := stream.read(size):
        found += piece
    assert found == text.replace(rb'"\ud83d\ude00\ud83d\ude01', rb'"\U0001F600\0\U0001F601\0').replace(
        rb"\\\ud83d\ude00", rb"\\\U0001F600\0"
    )


@pytest.mark.parametrize(
    ("refused", "right"),
    [
        ("27/10/2021", ["2021-10-27"]),
        ("05/06/2021", ["2021-06-05", "2021-05-06"]),
        ("2021-10-27T10:00", ["2021-10-27"]),
        ("2021-10-27T10:00:00+02:00", ["2021-10-27"]),
        ("27 October 2021, 3:30 pm", ["2021-10-27"]),
        ("Wednesday, 27 October 2021", ["2021-10-27"]),
        ("20211027", ["2021-10-27"]),
        ("2021\u201310\u201327", ["2021-10-27"]),
        ("2026-H2", ["[2026-07-01..2026-12-31]"]),
        ("H1 2026", ["[2026-01-01..2026-06-30]"]),
        ("2026-03-16 - 2026-03-17", ["2026-03-16/2026-03-17", "[2026-03-16..2026-03-17]"]),
        ("2026-03-16 to 17 March 2026", ["2026-03-16/2026-03-17", "[2026-03-16..2026-03-17]"]),
        ("16\u201317 March 2026", ["2026-03-16/2026-03-17"]),
        ("March 30 - April 2, 2026", []),
        ("30 March - 2 April 2026", ["2026-03-30/2026-04-02"]),
        ("2026-03-16/17", ["2026-03-16/2026-03-17"]),
        ("2026-03-16..2026-03-17", ["[2026-03-16..2026-03-17]", "2026-03-16/2026-03-17"]),
        ("2024-2025", ["[2024..2025]"]),
        ("2024/25", ["[2024..2025]"]),
        ("spring 2025", ["[2025-03..2025-05]"]),
        ("winter 2025", ["[2025-12..2026-02]"]),
        ("2025-21", ["[2025-03..2025-05]"]),
        ("1990-uu-uu", ["1990-XX-XX"]),
        ("199u", ["199X"]),
        ("12025-01-01", ["9999"]),
        ("-0044", ["9999"]),
        ("45982", ["9999", "2025-11-21"]),
        ("2025-11-00", ["2025-11"]),
        ("c. 2025", ["2025~"]),
        ("before 2025-11", ["[..2025-11]"]),
        ("2025/..", ["[2025..]"]),
        ("2004-06/open", ["[2004-06..]"]),
        ("mid-November 2025", ["[2025-11-11..2025-11-20]"]),
        ("2025-11-20 or 2025-11-21", ["[2025-11-20..2025-11-21]", "2025-11-20/2025-11-21"]),
        ("27/10/21", ["2025-11-21"]),
        ("after 2025-11-15", ["[2025-11-15..]"]),
        ("before May", []),
        ("open/2025-11", ["[..2025-11]"]),
        ("early 2025", ["[2025-01..2025-04]"]),
        ("mid-Foo", []),
        ("2025-11-21 2025-11-20", []),
        ("TBD", []),
        ("x" * 1000 + "2025", []),
    ],
)
def test_a_refused_date_says_what_to_write(refused: str, right: list[str]) -> None:
    """A person who follows the advice would be refused again, or write another day."""
    with pytest.raises(ValueError, match=r"\S"):
        edtf.parse(refused)
    said = advice(refused)
    assert [one for one in right if one not in said] == []
    for written in right:
        assert written == "9999" or edtf.parse(written).text == written
    assert said != "" or not right


@pytest.mark.parametrize("title", ["A (resumed)", "Reconvened A", "A, continued", "A, second part", "A, Part II"])
def test_a_round_may_be_resumed(title: str, tmp_path: Path) -> None:
    """A session that is adjourned and resumed is one round on two dates, and no slip."""
    first = "meetings:\n- {id: a, title: A, partners: [X], series: s, ordinal: 2, date: 2025-01"
    second = "}\n- {id: b, title: TITLE, partners: [X], series: s, ordinal: 2, date: 2025-03}\n"
    assert problems(first + second.replace("TITLE", f'"{title}"'), tmp_path) == []
    assert problems(first + ", related: [{id: b, relation: next}]" + second.replace("TITLE", "B"), tmp_path) == []
    assert len(problems(first + second.replace("TITLE", "Partition"), tmp_path)) == 1


def test_rounds_without_a_date_are_not_the_same(tmp_path: Path) -> None:
    """Of the early rounds of a series often nothing but the number is known."""
    rounds = [f"- {{id: r{i}, title: Talks, partners: [X], series: s, ordinal: {i}}}\n" for i in (1, 2, 3)]
    assert problems("meetings:\n" + "".join(rounds), tmp_path) == []
    assert problems("meetings:\n" + "".join(rounds).replace("}", ", date: 2025-01-02}"), tmp_path) == [
        '3:8 same-meeting: "r2" is the same meeting as "r1" (line 2); keep one',
        '4:8 same-meeting: "r3" is the same meeting as "r1" (line 2); keep one',
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Lativa", "Latvia"),
        ("Untied Kingdom", "United Kingdom"),
        ("Republic of Irland", "Ireland"),
        ("Democratic Republic of the Cnogo", "Democratic Republic of the Congo"),
        ("Kazakstan", "Kazakhstan"),
        ("Ireland", None),
        ("Niger", None),
        ("Soviet Union", None),
        ("Georgia (US state)", None),
        ("OSCE", None),
        ("MALTY", None),
        ("MATLA", "Malta"),
        ("Iberia", None),
        ("Malasia", "Malaysia"),
        ("Somoa", "Samoa"),
        ("Luxemburg", "Luxembourg"),
        ("Lagos", None),
        ("Bursa", None),
        ("Tasmania", None),
        ("Monrovia", None),
        ("Almeria", None),
    ],
)
def test_a_partner_near_a_country_is_asked_about(name: str, meant: str | None, tmp_path: Path) -> None:
    """A misspelt country is a partner of its own, and no query for the country finds its meetings."""
    found = problems(HEAD + f"  partners: [{name}]\n", tmp_path)
    said = f'4:14 likely-misspelling: "{name}" is not a country; did you mean "{meant}"?'
    assert [line[: len(said)] for line in found] == ([said] if meant else [])
    assert problems(f"partners: [{{name: {name}}}]\n" + HEAD + f"  partners: [{name}]\n", tmp_path) == []


def test_no_real_place_is_taken_for_a_misspelt_country(tmp_path: Path) -> None:
    """A warning about each town or province that is a letter away from a country would bury the slips."""
    zones = {part.replace("_", " ") for zone in available_timezones() for part in zone.split("/") if len(part) > 3}
    cities = {name for block in (CAPITALS, SEATS) for _, names in entries(block) for name in names}
    regions = {region.name for region in pycountry.subdivisions}
    places = json.dumps(sorted(zones | cities | regions))
    assert len(zones | cities | regions) > 5_000
    found = problems(f"meetings:\n- {{id: a, title: T, partners: {places}}}\n", tmp_path)
    asked = [line.partition(": ")[2] for line in found if "likely-misspelling" in line]
    # Spellings of the country itself, which is called after its city.
    assert [line.partition(" is not a country")[0] for line in asked] == ['"Luxemburg"']


@pytest.mark.parametrize(("name", "is_asked"), [("LMVH", True), ("LVMX", False), ("LVMHS", False), ("Lvmhs", True)])
def test_abbreviations_are_respelt_only_by_a_swap(name: str, is_asked: bool, tmp_path: Path) -> None:
    """OSCE and OECD differ by design; a warning about each pair would bury the others."""
    found = problems("topics: [{name: LVMH}]\n" + MEETING + f"  topics: [{name}]\n", tmp_path)
    assert [line.split(" ")[1] for line in found] == (["likely-misspelling:"] if is_asked else [])


QUOTED = "  evidence:\n" + "".join(f"  - {{source: s, exact: quote {i}, supports: [CLAIM]}}\n" for i in range(3))
MET = "sources: [{id: s}]\nmeetings:\n- id: a\n  title: A\n  partners: [X]\n"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        (MET + "  topcs: [a, b]\n" + QUOTED.replace("CLAIM", "topics.a"), "unknown-key"),
        (MET + "  topcs: [a, b]\n" + QUOTED.replace("CLAIM", "topcs"), "unknown-key"),
        (MET + "  topics: trade\n" + QUOTED.replace("CLAIM", "topics.trade"), "type"),
        (MET + "  date: 1/2/3\n" + QUOTED.replace("CLAIM", "date"), "date"),
        (MET + "  place: Paris\n" + QUOTED.replace("CLAIM", "place.city"), "type"),
        (MET + "  topics: [trad]\n" + QUOTED.replace("CLAIM", "topics.trade"), "unknown-claim"),
        (MET + "  <<: *base\n", "merge-key"),
        (MET + "  <<: [*base, {kind: &k visit}]\n", "merge-key"),
        (MET.replace("id: s}", "id: t}") + QUOTED.replace("CLAIM", "title"), "dangling-reference"),
        (MET.replace("id: s}", "publisher: P}") + QUOTED.replace("CLAIM", "title"), "missing"),
        (MET.replace("- id: a\n  title", "- title") + "- {id: b, title: B, related: [{id: a}]}\n", "missing"),
    ],
)
def test_one_slip_is_one_message(text: str, only: str, run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What follows from a slip would stand beside it, and be mended too, or hide which one it is."""
    found = json.loads(run("check", str(dataset(text)), "-f", "json").out)
    assert [problem["code"] for problem in found] == [only]


def test_a_message_about_several_places_says_how_many(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A person would mend the first place and believe that it was the only one."""
    out = run("check", str(dataset(MET.replace("id: s}", "id: t}") + QUOTED.replace("CLAIM", "title")))).out
    assert 'there is no source with the id "s", named in 3 places' in out
    out = run("check", str(dataset(MET + "  topics: [trad]\n" + QUOTED.replace("CLAIM", "topics.trade")))).out
    assert 'topics has no item "trade"; did you mean "topics.trad"? (in 3 quotes)' in out


def test_a_claim_for_a_field_that_is_empty_is_a_slip(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Evidence for what the record leaves empty would pass as evidence for something."""
    for empty in ("topics: []", "topics:", "date: ~", "date: ''"):
        claim = empty.partition(":")[0]
        out = run("check", str(dataset(MET + f"  {empty}\n" + QUOTED.replace("CLAIM", claim)))).out
        assert f'the record has no "{claim}" to support' in out


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ("0120/01", "write 0120-01"),
        ("2/1/10/2021", ""),
        ("early 2025%", ""),
        ("mid 202X", ""),
        ("before [2025..2026]", ""),
        ("/[2025..2026]", ""),
        ("winter 9999", ""),
    ],
)
def test_nothing_is_advised_that_is_no_date(refused: str, said: str) -> None:
    """A date that is half of one shape and half of another ended in a traceback, or in advice that is refused again."""
    assert advice(refused) == said
