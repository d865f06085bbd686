"""The index is a cache: no one ever sees it, and it is never believed when it is wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import Query, UnreadableError, open_archive
from dialogue_cli.dataset.reader import FileReader
from dialogue_cli.files import beside
from dialogue_cli.index import cache, turns
from dialogue_cli.index.parts import PartOfFile
from dialogue_cli.index.readers import Readers
from tests.conftest import DIALOGUE, Run
from tests.processes import PATIENCE

ONE = "meetings:\n- {id: one, title: One, partners: [Aland]}\n"
TWO = "meetings:\n- {id: two, title: Two, partners: [Beria]}\n"


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The usual one, with a cache for each test alone."""
    return environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def files_of(folder: Path) -> list[Path]:
    """What is in the cache folder but for its tag, and for what was seen of files: that comes whenever the clock lets it."""
    return sorted(file for file in folder.rglob("*") if file.name != "CACHEDIR.TAG" and file.suffix != ".seen")


@pytest.fixture
def kept(environment: dict[str, str]) -> Callable[[], list[Path]]:
    return lambda: files_of(Path(environment["XDG_CACHE_HOME"]) / "dialogue")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the files that are read, whole or in parts, as they are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[str] = []
    whole, in_parts = FileReader.__iter__, Readers.read

    def iterate(self: FileReader) -> object:
        seen.append(self.path.name)
        return whole(self)

    def read_in_parts(self: Readers, parts: list[PartOfFile]) -> object:
        seen.extend(dict.fromkeys(file.name for file, _ in parts))
        return in_parts(self, parts)

    monkeypatch.setattr(FileReader, "__iter__", iterate)
    monkeypatch.setattr(Readers, "read", read_in_parts)
    return seen


def aged(*paths: Path, seconds: float = 3600) -> None:
    """Gives files a time so old that the clock can tell them from later changes."""
    for path in paths:
        os.utime(path, (time.time() - seconds,) * 2)


def ids(path: Path) -> list[str]:
    return [match.id for match in open_archive(path).find(Query())]


def test_a_second_run_does_not_read_the_yaml(reads: list[str], dataset: Callable[..., Path]) -> None:
    """Reading ten thousand records at every question would make the tool useless at that size."""
    path = dataset(ONE)
    assert ids(path) == ids(path) == ["one"]
    assert reads == ["meetings.yaml"]


def test_an_edit_is_seen_at_once(reads: list[str], dataset: Callable[..., Path]) -> None:
    """The YAML alone is the truth: a change of one letter, of the same size and within the same tick, counts."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    state = path.stat()
    path.write_text(ONE.replace("id: one", "id: oma"), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert ids(path) == ["oma"]
    path.write_text(TWO, encoding="utf-8")
    assert ids(path) == ["two"]


def test_a_dataset_that_can_no_longer_be_read_is_called_that(
    monkeypatch: pytest.MonkeyPatch, dataset: Callable[..., Path]
) -> None:
    """A person whose permission was taken away would look for a full disk: it was called impossible to write."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    os.utime(path)
    in_path, built_in = Path.open, open

    def refuse(whole: Callable[..., Any], file: str | Path, *arguments: Any, **options: Any) -> Any:
        if file in (path, str(path)):
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file, *arguments, **options)

    monkeypatch.setattr(Path, "open", lambda *arguments, **options: refuse(in_path, *arguments, **options))
    monkeypatch.setattr("builtins.open", lambda *arguments, **options: refuse(built_in, *arguments, **options))
    with pytest.raises(UnreadableError, match=f"^{path} cannot be read: Permission denied$"):
        open_archive(path)
    os.truncate(path, 0)
    with pytest.raises(UnreadableError, match=f"^{path} cannot be read: Permission denied$"):
        open_archive(path)


