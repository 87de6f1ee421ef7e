"""Numbers as they are said in English: "four oh four", "five hundred", "four hundred and one", "four ninety-nine"."""

from __future__ import annotations

from functools import cache

from bot.understand.pattern import Pattern

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGIT = r"(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine)"
_TENS_WORD = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEEN = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
SAID = Pattern(
    r"(?<![a-z])(?:one|two|three|four|five)[\s-](?:hundred(?:[\s-](?:and[\s-])?(?:"
    + rf"{_TENS_WORD}(?:[\s-]{_DIGIT})?|{_TEEN}|{_DIGIT}))?|{_DIGIT}[\s-]{_DIGIT}|{_TENS_WORD}(?:[\s-]{_DIGIT})?|{_TEEN})(?![a-z])"
)


def number(said: str) -> int | None:
    """The number from 100 to 599 that a stretch found by `SAID` says; None for none."""
    words = [word for word in said.replace("-", " ").split() if word != "and"]
    return _table().get(" ".join("zero" if word in ("oh", "o") else word for word in words))


@cache
def _table() -> dict[str, int]:
    return {told: value for value in range(100, 600) for told in _ways(value)}


def _ways(value: int) -> tuple[str, ...]:
    hundreds, rest = divmod(value, 100)
    lead = _ONES[hundreds]
    by_digit = f"{lead} {_ONES[rest // 10]} {_ONES[rest % 10]}"
    if rest == 0:
        return (f"{lead} hundred", by_digit)
    return (f"{lead} hundred {_below_hundred(rest)}", by_digit, f"{lead} {_below_hundred(rest)}")


def _below_hundred(value: int) -> str:
    if value < 10:
        return _ONES[value]
    if value < 20:
        return _TEENS[value - 10]
    return " ".join(filter(None, (_TENS[value // 10], _ONES[value % 10] if value % 10 else "")))
