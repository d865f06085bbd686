"""The review of a draft: its claims, what a person decides of each, and the record that the accepted ones make."""
