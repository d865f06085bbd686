"""An index that is brought up to date is the one that would be made anew."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import DatasetError, Query, open_archive
from dialogue_cli.dataset import cutting
from dialogue_cli.index import cache
from dialogue_cli.index.parts import PartOfFile
from dialogue_cli.index.readers import Readers
from tests.tables import tables

PARTIES = "Kyrgyz Republic|Republic of Kyrgyzstan|KG|USA|United States|U.S.|Benelux|Benelux Union|Home|HOME|Home Union|Aland|Åland"
PLACES = "Kyiv|Kiev|Brussels|Bruxelles|Belgium|Scotland|Glasgow|Luxembourg|Astana|Nur-Sultan|Aland"
PEOPLE = "Ann Bell|Ann-Bell|Änn Bell|Cy Bell|Catherine Ashton|Katherine Ashton|Cy Ball"
TOPICS = "trade|Trade|commerce|fish|climate change|climate-change"
VOCABULARY = {
    "partners": [
        {"name": "Kyrgyz Republic", "code": "KG"},
        {"name": "Kirghizia", "code": "KG", "aliases": ["Benelux"]},
        {"name": "Benelux Union"},
        {"name": "Home", "aliases": ["Home Union"]},
        {"name": "Group", "members": ["Aland", "USA", "Tajikistan"]},
    ],
    "places": [{"name": "Kyiv"}, {"name": "Brussels", "country": "Belgium"}, {"name": "Aland", "country": "Finland"}],
    "people": [{"name": "Ann Bell", "aliases": ["Bell, A."]}, {"name": "Catherine Ashton"}],
    "topics": [{"name": "trade", "aliases": ["commerce"]}],
    "sources": [{"id": "s1", "file": "s1.txt"}, {"id": "s2"}, {"id": "s3", "file": "s1.txt"}],
    "series": [{"id": "talks", "name": "The talks"}, {"id": "s1"}],
}


class Author:
    """Writes a dataset, and changes it as people do."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0
        self.indent = self.chance.choice((0, 0, 2))
        self.header = {"principal": "Home", "title": "Meetings"}
        sections = [name for name in VOCABULARY if self.chance.random() < 0.8]
        self.chance.shuffle(sections)
        self.vocabulary = {section: [dict(one) for one in VOCABULARY[section]] for section in sections}
        self.meetings = [self.meeting() for _ in range(self.chance.randint(0, 25))]
        self.others = [self.meeting() for _ in range(self.chance.randint(0, 3))]

    def some(self, words: str, most: int = 2) -> list[str]:
        return self.chance.sample(words.split("|"), self.chance.randint(0, most))

    def meeting(self) -> dict[str, object]:
        chance = self.chance
        self.count += 1
        found: dict[str, object] = {
            "id": f"m-{self.count}",
            "title": chance.choice(("Trade talks", "Migration", "It's U.S. talks")),
        }
        found["partners"] = self.some(PARTIES)
        found["topics"] = self.some(TOPICS)
        found["participants"] = [{"name": name} for name in self.some(PEOPLE)]
        found["place"] = [{"city": name} for name in self.some(PLACES)]
        if chance.random() < 0.2:
            found["principal"] = chance.choice(PARTIES.split("|"))
        if chance.random() < 0.3:
            found["series"] = chance.choice(("talks", "The talks", "s1"))
        if chance.random() < 0.3:
            found["evidence"] = [{"source": chance.choice(("s1", "s2", "s3", "s4")), "exact": "words"}]
        if chance.random() < 0.1:
            found["related"] = [{"id": f"m-{chance.randint(1, self.count + 1)}"}]
        return found

    def edit(self) -> None:
        """One change, anywhere."""
        chance = self.chance
        where = self.meetings if chance.random() < 0.8 else self.others
        what = chance.random()
        if what < 0.2 or not where:
            where.insert(chance.randint(0, len(where)), self.meeting())
        elif what < 0.4:
            del where[chance.randrange(len(where))]
        elif what < 0.65:
            i = chance.randrange(len(where))
            where[i] = self.meeting() | {"id": where[i]["id"]}
        elif what < 0.75:
            where.insert(chance.randrange(len(where)), where.pop(chance.randrange(len(where))))
        elif what < 0.8:
            self.header[chance.choice(("principal", "title"))] = chance.choice(("Home", "USA", "HOME", "Other"))
        elif what < 0.83 and where:
            where.append(dict(chance.choice(where)))
        elif self.vocabulary:
            self.edit_vocabulary(chance.choice(list(self.vocabulary)))

    def edit_vocabulary(self, section: str) -> None:
        chance, entries = self.chance, self.vocabulary[section]
        what = chance.random()
        key = "id" if section in ("sources", "series") else "name"
        pool = {"partners": PARTIES, "places": PLACES, "people": PEOPLE, "topics": TOPICS}.get(section, "s1|s4|s5|s6")
        if what < 0.4 or not entries:
            entries.insert(chance.randint(0, len(entries)), {key: chance.choice(pool.split("|"))})
        elif what < 0.6:
            del entries[chance.randrange(len(entries))]
        elif what < 0.8 and section != "sources":
            entries[chance.randrange(len(entries))]["aliases"] = self.some(pool)
        else:
            chance.shuffle(entries)

    def text(self) -> dict[str, str]:
        """The files as they are now."""
        one = "".join(f"{name}:\n{self.rows(entries)}" for name, entries in self.vocabulary.items())
        one = f"dataset: {json.dumps(self.header)}\n{one}meetings:\n{self.rows(self.meetings)}"
        files = {"a.yaml": one}
        if self.others:
            files["b.yaml"] = f"meetings:\n{self.rows(self.others)}"
        return files

    def rows(self, records: list[dict[str, object]]) -> str:
        lead = " " * self.indent
        return "".join(
            lead + "- " + f"\n{lead}  ".join(f"{key}: {json.dumps(value)}" for key, value in record.items()) + "\n"
            for record in records
        )


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is cut, into parts of a few records."""
    cut_small(monkeypatch)


def cut_small(patch: pytest.MonkeyPatch) -> None:
    for name, value in {"LEAST_FILE": 1, "_LEAST": 40, "_MOST": 900, "_ONE_OF": 3}.items():
        patch.setattr(cutting, name, value)


def indexed(folder: Path) -> dict[str, list[str]] | list[str]:
    """What the index of a dataset holds, or its errors."""
    try:
        open_archive(folder).close()
    except DatasetError as error:
        return list(map(str, error.problems))
    return tables(Path(cache.index_file(str(folder))))


def write(folder: Path, files: dict[str, str]) -> None:
    for old in folder.iterdir():
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


@pytest.mark.long
@settings(max_examples=int(os.environ.get("DIALOGUE_EXAMPLES", "60")))
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_an_index_brought_up_to_date_is_as_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int, edits: int
) -> None:
    """What an edit leaves behind in any table would be a fact that no file states, or hide one that a file does."""
    folder, caches = tmp_path_factory.mktemp("d"), tmp_path_factory.mktemp("cache")
    author = Author(seed)
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch)
        for _ in range(edits + 1):
            write(folder, author.text())
            patch.setenv("XDG_CACHE_HOME", str(caches / "kept"))
            updated = indexed(folder)
            patch.setenv("XDG_CACHE_HOME", str(caches / "fresh"))
            fresh = indexed(folder)
            shutil.rmtree(caches / "fresh", ignore_errors=True)
            assert updated == fresh
            for _ in range(author.chance.randint(1, 3)):
                author.edit()


@pytest.fixture
def read(small_parts: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """The bytes of each part that is read by itself, of files that are cut into small parts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    sizes: list[int] = []

    in_parts = Readers.read

    def counting(self: Readers, parts: list[PartOfFile]) -> object:
        sizes.extend(part.size for _, part in parts)
        return in_parts(self, parts)

    monkeypatch.setattr(Readers, "read", counting)
    return sizes


