"""Files and folders: replaced as a whole or not at all, and those of the program's own."""

from dialogue_cli.files.ending import ended_in_order
from dialogue_cli.files.leftovers import remove, remove_abandoned, remove_abandoned_of
from dialogue_cli.files.own import is_locked_now, opened_own, state_folder
from dialogue_cli.files.whole import beside, folder_beside, has_bytes, write_new

__all__ = [
    "beside",
    "ended_in_order",
    "folder_beside",
    "has_bytes",
    "is_locked_now",
    "opened_own",
    "remove",
    "remove_abandoned",
    "remove_abandoned_of",
    "state_folder",
    "write_new",
]
