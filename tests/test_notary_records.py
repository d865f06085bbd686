"""Whole records through the notary: what they are to each other, what nobody judges, and whose meeting it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.proposing import proposed
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.notary.gate import heard, passed
from dialogue_cli.curate.notary.proposals import read
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.vocabulary import Vocabularies
from tests.conftest import Run

KNOWN = Known(Vocabularies(), "European Union")
TEXT = (
    "External Affairs Minister Arvind Deshmukh visited Ulaanbaatar on 3 March 2025 and met the Foreign Minister of"
    " Mongolia, Bayarmaa Enkhtur. The ministers recalled the 4th round of the India-Mongolia Energy Dialogue."
)
ROUND = "the 4th round of the India-Mongolia Energy Dialogue"
Record = dict[str, Any]


def reading(text: str) -> Reading:
    return Reading(Release(Document.of_text(text)), KNOWN.names)


def record(**fields: Any) -> Record:
    """A proposal of which the whole text is the quote for everything."""
    paths = [f"{name}.{one}" for name in ("partners",) for one in fields.get(name, ())]
    paths += [f"related.{one['id']}" for one in fields.get("related", ())]
    paths += [name for name in fields if name not in ("id", "partners", "related")]
    return {**fields, "evidence": [{"source": "x", "exact": TEXT, "supports": paths}]}


def test_a_record_is_not_given_to_the_principal_of_the_dataset() -> None:
    """A meeting of India and Mongolia would be one of the European Union, of which its document says nothing."""
    by_rules = passed(proposed(reading(TEXT), "x", KNOWN), {"x": reading(TEXT)}, KNOWN)[0]
    assert (by_rules[0]["principal"], by_rules[0]["partners"]) == ("India", ["Mongolia"])
    kept, _ = heard([record(partners=["Mongolia"], status="held")], {"x": reading(TEXT)}, KNOWN)
    assert kept[0]["principal"] == "Mongolia"
    assert "partners" not in kept[0]
    assert "principal" in kept[0]["evidence"][0]["supports"]
    named = TEXT + " The European Union was an observer."
    kept, _ = heard([record(partners=["Mongolia"], status="held")], {"x": reading(named)}, KNOWN)
    assert "principal" not in kept[0]
    assert kept[0]["partners"] == ["Mongolia"]


def test_a_party_instead_of_the_principal_of_the_dataset_is_unsure() -> None:
    """A ministry that does not name its own country would be left out of its meeting without a word."""
    text = "Minister of Trade Kari Nes met the Swedish Minister of Trade Bo Dahl in Oslo on 3 March 2026."
    (one,) = passed(proposed(reading(text), "x", KNOWN), {"x": reading(text)}, KNOWN)[0]
    assert one["principal"] == "Sweden"
    assert "principal" in [doubt["claim"] for doubt in one["unsure"]]


def test_records_of_one_proposal_may_be_related() -> None:
    """A proposal of two meetings would lose what they are to each other, or be related to one that was refused."""
    fourth = record(id="fourth", title=ROUND, ordinal=4)
    visit = record(id="visit", status="held", partners=["Mongolia"], related=[{"id": "fourth", "relation": "see-also"}])
    kept, refused = heard([visit, fourth], {"x": reading(TEXT)}, KNOWN)
    assert refused == []
    assert kept[0]["related"] == [{"id": "fourth", "relation": "see-also"}]
    forged = record(id="fourth", title="the 5th round of the India-Mongolia Energy Dialogue", ordinal=5)
    kept, refused = heard([visit, forged], {"x": reading(TEXT)}, KNOWN)
    assert "related" not in kept[0]
    assert "related.fourth" in [one.claim for one in refused]


def test_what_is_unsure_is_kept_only_with_words_of_the_document() -> None:
    """Words that no document has would be shown to the person who reviews, as if one had."""
    doubts = [{"claim": "date", "exact": "on 3 March 2025", "reason": "two"}, {"claim": "date", "exact": "on 4 March"}]
    kept, _ = heard([{**record(status="held"), "unsure": doubts}], {"x": reading(TEXT)}, KNOWN)
    assert kept[0]["unsure"] == doubts[:1]
    (one,) = read(json.dumps([{"title": "x", "unsure": [{"claim": "date", "value": "2025-03-04"}]}]), "x.json", "x")
    assert one["unsure"] == [{"claim": "date"}]


@pytest.mark.process
@pytest.mark.parametrize("source", ["eeas-2025-11-23", "pakistan-2022-11-15", "kazakhstan-2025-12-03"])
def test_a_draft_goes_through_its_own_gate(source: str, run: Callable[..., Run]) -> None:
    """The example of `draft --help` would not work, or lose what the words say."""
    made = run("draft", source, "-f", "json")
    again = run("draft", source, "--from", "-", "-f", "json", stdin=made.out)
    assert (made.status, again.status) == (0, 0)
    first, second = (json.loads(one.out) for one in (made, again))
    assert {one["claim"].partition(".")[0] for one in second.get("refused", ())} <= {"related"}
    for mine, theirs in zip(first["meetings"], second["meetings"], strict=True):
        for name in mine.keys() - {"related", "evidence", "unsure"}:
            assert mine[name] == theirs[name]
