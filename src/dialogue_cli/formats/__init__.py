"""One file per output format. A format writes rows to a stream and knows nothing of queries or files."""
