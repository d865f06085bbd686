"""One process builds an index while the others that need it wait: fifty would take fifty times as long."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from dialogue_cli.files import is_locked_now, opened_own, remove
from dialogue_cli.index.renewal import is_own_folder

LEAST = 1 << 20
"""Bytes of a dataset for which it is worth to wait."""
_BEAT = 0.5
"""Seconds after which the one that builds shows again that it does."""
_DEAD = 5.0
"""Seconds without that sign, after which nobody waits any more: it was stopped, or its machine has gone."""
_AGAIN = 0.05


@contextmanager
def turn(file: str) -> Iterator[None]:
    """A turn at building an index. Another process may have built it meanwhile.

    It waits as long as that one shows that it is at work; where there can be no lock, it does not wait.
    """
    lock = Path(f"{file.removesuffix('.sqlite')}.lock")
    with ExitStack() as stack:
        with suppress(OSError):
            while is_own_folder(lock.parent) and not _is_taken(lock, stack) and not _is_dead(lock):
                time.sleep(_AGAIN)
        yield


def _is_dead(lock: Path) -> bool:
    try:
        return time.time() - lock.stat().st_mtime > _DEAD
    except FileNotFoundError:
        return False


def _is_taken(lock: Path, stack: ExitStack) -> bool:
    """Takes the lock until the end of `stack`; False where another process has it."""
    held = opened_own(lock, os.O_RDWR | os.O_CREAT)
    if not is_locked_now(held, lock):
        os.close(held)
        return False
    stack.callback(os.close, held)
    stack.callback(remove, lock)
    stack.enter_context(_beating(held))
    return True


@contextmanager
def _beating(held: int) -> Iterator[None]:
    """Shows now and then that this process is at work, by the time of its lock."""
    import threading

    is_done = threading.Event()

    def beat() -> None:
        while not is_done.wait(_BEAT):
            with suppress(OSError):
                os.utime(held)

    os.utime(held)
    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        is_done.set()
        beating.join()
