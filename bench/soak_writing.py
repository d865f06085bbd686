"""The steps of a soak that write: what was meant is changed as the oracle says, and every other byte stays."""

from __future__ import annotations

import json

from soak_calls import Bench, Done, must_keep_lines, must_only_insert
from soak_oracle import Collection, Record
from soak_world import KINDS, TOPICS, WORDS, a_record, sentence

_IN_RECORDS = {"topic": "topics", "partner": "partners", "instrument": "instruments"}


def _by_id(collection: Collection) -> dict[str, Record]:
    return {record["id"]: record for record in collection.meetings}


def _text(value: object) -> object:
    """A value as a plain reading of YAML gives it."""
    if isinstance(value, dict):
        return {key: _text(item) for key, item in value.items()}
    return [_text(item) for item in value] if isinstance(value, list) else str(value)


def _must_have_added(bench: Bench, done: Done, before: bytes, old: Collection, added: list[Record]) -> None:
    done.must_end(0)
    must_only_insert(done, before, bench.path.read_bytes())
    wanted = _by_id(old) | {record["id"]: record for record in added}
    done.must_be(_by_id(bench.now), _text(wanted), "meetings")


def adds_json(bench: Bench) -> None:
    """One or two meetings as JSON."""
    old, before = bench.now, bench.path.read_bytes()
    records = [a_record(bench.chance, f"added-{bench.number()}") for _ in range(bench.chance.randint(1, 2))]
    done = bench.call("add", "--json", "-", "--force", "--exact", stdin=json.dumps(records), is_writing=True)
    _must_have_added(bench, done, before, old, records)


def adds_options(bench: Bench) -> None:
    """A meeting by options."""
    old, before, chance = bench.now, bench.path.read_bytes(), bench.chance
    number = bench.number()
    record = {
        "id": f"typed-{number}",
        "title": f"Typed {number} {chance.choice(WORDS)}",
        "date": "2025-03-0" + str(chance.randint(1, 9)),
    }
    options = [part for key, value in record.items() for part in (f"--{key}", value)]
    topics, kind = chance.sample(TOPICS, 2), chance.choice(KINDS)
    options += ["--kind", kind, *(part for topic in topics for part in ("--topic", topic))]
    done = bench.call("add", *options, "--force", "--exact", is_writing=True)
    _must_have_added(bench, done, before, old, [record | {"kind": kind, "topics": topics}])
    dry = bench.call("add", "--title", "Not to be", "--dry-run")
    dry.must_end(0)


def edits(bench: Bench) -> None:
    """A title, by an editor."""
    old, before = bench.now, bench.path.read_bytes()
    record, number = bench.chance.choice(old.meetings), bench.number()
    title = record["title"]
    new = title.split(" edited")[0] + f" edited {number}"
    done = bench.call("edit", record["id"], "--editor", f"sed -i 's/{title}/{new}/'", is_writing=True)
    done.must_end(0)
    wanted = _by_id(old) | {record["id"]: record | {"title": new}}
    done.must_be(_by_id(bench.now), wanted, "meetings")
    must_keep_lines(done, before, bench.path.read_bytes(), title)


def renames(bench: Bench) -> None:
    """A name, everywhere."""
    old, before, chance = bench.now, bench.path.read_bytes(), bench.chance
    kind = chance.choice([*_IN_RECORDS, "person", "meeting"])
    name = chance.choice(old.meetings)["id"] if kind == "meeting" else chance.choice(old.values(kind))
    new = f"renamed-{bench.number()}" if kind == "meeting" else f"Renamed {kind} {bench.number()}"
    done = bench.call("rename", kind, name, new, is_writing=True)
    done.must_end(0)
    wanted = {(one := _renamed(record, kind, name, new))["id"]: one for record in old.meetings}
    done.must_be(_by_id(bench.now), wanted, "meetings")
    must_keep_lines(done, before, bench.path.read_bytes(), name if name.isascii() else "")


def _renamed(record: Record, kind: str, name: str, new: str) -> Record:
    if kind == "meeting":
        former = [*record.get("former_ids", ()), name]
        return record | {"id": new, "former_ids": former} if record["id"] == name else record
    if kind == "person":
        key, value = (
            "participants",
            [one | {"name": new} if one.get("name") == name else one for one in record.get("participants", ())],
        )
    else:
        key = _IN_RECORDS[kind]
        value = [new if one == name else one for one in record.get(key, ())]
    found = record | {key: value} if key in record else dict(record)
    if "evidence" in record:
        found["evidence"] = [_reproven(proof, f"{key}.{name}", f"{key}.{new}") for proof in record["evidence"]]
    return found


