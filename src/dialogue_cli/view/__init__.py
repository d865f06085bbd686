"""What is shown of a meeting, as values: columns, headed facts, status, evidence, its place in the year."""
