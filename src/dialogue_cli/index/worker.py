"""The process that reads parts of files for another one: jobs come by standard input, and what they bring goes out."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct("<Q")
_LONGEST = 1 << 32


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes a message with its length. Raises OSError when nobody is there to read it."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError when there is none, ValueError for what is no message."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > _LONGEST:
        raise ValueError
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def serve() -> None:
    """Reads what is asked for until there is no more to do."""
    import gc
    import marshal
    import os
    import signal
    import sys
    from pathlib import Path

    # Ctrl-C is for the process that asks: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    from dialogue_cli.dataset.cutting import Part
    from dialogue_cli.index.parts import read_here

    try:
        while True:
            job = marshal.loads(receive(sys.stdin.buffer))
            parts = [(Path(os.fsdecode(path)), Part(*part)) for path, part in job]
            found = [read and (tuple(read.batch), read.open_list) for read in read_here(parts)]
            send(sys.stdout.buffer, marshal.dumps(found))
    except (EOFError, OSError):
        os._exit(0)
