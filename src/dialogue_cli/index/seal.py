"""The seal of a kept index: a checksum behind its last page; and what has been seen of its files since it was written.

SQLite does not notice a flipped bit in a value or in a key: it answers with another fact. So an index is believed
only when all of it is what was written, and it is never written again once it is in its place. A large one, which
takes time to sum up, is trusted for a day while its state (see `cache.State`) is the one that was summed up. That is
written in a file beside it, with the states of the files of the dataset whose bytes were found unchanged.
"""

from __future__ import annotations

import binascii
import os
import stat
from contextlib import suppress
from typing import BinaryIO

from dialogue_cli.tuples import NamedTuple

_MARK = b"dialogue"
_LENGTH = len(_MARK) + 8
"""Of a seal, in bytes: the mark, and the CRC-32 of all before it in hexadecimal digits."""
_QUICK = 1 << 23
"""Bytes up to which an index is summed up each time that it is opened: some milliseconds."""
_TRUSTED = 24 * 3600 * 1_000_000_000
"""Nanoseconds for which a large one is trusted once it was summed up."""
_CHUNK = 1 << 20
_MOST_SEEN = 1 << 26
"""Bytes of what is written down of an index: more than of any number of files."""

Numbers = tuple[int, ...]
"""Size, inode, mtime and ctime of a file, and when it was looked at (nanoseconds)."""


class Seen(NamedTuple):
    """What was seen of an index with a checksum: its own state where that was summed up, and those of files."""

    checksum: int
    state: Numbers
    files: dict[int, Numbers]
    """By the numbers of the files in the index."""


def seal(file: str | os.PathLike[str]) -> None:
    """Puts the seal behind an index that is written."""
    with open(file, "r+b") as whole:
        checksum = _sum(whole, os.fstat(whole.fileno()).st_size)
        whole.seek(0, os.SEEK_END)
        whole.write(_marked(checksum))


def unseal(file: str | os.PathLike[str]) -> None:
    """Takes the seal from an index, so that it can be written."""
    os.truncate(file, os.stat(file).st_size - _LENGTH)


def intact(file: str, now: int, grain: int) -> Seen | None:
    """What was seen of an index since it was written; None where it is not what was written.

    `now` and `grain` (see `cache.GRAIN`) are nanoseconds. OSError where there is none, or it is of another user.
    """
    with _opened(file) as whole:
        state = os.fstat(whole.fileno())
        size = state.st_size - _LENGTH
        if size < 0:
            return None
        whole.seek(size)
        mark = whole.read()
        try:
            checksum = int(mark[len(_MARK) :], 16)
        except ValueError:
            return None
        # A number can be written in more than one way, and only one was.
        if mark != _marked(checksum):
            return None
        seen = _seen(file, checksum)
        numbers = (state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns)
        is_large = size > _QUICK
        if is_large and seen.state[:-1] == numbers and 0 <= now - seen.state[-1] < _TRUSTED:
            return seen
        whole.seek(0)
        if _sum(whole, size) != checksum:
            return None
    if is_large and state.st_ctime_ns < now - grain:
        seen = Seen(checksum, (*numbers, now), seen.files)
        note(file, seen)
    return seen


def note(file: str, seen: Seen) -> None:
    """Writes down what was seen of an index, where that can be written."""
    from pathlib import Path

    from dialogue_cli.files import beside

    lines = [(seen.checksum, *seen.state), *((number, *state) for number, state in seen.files.items())]
    text = "".join(f"{' '.join(map(str, line))}\n" for line in lines).encode()
    with suppress(OSError), beside(Path(seen_file(file))) as new:
        new.write_bytes(text + b"%d\n" % binascii.crc32(text))


def seen_file(file: str) -> str:
    """Where it is written down what was seen of an index."""
    return f"{file.removesuffix('.sqlite')}.seen"


def _seen(file: str, checksum: int) -> Seen:
    """What is written down of an index with a checksum; nothing where it is of another one, or damaged."""
    with suppress(OSError, ValueError):
        with _opened(seen_file(file)) as noted:
            lines = noted.read(_MOST_SEEN).splitlines(keepends=True)
        if lines and int(lines.pop()) == binascii.crc32(b"".join(lines)):
            (first, *state), *others = (tuple(map(int, line.split())) for line in lines)
            if first == checksum:
                return Seen(checksum, tuple(state), {number: tuple(of_file) for number, *of_file in others})
    return Seen(checksum, (), {})


def _opened(file: str) -> BinaryIO:
    """A file of the cache. OSError where it is a link, a pipe or of another user: it is not followed or waited for."""
    # `files.opened_own`, which says why, would have to be loaded at every start.
    held = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    state = os.fstat(held)
    if not stat.S_ISREG(state.st_mode) or state.st_uid != os.geteuid():
        os.close(held)
        raise PermissionError(file)
    return os.fdopen(held, "rb")


def _marked(checksum: int) -> bytes:
    return _MARK + b"%08x" % checksum


def _sum(whole: BinaryIO, size: int) -> int:
    """The CRC-32 of so many bytes from where a file is."""
    checksum = 0
    while size > 0 and (chunk := whole.read(min(size, _CHUNK))):
        checksum = binascii.crc32(chunk, checksum)
        size -= len(chunk)
    return checksum
