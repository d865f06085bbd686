"""Questions at a terminal, one line each: they work through ssh, without colours and in any window."""
