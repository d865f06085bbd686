"""How Sphinx makes the documentation: `make docs`."""

from __future__ import annotations

from dialogue_cli import __version__

project = "dialogue"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = "dialogue"
html_static_path: list[str] = []
# No address of another host in a page: it is read where there is no network, too.
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 3
myst_links_external_new_tab = False
# What follows the language of a session says to the tests how to run it.
suppress_warnings = ["misc.highlighting_failure"]

# Our docstrings write code in single backquotes.
default_role = "code"
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
html_show_copyright = False
