"""The program, as `dialogue` and as `python -m dialogue_cli`."""

from __future__ import annotations

import gc
import os
import sys

COMPLETE = "_DIALOGUE_COMPLETE"
"""Set by the completion script of a shell: the Tab key was pressed."""


# Loading modules makes many objects and no garbage: looking for it costs a twentieth of a start.
_GARBAGE = 50_000


def program() -> None:
    """The command line as a process of its own, which ends at once.

    Taking apart all that an interpreter holds costs a tenth of a call, and nothing here needs it: what is kept is
    written, and SQLite's files are only read.
    """
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int) and _is_alone():
            os._exit(ended.code)
        raise


def _is_alone() -> bool:
    """Whether all is written, and nobody else waits for the end: no thread, no child, no profiler or debugger."""
    # Whatever has threads, children or something to do at the end (coverage, a pager) has loaded this.
    if "threading" in sys.modules or sys.getprofile() or sys.gettrace() or sys.flags.inspect:
        return False
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    return True


def main() -> None:
    """Runs the command line and exits with its status."""
    gc.set_threshold(_GARBAGE)
    try:
        status = _run()
    except KeyboardInterrupt:
        status = 130
    try:
        sys.exit(status)
    finally:
        if status == 130:
            os._exit(130)


def _run() -> int:
    from dialogue_cli.commands import PROGRAM

    if shell := os.environ.get(COMPLETE):
        from dialogue_cli.cli.streams import decoded
        from dialogue_cli.completion.tab import complete

        complete(PROGRAM, shell, decoded(sys.argv[1:]))
        return 0
    from dialogue_cli.cli.run import run

    return run(PROGRAM)


if __name__ == "__main__":
    main()
