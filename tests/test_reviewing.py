"""What a review makes of answers: the record that accepted claims are, and what of it is added to one that is there."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, open_archive
from dialogue_cli.checks.claims import unknown_claim
from dialogue_cli.curate.rejected import NAME, Rejected, Rejection
from dialogue_cli.curate.reviewing.building import Accepted, built
from dialogue_cli.curate.reviewing.claims import Claim, Quote, claims_of
from dialogue_cli.curate.reviewing.drafts import Drafted, read_draft
from dialogue_cli.curate.reviewing.kept import ACCEPTED, kept_of, unfinished
from dialogue_cli.curate.reviewing.merging import merged
from dialogue_cli.curate.reviewing.passages import words_of
from dialogue_cli.curate.reviewing.writing import Writing
from dialogue_cli.dataset.evidence import claims, proves
from dialogue_cli.dataset.model import Meeting
from dialogue_cli.errors import QueryError
from dialogue_cli.text import key

Record = dict[str, Any]
RECORDS = [one.meeting.to_record() for one in open_archive().find(Query())]
# What is no claim, or only comes with one.
_NO_CLAIM = ("id", "evidence", "date_note", "reviewed", "check_ignore", "former_ids")


def accepted(found: Iterable[Claim]) -> list[tuple[Claim, Accepted]]:
    return [(one, Accepted(one.stated.value, one.stated.quotes, one.note)) for one in found if one.stated]


def order(record: Record) -> Callable[[Quote], tuple[int, int]]:
    """The order of the evidence of a record, in place of that of the documents."""
    every = [(one["source"], one["exact"], one.get("prefix", "")) for one in record["evidence"]]
    return lambda quote: (0, every.index((quote.source, quote.exact, quote.prefix)))


def proven(record: Record) -> set[tuple[str, str, str]]:
    """Which words prove which single claim of a record, as the format defines it; by a plain loop."""
    meeting = Meeting.from_record(record)
    return {
        (quote["exact"], field, item)
        for field, items in claims(meeting).items()
        if field not in _NO_CLAIM
        for item in items or ("",)
        for quote in record.get("evidence", ())
        if any(proves(path, field, item) for path in quote.get("supports", ()))
    }


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one["id"])
def test_a_record_of_which_all_is_accepted_is_that_record(record: Record) -> None:
    """Whoever accepts every claim of a draft would get another record than the draft."""
    found = claims_of(Drafted(record, []), "")
    new = built(accepted(found), order(record))
    plain = {name: value for name, value in record.items() if name not in ("id", "evidence", "reviewed")}
    assert {name: value for name, value in new.items() if name != "evidence"} == plain
    assert proven({"id": "a", **new}) == proven(record)


@settings(max_examples=60)
@given(st.sampled_from(RECORDS), st.randoms(use_true_random=False))
def test_what_is_not_accepted_leaves_no_trace(record: Record, chance: random.Random) -> None:
    """Evidence would go on supporting claims that a person has rejected, or lose those that stay."""
    found = claims_of(Drafted(record, []), "")
    title, rest = found[:1], found[1:]
    kept = title + [one for one in rest if chance.random() < 0.5]
    new = {"id": "a", **built(accepted(kept), order(record))}
    meeting = Meeting.from_record(new)
    known = claims(meeting)
    for quote in new.get("evidence", ()):
        assert quote["supports"]
        assert [path for path in quote["supports"] if unknown_claim(path, meeting, known)] == []
    for claim in kept:
        assert claim.stated
        words = {quote["exact"] for quote in new.get("evidence", ())}
        assert {quote.exact for quote in claim.stated.quotes} <= words
    said = {one.stated.value for one in kept if one.field == "outcomes" and one.stated}
    assert set(new.get("outcomes", ())) == said


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(RECORDS), st.randoms(use_true_random=False))
def test_half_now_and_half_later_is_the_whole(
    tmp_path_factory: pytest.TempPathFactory, record: Record, chance: random.Random
) -> None:
    """What was skipped and accepted later would be lost, doubled, or supported by the words of something else."""
    path = tmp_path_factory.mktemp("data") / "m.yaml"
    sources = "".join(f"- {{id: {one.id}}}\n" for one in open_archive().sources())
    others = "".join(f"- {{id: {one}, title: x}}\n" for one in open_archive().ids() if one != record["id"])
    path.write_text(f"# mine\nsources:\n{sources}meetings:\n{others}", encoding="utf-8")
    found = accepted(claims_of(Drafted(record, []), ""))
    chance.shuffle(rest := found[1:])
    middle = len(rest) // 2
    for part, target in ((found[:1] + rest[:middle], ""), (rest[middle:], record["id"])):
        new = built(part, order(record))
        if new:
            Writing(
                path, {"id": record["id"], **new} if not target else new, [], None, target=target, name=name
            ).write()
    meeting = open_archive(path).get(record["id"])
    assert meeting
    after = meeting.to_record()
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    assert after.keys() >= record.keys() - {"reviewed"}
    for field in record.keys() - {"evidence", "outcomes", "reviewed"}:
        old, now = record[field], after[field]
        assert (sorted(map(json.dumps, now)) == sorted(map(json.dumps, old))) if isinstance(old, list) else now == old
    # Outcomes are counted anew, so that they are compared by their words.
    assert spelt(after) == spelt(record)


def name(kind: str, text: str) -> str:
    return key(text)


def spelt(record: Record) -> set[tuple[str, str, str]]:
    outcomes = record.get("outcomes", [])
    return {(exact, f, outcomes[int(item) - 1] if f == "outcomes" else item) for exact, f, item in proven(record)}


def test_merging_twice_changes_nothing() -> None:
    """A review that was interrupted between writing and noting it would double everything."""
    for record in RECORDS:
        new = {name: value for name, value in record.items() if name not in ("id", "reviewed")}
        assert merged(record, new, name) == record


COMMENTED = """\
meetings:
- id: x
  title: X
  # the chair first
  participants: # all
  - name: Ada # by name
  # of the other side
  - {name: Bob, role: Minister} # two
