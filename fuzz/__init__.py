"""Coverage-guided fuzzing: what no one has thought of, tried against what must always hold (see README.md)."""