def test_a_touched_file_is_not_read_again(reads: list[str], dataset: Callable[..., Path]) -> None:
    """A fresh clone or a touch changes times, not records: the bytes are compared, not parsed."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    aged(path)
    assert ids(path) == ["one"]
    assert reads == ["meetings.yaml"]


def test_a_file_that_was_looked_at_is_not_hashed_for_ever(
    reads: list[str], dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the clock can tell, the bytes need not be read at every run."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    monkeypatch.setattr(cache, "GRAIN", 0)
    hashed: list[Path] = []
    digest = cache._digest
    monkeypatch.setattr(cache, "_digest", lambda file: hashed.append(file) or digest(file))
    aged(path)
    for _ in range(3):
        assert ids(path) == ["one"]
    assert len(hashed) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"not a database" * 1000),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: file.write_bytes(file.read_bytes()[:100] + os.urandom(4000) + file.read_bytes()[4100:]),
        lambda file: file.write_bytes(file.read_bytes()[:8192] + bytes(file.stat().st_size - 8192)),
        lambda file: (file.unlink(), sqlite3.connect(file).executescript("CREATE TABLE meeting (x)").close()),
        lambda file: sqlite3.connect(file).executescript("PRAGMA user_version = 9999").close(),
        lambda file: sqlite3.connect(file).executescript("DROP TABLE file").close(),
        lambda file: sqlite3.connect(file).executescript("DELETE FROM meta").close(),
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (
            sqlite3.connect(file).executescript("DROP TABLE link; DROP TABLE record; DROP TABLE words").close()
        ),
        lambda file: file.write_bytes(file.read_bytes()[:20480] + bytes(file.stat().st_size - 20480)),
    ],
    ids=[
        "empty",
        "text",
        "half",
        "noise",
        "zeros",
        "foreign",
        "version",
        "no table",
        "no meta",
        "folder",
        "no records",
        "late zeros",
    ],
)
def test_a_damaged_index_is_made_anew(
    damage: Callable[[Path], object], run: Callable[..., Run], kept: Callable[[], list[Path]]
) -> None:
    """Whatever happened to the cache, the answer is the same and nothing is said."""
    good = run("list", "--partner", "Pakistan")
    [file] = kept()
    damage(file)
    for command in (("list", "--partner", "Pakistan"), ("search", "migration"), ("list", "-f", "json")):
        again = run(*command)
        assert (again.status, again.err) == (0, "")
    assert run("list", "--partner", "Pakistan").out == good.out


def test_damage_in_any_page_is_never_shown(run: Callable[..., Run], kept: Callable[[], list[Path]]) -> None:
    """Half an answer, or an answer and a half, with status 0 would be believed."""
    good = run("list", "-f", "json").out
    [file] = kept()
    whole = file.read_bytes()
    for page in range(20, len(whole) // 4096, 5):
        file.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        done = run("list", "-f", "json")
        assert (done.out, done.err, done.status) == (good, "", 0), page
        file.write_bytes(whole)


def test_a_pipe_in_the_place_of_an_index_is_not_waited_for(
    run: Callable[..., Run], kept: Callable[[], list[Path]]
) -> None:
    """Opening a pipe that nobody writes to would hang for ever."""
    good = run("list").out
    [file] = kept()
    file.unlink()
    os.mkfifo(file)
    assert run("list").out == good


def test_without_a_cache_folder_it_works_all_the_same(run: Callable[..., Run], tmp_path: Path) -> None:
    """A read-only home, a full disk or a file in the way must not keep anyone from an answer."""
    good = run("list")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    for place in (str(in_the_way), "/proc/none", "/dev/null"):
        done = run("list", env={"XDG_CACHE_HOME": place})
        assert (done.out, done.err, done.status) == (good.out, "", 0)


def test_two_datasets_do_not_share_an_index(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The answer of another file would be a lie."""
    one, two = dataset(ONE, "a/m.yaml"), dataset(TWO, "b/m.yaml")
    for _ in range(2):
        assert run("list", "--data", str(one)).ids == ["one"]
        assert run("list", "--data", str(two)).ids == ["two"]


def test_a_broken_dataset_leaves_no_index_behind(
    run: Callable[..., Run], dataset: Callable[..., Path], kept: Callable[[], list[Path]]
) -> None:
    """Half a dataset must not come back from the cache as if it were whole."""
    path = dataset(ONE + "- {id: x}\n")
    assert run("list", "--data", str(path)).status == 2
    assert run("list", "--data", str(path)).status == 2
    assert kept() == []


