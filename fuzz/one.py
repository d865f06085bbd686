"""Fuzzes one target in this process, until the time of the engine is over: `python -m fuzz.one TARGET [OPTIONS]`.

An exception is kept, and the search goes on; what the engine itself stops at (a hang, too much memory, a crash of the
interpreter) ends the process, and `run.py` begins again.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris

from fuzz.harness import check_of, keep, seeds


def main() -> None:
    """Runs the engine; it does not return."""
    target = sys.argv[1]
    # Their code tells the engine which inputs reach something new.
    with atheris.instrument_imports(include=["dialogue_cli", "email", "pypdf"]):
        check = check_of(target)
        # What is imported only when it is needed is imported now.
        for seed in seeds(target):
            with suppress(Exception):
                check(seed.read_bytes())

    def one(data: bytes) -> None:
        try:
            check(data)
        except Exception as error:
            if path := keep(target, data, error):
                print(f"FOUND {path}", file=sys.stderr, flush=True)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
