"""Proposes records out of a document, by rules: every claim with the words that say it.

`propose` is the way in. The rules read English press releases and news. Precision comes first: what a rule does not
understand is left out, and what has two readings goes to `unsure`, from which a person chooses.
"""
