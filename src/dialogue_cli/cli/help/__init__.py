"""What the program says of itself: help on a terminal, the man page and the command reference, out of one source.

The source is the commands themselves (docstrings, options) and the texts of `topics.py`; `pages.py` reads it.
"""
