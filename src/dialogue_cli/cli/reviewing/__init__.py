"""The review of a draft at a terminal: one claim at a time, with plain questions and answers of a letter."""
