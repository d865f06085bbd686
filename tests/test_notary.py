"""The notary: no forged claim passes, and the true ones that a quote says itself do."""

from __future__ import annotations

import calendar
import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.notary import Judged, judge
from dialogue_cli.curate.notary.gate import passed
from dialogue_cli.curate.notary.proposals import read
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.vocabulary import Topic, Vocabularies
from dialogue_cli.errors import QueryError
from tests import forgeries
from tests.forgeries import Forgery, Record
from tests.sentences_judged import FALSE, TRUE

PUBLISHED = datetime.date(2025, 11, 23)
WORLD = Known(
    Vocabularies(topics=(Topic("trade"), Topic("water"), Topic("counter-terrorism", ("CT",)))), "European Union"
)
HEADLINE = "Ministers meet for talks"


def reading(text: str) -> Reading:
    """A release of 23 November 2025 that says this."""
    return Reading(Release(Document.of_text(f"{HEADLINE}\n\n{text}"), PUBLISHED), WORLD.names)


def heard(text: str, field: str, value: Any, status: str = "", **quote: str) -> Judged:
    """One claim about a text, with all of it as the quote unless another one is given."""
    path, whole = field, value
    if field == "participants":
        path, whole = f"participants.{value.get('name') or value['role']}", [value]
    elif field in forgeries.LISTS:
        path, whole = "outcomes.1" if field == "outcomes" else f"{field}.{value}", [value]
    evidence = [{"source": "x", "exact": text, **quote, "supports": [path, "status"]}]
    record = {**({"status": status} if status else {}), field: whole, "evidence": evidence}
    return judge(record, {"x": reading(text)}, WORLD)


def is_kept(judged: Judged, field: str, value: Any) -> bool:
    """Whether the claim is kept, whole."""
    kept = judged.kept.get(field)
    return bool(kept == [value] if field in forgeries.LISTS else kept == value)


# Forgeries of the bundled collection


@pytest.mark.parametrize("forge", forgeries.KINDS, ids=lambda forge: forge.__name__)
def test_no_forged_claim_passes(forge: Callable[[], Iterator[Forgery]]) -> None:
    """A claim with a false quote, or a true quote for a false claim, would reach a record."""
    every = list(forge())
    assert len(every) >= forgeries.KINDS[forge]
    assert [one for one in every if one.passed] == []


def test_a_forged_claim_comes_back_with_its_reason() -> None:
    """A refused claim would vanish without a word."""
    for forge in forgeries.KINDS:
        for one in list(forge())[::25]:
            refused = judge(one.record, forgeries.documents(), forgeries.known()).refused
            assert any(each.claim.partition(".")[0] == one.field and each.reason for each in refused), one


def test_what_the_forgeries_are_made_of_passes() -> None:
    """The forgeries would be refused for another reason than that they are forged."""
    lost = [
        (context["id"], field, value)
        for context, field, value, entry in forgeries.sound()
        if field in ("date", "ordinal", "series", "topics", "partners", "status", "kind")
        and not Forgery("", forgeries.one_claim(context, field, value, entry), field, value).passed
    ]
    assert lost == []


# What the quotes of the collection do not say in so many words, and why it comes back.
INFERRED = {
    ("johansson-visit-to-pakistan", "date"): "a window, out of the year of the report",
    ("johansson-visit-to-peshawar", "date"): "the same",
    ("eu-central-asia-hlpsd-12", "date"): "the year is that of the meeting with which it was concurrent",
    ("eu-kazakhstan-cooperation-council-22", "date"): "a window, out of another meeting and the day of the report",
    ("eu-pakistan-strategic-dialogue-8", "date"): "planned, and so after the meeting that planned it",
    ("johansson-visit-to-pakistan", "represents"): "that a Pakistani body is Pakistan's is not said",
    ("johansson-visit-to-peshawar", "represents"): "the same",
}


