"""Asks the index of advisories about every package that a person who installs `dialogue` gets.

    python .ci/audit.py FOLDER

FOLDER is an environment with the program in it (`make audit` makes one). Ends with 1 where an advisory is found. Where
the index cannot be reached it says so, and ends with 0: a gate without a network is no worse than it was.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OWN = "dialogue-cli"
UNREACHED = "pip-audit: the index of advisories cannot be reached; skipped"
# What pip-audit and the library that it asks with raise when nobody answers, or not as the index would.
_NOBODY = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError", "ServiceError", "HTTPError")


def main() -> int:
    """Returns the exit status: 0 for nothing found or nobody to ask, 1 for an advisory."""
    (packages,) = Path(sys.argv[1]).glob("lib/python*/site-packages")
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--path",
        str(packages),
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if any(name in done.stderr for name in _NOBODY):
            print(UNREACHED)
            return 0
        print(done.stderr, end="", file=sys.stderr)
        return done.returncode or 1
    return _told([one for one in found if one["name"] != OWN])


def _told(found: list[dict[str, object]]) -> int:
    # A mirror has no advisories: it knows no package, for which pip-audit says that there are none.
    skipped = [one["name"] for one in found if "skip_reason" in one]
    if len(skipped) == len(found):
        print(UNREACHED)
        return 0
    for name in skipped:
        print(f"pip-audit: {name} is not in the index of advisories; skipped")
    advisories = [
        f"{one['name']} {one['version']}: {each['id']}; mended in {', '.join(each['fix_versions']) or 'no version'}"
        for one in found
        for each in one.get("vulns", ())  # type: ignore[attr-defined]
    ]
    print(*advisories or [f"pip-audit: no advisory; packages asked about: {len(found) - len(skipped)}"], sep="\n")
    return 1 if advisories else 0


if __name__ == "__main__":
    sys.exit(main())
