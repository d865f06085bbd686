"""What is to be said beyond single options: periods, names, search, output, statuses, environment, files.

A topic is shown by `dialogue help NAME`, as a section of the man page and of the command reference.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_cli.cli.flags import FILTERS
from dialogue_cli.cli.help.pages import Example, Option
from dialogue_cli.cli.run import TRACEBACK
from dialogue_cli.formats.registry import FORMATS, able
from dialogue_cli.text import listing
from dialogue_cli.view.columns import COLUMNS, DEFAULT

PURPOSE = "Records of diplomatic meetings: who met whom, when, where, about what, and which source says so."
DESCRIPTION = (
    "dialogue answers questions about diplomatic meetings: who met whom, when, where, about what, and which sentence"
    " of which source says so. The records stand in a YAML file that people write by hand; a collection of meetings"
    " of the European Union with Pakistan, Kazakhstan and Central Asia comes with the program.",
    "On a terminal the answers are tables and pictures fitted to the window. In a pipe they are tab-separated lines."
    " The options come after the command.",
)
EXAMPLES = (
    Example("dialogue list --partner Kazakhstan --since 2025", "Meetings with a country since a year"),
    Example('dialogue search "human rights"', "Meetings that speak of something, best first"),
    Example("dialogue show --evidence eu-central-asia-summit-1", "One meeting, with the words of its sources"),
    Example("dialogue count --by year,partner", "How many, per year and partner"),
)
"""What to start from."""


@dataclass(frozen=True)
class Topic:
    """A title, a line for a list of topics, and blocks: a paragraph, or terms each with its text."""

    title: str
    about: str
    blocks: tuple[str | tuple[tuple[str, str], ...], ...]


_FILTER_TERMS = tuple((Option(flag.names, flag.value, flag.text).label.strip(), flag.text) for flag in FILTERS)

TOPICS: dict[str, Topic] = {
    "filters": Topic(
        "Filters",
        "which meetings, and how filters go together",
        (
            "Filters choose meetings, in list, search, timeline, show, count, people and most other commands. A filter"
            " given twice means any of its values, and different filters must all hold: -p Pakistan -p KZ --since 2025"
            " are the meetings with Pakistan or Kazakhstan since 2025. With --all-match all values of a filter must"
            " hold. A value that begins with ! leaves out what it finds: -p '!Kazakhstan'.",
            _FILTER_TERMS,
            "A name can also be given without an option, in list, timeline, count, brief, export, people, partners,"
            " topics, places and instruments: dialogue list Pakistan 'human rights' 2025. It is read as the partner,"
            " person, topic, series, kind, place, instrument, status, mode, document or period of that name, in this"
            " order, and a note says as what; little words such as in, with and and are passed over. Without a"
            " command too, dialogue Pakistan lists the meetings with Pakistan; words that are no name are searched"
            " for.",
        ),
    ),
    "periods": Topic(
        "Periods",
        "what --since, --until and --on take",
        (
            "A period is a range of whole days, never an instant. --since counts from the first day of its period,"
            " --until to the last day of its own.",
            (
                ("2025, 2025-11, 2025-11-21", "a year, a month, a day"),
                ("2025-Q4, third quarter of 2025", "a quarter: October to December, July to September"),
                ("2025-H1, first half of 2025", "a half-year: January to June"),
                ("November 2025, 21 November 2025", "English names of months, whole or as three letters"),
                ("today, yesterday, this year", "seen from today"),
                ("last month, next quarter", "the calendar month before, the quarter after"),
                ("3 weeks ago", "that day"),
                ("last 30 days, in the last 2 months", "the days from that long ago to today"),
                ("2024-2025", "two years and those between"),
                ("202X, [2025-11-20..2025-12-03]", "a date as records write it: all its possible days"),
                ("2025-07-01..2025-07-31", "from one to the other; either side may be any of the above"),
                ("since 2024, until March 2025", "open at one end, as 2024.. and ..2025-03"),
            ),
            "A day that can be read in two ways, such as 11/07/2025, is an error that shows both.",
            "A meeting is possibly in a period when some reading of its date is, and certainly when every reading is."
            " A filter lets both through and marks the possible ones: held? in a pipe, possibly on a terminal,"
            ' "certain": false in JSON. --certain keeps the certain ones. A meeting without a date is in no period;'
            " a note counts those left out.",
        ),
    ),
    "names": Topic(
        "Names",
        "how partners, people, places and topics are found",
        (
            "Case, diacritics, hyphens and apostrophes do not matter. A partner is also found by an alias or an ISO"
            " code (KZ, KAZ); a group finds the meetings with its members, and a member those with its groups.",
            "A name that fits nothing is matched by its parts, then by its spelling, a letter or two apart, and a note"
            " says what it was taken for. A part that several names share finds all of them. A country that ISO 3166"
            " knows, but no record names, finds nothing. A misspelling of several names is an error that lists them."
            " A note names who is alike and not included: the other Congo, the Republic of China for Taiwan.",
            "People are also found with a title, with initials, in another order of their names, without a middle"
            " name, or in another transliteration: Gorbatschow or Gorbatchev finds Gorbachev, Mao Tse-tung Mao Zedong."
            " If several people have that name, an error lists them.",
            "A place is also found by its country, by a group of countries, or as the output shows it: a city and its"
            " country (Dushanbe, Tajikistan), a venue before them. A city lies in the country that its record states;"
            " where it states none, in the one that the dataset or a list of capitals knows.",
            "'Bank*' finds the names that begin so in the records and the vocabulary, and '!Kazakhstan' leaves out what"
            " it finds; both need quotes for the shell. A guess by spelling or sound leaves nothing out: it is an"
            " error. --exact takes names as the records write them, and --all-match asks that all values of a repeated"
            " option hold.",
        ),
    ),
    "words": Topic(
        "Search",
        "how dialogue search reads its words",
        (
            "The words are looked for in the records and their quotes, inflected too, in other spellings (labour,"
            " labor), and as names: by aliases, codes in capitals, groups and their members, and for people in other"
            " transliterations. A word that no record has is taken for the beginning of one, if it is the last, or for"
            " a near one, unless it is a word of English; a note says so. Up to four words must all be there; if few"
            " meetings have them all, a note"
            " says how many lack one. Of a longer question, and with --any of a short one too, the meetings that cover"
            " most of it come first, and each says what it lacks. Words such as what, the and about are passed over.",
            (
                ('"human rights"', "a phrase; quote it for the shell as '\"human rights\"'"),
                ("trade OR migration", "either of its two neighbours"),
                ("NOT Gaza, -Gaza", "leaves the meetings with this word out; -Gaza within quotes of the shell"),
                ("'(a OR b) NOT (c OR d)'", "parentheses group; NOT (c d) leaves out what has both"),
                ("visa*", "the beginning of a word"),
                ("US, WHO, U.S.", "in capitals or with points an abbreviation, not the word us or who"),
            ),
            "In a text of up to four words, or between two words is read as OR, and not before a word as NOT, with a"
            " note; in a longer one they are words of a sentence. OR, AND and NOT are words too in a text without small"
            " letters in which a word has more than five letters, with a note: TRADE OR MIGRATION, but not UN OR EU."
            " Parentheses without an operator in them or beside them are punctuation. A phrase that no meeting has is"
            " looked for by its words, with a note.",
        ),
    ),
    "formats": Topic(
        "Output formats",
        "what -f, -F and export write",
        (
            "Without -f it is a table on a terminal and tsv in a pipe. Notes and errors only go to standard error.",
            (*((name, format_.about) for name, format_ in FORMATS.items()),),
            f"A line of tsv holds {', '.join(DEFAULT)}. Lists are joined by a semicolon and a space, and a status that"
            " is only possible in the asked period is followed by a question mark. -F chooses other fields:"
            f" {', '.join(COLUMNS)}.",
            f"In a pipe, {listing(able(lambda one: one.local), 'and')} are in the encoding of the locale, and all other"
            " formats are UTF-8.",
        ),
    ),
    "status": Topic(
        "Exit status",
        "what the program ends with",
        (
            (
                ("0", "Something was found."),
                ("1", "Nothing was found, and a note says what was looked at; for check: there are problems."),
                ("2", "The call or the dataset is wrong."),
                ("130", "Interrupted with Ctrl-C."),
            ),
            "A fault of the program itself, or too little memory, is a message and a 2 too, never a 1.",
            "A reader that closes the pipe early, as head does, ends the program quietly with 0.",
        ),
    ),
    "environment": Topic(
        "Environment",
        "the variables that are heeded",
        (
            (
                ("DIALOGUE_DATA", "The dataset, where --data names none."),
                ("DIALOGUE_TODAY", "What today is, as 2025-11-21, for answers that can be repeated."),
                (TRACEBACK, "Where the program broke, in place of a message: for a report."),
                (
                    "DIALOGUE_PAGER, PAGER",
                    "The pager for long output, the first one set; cat or nothing for none; default: less.",
                ),
                ("NO_COLOR", "Not empty: no colours, unless --color always is given."),
                ("FORCE_COLOR", "Not empty: colours in a pipe too."),
                ("TERM", "dumb means no colours, no pager, and only ASCII signs."),
                ("COLUMNS", "The width of the output, from 20 to 1000, where the window does not say it; else 80."),
                ("VISUAL, EDITOR", "The editor of dialogue edit, the first one set; VISUAL not on a dumb terminal."),
                (
                    "XDG_STATE_HOME",
                    "Where answers and edits not yet in a dataset are kept; default: ~/.local/state.",
                ),
                ("XDG_CACHE_HOME", "Where the index is kept; default: ~/.cache, on macOS ~/Library/Caches."),
            ),
        ),
    ),
    "files": Topic(
        "Files",
        "datasets, sources and the index",
        (
            (
                ("*.yaml, *.yml", "A dataset: one file, or a folder of such files read as one."),
                (
                    "seeds/",
                    "Beside a dataset, or beside its folder data/: the documents that its records quote, as text.",
                ),
                (
                    "$XDG_STATE_HOME/dialogue/answers/",
                    "Answers to dialogue add, until the meeting is in the dataset.",
                ),
                (
                    "$XDG_CACHE_HOME/dialogue/",
                    "An index of each dataset. It is made anew whenever the dataset has changed, and can be deleted"
                    " at any time.",
                ),
            ),
        ),
    ),
}
