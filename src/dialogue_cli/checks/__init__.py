"""What is likely a slip in a dataset: one file for each kind of check, and `examine`, which runs them all.

A check is a function in the fitting file, named in the tuple at its end, and its code with severity and meaning
in `dataset/problems.py`.
"""
