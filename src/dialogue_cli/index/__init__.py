"""The index: the decoded records of a dataset in SQLite, with FTS5 over their words. The only SQL.

`schema` is what it looks like, `build` fills it from the YAML, `cache` keeps it between runs, `ask` answers
from it. It holds nothing that the YAML does not, and is thrown away and made anew without a word.
"""
