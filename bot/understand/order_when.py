"""When the daily card is to come, or not to: the time of day, the days, the length of a rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.korean import DAYS
from bot.order import EVERY_DAY, WEEKDAYS, Rest
from bot.understand.pattern import Pattern

# How one says that something is to stay away: "공휴일엔 카드 보내지 마", "주말은 빼고".
_NOT_THEN = r"\S{0,3}\s*(?:카드\S?\s*)?(?:쉬|쉴|빼|뺀|제외|말고|안\s|안(?=받|보내)|건너|그만|보내지\s*(?:마|말)|받지\s*않|skip)"
_ONCE = r"(?<!이번 )(?<!이번)(?<!다음 )(?<!다음)(?<!오는 )(?<!이번 주 )(?<!다음 주 )(?<!다음주 )(?<!이번주 )"
_HOLIDAYS_TOO = Pattern(r"(?:공휴일|휴일|빨간\s*날|쉬는\s*날)\S*\s*(?:에?도|이라도|상관\s*없이|포함)|including\s+holidays")
_NO_HOLIDAYS = Pattern(rf"(?:공휴일|휴일|빨간\s*날|쉬는\s*날){_NOT_THEN}|(?:skip|no|except|without)\s+holidays")
_FOREVER = Pattern(
    r"매일(?!\s*카드|카드)|날마다|하루도|주\s*7일|일주일\s*내내|주말\s*(?:에?도|포함|까지)|every\s*day|daily(?!\s*card)"
)
_NO_WEEKEND = Pattern(rf"{_ONCE}주말(?!\s*(?:에?도|포함|까지)){_NOT_THEN}")
_WEEKDAYS_ONLY = Pattern(r"평일|주중|주\s*5일|(?:every\s*)?weekdays?|workdays?|mon(?:day)?\s*(?:-|to|through)\s*fri")
_WEEKEND_ONLY = Pattern(r"주말(?!\s*(?:에?도|포함|까지))|weekends?")
_NAMED_DAYS = Pattern(
    r"(?<![가-힣])([월화수목금토일]{2,7})(?=\s|$|요일|에|은|는|마다|만|,|\d)|([월화수목금토일])요일|(?<![가-힣])([월화수목금토일](?:\s*[,·/]\s*[월화수목금토일])+)"
)
_FROM_TO_DAY = Pattern(
    r"(?<![가-힣])([월화수목금토일])(?:요일)?\s*(?:부터|에서|[~∼-])\s*([월화수목금토일])(?:요일|(?![가-힣])|(?=까지))"
)
_NOT_ON = Pattern(rf"{_ONCE}(?:(?<![가-힣])[월화수목금토일]{{2,7}}|[월화수목금토일]요일){_NOT_THEN}")
_ENGLISH_DAYS = Pattern(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rsday|urday)?s?\b")
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKEND = frozenset({5, 6})

_HOURS = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12,
}  # fmt: skip
# "한 시" of "원하는 한 시각" and of "다시" is no hour: a numeral of one syllable stands by itself, or after the half of the day.
_NUMERAL = r"열한|열두|다섯|여섯|일곱|여덟|아홉|(?:(?<![가-힣])|(?<=오전|오후|아침|새벽|점심|저녁|매일|평일|주말|마다))[한두세네열]"
_CLOCK = Pattern(
    r"(?P<half>오전|오후|아침|새벽|낮|점심|저녁|밤|a\.?m\.?|p\.?m\.?)?\s*"
    rf"(?:(?P<h>\d{{1,2}})\s*:\s*(?P<m>\d{{2}})(?!\d)(?:\s*(?P<with_minutes>a\.?m\.?|p\.?m\.?))?|"
    rf"(?P<hour>\d{{1,2}}|{_NUMERAL})\s*시(?![간각작적점도])(?:\s*(?P<thirty>반)|\s*(?P<minutes>\d{{1,2}})\s*분|\s*(?P<bare>\d{{2}})(?!\s*[\d월일주달개]))?|"
    r"(?P<english>\d{1,2})\s*(?P<after>a\.?m\.?|p\.?m\.?))\s*(?P<late>a\.?m\.?|p\.?m\.?)?"
)
_INSTEAD_OF_IT = Pattern(r"(?:에\s*)?(?:말고|대신|에서)|→|->|\s*to\b")  # "9시 말고 10시"
_ABOUT_THEN: tuple[tuple[Pattern, time], ...] = (
    (Pattern(r"정오|점심|noon"), time(12)),
    (Pattern(r"자정|midnight"), time(0)),
    (Pattern(r"퇴근|저녁|evening"), time(18)),
    (Pattern(r"아침|출근|오전|morning"), time(9)),
    (Pattern(r"밤|자기\s*전|night"), time(21)),
)
_LATER = ("오후", "낮", "점심", "저녁", "밤", "pm")
_COUNTS = {
    1: "하루 aday",
    2: "이틀",
    3: "사흘",
    4: "나흘",
    5: "닷새",
    6: "엿새",
    7: "이레 일주일 한주 aweek",
    10: "열흘",
    14: "이주 두주 이주일",
    15: "보름",
    21: "삼주 세주",
    30: "한달 amonth",
    60: "두달",
    90: "석달 세달",
}
_NUMBER_OF_DAYS = {word: days for days, words in _COUNTS.items() for word in words.split()}
_SPELT = Pattern("|".join(r"\s*".join(word) for word in sorted(_NUMBER_OF_DAYS, key=len, reverse=True)))
_SPAN = Pattern(r"(\d{1,3})\s*(일|주|달|개월|days?|weeks?|months?)(?!요일|\s*차)")
_DAYS_IN = {"일": 1, "주": 7, "달": 30, "개": 30, "d": 1, "w": 7, "m": 30}
_UNTIL = Pattern(r"(?:(\d{1,2})\s*월\s*(\d{1,2})\s*일|(\d{1,2})/(\d{1,2}))\s*(?:까지|until|$)|until\s+(\d{1,2})/(\d{1,2})")
_THROUGH = Pattern(r"(?:(이번\s*주|금주|this\s+week)|(?:다음\s*주|담\s*주|차주|next\s+week))\S{0,2}\s*까지")
_WEEK = Pattern(r"(이번\s*주(?!말)|금주|this\s+week(?!end))|(다음\s*주(?!말)|담\s*주(?!말)|차주|next\s+week(?!end))")
_SINCE = Pattern(r"(?:(\d{1,2})\s*월\s*(\d{1,2})\s*일|(\d{1,2})/(\d{1,2}))\s*(?:부터|[~∼-])")
_TO_THE_DAY = Pattern(r"(\d{1,2})\s*일\s*까지")  # of the month that was named before: "1월 3일부터 5일까지"
_TOMORROW = Pattern(r"(내일|tomorrow)(?!\s*까지)|모레(?!\s*까지)")
_TODAY = Pattern(r"오늘|today")


def time_of(text: str) -> time | None:
    """The time of day that a text (in small letters) names: "오전 9시 반", "21:30", "7pm", "아침"; None for none."""
    named = list(_CLOCK.finditer(text))
    if not named:
        return next((about for pattern, about in _ABOUT_THEN if pattern.search(text)), None)
    found = next((one for one in named if not _INSTEAD_OF_IT.match(text[one.end() :].lstrip())), named[-1])
    said = found["h"] or found["hour"] or found["english"]
    hour = _HOURS.get(said) or int(said) if said in _HOURS else int(said)
    minute = int(found["m"] or found["minutes"] or found["bare"] or (30 if found["thirty"] else 0))
    half = (found["half"] or found["with_minutes"] or found["after"] or found["late"] or "").replace(".", "")
    if half in _LATER and hour < 12:
        # "밤 1시" is after midnight, "낮 11시" before noon.
        hour += 0 if (half == "밤" and hour < 6) or (half in ("낮", "점심") and hour > 9) else 12
    elif half in ("오전", "새벽", "am", "밤") and hour == 12:
        hour = 0
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None


def days(text: str) -> tuple[int, ...] | None:
    """The weekdays that a text names, or those that it leaves when it says which not."""
    if _NO_WEEKEND.search(text):
        return WEEKDAYS
    named = _named(text)
    if named and _NOT_ON.search(text):
        return tuple(day for day in _of_those(text, named) if day not in named) or None
    if _WEEKDAYS_ONLY.search(text):
        return WEEKDAYS
    if _FOREVER.search(text):
        return EVERY_DAY
    if _WEEKEND_ONLY.search(text):
        named |= _WEEKEND
    return tuple(sorted(named)) or None


def _named(text: str) -> set[int]:
    if span := _FROM_TO_DAY.search(text):
        first, last = (DAYS.index(span[end]) for end in (1, 2))
        return {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    letters = "".join("".join(filter(None, found.groups())) for found in _NAMED_DAYS.finditer(text))
    named = {DAYS.index(letter) for letter in letters if letter in DAYS}
    return named | {_ENGLISH.index(found[1]) for found in _ENGLISH_DAYS.finditer(text)}


def _of_those(text: str, without: set[int]) -> tuple[int, ...]:
    """The days from which some are taken: who wants no Sundays had them, and who wants no Mondays may never have had weekends."""
    weekend_too = bool(_FOREVER.search(text)) or (bool(without & _WEEKEND) and not _WEEKDAYS_ONLY.search(text))
    return EVERY_DAY if weekend_too else WEEKDAYS


def holidays(text: str) -> bool | None:
    """Whether there is to be no card on holidays; None where nothing is said of them."""
    if _HOLIDAYS_TOO.search(text):
        return False
    return True if _NO_HOLIDAYS.search(text) else None


def some_days_less(text: str) -> bool:
    """Whether what is to stop or rest are certain days of every week alone: "주말엔 보내지 마", "공휴일은 쉬고"."""
    return bool(_NO_HOLIDAYS.search(text) or _NO_WEEKEND.search(text) or _NOT_ON.search(text))


def rest(text: str) -> Rest | None:
    """From when and how long no card is to come; None where it is not said how long."""
    if since := _SINCE.search(text):
        month, day = (int(part) for part in since.groups() if part)
        ends = _length(text[since.end() :], month)
        return replace(ends, since=(month, day)) if ends and _is_a_day(month, day) else None
    if found := _TOMORROW.search(text):
        return replace(_length(text) or Rest(days=1), delay=1 if found[1] else 2)
    return _length(text)


def _is_a_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _length(text: str, month_before: int | None = None) -> Rest | None:
    if found := _UNTIL.search(text):
        month, day = (int(part) for part in found.groups() if part)
        return Rest(until=(month, day)) if _is_a_day(month, day) else None
    if month_before and (found := _TO_THE_DAY.search(text)):
        return Rest(until=(month_before, int(found[1]))) if _is_a_day(month_before, int(found[1])) else None
    if found := _SPAN.search(text):
        length = int(found[1]) * _DAYS_IN[found[2][0]]
        return Rest(days=length) if length else None
    if found := _THROUGH.search(text):
        return Rest(through_week=0 if found[1] else 1)
    if found := _WEEK.search(text):
        return Rest(week=0 if found[1] else 1)
    if found := _SPELT.search(text):
        return Rest(days=_NUMBER_OF_DAYS["".join(found[0].split())])
    return Rest(days=1) if _TODAY.search(text) else None
