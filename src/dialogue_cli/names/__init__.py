"""Names: which party, person or place is meant by what someone wrote, in a record or in a query."""
