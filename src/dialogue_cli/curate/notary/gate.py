"""Proposals through the gate: those of the rules, which may infer and say so, and those of others, which may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.notary.judging import Refused, judge
from dialogue_cli.curate.notary.names import is_named
from dialogue_cli.text import compared

Record = dict[str, Any]


def passed(
    records: Sequence[Record], documents: Mapping[str, Reading], known: Known
) -> tuple[list[Record], list[Refused]]:
    """What is kept of each record, and what comes back.

    What a rule inferred (`inferred`: a claim, and how) is kept although no quote says it, and the note of the record
    says so.
    """
    found: list[Record] = []
    refused: list[Refused] = []
    for record in records:
        inferred: dict[str, str] = record.get("inferred", {})
        plain = {name: value for name, value in record.items() if name != "inferred"}
        judged = judge(plain, documents, known)
        back = [one for one in judged.refused if one.claim not in inferred]
        kept = judged.kept
        if kept:
            _restore(kept, plain, inferred)
            _lead(kept, documents.values(), known)
            kept = _ordered(kept, plain)
            if doubts := [one for one in record.get("unsure", ()) if _is_said(one, documents.values())]:
                kept["unsure"] = doubts
            found.append(kept)
        refused += back
    return found, refused


def heard(
    records: Sequence[Record], documents: Mapping[str, Reading], known: Known
) -> tuple[list[Record], list[Refused]]:
    """The same of records that others propose, which may be related to each other: by what is kept of them."""
    alone = [{name: value for name, value in one.items() if name != "related"} for one in records]
    mine = {one["id"]: one for one in passed(alone, documents, known)[0] if {"id", "title"} <= one.keys()}
    return passed(records, documents, known._replace(record=lambda name: known.record(name) or mine.get(name)))


def _is_said(doubt: Record, documents: Iterable[Reading]) -> bool:
    """Whether the words that a draft is unsure of stand in a document."""
    return any(compared(doubt.get("exact", "")) in compared(one.text) for one in documents)


def _restore(kept: Record, record: Record, inferred: Mapping[str, str]) -> None:
    """Puts back what was inferred, with a note that says how."""
    told = []
    for claim, how in inferred.items():
        field, _, item = claim.partition(".")
        if field == "participants":
            name = item.removesuffix(".represents")
            mine = next((one for one in kept.get(field, ()) if one.get("name") == name), None)
            theirs = next(one for one in record[field] if one.get("name") == name)
            if mine is None:
                continue
            mine["represents"] = theirs["represents"]
        elif field == "date":
            # Its own note says how.
            kept |= {name: record[name] for name in ("date", "date_note")}
            kept["evidence"] = [*kept["evidence"], *_behind(record, "date", ["date", "date_note"])]
            continue
        elif field == "place":
            if "place" not in kept:
                kept["place"] = record["place"]
                kept["evidence"] = [*kept["evidence"], *_behind(record, "place", ["place"])]
        elif field == "principal":
            kept[field] = record[field]
        elif item not in kept.get(field, []):
            kept[field] = [one for one in record[field] if one == item or one in kept.get(field, [])]
        told.append(how)
    if told:
        kept["note"] = f"Inferred, and not said in so many words: {'; '.join(told)}."


def _lead(kept: Record, documents: Iterable[Reading], known: Known) -> None:
    """Gives a record that names no principal one of its own, where its documents do not know that of the dataset.

    Without it the record would say that the principal of the dataset was a party.
    """
    if "principal" in kept or not known.principal or not kept.get("partners"):
        return
    if any(is_named(one, known.principal) for one in documents):
        return
    kept["principal"], *others = kept.pop("partners")
    if others:
        kept["partners"] = others
    for entry in kept["evidence"]:
        claim = f"partners.{kept['principal']}"
        entry["supports"] = ["principal" if one == claim else one for one in entry["supports"]]


def _behind(record: Record, claim: str, supports: list[str]) -> list[Record]:
    """The words from which something was inferred, as evidence for it."""
    return [
        {**{name: part for name, part in entry.items() if name != "supports"}, "supports": supports}
        for entry in record["evidence"]
        if claim in entry["supports"]
    ]


def _ordered(kept: Record, record: Record) -> Record:
    """The fields in the order of the format, the evidence last."""
    names = [
        *(
            name
            for given in record
            for name in (("principal", "partners") if given == "partners" else (given,))
            if name not in ("related", "evidence")
        ),
        "note",
        "related",
        "evidence",
    ]
    found = {name: kept[name] for name in names if name in kept}
    return {**found, **{name: value for name, value in kept.items() if name not in found}}
