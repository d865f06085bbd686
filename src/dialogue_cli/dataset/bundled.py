"""Where the bundled data lies: the one place that knows."""

from __future__ import annotations

from pathlib import Path


def bundled_dataset() -> Path:
    """The bundled dataset: inside the package when installed from a wheel, beside `src/` in a checkout."""
    here = Path(__file__).parent.parent
    installed = here / "data" / "meetings.yaml"
    return installed if installed.exists() else here.parent.parent / "data" / "meetings.yaml"
