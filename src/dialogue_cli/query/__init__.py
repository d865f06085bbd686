"""A question to an archive, as data: filters, the words of a search, and what is counted."""
