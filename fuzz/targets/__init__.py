"""One module for each thing that is fuzzed: `check(data)` raises where something does not hold that always must."""
