"""What a button carries: an answer to give, in a few ASCII characters, so that it works on any replica after any restart.

"d:502" the card of a code, "m:502" its long form, "c:502-504" a comparison, "w:307-302" why the first and not the second.
"""

from __future__ import annotations

import re

from bot.errors import BadTokenError
from bot.model import Intent, Question

_FORM = re.compile(r"(?P<kind>[dmcw]):(?P<codes>\d{1,3}(?:-\d{1,3}){0,5})", re.ASCII)
_INTENTS: dict[str, Intent] = {"d": "define", "m": "define", "c": "compare", "w": "why"}


def define(code: int) -> str:
    return f"d:{code}"


def more(code: int) -> str:
    return f"m:{code}"


def compare(*codes: int) -> str:
    return "c:" + "-".join(map(str, codes))


def why(wanted: int, other: int) -> str:
    return f"w:{wanted}-{other}"


def question(token: str) -> Question:
    """The question a token stands for. Raises BadTokenError."""
    form = _FORM.fullmatch(token)
    if form is None:
        raise BadTokenError(token)
    codes = tuple(int(code) for code in form["codes"].split("-"))
    kind = form["kind"]
    if (kind in "dm" and len(codes) != 1) or (kind == "c" and len(codes) < 2) or (kind == "w" and len(codes) != 2):
        raise BadTokenError(token)
    return Question(_INTENTS[kind], codes, detailed=kind == "m")
