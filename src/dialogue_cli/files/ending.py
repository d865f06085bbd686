"""What is being written when the program is told to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Lets SIGTERM and SIGHUP end the block as Ctrl-C does: what has been written so far is taken back."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    # Only the main thread may ask for signals. One that is ignored (nohup) stays so.
    is_main = threading.current_thread() is threading.main_thread()
    taken = [
        number for number in (signal.SIGTERM, signal.SIGHUP) if is_main and signal.getsignal(number) == signal.SIG_DFL
    ]
    for number in taken:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