def test_a_build_that_is_stopped_leaves_no_damage(
    run: Callable[..., Run], environment: dict[str, str], tmp_path: Path, kept: Callable[[], list[Path]]
) -> None:
    """Ctrl-C in the middle of a long reading: the next run starts afresh and is right."""
    path = tmp_path / "many.yaml"
    rows = "".join(f"- {{id: m-{i}, title: T, partners: [X]}}\n" for i in range(30_000))
    path.write_text("meetings:\n" + rows, encoding="utf-8")
    program = subprocess.Popen([DIALOGUE, "list", "--data", path], env=environment, stdout=subprocess.PIPE)
    with program:
        while program.poll() is None and not any(file.suffix == ".tmp" for file in kept()):
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=PATIENCE)
    assert program.returncode == 130
    assert kept() == []
    assert len(run("list", "--data", str(path)).ids) == 30_000


def test_only_the_changed_file_of_a_folder_is_read(reads: list[str], dataset: Callable[..., Path]) -> None:
    """One edit in a hundred files must cost one file."""
    files = [dataset(f"meetings: [{{id: m-{i}, title: T{i}, partners: [X]}}]", f"d/{i}.yaml") for i in range(5)]
    aged(*files)
    folder = files[0].parent
    assert ids(folder) == [f"m-{i}" for i in range(5)]
    reads.clear()
    dataset("meetings: [{id: m-3, title: New, partners: [Y]}, {id: m-9, title: T, partners: [X]}]", "d/3.yaml")
    assert ids(folder) == ["m-0", "m-1", "m-2", "m-3", "m-4", "m-9"]
    assert reads == ["3.yaml"]
    reads.clear()
    files[1].unlink()
    dataset("meetings: [{id: m-7, title: T, partners: [X]}]", "d/7.yaml")
    assert ids(folder) == ["m-0", "m-2", "m-3", "m-4", "m-7", "m-9"]
    assert reads == ["7.yaml"]


