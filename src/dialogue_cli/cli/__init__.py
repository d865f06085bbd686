"""The command line: its options as data, the program made from them, and where text leaves it."""
