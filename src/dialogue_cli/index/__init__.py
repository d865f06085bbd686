"""The index: the decoded records of a dataset in SQLite, with FTS5 over their words. The only SQL.

`schema` is what it looks like and `cache` keeps it between runs. `build` fills it from the YAML: `readers` makes a
`batch` of each part of a file, by itself or in other processes (`side_by_side`, `worker`), `intake` takes them in, and
`tying` ties their names. After an edit, `changes` says what stays, and `retying` mends the ties. `queries` and what is
around it answer. The index holds nothing that the YAML does not, and is thrown away and made anew without a word.
"""
