"""Draws what README.md and the documentation show: `make pictures`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "pictures"
DIALOGUE = Path(sys.executable).with_name("dialogue")
QUIET = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync".split()


def main() -> None:
    """The timeline as it is written, and the page as a browser shows it at twice the resolution."""
    HERE.mkdir(exist_ok=True)
    environment = os.environ | {"DIALOGUE_TODAY": "2026-01-15", "PAGER": "cat"}
    svg = subprocess.run([DIALOGUE, "timeline", "-f", "svg"], env=environment, check=True, capture_output=True).stdout
    (HERE / "timeline.svg").write_bytes(svg)
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("pictures: the page needs chromium: install the package chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        subprocess.run([DIALOGUE, "export", "html", "-o", page], env=environment, check=True)
        size = ["--window-size=960,1100", "--force-device-scale-factor=1.5", "--hide-scrollbars"]
        shot = [f"--user-data-dir={folder}/profile", f"--screenshot={HERE / 'page.png'}", page.as_uri()]
        subprocess.run([chromium, *QUIET, *size, *shot], check=True, capture_output=True)


if __name__ == "__main__":
    main()
