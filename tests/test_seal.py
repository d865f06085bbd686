"""A kept index is believed only when it is what was written, by this user."""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Query, open_archive
from dialogue_cli.index import cache, seal
from tests.conftest import Run
from tests.test_cache import ONE, TWO, ids

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")
NOBODY = 65534


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def index_of(path: Path) -> Path:
    return Path(cache.index_file(str(path)))


def is_intact(file: Path) -> bool:
    return seal.intact(str(file), cache._now(), cache.GRAIN) is not None


def flipped(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def test_no_flipped_bit_is_believed(dataset: Callable[..., Path]) -> None:
    """Of a bit flipped in a title or in a key, SQLite tells nothing: the answer would be another fact."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    file = index_of(path)
    whole = file.read_bytes()
    assert is_intact(file)
    for place in [*range(0, len(whole), len(whole) // 800), *range(len(whole) - 20, len(whole))]:
        file.write_bytes(flipped(whole, place, place % 8))
        assert not is_intact(file), place
    for cut in (0, 7, 16, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        assert not is_intact(file), cut
    file.write_bytes(whole + b"\n")
    assert not is_intact(file)


def test_a_changed_fact_is_made_right_before_anything_is_said(dataset: Callable[..., Path]) -> None:
    """A record whose year is another by one bit would be shown with a proof that it does not have."""
    path = dataset("meetings:\n- {id: one, title: Signature, date: 2024-05-01, partners: [Aland]}\n")
    assert ids(path) == ["one"]
    file = index_of(path)
    file.write_bytes(file.read_bytes().replace(b"2024-05-01", b"2025-05-01").replace(b"Signature", b"Signatusf"))
    with open_archive(path) as archive:
        [match] = archive.find(Query(period="2024"))
        assert (match.title, match.meeting.title, str(match.meeting.date)) == ("Signature", "Signature", "2024-05-01")


def test_a_large_index_is_summed_up_once_until_it_is_touched(
    dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gigabyte would be read at every question; but a bit that flips in it afterwards must be seen."""
    monkeypatch.setattr(seal, "_QUICK", 0)
    monkeypatch.setattr(cache, "GRAIN", 0)
    path = dataset(ONE)
    sums: list[int] = []
    whole = seal._sum
    monkeypatch.setattr(seal, "_sum", lambda file, size: sums.append(size) or whole(file, size))
    assert ids(path) == ["one"]
    # One to write the seal, and one when it is opened.
    assert len(sums) == 2
    assert ids(path) == ids(path) == ["one"]
    assert len(sums) == 2
    file = index_of(path)
    before, data = file.stat(), file.read_bytes()
    file.write_bytes(flipped(data, data.index(b"Aland"), 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_intact(file)
    assert [match.record["partners"] for match in open_archive(path).find(Query())] == [["Aland"]]


def noted(text: bytes) -> bytes:
    """What somebody wrote down of an index, with the checksum that belongs to it."""
    return text + b"%d\n" % zlib.crc32(text)


@pytest.mark.parametrize(
    "damage", [b"", b"1 2 3\n4\n", b"\xff\xfe", b"x y z\n", *map(noted, (b"\n", b"1\n\n", b"\n1\n"))]
)
def test_what_was_seen_is_not_believed_where_it_is_damaged(
    damage: bytes, dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged note would vouch for an index or a file that nobody has looked at, or end in a traceback."""
    monkeypatch.setattr(seal, "_QUICK", 0)
    monkeypatch.setattr(cache, "GRAIN", 0)
    path = dataset(ONE)
    assert ids(path) == ["one"]
    file = index_of(path)
    seen = Path(seal.seen_file(str(file)))
    state = seal.intact(str(file), cache._now(), 0).state
    assert state
    good = seen.read_bytes()
    for text in (damage, flipped(good, 30, 0), good + good):
        seen.write_bytes(text)
        assert seal._seen(str(file), seal.intact(str(file), 0, 0).checksum).state != state
        assert ids(path) == ["one"]


def planted(file: Path, sql: str) -> None:
    """Changes an index and seals it anew, as somebody would who knows how."""
    seal.unseal(file)
    with sqlite3.connect(file) as connection:
        connection.executescript(sql)
    connection.close()
    seal.seal(file)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE meeting RENAME TO m2; CREATE VIEW meeting AS SELECT * FROM m2",
        "CREATE TRIGGER t AFTER INSERT ON meeting BEGIN SELECT load_extension('x'); END",
    ],
)
def test_a_view_or_trigger_in_an_index_is_never_run(sql: str, dataset: Callable[..., Path]) -> None:
    """What somebody else planted in a cache would run whenever the collection is asked."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    planted(index_of(path), sql)
    assert is_intact(index_of(path))
    assert cache._open(str(index_of(path))) is None
    assert ids(path) == ["one"]
    [connection, _] = cache._open(str(index_of(path)))
    assert connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchall() == []
    assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)


@needs_root
def test_an_index_of_another_user_is_not_trusted(dataset: Callable[..., Path]) -> None:
    """Whoever can put a file into a shared cache could put facts into the answers."""
    path = dataset(ONE)
    assert ids(path) == ["one"]
    file = index_of(path)
    os.chown(file, NOBODY, NOBODY)
    assert cache._open(str(file)) is None
    assert ids(path) == ["one"]
    assert file.stat().st_uid == os.geteuid()


@needs_root
def test_nothing_is_left_in_the_cache_of_another_user(dataset: Callable[..., Path]) -> None:
    """A file of root in the cache of a person, from one run under sudo, could not be replaced by them any more."""
    path = dataset(ONE)
    folder = Path(cache.cache_folder())
    folder.mkdir(parents=True)
    os.chown(folder, NOBODY, NOBODY)
    assert ids(path) == ["one"]
    assert list(folder.iterdir()) == []


def test_a_link_in_the_place_of_an_index_is_not_written_through(dataset: Callable[..., Path], tmp_path: Path) -> None:
    """A link to a file of the person would let a question replace that file, or an index elsewhere be believed."""
    path, other = dataset(ONE), dataset(TWO, "two.yaml")
    assert ids(path) == ["one"]
    assert ids(other) == ["two"]
    letter = tmp_path / "letter.txt"
    letter.write_text("mine", encoding="utf-8")
    file = index_of(path)
    for target in (letter, index_of(other), tmp_path / "nowhere"):
        file.unlink()
        file.symlink_to(target)
        before = target.read_bytes() if target.exists() else None
        assert cache._open(str(file)) is None
        assert ids(path) == ["one"]
        assert not file.is_symlink()
        assert (target.read_bytes() if target.exists() else None) == before


def test_a_umask_that_forbids_everything_does_not_lock_the_cache(
    dataset: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder and an index that their own user cannot read would be made again at every question, or stop it."""
    path = dataset(ONE)
    old = os.umask(0o777)
    try:
        assert ids(path) == ["one"]
    finally:
        os.umask(old)
    file = index_of(path)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_file_names_that_are_shown_alike_are_two_files(run: Callable[..., Run], tmp_path: Path) -> None:
    """A byte that is no text and the escape that shows it were one name to the index, and the run broke off."""
    folder = tmp_path / "d"
    folder.mkdir()
    for name, text in ((b"x\xff.yaml", ONE), (b"x\\xff.yaml", TWO)):
        (folder / os.fsdecode(name)).write_text(text, encoding="utf-8")
    for _ in range(2):
        done = run("list", "--data", str(folder))
        assert (done.ids, done.err, done.status) == (["one", "two"], "", 0)


@pytest.mark.parametrize("name", ["c" * 300, "file/below", "missing/" * 200])
def test_a_cache_folder_that_cannot_be_made_stops_nothing(run: Callable[..., Run], tmp_path: Path, name: str) -> None:
    """Every command would say that it cannot write, though it was only asked to read."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run("count", env={"XDG_CACHE_HOME": str(tmp_path / name)})
    assert (done.out, done.err, done.status) == ("12\n", "", 0)