"""


def test_comments_between_items_stay_where_one_of_them_says_more(tmp_path: Path) -> None:
    """What a curator has noted of the people of a meeting would be lost with the first new role."""
    path = tmp_path / "d.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    new = {"participants": [{"name": "Ada", "role": "Chair"}, {"name": "Eve"}]}
    Writing(path, new, [], None, target="x", name=name).write()
    after = path.read_text(encoding="utf-8")
    assert after == COMMENTED.replace("name: Ada", "name: Ada\n    role: Chair") + "  - name: Eve\n"


UNSURE = """
draft: {rules: 1, made: 2026-03-09, document: a.txt}
sources: [{id: a, file: a.txt}]
meetings:
- id: x
  title: X
  date: 2026-03-03
  topics: [trade]
  participants: [{name: Ada}]
  evidence:
  - {source: a, exact: on 3 March, supports: [title, date, topics]}
  - {source: a, exact: Ada came, supports: [participants.Ada]}
  unsure:
  - {claim: date, value: 2026-03-02, exact: on Monday, reason: counted}
  - {claim: topics, value: fish, exact: of fish, reason: perhaps}
  - {claim: participants.Ada, exact: Ada came, reason: for whom is not said}
  - {claim: place, value: {city: Oslo}, exact: in Oslo, reason: of another meeting}
