"""`python -m dialogue_cli.manual man` writes the man page, `… reference` the command reference, to standard output."""

from __future__ import annotations

import sys

from dialogue_cli import __version__
from dialogue_cli.commands.app import root


def main(what: str) -> str:
    """The text that is asked for."""
    if what == "man":
        from dialogue_cli.manual.roff import man_page

        return man_page(root(), __version__)
    from dialogue_cli.manual.markdown import reference

    return reference(root())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(main(sys.argv[1]))
