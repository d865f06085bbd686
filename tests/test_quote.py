"""`dialogue quote`: the exact words of a document, however they are typed, as evidence that `check` accepts."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from dialogue_cli.commands.quote import FORMATS
from dialogue_cli.dataset import finding
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.emitting import evidence_yaml
from dialogue_cli.dataset.finding import Finder
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dataset.near_misses import near_misses
from dialogue_cli.dataset.quotable import places_of
from dialogue_cli.dataset.quoting import differences
from dialogue_cli.dataset.words import words
from tests.conftest import ROOT, Run
from tests.test_hostile import BIDI, obeyed

SEEDS = [Document.read(path) for path in sorted((ROOT / "seeds").iterdir())]
EEAS = "eeas-2025-11-23"
TEXT = """A Meeting in Brussels

Mr. Dar didn’t agree to 2.5 % in 2018. The “Doha process,” was co-chaired by Kaja Kallas – and Mr. Dar.
The naïve sides met again. The sides agreed to increase trade by −5 points. The sides
met again.
"""


def exact(text: str, typed: str) -> list[str]:
    """The words of a text that are found for what was typed."""
    return [one.entry.exact for one in places_of([("s", Document.of_text(text))], typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mr dar DIDN'T agree", "Mr. Dar didn’t agree"),
        ("Mr. Dar didnt agree", "Mr. Dar didn’t agree"),
        ('the "doha process,"', "The “Doha process,”"),
        ("cochaired", "co-chaired"),
        ("co chaired by Kaja Kallas - and", "co-chaired by Kaja Kallas – and"),
        ("the naive\n  sides", "The naïve sides"),
        ("the na\u00adi\u0308ve sides", "The naïve sides"),
        ("agered to increase trade", "agreed to increase trade"),
        ("sides agreed increase trade", "sides agreed to increase trade"),
        ("Mr. Dar … in 2018.", "Mr. Dar didn’t agree to 2.5 % in 2018."),
        ("the Doha [...] kallas", "The “Doha process,” was co-chaired by Kaja Kallas"),
        ("trade by -5 points", "trade by −5 points"),
        ("2.5 %", "2.5 %"),
    ],
)
def test_words_are_found_however_they_are_typed(typed: str, found: str) -> None:
    """A curator would have to type a quotation mark, a dash or an accent as the document has it."""
    assert exact(TEXT, typed) == [found]


@pytest.mark.parametrize(
    "typed",
    [
        "in 2019",
        "agree to 25 %",
        "agree to 3.5 %",
        "5 %",
        "trade by 5 points",
        "Mr. Dar did agree to",
        "Dar agree to 2.5",
        "to decrease trade",
        "Kaja Kalas",
        "Mr. Day didn’t agree",
        "the sides didn't agree to increase",
        "Brussels … increase",
        "Kallas … Brussels",
    ],
)
def test_another_number_name_or_negation_is_not_found(typed: str) -> None:
    """Evidence for a claim would be printed that the document does not make."""
    assert exact(TEXT, typed) == []


def test_slips_are_taken_only_where_nothing_is_right() -> None:
    """A place that has the words as typed would be one of several."""
    assert exact("The leaders met. The leader met.", "the leader met") == ["The leader met"]
    # An ellipsis that the document itself has is no gap.
    assert exact("He said … nothing at all. He said that nothing", "he said … nothing") == ["He said … nothing"]


def test_a_bracket_is_closed() -> None:
    """A quote would end before the bracket that it opens."""
    text = "The Commission (HR/VP) met the Council (FAC) again."
    assert exact(text, "commission hr/vp") == ["Commission (HR/VP)"]
    assert exact(text, "fac) again") == ["(FAC) again"]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("外交部长会见了代表团。双方讨论了贸易。", "讨论了贸易", "讨论了贸易"),
        ("قال الوزير إنّه سيأتي إلى بروكسل.", "انه سيأتي", "إنّه سيأتي"),
        ("قال الوزير إنّه سيأتي إلى بروكسل.", "إنه سيأتي", "إنّه سيأتي"),
        ("नेताओं ने व्यापार पर चर्चा की।", "व्यापार पर", "व्यापार पर"),
        ("one\r\ntwo\r\n\r\nthree four\r\n", "ONE TWO", "one two"),
    ],
)
def test_other_scripts_and_line_ends(text: str, typed: str, found: str) -> None:
    """A document in another script, or from another system, could not be quoted."""
    assert exact(text, typed) == [found]


def test_what_differs_is_said() -> None:
    """Words that are not as typed would be taken without a word."""
    finder = Finder(Document.of_text(TEXT))
    said = {typed: differences(finder.document, finder.find(typed)[0]) for typed in ("Mr. Dar", "mr. dar", "mr dar")}
    assert said == {
        "Mr. Dar": [],
        "mr. dar": ["it differs in case"],
        "mr dar": ["it differs in case and spaces or punctuation"],
    } or pytest.fail(str(said))
    (slip,) = finder.find("The sides agered increase trade by")
    assert differences(finder.document, slip) == ['it has "agreed" for "agered"', 'it has "to" as well']
    (gap,) = finder.find("Mr. Dar … 2018")
    assert differences(finder.document, gap) == ['"…" stands for "didn’t agree to 2.5 % in"']


def test_a_near_miss_says_what_tells_it_apart() -> None:
    """Someone who typed another year would not see which one the document has."""
    finder = Finder(SEEDS[0])
    nearest = near_misses(finder, "held in Brussels on 21 November 2024")[0]
    assert finder.document.text[nearest.start : nearest.end].endswith("held in Brussels on 21 November 2025.")
    assert nearest.slips == (("2024", "2025"),)
    assert near_misses(finder, "fisheries agreement with Norway") == []


def reversed_folding(text: str, choose: random.Random) -> str:
    """The text as someone else would type it: nothing that it says is changed."""
    ways: list[Callable[[str], str]] = [
        str.lower,
        str.upper,
        lambda t: re.sub("[“”]", '"', t).replace("’", "'"),
        lambda t: t.replace("-", "–"),
        lambda t: re.sub(r"(?<=[a-z])[-](?=[a-z])", " ", t),
        lambda t: t.replace(" ", "\n  "),
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: re.sub(r"([a-z])([a-z])", "\\1\u00ad\\2", t, count=1),
        lambda t: re.sub(r"[,;](?= )", "", t),
    ]
    for way in choose.sample(ways, choose.randint(0, 4)):
        text = way(text)
    return text


@given(st.sampled_from(SEEDS), st.data())
def test_every_entry_is_found_where_it_was_shown(document: Document, data: st.DataObject) -> None:
    """An entry would be printed that `check` refuses, or that leads to another place."""
    inside = words(document.text)
    first = data.draw(st.integers(0, len(inside) - 1))
    last = data.draw(st.integers(first, min(len(inside) - 1, first + 14)))
    start, end = inside[first].start, inside[last].end
    typed = reversed_folding(document.text[start:end], random.Random(data.draw(st.integers(0, 999))))
    places = places_of([("s", document)], typed)
    assert any(one.found.start <= start and one.found.end >= end for one in places)
    _hold(document, [(one.entry.to_record(), (one.found.start, one.found.end)) for one in places])


@given(st.lists(st.sampled_from(["a b", "b", "a", "a.", "-5", "(a)", "c’s"]), min_size=1, max_size=25), st.data())
def test_the_context_tells_repeated_words_apart(parts: list[str], data: st.DataObject) -> None:
    """In a text that says the same over and over an entry would lead to the first place instead of its own."""
    text = " ".join(parts)
    inside = words(text)
    assume(inside)
    first = data.draw(st.integers(0, len(inside) - 1))
    last = data.draw(st.integers(first, min(len(inside) - 1, first + 3)))
    document = Document.of_text(text)
    places = places_of([("s", document)], text[inside[first].start : inside[last].end])
    assert places
    _hold(document, [(one.entry.to_record(), (one.found.start, one.found.end)) for one in places])


def _hold(document: Document, entries: list[tuple[dict[str, object], tuple[int, int]]]) -> None:
    """What is printed, read as YAML, is in the document once, at the place."""
    for width in (20, 104):
        read = yaml.load(evidence_yaml([entry for entry, _ in entries], width), yaml.BaseLoader)
        for record, (_, place) in zip(read, entries, strict=True):
            quote = Evidence.from_record(record)
            assert (document.count(quote), document.place(quote)) == (1, place)


def test_the_yaml_alone_is_on_standard_output(run: Callable[..., Run]) -> None:
    """What is appended to a file would have notes in it."""
    done = run("quote", "eeas", "HELD in brussels", "--supports", "place", "--supports", "status")
    assert done.out == (f"  - source: {EEAS}\n    exact: held in Brussels\n    supports: [place, status]\n")
    assert "note: the document does not have the words as typed: it differs in case\n" in done.err
    assert done.status == 0


def test_a_printed_entry_passes_the_check(run: Callable[..., Run], tmp_path: Path) -> None:
    """The whole way, from words typed badly to a record, would end with a broken proof."""
    entry = run("quote", EEAS, "both", "sides", "--nth", "3", "--supports", "summary").out
    path = tmp_path / "d.yaml"
    source = f"sources:\n- {{id: {EEAS}, file: {SEEDS[0].path.name}}}\n"
    path.write_text(f"{source}meetings:\n- id: a\n  title: A\n  summary: S\n  evidence:\n{entry}", encoding="utf-8")
    (tmp_path / SEEDS[0].path.name).write_bytes(SEEDS[0].path.read_bytes())
    assert run("check", str(path)).out == ""


def test_of_several_places_one_is_chosen(run: Callable[..., Run]) -> None:
    """A program would be given the first place as if it were the only one."""
    done = run("quote", EEAS, "both sides")
    assert (done.out, done.status) == ("", 2)
    assert "note: 6: eeas-2025-11-23, line 21: " in done.err
    assert "dialogue: the words stand in 6 places; choose one with --nth N, or --all of them\n" in done.err
    second = run("quote", EEAS, "both sides", "--nth", "2")
    assert second.out == f"  - source: {EEAS}\n    exact: Both sides\n    suffix: welcomed\n"
    assert len(yaml.safe_load(run("quote", EEAS, "both sides", "--all").out)) == 6
    for wrong in (("--nth", "7"), ("--nth", "1", "--all")):
        assert run("quote", EEAS, "both sides", *wrong).status == 2


def test_json_says_where_the_words_stand(run: Callable[..., Run]) -> None:
    """A program could not show the passage."""
    (one,) = json.loads(run("quote", "seventh round", "gsp+) which", "-f", "json").out)
    assert one["evidence"] == {"source": EEAS, "exact": "(GSP+) which"}
    assert one["line"] == 11
    assert one["passage"].startswith("In this regard, the leaders")
    assert one["differences"] == ["it differs in case and spaces or punctuation"]


def test_nothing_near_ends_with_1(run: Callable[..., Run]) -> None:
    """Words that the document does not have would seem to be proven."""
    done = run("quote", EEAS, "held in Brussels on 21 November 2024")
    assert (done.out, done.status) == ("", 1)
    assert 'note: there, it has "2025" for "2024"\n' in done.err
    elsewhere = run("quote", EEAS, "Enhanced Partnership")
    assert "note: it is in kazakhstan-2025-12-03: dialogue quote kazakhstan-2025-12-03 …\n" in elsewhere.err
    assert elsewhere.status == 1


def test_words_come_from_standard_input(run: Callable[..., Run]) -> None:
    """A paragraph out of the clipboard would have to be quoted for the shell."""
    text = "The EU side briefed on “Russia’s\nwar in Ukraine”."
    done = run("quote", EEAS, "-", stdin=text)
    assert yaml.safe_load(done.out)[0]["exact"] == "The EU side briefed on Russia’s war in Ukraine"
    assert run("quote", EEAS, "…!").status == 2


def test_a_file_that_no_source_names(run: Callable[..., Run], tmp_path: Path) -> None:
    """A new release could not be quoted before it is described."""
    path = tmp_path / "New Release.txt"
    path.write_text("They met in Oslo.", encoding="utf-8")
    done = run("quote", str(path), "in oslo")
    assert done.out == "  - source: new-release\n    exact: in Oslo\n"
    assert 'note: no source of the dataset is New Release.txt; the entry calls it "new-release"\n' in done.err
    same = run("quote", str(SEEDS[0].path), "held in brussels")
    assert same.out.startswith(f"  - source: {EEAS}\n")
    path.write_bytes(b"\xff\xfe")
    assert run("quote", str(path), "x").status == 2


def test_what_cannot_be_asked(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A mistake would look as if the words were not there."""
    wrong = run("quote", EEAS, "brussels", "--supports", "pleace")
    assert wrong.status == 2
    assert 'a meeting has no "pleace" to support; did you mean "place"?' in wrong.err
    assert run("quote", "no-such-thing", "x").status == 1
    path = str(dataset("sources:\n- {id: gone, file: gone.txt}\nmeetings:\n- {id: a, title: A}\n"))
    done = run("quote", "gone", "x", "--data", path)
    assert done.status == 1
    assert 'the document of "gone" is not at hand: gone.txt was not found' in done.err


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_on_a_terminal_the_passage_is_shown(run: Callable[..., Run], columns: int) -> None:
    """A person could not see in which sentence the words stand."""
    done = run("quote", EEAS, "held in brussels", "-f", "table", env={"COLUMNS": str(columns)})
    shown = " ".join(done.out.split())
    assert "line 5" in shown
    assert "*held in Brussels* on 21 November 2025." in shown
    entry = done.out[done.out.index("  - source") :]
    assert yaml.safe_load(entry) == [{"source": EEAS, "exact": "held in Brussels"}]
    assert max(map(len, done.out.splitlines())) <= columns


