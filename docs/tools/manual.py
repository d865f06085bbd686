"""`python docs/tools/manual.py man` writes the man page, `… reference` the command reference, to standard output."""

from __future__ import annotations

import sys

from dialogue_cli import __version__
from dialogue_cli.commands import PROGRAM


def main(what: str) -> str:
    """The text that is asked for."""
    if what == "man":
        from roff import man_page

        return man_page(PROGRAM, __version__)
    from reference import reference

    return reference(PROGRAM)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(main(sys.argv[1]))
