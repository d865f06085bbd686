"""The note of a change of several files while it is made: who reads finds one that was broken off by it.

It stands alone, as every call looks for it and few need more.
"""

MOVING = ".dialogue.moving"
"""Its name, in the folder of the files. While it is there, what stands beside them is needed."""
