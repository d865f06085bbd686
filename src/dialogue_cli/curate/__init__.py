"""Changing a dataset: whatever writes to one does so here, by splicing text at the places that the parser tells."""
