"""Dates that are as exact as their source: the dates of records, the periods that a person types, both in words."""
