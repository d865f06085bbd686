"""The program, as `dialogue` and as `python -m dialogue_cli`."""

from __future__ import annotations

import gc
import os
import sys

COMPLETE = "_DIALOGUE_COMPLETE"
"""Set by the completion script of a shell: the Tab key was pressed."""


# Loading modules makes many objects and no garbage: looking for it costs a twentieth of a start.
_GARBAGE = 50_000


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