def test_what_a_document_has_is_not_obeyed(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A document could move the cursor, or turn a line around, where its words are shown."""
    path = dataset("sources:\n- {id: s, file: s.txt}\nmeetings:\n- {id: a, title: A}\n")
    nasty = f"They \x1b[31mmet\x07 in [red]Oslo[/x] {BIDI} again \x9b1m today. They met."
    (path.parent / "s.txt").write_text(nasty, encoding="utf-8")
    calls = [["quote", "s", words, "-f", name] for words in ("oslo", "they", "oslo yesterday") for name in FORMATS]
    calls += [["sources", "--coverage", "-f", name] for name in ("table", "tsv", "csv", "json", "markdown")]
    for call in calls:
        done = run(*call, "--data", str(path))
        assert obeyed(done.out + done.err) == []
        assert "Traceback" not in done.err
    entry = run("quote", "s", "in [red]oslo", "--data", str(path)).out
    assert Document.read(path.parent / "s.txt").count(Evidence.from_record(yaml.load(entry, yaml.BaseLoader)[0])) == 1


OWN = """sources:
- {id: s, file: s.txt}
meetings:
- id: block
  title: Block
  evidence:
  - {source: s, exact: They met in Oslo}
- id: flow
  title: Flow
  date: 2025-03-01
"""


@pytest.fixture
def own(dataset: Callable[..., Path]) -> Path:
    """A dataset with a document of two sentences, and a file beside it that it does not describe."""
    path = dataset(OWN)
    (path.parent / "s.txt").write_text("They met in Oslo. They agreed on fish.\n", encoding="utf-8")
    return path


def test_the_words_are_put_into_a_record(run: Callable[..., Run], own: Path) -> None:
    """Evidence would replace what a meeting has, or stand there twice."""
    done = run("quote", "s", "agreed on fish", "--add", "block", "--supports", "title", "--data", str(own))
    assert (done.status, done.out) == (0, ""), done.err
    assert "added to block" in done.err
    run("quote", "s", "met in oslo", "--add", "flow", "--data", str(own))
    evidence = {one["id"]: one["evidence"] for one in yaml.safe_load(own.read_text())["meetings"]}
    assert evidence == {
        "block": [
            {"source": "s", "exact": "They met in Oslo"},
            {"source": "s", "exact": "agreed on fish", "supports": ["title"]},
        ],
        "flow": [{"source": "s", "exact": "met in Oslo"}],
    }
    before = own.read_bytes()
    again = run("quote", "s", "met in oslo", "--add", "flow", "--data", str(own))
    assert (again.status, again.out, own.read_bytes()) == (0, "", before)
    assert "flow has the words already" in again.err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--add", "nobody"], "nobody"),
        (["--add", "flow", "--supports", "place"], "flow: "),
    ],
)
def test_words_are_not_put_where_they_prove_nothing(
    run: Callable[..., Run], own: Path, more: list[str], message: str
) -> None:
    """A slip in the id or the claim would leave a record that check refuses."""
    done = run("quote", "s", "agreed on fish", *more, "--data", str(own))
    assert (done.out, own.read_text()) == ("", OWN)
    assert done.status != 0
    assert message in done.err


def test_a_document_that_nobody_quotes_is_refused(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of a file of 60 MB would take gigabytes of memory, and minutes."""
    monkeypatch.setattr(finding, "LONGEST", 20)
    path = tmp_path / "book.txt"
    path.write_text("They met in Oslo on 5 May.\n", encoding="utf-8")
    done = run("quote", path, "met in Oslo")
    assert (done.out, done.status) == ("", 2)
    assert "dialogue: the document has 26 characters, and words are found in 20 at most: put the part" in done.err
