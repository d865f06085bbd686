"""Whole collections that exist elsewhere, as tables, into records: `dialogue import`.

`tables` reads files of every kind into rows of text; `mapping` says which column is what; `dates` and `cells`
understand single cells; `records` makes a record of a row; `sameness` finds what is there already; `report` tells of
it all.
"""
