"""The program, as `dialogue` and as `python -m dialogue_cli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs the command line and exits with its status."""
    try:
        from dialogue_cli.cli import run

        status = run()
    except KeyboardInterrupt:
        status = 130
    try:
        sys.exit(status)
    finally:
        if status == 130:
            os._exit(130)


if __name__ == "__main__":
    main()
