"""The data of a page and the HTML of its cards, packed for the page's own script to unpack."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any


def packed(data: Mapping[str, Any], cards: Sequence[str]) -> str:
    """Data and cards as JSON, deflated (zlib), in base 64: what `DecompressionStream("deflate")` takes back."""
    text = json.dumps({**data, "cards": list(cards)}, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
