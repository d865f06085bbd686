"""The names of months and days of the week in some languages of Europe, and what else stands in a date there.

Names are compared folded: lower case, without accents. No name means two months in two of these languages.
"""

from __future__ import annotations

from functools import cache

from dialogue_cli.text import folded

_MONTHS = """
january jan janvier janv januari januar janner enero ene gennaio genn gen janeiro
february feb fevrier fevr fev februari februar feber febrero febbraio febbr fevereiro
march mar mars maart mrt marz maerz mrz marzo marco
april apr avril avr abril abr aprile
may mai mei mayo maggio magg mag maio
june jun juin juni junio giugno giu junho
july jul juillet juil juli julio luglio lug julho
august aug aout augustus agosto ago ag
september sep sept septembre septiembre setiembre settembre sett set setembro
october oct octobre oktober okt octubre ottobre ott outubro out
november nov novembre noviembre novembro
december dec decembre dezember dez diciembre dic dicembre dezembro
"""
_DAYS = """
monday mon lundi lun maandag montag lunes lunedi segunda-feira
tuesday tue tues mardi dinsdag dienstag martes martedi terca-feira
wednesday wed mercredi woensdag mittwoch miercoles mercoledi quarta-feira
thursday thu thur thurs jeudi donderdag donnerstag jueves giovedi quinta-feira
friday fri vendredi vrijdag freitag viernes venerdi sexta-feira
saturday sat samedi zaterdag samstag sonnabend sabado sabato
sunday sun dimanche zondag sonntag domingo domenica
"""
TO = tuple("to until till through t/m tot au bis al ate hasta a".split())
"""What stands between the first and the last day."""
AND = tuple("and et en und y e".split())
"""What stands between two days."""
FILLERS = frozenset("on from of the le du de del den der vom van op am il dal el".split())
"""What stands in a date and says nothing."""


@cache
def months() -> dict[str, int]:
    """The number of a month by each of its names, folded."""
    return _numbered(_MONTHS)


@cache
def weekdays() -> dict[str, int]:
    """The number of a day of the week, Monday being 0, by each of its names, folded."""
    return {name: number - 1 for name, number in _numbered(_DAYS).items()}


def _numbered(table: str) -> dict[str, int]:
    return {name: number for number, line in enumerate(table.strip().split("\n"), 1) for name in line.split()}


def month_of(word: str) -> int | None:
    """The month that a word names.

    >>> [month_of(word) for word in ("März", "août", "Sept.", "mrt", "Marble")]
    [3, 8, 9, 3, None]
    """
    return months().get(folded(word).rstrip("."))