def test_the_true_claims_of_the_collection_pass() -> None:
    """An honest record would come back although its quotes say it."""
    kept, refused = Counter[str](), []
    for identifier, record in forgeries.originals().items():
        judged = judge(record, forgeries.documents(), forgeries.known())
        for field in ("date", "place", "ordinal", "participants", "partners"):
            value = judged.kept.get(field, ())
            kept[field] += len(value) if isinstance(value, list) else 1 if value else 0
        for one in judged.refused:
            field, last = one.claim.partition(".")[0], one.claim.rpartition(".")[2]
            if field in ("date", "place", "ordinal", "participants", "partners"):
                refused.append((identifier, last if last == "represents" else field))
    assert set(refused) == INFERRED.keys()
    assert kept == {"date": 6, "place": 11, "ordinal": 8, "participants": 27, "partners": 16}


def test_evidence_supports_only_what_it_says() -> None:
    """A quote that says nothing of a claim would stand behind it, beside one that does."""
    record = {
        "ordinal": 7,
        "series": "eu-pakistan-strategic-dialogue",
        "evidence": [
            {"source": "eeas-2025-11-23", "exact": exact, "supports": ["ordinal"]}
            for exact in ("the 7th Round of the EU-Pakistan Strategic Dialogue", "held in Brussels on 21 November 2025")
        ],
    }
    kept = judge(record, forgeries.documents(), forgeries.known()).kept
    assert [(one["exact"][:7], one["supports"]) for one in kept["evidence"]] == [("the 7th", ["ordinal"])]


# Sentences


@pytest.mark.parametrize("claim", TRUE, ids=lambda one: f"{one[1]}: {one[0][:50]}")
def test_what_a_sentence_says_passes(claim: tuple[Any, ...]) -> None:
    """A claim would come back although the sentence says it."""
    text, field, value, *status = claim
    judged = heard(text, field, value, *status)
    assert is_kept(judged, field, value), judged.refused


@pytest.mark.parametrize("claim", FALSE, ids=lambda one: f"{one[1]}: {one[0][:50]}")
def test_what_a_sentence_does_not_say_is_refused(claim: tuple[Any, ...]) -> None:
    """A claim would pass whose words are there and mean something else."""
    text, field, value, *status = claim
    judged = heard(text, field, value, *status)
    assert not is_kept(judged, field, value)
    assert judged.refused


@pytest.mark.parametrize("letter", ["\u0430", "a\u200b", "a\u00ad", "a\u2060", "\uff41"])
def test_look_alikes_do_not_pass(letter: str) -> None:
    """A name would enter a dataset with letters that no search finds."""
    text = "Foreign Minister Eva Berg of Norway met Foreign Minister Ishaq Dar of Pakistan in Oslo."
    assert heard(text, "participants", {"name": f"Ev{letter} Berg"}).kept == {}
    assert heard(text, "partners", "Norway", exact=text.replace("a", letter, 1)).kept == {}


def test_what_the_document_has_instead_is_said() -> None:
    """Someone who mistyped a quote would have to look for the words."""
    text = "The talks were held in Oslo on 21 November 2025 with Norway."
    refused = heard(text, "date", "2025-11-21", exact="the talks were held in oslo on 21 november 2025").refused
    assert 'the document has "The talks were held in Oslo on 21 November 2025' in refused[0].reason


def test_words_that_stand_twice_need_what_is_beside_them() -> None:
    """A quote would prove what one of two places says, whichever is meant."""
    text = "The talks of Norway were held in Oslo on 3 May 2025. The talks of Sweden were held in Rome."
    judged = heard(text, "status", "held", exact="were held in")
    assert judged.kept == {}
    assert "2 times" in judged.refused[0].reason
    assert heard(text, "status", "held", exact="were held in", suffix="Oslo").kept["status"] == "held"


def test_the_day_of_a_release_is_no_day_of_a_meeting() -> None:
    """The day in a dateline would become the day of the meeting."""
    for line in (
        "OSLO, 23 November 2025 – ",
        "Oslo (23 November 2025) - ",
        "23.11.2025\n\n",
        "Published on 23 November 2025\n\n",
    ):
        text = f"{line}The ministers of Norway and Sweden held talks in Oslo, their offices said, on all of their ties."
        assert "date" not in heard(text, "date", "2025-11-23", exact=" ".join(text.split())).kept


