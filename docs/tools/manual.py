"""`python docs/tools/manual.py man` writes the man page, `… reference` the command reference, to standard output."""

from __future__ import annotations

import sys

from dialogue_cli.commands import PROGRAM


def main(what: str) -> str:
    """The text that is asked for."""
    if what == "man":
        from manpage import man_page, markdown

        return man_page(markdown(PROGRAM))
    from reference import reference

    return reference(PROGRAM)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(main(sys.argv[1]))
