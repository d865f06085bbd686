"""The gate for every proposal, whoever made it: a claim is kept only if its words are in the document and say it.

`judge` is the way in.
"""

from __future__ import annotations

from dialogue_cli.curate.notary.judging import Judged, Refused, judge

__all__ = ["Judged", "Refused", "judge"]