def test_how_a_date_was_counted_is_noted() -> None:
    """Nobody could see that the document does not give the day."""
    kept = heard("The ministers met in Oslo on Tuesday.", "date", "2025-11-18").kept
    assert kept["date_note"] == 'The document says "on Tuesday"; counted from the publication on 23 November 2025.'


def test_claims_of_two_meetings_are_not_put_together() -> None:
    """Claims alone, each with a true quote, would make a meeting that never was."""
    document = "central-asia-undated"
    claims = [
        {"field": "date", "value": "2025-03-27", "quote": "held on 27 March 2025 in Ashgabat"},
        {"field": "place.city", "value": "Samarkand", "quote": "on 4 April 2025 in Samarkand, Uzbekistan"},
        {"field": "place.country", "value": "Uzbekistan", "quote": "on 4 April 2025 in Samarkand, Uzbekistan"},
    ]
    (record,) = read(json.dumps(claims), "x", document)
    kept = judge(record, forgeries.documents(), forgeries.known()).kept
    assert "date" not in kept
    assert kept["place"] == {"city": "Samarkand", "country": "Uzbekistan"}


# Dates, against a reader that knows nothing of the program's

NAMES = [name for name in calendar.month_name if name]


def written(day: datetime.date) -> st.SearchStrategy[str]:
    """A day as releases write it."""
    month = NAMES[day.month - 1]
    end = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return st.sampled_from(
        [
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.day}{end} of {month} {day.year}",
            f"{day.day} {month[:3]} {day.year}" if month != "May" else f"{day.day} May {day.year}",
            f"{day.day:02d}.{day.month:02d}.{day.year}",
            day.isoformat(),
            f"{day:%A}, {day.day} {month} {day.year}",
        ]
    )


def numbers_of(text: str) -> set[tuple[int, int, int]]:
    """Every day that can be put together of the numbers and the names of months in a text."""
    found = [int(one) for one in re.findall(r"\d+", text)]
    months = {i + 1 for i, name in enumerate(NAMES) if re.search(rf"\b{name[:3]}", text)} | {n for n in found if n < 13}
    return {(y, m, d) for y in found if y > 1000 for m in months for d in found if d < 32}


DAYS = st.dates(datetime.date(1995, 1, 1), datetime.date(2025, 11, 22))


@pytest.mark.long
@settings(max_examples=150)
@given(
    st.data(),
    DAYS,
    DAYS,
    st.integers(2, 31),
    st.sampled_from(["", "after 21 months ", "in room 2025 ", "with 12 envoys "]),
)
def test_no_other_day_passes_than_the_one_said(
    data: st.DataObject, day: datetime.date, other: datetime.date, number: int, more: str
) -> None:
    """Numbers of a sentence that are no date, or parts of two dates, would make a day."""
    text = f"The talks were held {more}in Oslo on {data.draw(written(day))}, {number} months before elections."
    assert "date" in heard(text, "date", day.isoformat()).kept
    near = data.draw(
        st.sampled_from(
            [other, day + datetime.timedelta(1), day - datetime.timedelta(1), day + datetime.timedelta(365)]
        )
    )
    made = data.draw(st.sampled_from(sorted(numbers_of(text))))
    for claimed in {near.isoformat(), "{:04d}-{:02d}-{:02d}".format(*made)} - {day.isoformat()}:
        assert "date" not in heard(text, "date", claimed).kept, claimed
    for span in (f"{day}/{day + datetime.timedelta(1)}", f"[{day + datetime.timedelta(1)}..]", f"{day.year}-XX"):
        assert "date" not in heard(text, "date", span).kept, span


@settings(max_examples=100)
@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["{}{} round of the Norway-EU Human Rights Dialogue"]))
def test_no_other_number_passes_than_the_one_said(said: int, claimed: int, form: str) -> None:
    """The number of another round would pass."""
    end = "th" if 10 < said < 14 else {1: "st", 2: "nd", 3: "rd"}.get(said % 10, "th")
    text = f"The {form.format(said, end)} was held in Oslo, on the 10th anniversary of 33 years of ties in 2021."
    assert ("ordinal" in heard(text, "ordinal", claimed).kept) == (said == claimed)


