"""Where the byte is that makes a file no text: it is looked for block by block."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.dataset import syntax
from dialogue_cli.dataset.syntax import Note, unreadable_byte

PARTS = [b"a", b"\r", b"\n", "\x85".encode(), "\u2028".encode(), "\U0001f54a".encode(), b"\xe9", b"\xe2\x80", b"\0"]


def found_in_whole(data: bytes) -> Note:
    """The same, by looking at each beginning of all the bytes."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    for end in range(len(data)):
        before = data[:end].decode("utf-8", "ignore")
        lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", before)
        spot = (len(lines), len(lines[-1]) + 1)
        if data[end] == 0:
            return *spot, "encoding", "the character U+0000 is not allowed in YAML"
        if not any(starts_a_character(data[start:], end - start) for start in range(max(0, end - 3), end + 1)):
            return *spot, "encoding", f"byte 0x{data[end]:02X} is not UTF-8; save the file as UTF-8"
    return 0, 0, "encoding", "there is a character that is not UTF-8 or not allowed in YAML"


def starts_a_character(data: bytes, at: int) -> bool:
    """Whether some bytes begin with a character to which the one at a place belongs."""
    for size in range(at + 1, 5):
        try:
            if len(data[:size].decode("utf-8")) == 1:
                return True
        except UnicodeDecodeError:
            continue
    return False


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("unreadable") / "file"


@settings(max_examples=300)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=9), is_marked=st.booleans(), block=st.integers(1, 6))
def test_the_first_byte_that_cannot_be_is_named(parts: list[bytes], is_marked: bool, block: int, file: Path) -> None:
    """A person would look for it in another line."""
    data = b"\xef\xbb\xbf" * is_marked + b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "_BLOCK", block)
        file.write_bytes(data)
        assert unreadable_byte(file) == found_in_whole(data)


def test_what_is_behind_it_is_not_read(tmp_path: Path) -> None:
    """A film given by mistake would be read into the memory to say that its first byte is no text."""
    path = tmp_path / "film.yaml"
    path.write_bytes(b"meetings:\n\xff")
    os.truncate(path, 1 << 40)
    assert unreadable_byte(path)[:2] == (2, 1)
