"""What a second look at a message tells, once its intent was weighed: what is certain after all, and what is not."""

from __future__ import annotations

from dataclasses import replace

from bot.understand import cues, direction, intent, mentions, numbers, short_names
from bot.understand.candidates import candidates
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.names import Names
from bot.understand.reading import Reading

_SURELY_ASKED = 0.15  # how unlikely it must be that nothing is asked for doubtful numbers to be taken for codes
_SURELY_A_STATUS = 0.93  # how surely a number must be a status for no other word of HTTP to be needed
_SURELY_NAMED = 0.7  # how likely a question about a code must be for an everyday name in it to be the code
_SURELY_ASKED_BESIDE = 0.9  # how likely a question about a code must be for a line of a log to be no more than what it is about
_OWN_WORDS = 3  # words of a phrase from which nothing else is called so; "not found" is said of files and commands too
_BY_NUMBER, _ASKED_THERE, _LATER = 0.5, 0.6, 0.1  # what a code that is named so counts for, beside others


def names_outright(seen: Reading) -> bool:
    """Whether a text holds a reason phrase that is said of nothing else: "Variant Also Negotiates"."""
    return not seen.log.looks and any(
        mention.what == "phrase" and len(seen.plain[mention.start : mention.end].split()) >= _OWN_WORDS for mention in seen.named
    )


def code_meant(seen: Reading) -> int:
    """The code that a text asks about, where it names others as well: named twice, by number, last, or asked of right there."""
    asked = direction.asked_of(seen.plain, seen.named)
    live = [mention for mention in seen.named if not asked or mention.code in asked.codes] or list(seen.named)
    weights: dict[int, float] = {}
    for place, mention in enumerate(live):
        weight = 1.0 + _BY_NUMBER * ("number" in mention.what) + _ASKED_THERE * mentions.is_asked_of(seen.plain, mention)
        weights[mention.code] = weights.get(mention.code, 0.0) + weight + _LATER * place
    return max(weights, key=lambda code: weights[code])


def is_hearsay(seen: Reading) -> bool:
    """Whether numbers in plain words are all there is: "주차 408번 기둥" is built like "결제 408 시작"."""
    log = seen.log
    if any("number" in mention.what and mention.confidence >= _SURELY_A_STATUS for mention in seen.named):
        return False
    return not (log.looks or log.closed or log.clues or log.status_class or cues.speaks_of_http(seen.plain))


def asks_beside(seen: Reading) -> bool:
    """Whether a question about a code stands beside a line of a log: "POST /hook 301. 301이면 GET으로 바뀌나요?"."""
    asked, likely = next(iter(intent.weigh(seen).items()))
    return asked in ("attribute", "define") and likely >= _SURELY_ASKED_BESIDE


def believing(seen: Reading, weighed: dict[str, float], names: Names) -> Reading:
    """The reading with everyday names in it for codes', where all else says that codes are asked about."""
    asked, likely = next(iter(weighed.items()))
    if likely < _SURELY_NAMED:
        return seen
    if asked in ("compare", "why"):
        if len(seen.codes) < _TWO:
            return _of_two(seen)
        return _without_third(seen, asked)
    if asked in ("define", "attribute") and not seen.codes and not seen.memory.codes:
        return seen.believing(seen.dismissed or _everyday(seen, names))
    return seen


def _of_two(seen: Reading) -> Reading:
    """The reading with two codes, where short names tell what is missing of the pair; after codes spoken of, one will do."""
    found = [seen.dismissed] if seen.dismissed else []
    found += short_names.beside(seen.plain, [*seen.named, *found])
    codes = {mention.code for mention in [*seen.named, *found]}
    return seen.with_all(found) if len(codes) == 2 or (len(codes) == 1 and seen.memory.codes) else seen


def _without_third(seen: Reading, asked: str) -> Reading:
    """The reading of a question about two codes without names that would be a third: "permanent vs temporary redirect, 301 and
    302"; of a why also without everyday words: "no product found returns OK"."""
    if len(seen.codes) <= _TWO:
        return seen
    numbered = [mention for mention in seen.named if "number" in mention.what]
    plainly = [mention for mention in seen.named if mention.what != EVERYDAY] if asked == "why" else []
    kept = next((some for some in (numbered, plainly) if len({mention.code for mention in some}) == _TWO), seen.named)
    return replace(seen, named=kept)


def insisting(seen: Reading, weighed: dict[str, float]) -> Reading:
    """The reading with whatever could be a status taken for one, where there is no doubt that just so many are asked about."""
    asked, likely = next(iter(weighed.items()))
    wanted, least = _ASKED_OF.get(asked, (0, 1.0))
    if len(seen.codes) >= wanted or likely < least or numbers.of_another_world(seen.plain):
        return seen
    found = [one for one in candidates(seen.plain) if one.what == "number" and _FIRST <= one.code <= _LAST]
    return seen.with_all(found) if len({*seen.codes, *(one.code for one in found)}) == wanted else seen


# How many codes a question is about, and how likely it must be: two numbers are not there by chance.
_ASKED_OF = {"define": (1, 0.9), "attribute": (1, 0.9), "compare": (2, 0.8), "why": (2, 0.8)}
_TWO = 2
_FIRST, _LAST = 100, 599


def _everyday(seen: Reading, names: Names) -> Mention | None:
    """The only everyday word of a text that is a name as well: "금지 뜨는 거 누가 보내요"."""
    found = [mention for mention in names.find(seen.plain) if mention.what == EVERYDAY] or short_names.of_one(seen.plain)
    return found[0] if len({mention.code for mention in found}) == 1 else None


def trusting(seen: Reading, weighed: dict[str, float]) -> tuple[Reading, dict[str, float]]:
    """The reading with its doubtful numbers as codes, where all else says that just such a thing is asked."""
    read_anew = seen.trusting()
    again = intent.weigh(read_anew)
    asked = next(iter(again))
    fits = asked in ("define", "compare", "why", "attribute") or (asked == "triage" and not seen.codes and not seen.log.looks)
    return (
        (read_anew, again)
        if fits and not numbers.of_another_world(seen.plain) and again.get("none", 0.0) < _SURELY_ASKED
        else (seen, weighed)
    )