def _reproven(proof: Record, name: str, new: str) -> Record:
    return (
        proof | {"supports": [new if one == name else one for one in proof.get("supports", ())]}
        if "supports" in proof
        else proof
    )


def quotes(bench: Bench) -> None:
    """Words of a document, put into a record."""
    old, before, chance = bench.now, bench.path.read_bytes(), bench.chance
    number, record = chance.randrange(4), chance.choice(old.meetings)
    words = sentence(number).split()
    start = chance.randint(0, len(words) - 4)
    exact = " ".join(words[start : start + 4]).rstrip(".")
    done = bench.call(
        "quote", f"doc-{number}", exact.upper(), "--supports", "title", "--add", record["id"], is_writing=True
    )
    if done.status == 0:
        proofs = [*record.get("evidence", ()), {"source": f"doc-{number}", "exact": exact, "supports": ["title"]}]
        done.must_be(_by_id(bench.now), _by_id(old) | {record["id"]: record | {"evidence": proofs}}, "meetings")
        must_only_insert(done, before, bench.path.read_bytes())
    else:
        # The record has the quote already.
        done.must("already" in done.err or "has it" in done.err, "not added")
        done.must_be(bench.path.read_bytes(), before, "bytes")


def formats(bench: Bench) -> None:
    """One layout: no reader sees a difference, and applied twice it changes nothing."""
    old = bench.now
    done = bench.call("fmt", is_writing=True)
    done.must_end(0)
    done.must_be(bench.now.data, old.data, "data")
    bench.call("fmt", "--check").must_end(0)


def imports(bench: Bench) -> None:
    """Rows of a table; imported again, none is added."""
    old, before, number = bench.now, bench.path.read_bytes(), bench.number()
    table, mapping = bench.folder.parent / "rows.csv", bench.folder.parent / "rows.yaml"
    mapping.write_text(
        "format: 1\nid: {columns: [id], prefix: row-}\ntitle: {column: title}\nkind: visit\ndate: {column: day}\n"
    )
    rows = [(f"{number}-{n}", f"Imported {number} {n}", f"2024-05-1{n}") for n in range(bench.chance.randint(1, 4))]
    table.write_text("id,title,day\n" + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    call = ["import", str(table), "--map", str(mapping)]
    done = bench.call(*call, is_writing=True)
    added = [{"id": f"row-{i}", "title": title, "kind": "visit", "date": day} for i, title, day in rows]
    _must_have_added(bench, done, before, old, added)
    bench.call(*call).must_end(0)


def drafts(bench: Bench) -> None:
    """A draft and its check change nothing, and bring back what the document says."""
    source = f"doc-{bench.chance.randrange(4)}"
    done = bench.call("draft", source, "-f", "json")
    done.must_end(0, 1)
    if done.status == 0:
        bench.call("draft", source, "--from", "-", "-f", "json", stdin=done.out).must_end(0, 1)
    claims = [{"field": "topics", "value": "volcanoes", "quote": "no such words stand there"}]
    false = bench.call("draft", source, "--from", "-", stdin=json.dumps(claims))
    false.must("volcanoes" not in false.out, "a claim without proof was let through")


def sources(bench: Bench) -> None:
    """A document: its text beside, its entry put in, everything else as it was."""
    before, files, number = bench.path.read_bytes(), bench.files(), bench.number()
    text = f"<p>Talks {number} were held in Oslo.</p><script>alert(1)</script><p>It was Tuesday.</p>"
    done = bench.call("source", "add", "-", "--id", f"page-{number}", stdin=text, is_writing=True)
    done.must_end(0)
    must_only_insert(done, before, bench.path.read_bytes())
    now = bench.files()
    new = set(now) - set(files)
    done.must(bool(new) and all(name.startswith("seeds/") for name in new), f"new files {new}")
    done.must(all(now[name] == data for name, data in files.items() if name != bench.path.name), "a file was changed")
    done.must(bench.now.data["sources"][-1]["id"] == f"page-{number}", "no entry")


WRITING = (adds_json, adds_json, adds_options, edits, renames, quotes, formats, imports, drafts, sources)
