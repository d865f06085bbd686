"""Drawing for a person at a terminal: the only place that knows Rich."""
