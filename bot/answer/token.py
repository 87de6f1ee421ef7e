"""What a button carries: an answer to give, in a few ASCII characters, so that it works on any replica after any restart.

A subject is the token of a question:
  d:502  m:502         the card of a number, its long form
  c:502-504            a comparison
  w:307-302  y:307-302 why the first and not the second; y where the asker holds it for settled
  k:5  K:5             a class, its long form
  a:503:retry::plain   whether a code has a property, with what of it is asked and how
  l:4:cache:errors     the codes (of a class) that have a property
  h:token-expired      the code for a case; o:400-422 the likeliest codes where no case is near
  e:UF:envoy           a mark that a product writes
  t:quiz:5:739850.1    a study card: "card" or "quiz", of a class or of all, of which day (its ordinal), the how many-th of that
                       day; of the day on which it is pressed where none is told
  b:stop:c             an order about the daily card's delivery (see `order_token`)
  ?                    what the bot can do
An answer to a study question, z:s:token-expired:739850:401: the question's own id (kind, subject, seed), then the choice.
Around a subject: s:… shares its card with everyone, f:… asks what is wrong with it, f.retry:… says what; x takes a message away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast, get_args

from bot.answer import order_token
from bot.asked import CLASS_OF, Intent, Question, Stance, StatusClass
from bot.errors import BadTokenError
from bot.order import Order

LONGEST = 80  # characters; Discord's custom_id holds 100, our adapter's mark of its own the rest
DELETE = "x"
HELP = "?"
OWN_CARD = "t:card::"
_SHAPE = re.compile(r"[!-~]{1,80}", re.ASCII)
_CODES = re.compile(r"\d{1,3}(?:-\d{1,3}){0,7}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9., _-]{0,40}", re.ASCII)
_TURN = re.compile(r"\d{6,7}\.\d{1,3}", re.ASCII)
JUDGED = ("retry", "cache", "body", "method", "header", "standard", "fault", "seo")  # of one code
LISTED = (*JUDGED, "permanence", "needs", "generated")  # by which codes are listed
_STANCES = get_args(Stance)


def define(code: int) -> str:
    return f"d:{code}"


def more(code: int) -> str:
    return f"m:{code}"


def compare(*codes: int) -> str:
    return "c:" + "-".join(map(str, codes))


def why(wanted: int, other: int) -> str:
    return f"w:{wanted}-{other}"


def status_class(digit: int, *, detailed: bool = False) -> str:
    return f"{'K' if detailed else 'k'}:{digit}"


def share(subject: str) -> str:
    return f"s:{subject}"


def find_fault(subject: str, section: str = "") -> str:
    return f"f.{section}:{subject}" if section else f"f:{subject}"


def study(wish: str, status_class: StatusClass | None, day: int, turn: int) -> str:
    return f"t:{wish}:{(status_class or '')[:1]}:{day}.{turn}"


def quiz_seed(day: int, turn: int, status_class: StatusClass | None) -> str:
    """The seed of a question on demand: it says which one comes next, so that the card of an answer can offer it."""
    return f"{day}.{turn}.{(status_class or '0')[:1]}"


def next_quiz(seed: str) -> str | None:
    """The token that asks the question after the one with a seed; None where the seed was not made here."""
    day, turn, digit = [*seed.split("."), "", ""][:3]
    if not _TURN.fullmatch(f"{day}.{turn}") or not digit.isdecimal():
        return None
    return study("quiz", CLASS_OF.get(int(digit)), int(day), int(turn) + 1)


def order(wished: Order) -> str:
    return f"b:{order_token.written(wished)}"


def choose(quiz: str, choice: str) -> str:
    return f"z:{quiz}:{choice}"


def subject_of(asked: Question) -> str | None:
    """The token that asks `asked` again; None where no token can: pasted logs are kept nowhere, and what was not understood
    has no answer."""
    if asked.missing or asked.intent in ("none", "triage", "study"):
        return None
    made = _written(asked).replace(" ", "_")
    return made if len(made) <= LONGEST - 12 and _SHAPE.fullmatch(made) else None


def _written(asked: Question) -> str:
    if asked.mark:
        return f"e:{asked.mark}:{asked.about or ''}"
    codes = "-".join(map(str, asked.codes[:8]))
    match asked.intent:
        case "compare":
            return f"c:{codes}"
        case "why":
            return f"{'y' if asked.stance == 'confirms' else 'w'}:{codes}"
        case "class":
            return status_class(int((asked.status_class or "5xx")[0]), detailed=asked.detailed)
        case "choose":
            return f"h:{asked.case}" if asked.case else f"o:{codes}"
        case "attribute" if len(asked.codes) == 1 and asked.attribute not in JUDGED:
            return define(asked.codes[0])  # the card of the code is what such a question gets
        case "attribute" if len(asked.codes) == 1:
            return f"a:{codes}:{asked.attribute or ''}:{asked.about or ''}:{asked.stance}"
        case "attribute":
            return f"l:{(asked.status_class or '')[:1]}:{asked.attribute or ''}:{asked.about or ''}"
        case "help":
            return HELP
        case _:
            return f"{'m' if asked.detailed else 'd'}:{codes}"


def question(subject: str) -> Question:
    """The question a subject stands for. Raises BadTokenError."""
    if subject == HELP:
        return Question("help")
    kind, _, rest = subject.partition(":")
    read = _READERS.get(kind)
    found = read(rest) if read and _SHAPE.fullmatch(subject) else None
    if found is None:
        raise BadTokenError(subject)
    return found


def _codes(rest: str, least: int, most: int) -> tuple[int, ...] | None:
    if not _CODES.fullmatch(rest):
        return None
    codes = tuple(int(code) for code in rest.split("-"))
    return codes if least <= len(codes) <= most else None


def _of_codes(intent: Intent, least: int, most: int, **more_of_it: object) -> Callable[[str], Question | None]:
    def read(rest: str) -> Question | None:
        codes = _codes(rest, least, most)
        return Question(intent, codes, **more_of_it) if codes else None  # type: ignore[arg-type]

    return read


def _of_class(*, detailed: bool) -> Callable[[str], Question | None]:
    def read(rest: str) -> Question | None:
        named = _class(rest)
        return Question("class", status_class=named, detailed=detailed) if named else None

    return read


def _class(digit: str) -> StatusClass | None:
    return CLASS_OF.get(int(digit)) if digit in tuple("12345") else None


def _property(rest: str) -> Question | None:
    code, asked, about, stance = [*rest.split(":"), "", "", "", ""][:4]
    codes = _codes(code, 1, 1)
    if codes is None or asked not in JUDGED or stance not in _STANCES or not _NAME.fullmatch(about):
        return None
    return Question("attribute", codes, attribute=asked, about=_spaced(about), stance=cast("Stance", stance))


def _list(rest: str) -> Question | None:
    digit, asked, about = [*rest.split(":"), "", "", ""][:3]
    if asked not in LISTED or not _NAME.fullmatch(about) or (digit and _class(digit) is None):
        return None
    return Question("attribute", status_class=_class(digit), attribute=asked, about=_spaced(about))


def _case(rest: str) -> Question | None:
    return Question("choose", case=rest) if rest and _NAME.fullmatch(rest) else None


def _mark(rest: str) -> Question | None:
    mark, _, about = rest.partition(":")
    return Question("define", mark=mark, about=_spaced(about)) if mark and _NAME.fullmatch(mark) else None


def _study(rest: str) -> Question | None:
    wish, digit, turn = [*rest.split(":"), "-", "-"][:3]
    if wish not in ("card", "quiz") or (turn and not _TURN.fullmatch(turn)) or (digit and _class(digit) is None):
        return None
    return Question("study", status_class=_class(digit), attribute=wish, about=turn or None)


def _spaced(about: str) -> str | None:
    return about.replace("_", " ") or None


_READERS: dict[str, Callable[[str], Question | None]] = {
    "d": _of_codes("define", 1, 1),
    "m": _of_codes("define", 1, 1, detailed=True),
    "c": _of_codes("compare", 2, 8),
    "w": _of_codes("why", 2, 2),
    "y": _of_codes("why", 2, 2, stance="confirms"),
    "o": _of_codes("choose", 1, 8),
    "k": _of_class(detailed=False),
    "K": _of_class(detailed=True),
    "a": _property,
    "l": _list,
    "h": _case,
    "e": _mark,
    "t": _study,
    "b": order_token.read,
}
