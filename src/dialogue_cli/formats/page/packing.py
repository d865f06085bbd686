"""Data for the script of the page: as JSON that can be read, or packed for the browser's own DecompressionStream."""

from __future__ import annotations

import base64
import json
import zlib


def plain_data(data: object) -> str:
    """Returns the script element that holds data as JSON."""
    # Without this, data could end the element.
    text = _json(data).replace("<", "\\u003c")
    return f'<script type="application/json" id="_data">{text}</script>\n'


def packed_data(data: object) -> str:
    """Returns the script element that holds data as JSON, compressed (zlib, RFC 1950) and in base64."""
    packed = base64.b64encode(zlib.compress(_json(data).encode("utf-8"), 9)).decode("ascii")
    return f'<script type="application/octet-stream" id="_pack">{packed}</script>\n'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
