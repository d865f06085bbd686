"""A progress bar on standard error, for a person who waits for an index to be made."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from dialogue_cli.terminal import window

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds that pass before it shows: a short wait needs no explanation."""
_READING, _READ = "reading the dataset", "putting it in order"


class Bar:
    """Called with the bytes read and their total; draws itself once it takes long, and leaves no trace.

    All bytes are done when the index is complete. Until then one at least is left, though all are read.
    """

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        # A terminal that cannot move its cursor cannot take the bar away again: an empty line would stay.
        self._is_shown = os.environ.get("TERM") not in ("dumb", "unknown")

    def __call__(self, done: int, total: int) -> None:
        """Shows how far it is; the last call, with all bytes done, takes the bar away."""
        if self._progress is None:
            if not self._is_shown or time.monotonic() - self._begun < PATIENCE or done >= total:
                return
            self._start(total)
        assert self._progress
        stage = _READ if done + 1 >= total else _READING
        self._progress.update(self._progress.task_ids[0], completed=done, description=stage)
        if done >= total:
            self.stop()

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(file=sys.stderr, width=window.width(sys.stderr))
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn(compact=True))
        self._progress = Progress(*columns, console=console, transient=True)
        self._progress.add_task(_READING, total=total)
        self._progress.start()

    def stop(self) -> None:
        """Takes the bar off the screen."""
        if self._progress:
            self._progress.stop()
            self._progress = None
