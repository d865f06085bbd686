"""A briefing note, without any markup: what it says in which order, and which quotes stand behind each statement.

`note.briefing` makes it; formats/brief.py writes it as Markdown, and terminal/brief.py sets it on a terminal.
"""
