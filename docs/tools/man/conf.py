"""How Sphinx makes the man page out of the Markdown that `docs/tools/manpage.py` writes."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.writers.manpage import ManualPageTranslator

from dialogue_cli import __version__

# The last words of the page's header and footer.
project = "User Commands"
version = f"dialogue {__version__}"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
source_suffix = {".md": "markdown"}
root_doc = "dialogue"
_ABOUT = "ask records of diplomatic meetings who met whom, when, where and about what"
man_pages = [("dialogue", "dialogue", _ABOUT, [], 1)]


class _Translator(ManualPageTranslator):
    def header(self) -> str:
        """The title without the day on which Sphinx runs, and NAME; below it no word is broken, no line stretched."""
        self._docinfo["date"] = ""
        return f".nr HY 0\n{super().header()}.nh\n.ad l\n"

    def deunicode(self, text: str) -> str:
        """Every sign as itself: roff draws some of ASCII as others, and older programs read no UTF-8."""
        text = text.replace("^", r"\(ha").replace("~", r"\(ti")
        return "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in text)


def setup(app: Sphinx) -> None:
    """Tells Sphinx how text is written."""
    app.set_translator("man", _Translator, override=True)