def titles(path: Path) -> list[str]:
    with open_archive(path) as archive:
        return [match.title for match in archive.find(Query())]


MANY = [f"- {{id: m-{i:03}, title: T{i}, partners: [X]}}\n" for i in range(300)]


@pytest.mark.parametrize("where", [0, 150, 299])
def test_an_edit_in_a_large_file_reads_what_is_around_it(where: int, read: list[int], tmp_path: Path) -> None:
    """One record of ten thousand would cost as much as all of them."""
    path = tmp_path / "many.yaml"
    rows = list(MANY)
    path.write_text("meetings:\n" + "".join(rows), encoding="utf-8")
    assert len(titles(path)) == 300
    whole = sum(read)
    assert whole == path.stat().st_size
    for change in ("edited", "inserted", "deleted"):
        read.clear()
        if change == "edited":
            rows[where] = rows[where].replace("title: T", "title: New ")
        elif change == "inserted":
            rows.insert(where, "- {id: m-x, title: Inserted}\n")
        else:
            del rows[where]
        path.write_text("meetings:\n" + "".join(rows), encoding="utf-8")
        found = titles(path)
        assert len(found) == len(rows)
        assert (f"New {where}" in found, "Inserted" in found) == (True, change == "inserted")
        assert 0 < sum(read) < whole / 10


