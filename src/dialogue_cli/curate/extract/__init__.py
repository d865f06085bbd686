"""What was received (a web page, a PDF, a Word file, a mail) to the text that quotes are compared with.

No sentence may be lost; menus may stay. Nothing is fetched, and no script is run.
"""

from __future__ import annotations

from dialogue_cli.curate.extract.extracted import Extracted, Proposal, TooMuchError
from dialogue_cli.curate.extract.kinds import extract

__all__ = ["Extracted", "Proposal", "TooMuchError", "extract"]
