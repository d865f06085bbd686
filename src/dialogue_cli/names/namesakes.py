"""States that went by one name and are parties of their own: who asks for one of them is told of the others."""

from __future__ import annotations

from dialogue_cli.names.iso import without_generic_words

# The name, then the codes of those that it may mean: see `iso.Country.code`.
_SHARED = """
china: CN X-ROC
congo: CD CG
germany: DE DDDE
korea: KP KR
malaysia: MY X-MLY
taiwan: TW X-ROC
vietnam: VN VDVN X-RVN
viet nam: VN VDVN X-RVN
yemen: YE X-YAR YDYE
yugoslavia: YUCS CSXX
"""


def namesakes(name: str) -> tuple[str, ...]:
    """The codes of the states that a name may mean, or may have meant; none where there is but one.

    >>> namesakes("Republic of Korea"), namesakes("South Korea")
    (('KP', 'KR'), ())
    """
    shared = dict(line.split(": ") for line in _SHARED.strip().splitlines())
    return tuple(shared.get(without_generic_words(name), "").split())
