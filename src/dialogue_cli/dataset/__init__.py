"""A dataset: how YAML becomes records, what is wrong with them, and what proves them.

`folder` says which files it has, `nodes` parses them, `decoding` makes values by the table in `fields`, `reader`
returns the records of a file, and `references` compares all files. `cutting` says where a large file is cut, `parts`
reads what is cut off. `model` has the records as dataclasses, `problems` every check by its code. `documents` has the
texts that are quoted and the verdict on each quote (`encodings` is about bytes that are no text, `appearance` about
what hardly shows), `evidence` which quotes support which claims, `series` what the rounds of
a recurring format add up to.
"""
