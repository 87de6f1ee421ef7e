"""What a second look at a message tells, once its intent was weighed: what is certain after all, and what is not."""

from __future__ import annotations

from bot.understand import cues, direction, intent, mentions, numbers
from bot.understand.reading import Reading

_SURELY_ASKED = 0.15  # how unlikely it must be that nothing is asked for doubtful numbers to be taken for codes
_SURELY_A_STATUS = 0.93  # how surely a number must be a status for no other word of HTTP to be needed
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