def test_a_new_source_does_not_cost_all_meetings(read: list[int], tmp_path: Path) -> None:
    """Most new meetings come with a document, which stands at the other end of the file."""
    path = tmp_path / "many.yaml"
    head = "sources:\n- {id: s0}\n- {id: s1}\nmeetings:\n"
    path.write_text(head + "".join(MANY), encoding="utf-8")
    titles(path)
    read.clear()
    new = "- {id: m-new, title: New, evidence: [{source: s2, exact: words}]}\n"
    path.write_text(head.replace("meetings", "- {id: s2}\nmeetings") + "".join([*MANY, new]), encoding="utf-8")
    assert "New" in titles(path)
    assert sum(read) < path.stat().st_size / 5
    with open_archive(path) as archive:
        assert [source.id for source in archive.sources()] == ["s0", "s1", "s2"]
        assert archive.count(Query(source="s2")) == 1


def test_a_slip_in_a_large_file_is_told_at_its_line(read: list[int], tmp_path: Path) -> None:
    """Whoever makes a slip while editing must find it, though nothing else was read, and see the file again after it."""
    path = tmp_path / "many.yaml"
    path.write_text("meetings:\n" + "".join(MANY), encoding="utf-8")
    titles(path)
    for slip, told in (
        ("- {id: m-007, title: Twice}\n", '201:8 duplicate-id the meeting id "m-007" is already used on line 9'),
        ("- {id: m-y, title: T, related: [{id: m-z}]}\n", None),
        ('- {id: m-y, title: "T}\n', None),
    ):
        rows = [*MANY[:199], slip, *MANY[199:]]
        path.write_text("meetings:\n" + "".join(rows), encoding="utf-8")
        with pytest.raises(DatasetError) as caught:
            titles(path)
        [problem] = caught.value.problems
        assert problem.line == 201
        assert told in (None, f"{problem.line}:{problem.column} {problem.code} {problem.message}")
    path.write_text("meetings:\n" + "".join(MANY), encoding="utf-8")
    assert len(titles(path)) == 300


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_that_must_not_be_cut_is_read_whole_and_remembered(
    is_new: bool, read: list[int], tmp_path: Path
) -> None:
    """A quoted text with lines that look like records is one text; to try it at every edit would be work for nothing."""
    path = tmp_path / "many.yaml"
    quoted = '- {id: q, title: Q, summary: "it says\n' + "".join(MANY[:20]).replace("m-", "no-") + 'and ends"}\n'
    text = "meetings:\n" + "".join([*MANY[:150], quoted, *MANY[150:]])
    if not is_new:
        path.write_text("meetings:\n" + "".join(MANY), encoding="utf-8")
        assert len(titles(path)) == 300
    path.write_text(text, encoding="utf-8")
    assert len(titles(path)) == 301
    assert read
    read.clear()
    path.write_text(text.replace("title: T5,", "title: New,"), encoding="utf-8")
    found = titles(path)
    assert len(found) == 301
    assert "New" in found
    assert read == []