def test_an_error_between_files_is_found_though_one_is_read(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A duplicate of, or a reference to, a record in a file that was not read again is still an error."""
    one = dataset("meetings: [{id: a, title: A, partners: [X]}]", "d/1.yaml")
    dataset("meetings: [{id: b, title: B, partners: [X], related: [{id: a}]}]", "d/2.yaml")
    folder = str(one.parent)
    assert run("list", "--data", folder).ids == ["a", "b"]
    one.write_text("meetings: [{id: b, title: A, partners: [X]}]", encoding="utf-8")
    done = run("list", "--data", folder)
    assert done.status == 2
    assert "error[duplicate-id]" in done.err
    assert "error[dangling-reference]" in done.err
    assert "2 errors" in done.err
    one.write_text("meetings: []", encoding="utf-8")
    assert "error[dangling-reference]" in run("list", "--data", folder).err


NAMES = ["Aland", "Turkey", "Türkiye", "TR", "Home", "Home Union"]


@st.composite
def versions(draw: st.DrawFn) -> dict[str, str]:
    """The files of a folder: meetings in some, vocabularies in one."""
    files: dict[str, str] = {}
    for name in draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3, unique=True)):
        rows = []
        for i in range(draw(st.integers(0, 2))):
            row = {
                "id": f"{name}-{i}",
                "title": draw(st.sampled_from(["Trade talks", "Migration"])),
                "partners": draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)),
                "topics": draw(st.lists(st.sampled_from(["trade", "fish"]), max_size=1)),
                "participants": [{"name": draw(st.sampled_from(["Ann Bell", "Ann Ball", "Cy"]))}],
            }
            if draw(st.booleans()):
                row["principal"] = draw(st.sampled_from(NAMES))
            rows.append(row)
        files[f"{name}.yaml"] = json.dumps({"meetings": rows})
    vocabulary = {
        "dataset": {"principal": draw(st.sampled_from(["Home", "Other"]))},
        "partners": [{"name": "Home", "aliases": draw(st.sampled_from([[], ["Home Union"]]))}],
        "topics": [{"name": "trade", "aliases": ["commerce"]}],
        "meetings": [],
    }
    files["z.yaml"] = json.dumps(vocabulary)
    return files


QUESTIONS = [
    Query(),
    Query(bilateral=True),
    *(Query(partner=(name,)) for name in NAMES),
    Query(topic=("commerce",)),
    Query(topic=("fish",)),
    Query(person=("Ann Bell",)),
    Query(person=("Bell",)),
    Query(person=("Ann Bel",)),
    Query(words="trade"),
    Query(words="commerce"),
    Query(words="migra*"),
    Query(words="turkey"),
]


def answers(path: Path) -> list[object]:
    archive = open_archive(path)
    found: list[object] = [len(archive), archive.header, archive.coverage()]
    for field in ("partner", "person", "topic"):
        counts = archive.count_by(Query(), (field,))
        found.append((counts.totals, counts.notes))
    for query in QUESTIONS:
        try:
            result = archive.find(query)
            # Scores depend on rounding and on nothing that a person sees.
            found.append(([(m.id, m.partners, m.record) for m in result], result.notes))
        except Exception as error:
            found.append(repr(error))
    archive.close()
    return found


@pytest.mark.long
@settings(max_examples=60)
@given(st.lists(versions(), min_size=2, max_size=4))
def test_an_index_brought_up_to_date_answers_like_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, str]]
) -> None:
    """What an old version of the files leaves behind in the index would be a fact that no file states."""
    folder = tmp_path_factory.mktemp("d")
    cache_of = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache_of))
        for files in history:
            for old in folder.iterdir():
                if old.name not in files:
                    old.unlink()
            for name, text in files.items():
                if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text:
                    (folder / name).write_text(text, encoding="utf-8")
            updated = answers(folder)
            shutil.rmtree(cache_of / "dialogue")
            fresh = answers(folder)
            assert updated == fresh


def test_indexes_of_long_ago_are_tidied_away(reads: list[str], dataset: Callable[..., Path]) -> None:
    """A folder that only grows would one day be noticed."""
    assert ids(dataset(ONE)) == ["one"]
    old, recent = (Path(cache.cache_folder(), f"{number:016x}.sqlite") for number in (1, 2))
    for file in (old, recent):
        file.write_text("", encoding="utf-8")
    aged(old, seconds=100 * 24 * 3600)
    assert ids(dataset(TWO, "two.yaml")) == ["two"]
    assert not old.exists()
    assert recent.exists()


OF_A_PERSON = (
    "letters.sqlite",
    ".draft.0123456789ab.tmp",
    "draft.tmp",
    ".letters.sqlite.0123456789ab.tmp",
    "notes.seen",
)


@pytest.mark.parametrize("is_made_here", [True, False])
def test_what_is_not_of_the_cache_stays_in_its_folder(
    reads: list[str], dataset: Callable[..., Path], is_made_here: bool
) -> None:
    """A person who keeps something beside the indexes, or has a folder of that name of their own, would lose it."""
    folder = Path(cache.cache_folder())
    names = OF_A_PERSON
    if is_made_here:
        assert ids(dataset(ONE)) == ["one"]
    else:
        folder.mkdir(parents=True)
        names += ("0123456789abcdef.sqlite", ".0123456789abcdef.sqlite.0123456789ab.tmp")
    for name in names:
        (folder / name).write_text("mine", encoding="utf-8")
        aged(folder / name, seconds=100 * 24 * 3600)
    assert ids(dataset(TWO, "two.yaml")) == ["two"]
    assert {name: (folder / name).read_text(encoding="utf-8") for name in names} == dict.fromkeys(names, "mine")


def hot_journal(kept: Path) -> None:
    """Leaves beside an index what a writer leaves that is killed between its first change and its last."""
    writer = "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute('PRAGMA cache_size = 1')\n"
    writer += "c.execute('BEGIN')\nc.execute('UPDATE meeting SET title = hex(randomblob(20000))')\nos._exit(9)\n"
    assert subprocess.run([sys.executable, "-c", writer, str(kept)], check=False).returncode == 9
    assert Path(f"{kept}-journal").stat().st_size > 0


def test_a_writer_that_was_killed_costs_one_build(reads: list[str], dataset: Callable[..., Path]) -> None:
    """Every later call would read the whole dataset twice, for ever, or show what was half written."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    kept = Path(cache.index_file(str(path)))
    hot_journal(kept)
    reads.clear()
    for _ in range(3):
        with open_archive(path) as archive:
            assert [match.title for match in archive.find(Query())] == ["One"]
    assert reads == ["meetings.yaml"]
    assert files_of(kept.parent) == [kept]


def test_what_killed_builds_leave_is_removed(reads: list[str], dataset: Callable[..., Path]) -> None:
    """Each killed build would leave a file as big as the dataset; but one that is being written stays."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    kept = Path(cache.index_file(str(path)))
    abandoned = [kept.with_name(f".{kept.name}.0123456789ab.tmp{more}") for more in ("", "-journal")]
    for file in abandoned:
        file.write_bytes(b"half")
    with beside(kept.with_name("0123456789abcdef.sqlite")) as written:
        Path(f"{written}-journal").write_bytes(b"half")
        dataset(TWO)
        assert ids(path) == ["two"]
        assert written.exists()
        assert Path(f"{written}-journal").exists()
    assert not any(file.exists() for file in abandoned)


def late_zeros(path: Path) -> None:
    """Damages the records of an index, not what is asked first."""
    file = Path(cache.index_file(str(path)))
    with sqlite3.connect(file) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record'").fetchone()
    connection.close()
    whole = file.read_bytes()
    file.write_bytes(whole[: (page - 1) * 4096] + bytes(4096) + whole[page * 4096 :])


MANY = "meetings:\n" + "".join(f"- {{id: m-{i:03}, title: T{i}, partners: [X]}}\n" for i in range(400))


def test_a_program_never_sees_that_the_index_was_damaged(reads: list[str], dataset: Callable[..., Path]) -> None:
    """A program that uses the library would have to know of a cache, and how to throw it away."""
    path = dataset(MANY)
    assert len(ids(path)) == 400
    reads.clear()
    with open_archive(path) as archive:
        late_zeros(path)
        result = archive.find(Query(partner="Y Ltd"))
        assert result.notes == ['no partner "Y Ltd" in this dataset']
        assert archive.get("m-007").title == "T7"
        assert [match.meeting.title for match in archive.find(Query())] == [f"T{i}" for i in range(400)]
    assert reads == ["meetings.yaml"]


def test_an_answer_goes_on_where_the_index_broke(reads: list[str], dataset: Callable[..., Path]) -> None:
    """Rows that were already given would come twice, or the rest not at all."""
    path = dataset("meetings:\n" + "".join(f"- {{id: m-{i:04}, title: T{i}, partners: [X]}}\n" for i in range(5000)))
    with open_archive(path) as archive:
        answers = iter(archive.find(Query()))
        seen = [next(answers) for _ in range(150)]
        file = Path(cache.index_file(str(path)))
        with file.open("r+b") as damaged:
            damaged.seek(20 * 4096)
            damaged.write(bytes(file.stat().st_size - damaged.tell()))
        seen += answers
    assert [match.id for match in seen] == [f"m-{i:04}" for i in range(5000)]
    assert [match.title for match in seen] == [f"T{i}" for i in range(5000)]
    assert reads == ["meetings.yaml"] * 2


def test_a_failing_disk_ends_in_memory(
    reads: list[str], dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that is damaged again as soon as it is made would be made for ever."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    update = cache._renew

    def damaging(*arguments: Any) -> sqlite3.Connection:
        connection = update(*arguments)
        late_zeros(path)
        return connection

    monkeypatch.setattr(cache, "_renew", damaging)
    with open_archive(path) as archive:
        late_zeros(path)
        assert archive.get("one").title == "One"
    assert reads == ["meetings.yaml"] * 3


def test_a_new_name_of_a_well_known_group_is_tied_to_the_vocabulary(dataset: Callable[..., Path]) -> None:
    """A meeting added to a folder would be of another party than the same meeting in a folder that is read afresh."""
    one = dataset("meetings: [{id: a, title: A, partners: [Chad]}]", "d/1.yaml")
    dataset("partners: [{name: Benelux Union}, {name: Kyrgyz Republic, code: KG}]\nmeetings: []", "d/2.yaml")
    assert ids(one.parent) == ["a"]
    partners = "[Benelux, Republic of Kyrgyzstan]"
    one.write_text(f"meetings: [{{id: a, title: A, partners: {partners}}}]", encoding="utf-8")
    updated = open_archive(one.parent)
    shutil.rmtree(Path(cache.cache_folder()))
    fresh = open_archive(one.parent)
    for archive in (updated, fresh):
        assert dict(archive.count_by(Query(), "partner")) == {("Benelux Union",): 1, ("Kyrgyz Republic",): 1}
        assert archive.count(Query(partner="Benelux Union")) == archive.count(Query(partner="KG")) == 1


@pytest.fixture
def large(dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset that is worth to wait for."""
    monkeypatch.setattr(turns, "LEAST", 1)
    return dataset(ONE)


def test_of_many_that_need_an_index_one_makes_it(reads: list[str], large: Path) -> None:
    """Fifty questions at once after an edit would read the dataset fifty times, in fifty times the memory."""
    waiting = threading.Barrier(8, timeout=PATIENCE)
    found: list[list[str]] = []

    def ask() -> None:
        waiting.wait()
        found.append(ids(large))

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(PATIENCE)
    assert found == [["one"]] * 8
    assert reads == ["meetings.yaml"]
    assert files_of(Path(cache.cache_folder())) == [Path(cache.index_file(str(large)))]


def test_an_index_that_was_done_just_before_the_turn_is_taken(
    reads: list[str], large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that came to its turn when the work was done, without having waited, would do it again."""
    whole = turns.turn

    @contextmanager
    def late(file: str) -> Iterator[None]:
        monkeypatch.setattr(turns, "turn", whole)
        assert ids(large) == ["one"]
        with whole(file):
            yield

    monkeypatch.setattr(turns, "turn", late)
    assert ids(large) == ["one"]
    assert reads == ["meetings.yaml"]


def test_one_that_was_stopped_is_not_waited_for(reads: list[str], large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-Z in the middle of a long reading would hang every other question."""
    monkeypatch.setattr(turns, "_beating", lambda held: nullcontext())
    file = cache.index_file(str(large))
    with turns.turn(file):
        lock = Path(file.replace(".sqlite", ".lock"))
        aged(lock, seconds=60)
        assert ids(large) == ["one"]
    assert not lock.exists()


def test_who_is_at_work_shows_it(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of minutes would be taken for one that was stopped, and be done by all that wait."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(turns, "_BEAT", 0.01)
    file = cache.index_file(str(large))
    with turns.turn(file):
        lock = Path(file.replace(".sqlite", ".lock"))
        aged(lock)
        until = time.monotonic() + PATIENCE
        while time.time() - lock.stat().st_mtime > 60 and time.monotonic() < until:
            time.sleep(0.01)
        assert time.time() - lock.stat().st_mtime < 60


def test_edits_that_come_faster_than_an_index_is_made_keep_nobody_waiting(
    reads: list[str], large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of fifty that wait would find the index stale again, and make one for itself: the last one after fifty."""
    began = cache._now()
    assert ids(large) == ["one"]
    large.write_text(TWO, encoding="utf-8")
    states = cache._states(str(large))
    [connection, _] = cache._kept(str(large), states, began)
    assert connection.execute("SELECT id FROM meeting").fetchall() == [("one",)]
    # For a question that was asked afterwards it is no answer.
    assert cache._kept(str(large), states, cache._now()) == (None, [large.name])
    assert ids(large) == ["two"]