@pytest.mark.long
def test_of_a_year_of_days_only_the_true_one_passes() -> None:
    """A day that a quote of the collection does not say would pass for its meeting."""
    days = [datetime.date(2025, 1, 1) + datetime.timedelta(i) for i in range(0, 365)]
    for context, field, value, entry in forgeries.sound():
        if field == "date" and len(value) == 10:
            record = forgeries.one_claim(context, field, value, entry)
            found = [
                day.isoformat()
                for day in days
                if judge({**record, "date": day.isoformat()}, forgeries.documents(), forgeries.known()).kept
            ]
            assert found == [value]


# Anything as a proposal

_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.text(max_size=8)
    | st.sampled_from(["Oslo", "2025-11-21", "held"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "date place participants partners outcomes related evidence source exact supports name role id city status quote value field"
                " meetings claims topics ordinal series title kind mode prefix".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(_JSON)
def test_anything_is_judged_or_refused_with_a_message(value: Any) -> None:
    """A malformed proposal would end in a traceback."""
    try:
        records = read(json.dumps(value), "x.json", "x")
    except QueryError as error:
        assert str(error)
    else:
        kept, _ = passed(records, {"x": reading("The talks were held in Oslo on 21 November 2025.")}, WORLD)
        for one in kept:
            assert one["evidence"]


def test_every_claim_that_is_kept_has_a_quote_of_the_document() -> None:
    """A record would come out with a claim that no evidence supports."""
    for record in forgeries.originals().values():
        kept: Record = judge(record, forgeries.documents(), forgeries.known()).kept
        supported = {path for one in kept["evidence"] for path in one["supports"]}
        for field, value in kept.items():
            if field not in ("id", "evidence", "date_note"):
                items = value if isinstance(value, list) else [""]
                assert any(path.partition(".")[0] == field for path in supported)
                assert len({path for path in supported if path.startswith(f"{field}.")} or [""]) >= (
                    len(items) if field in ("partners", "topics", "participants") else 1
                )


# The command


def test_draft_from(run: Callable[..., Any], tmp_path: Any) -> None:
    """What is refused would be lost, or a call that kept nothing would end as one that did."""
    file = tmp_path / "claims.json"
    quote = "held in Brussels on 21 November 2025"
    true = {"field": "date", "value": "2025-11-21", "quote": quote}
    false = {"field": "date", "value": "2025-11-22", "quote": quote, "meeting": "another"}

    file.write_text(json.dumps({"claims": [true, false]}))
    done = run("draft", "eeas-2025-11-23", "--from", str(file), "-f", "json")
    assert done.status == 0
    draft = json.loads(done.out)
    assert [one["date"] for one in draft["meetings"]] == ["2025-11-21"]
    assert [one["value"] for one in draft["draft"]["refused"]] == ["2025-11-22"]
    assert 'refused: date "2025-11-22": the quote says 2025-11-21' in done.err

    file.write_text(json.dumps([false]))
    done = run("draft", "eeas-2025-11-23", "--from", str(file))
    assert (done.status, done.out) == (1, "")
    assert "refused: date" in done.err

    file.write_text(json.dumps([{**true, "sure": True}]))
    done = run("draft", "eeas-2025-11-23", "--from", str(file))
    assert (done.status, done.out) == (2, "")
    assert '"sure" is not a key of a claim' in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"field": "date", "field": "x", "value": 1, "quote": "a b"}]', "has a key twice"),
        ('[{"title": "x", "title": "y"}]', "twice"),
        ('[{"field": "colour", "value": 1, "quote": "a b"}]', '"colour" is not a field'),
        ('[{"field": "date", "quote": "a b"}]', 'needs "value"'),
        ('{"meetings": [], "more": 1}', '"more" is not a key'),
        ('[{"ordinal": NaN}]', "NaN"),
        ("[" * 100_000, "nested deeper"),
        ("[1]", "does not hold records or claims"),
    ],
)
def test_a_malformed_proposal_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    """A slip in a file of proposals would be passed over, or be told in no words that help."""
    with pytest.raises(QueryError, match=re.escape(said)):
        read(text, "x.json", "x")