"""


def test_what_is_unsure_is_never_what_is_stated() -> None:
    """A reading that the draft is not sure of would be accepted with the one that it is sure of."""
    draft = read_draft(UNSURE, "d.yaml")
    found = {(one.field, one.item): one for one in claims_of(draft.meetings[0], "a")}
    date = found["date", ""]
    assert date.stated
    assert (date.stated.value, [one.value for one in date.others]) == ("2026-03-03", ["2026-03-02"])
    assert date.others[0].quotes == (Quote("a", "on Monday"),)
    fish = found["topics", "fish"]
    assert (fish.stated, [one.value for one in fish.others]) == (None, ["fish"])
    ada = found["participants", "Ada"]
    assert (ada.stated is None, ada.remarks) == (False, ("for whom is not said",))
    assert found["place", "1"].stated is None
    assert [one.exact for one in found["topics", "trade"].quotes] == ["on 3 March"]


@pytest.mark.parametrize(
    ("unsure", "message"),
    [
        ("{claim: date, value: soon}", '"soon" is not a valid date'),
        ("{claim: ordinal, value: seventh}", "ordinal"),
        ("{claim: place, value: Oslo}", "the place must be a mapping"),
        ("{claim: participants, value: Ada}", "a participant must be a mapping"),
        ("{claim: nonsense, value: a}", '"nonsense" is not a claim, such as date or topics.trade'),
        ("{claim: date, exact: [a]}", 'the exact of "date" must be text'),
        ("{claim: topics, value: " + "[" * 40 + "]" * 40 + "}", "nested deeper"),
    ],
)
def test_what_is_unsure_has_the_shape_of_the_field(unsure: str, message: str) -> None:
    """A draft edited by hand would end the review with a traceback, or put a text where the format has a number."""
    with pytest.raises(QueryError, match=re.escape(message)):
        read_draft(UNSURE + f"  - {unsure}\n", "d.yaml")
    record = read_draft(UNSURE + "  - {claim: ordinal, value: 7}\n  - {claim: ordinal, reason: none}\n", "d.yaml")
    assert [one.get("value") for one in record.meetings[0].unsure[-2:]] == [7, None]
    assert words_of("ordinal", None) == []


def test_a_claim_is_known_again_by_what_it_says() -> None:
    """After a new draft of the same document, or an edit of the file, everything would be asked again."""
    one = read_draft(UNSURE, "d").meetings[0]
    turned = Drafted(dict(reversed(one.record.items())), list(reversed(one.unsure)))
    assert {claim.key for claim in claims_of(one, "a")} == {claim.key for claim in claims_of(turned, "a")}
    changed = Drafted({**one.record, "date": "2026-03-04"}, one.unsure)
    different = {claim.key for claim in claims_of(changed, "a")} ^ {claim.key for claim in claims_of(one, "a")}
    assert len(different) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("meetings: [", "neither plain YAML nor JSON"),
        ("a", "no list of meetings"),
        ("meetings: []", 'no "draft" section'),
        ("draft: {}\nmeetings: [{title: A, dat: x}]", '"dat" is not a key'),
        ("draft: {}\nmeetings: [{title: A, date: soon}]", "not a valid date"),
        ("draft: {}\nmeetings: [{title: A, unsure: [{value: x}]}]", 'each with its "claim"'),
        ("draft: {}\nmeetings: [a]", "no list of meetings"),
        ("draft: {}\nsources: [{file: a}]\nmeetings: [{title: A}]", 'needs "id"'),
        ("[" * 5000, "neither plain YAML nor JSON"),
        ("{" * 100000, "neither plain YAML nor JSON"),
        ("&a [*a]", "neither plain YAML nor JSON"),
    ],
)
def test_what_is_no_draft_gets_a_message(text: str, message: str) -> None:
    """A person who names the wrong file would see a traceback, or review something else."""
    with pytest.raises(QueryError, match=message):
        read_draft(text, "d.yaml")


def test_a_draft_in_json_is_one(tmp_path: Path) -> None:
    """`dialogue draft -f json` would make drafts that nobody can review."""
    values = {"draft": {}, "sources": [{"id": "a"}], "meetings": [{"title": "\U0001f600", "ordinal": 7}]}
    assert read_draft(json.dumps(values), "d").meetings[0].record == {"title": "\U0001f600", "ordinal": 7}


# Rejections


def test_rejections_are_known_by_document_field_value_and_words(tmp_path: Path) -> None:
    """What was rejected would come back, or something else that was never seen would not."""
    data = tmp_path / "m.yaml"
    data.write_text("meetings: []\n", encoding="utf-8")
    one = Rejection("sha", "a", "place", {"city": "Oslo", "country": "Norway"}, "in  Oslo", "2026-03-09")
    Rejected(data).add([one, one])
    found = Rejected(data)
    assert len(found) == 1
    assert found.is_rejected("sha", "place", {"country": "Norway", "city": "Oslo"}, "in Oslo")
    for other in (
        ("other", "place", one.value, one.exact),
        ("sha", "topics", one.value, one.exact),
        ("sha", "place", {"city": "Oslo"}, one.exact),
        ("sha", "place", one.value, "in Oslo today"),
    ):
        assert not found.is_rejected(*other)
    found.forget([one])
    assert not (tmp_path / NAME).exists()


def test_a_list_of_rejections_that_git_brought_together_is_read(tmp_path: Path) -> None:
    """The marks of a conflict would make every draft come back whole, or end in a traceback."""
    data = tmp_path / "m.yaml"
    first = Rejection("s", "a", "date", "2026", "x", "")
    Rejected(data).add([first])
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    (tmp_path / NAME).write_text(f"<<<<<<< a\n{text}=======\n[]\n{{}}\n\udcff>>>>>>> b\n", "utf-8", "surrogateescape")
    assert [one.value for one in Rejected(data)] == ["2026"]


# Keeping


def test_answers_are_found_again_by_id_or_by_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new draft, in which the records have other ids or another order, would be asked from the beginning."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    data, draft = tmp_path / "m.yaml", tmp_path / "d.yaml"
    draft.write_text("", encoding="utf-8")
    kept = kept_of(data, draft)
    every = [claims_of(Drafted(record, []), "") for record in RECORDS[:3]]
    for one, (_, found) in zip(
        kept.progress([(f"id-{i}", one) for i, one in enumerate(every)]), enumerate(every), strict=True
    ):
        for claim, answer in accepted(found):
            one.decide(claim, ACCEPTED, answer)
    kept.save()
    again = kept_of(data, draft)
    found = again.progress([("new", every[2]), ("id-0", every[0]), ("other", every[1])])
    for progress, cl in zip(found, (every[2], every[0], every[1]), strict=True):
        assert all(progress.answer(one) == ACCEPTED for one in cl)
        assert [progress.accepted(one) for one in cl] == [answer for _, answer in accepted(cl)]
    assert [one.draft for one in unfinished(data)] == [str(draft)]


def test_a_damaged_file_of_answers_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that was full once would stop every review, or the answers would be written over."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = kept_of(tmp_path / "m.yaml", tmp_path / "d.yaml")
    kept.path.write_text('{"format": 1, "rec', encoding="utf-8")
    assert kept_of(tmp_path / "m.yaml", tmp_path / "d.yaml").records == []
    assert [one.read_text(encoding="utf-8") for one in kept.path.parent.glob("*.damaged-*")] == ['{"format": 1, "rec']


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ordinal", 7, {"7th", "seventh"}),
        ("date", "2025-11-21", {"21", "november", "2025"}),
        ("outcomes", "A b", set()),
    ],
)
def test_the_words_by_which_a_value_stands_in_a_document(field: str, value: Any, words: set[str]) -> None:
    """What is marked in the sentence would not be what is claimed."""
    assert set().union(*words_of(field, value)) == words
