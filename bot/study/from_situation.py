"""Situation → code: which code fits a case that people describe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.registry.catalog import Catalog
from bot.study.draw import shuffled
from bot.study.item import Item
from bot.study.question import MOST_WRONG, Choice, Quiz, arranged
from bot.study.wrong import numbers_in, surely_wrong

if TYPE_CHECKING:
    from bot.registry.model import Situation

ASK = "{title} 알맞은 상태 코드는 무엇입니까?"  # a title ends in "때"
_PLAUSIBLE = 6  # wrong choices are drawn from the most plausible
_OF_THE_CLASS = 2  # so many wrong choices share the first digit of the answer, where there are any
_ANY_SUCCESS = frozenset(range(200, 300))
# What the registry does not say, and a reader may still argue for: codes that are not called wrong there. Source: 판단.
_ARGUABLE: dict[str, frozenset[int]] = {
    "connect-tunnel-ok": _ANY_SUCCESS,  # RFC 9110 §9.3.6
    "cors-preflight": _ANY_SUCCESS,  # Fetch: an ok status
    "hosting-bandwidth": frozenset({508}),
    "overload-shed": frozenset({508}),
    "webhook-received": _ANY_SUCCESS,
    "webhook-unsubscribed": _ANY_SUCCESS,
    "async-result-not-ready": frozenset({503, 425}),
    "event-ended": frozenset({302}),
    "idempotency-in-progress": frozenset({202, 423, 425}),
    "idempotency-replay": frozenset({202}),  # whatever the first answer was
    "if-match-missing": frozenset({409, 403}),
    "long-poll-empty": frozenset({202}),
    "not-yet-public": frozenset({503, 425}),
    "pool-exhausted": frozenset({504}),
    "upload-chunk-received": frozenset({202}),
    "upload-resumable-announce": frozenset({308}),
    "waiting-room": frozenset({302, 303, 508}),
    "webhook-duplicate": _ANY_SUCCESS,
    "webhook-ignored-type": _ANY_SUCCESS,
    "webhook-retry-later": frozenset({429}),
}
# Cases with an answer that depends on what they leave open, and so with no surely wrong code.
OPEN = frozenset({
    "sse-stop",  # what is asked for follows from any status but 200
    "served-from-cache", "stale-when-origin-down",  # the code is the stored response's own (RFC 9111 §4)
    "head-request",  # the code is what GET would be answered (RFC 9110 §9.3.2)
})  # fmt: skip
# Codes that answer something in the request, and the words of a case that asks for it.
_ASKED_FOR = {
    "range": re.compile(r"range|구간|범위|일부|이어|조각|나눠|나누|델타", re.IGNORECASE),
    "upgrade": re.compile(r"upgrade|웹소켓|websocket|프로토콜", re.IGNORECASE),
}


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """The cases whose answer is the item's code, where its first digit does not give it away; none for a pair."""
    if item.is_pair:
        return ()
    return tuple(case for case, code in catalog.cases.items() if code == item.codes[0] and _can_be_asked(case, catalog))


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about a case; None where there is no such case."""
    situation = catalog.situation(subject)
    if situation is None or not _can_be_asked(subject, catalog):
        return None
    right = Choice(str(situation.code), str(situation.code), right=True)
    wrong = (Choice(str(number), str(number), right=False) for number in _drawn(situation, seed, catalog))
    return Quiz(
        "situation", subject, seed, str(situation.code),
        ask=ASK.format(title=situation.title),
        choices=arranged(right, wrong, subject, seed),
        because=situation.why,
        sources=(situation.source,),
        codes=(situation.code,),
    )  # fmt: skip


@lru_cache(maxsize=512)
def _can_be_asked(case: str, catalog: Catalog) -> bool:
    situation = catalog.situation(case)
    if situation is None or case in OPEN:
        return False
    return any(number // 100 == situation.code // 100 for number in wrong_codes(situation, catalog))


def may_pass(code: int, catalog: Catalog) -> frozenset[int]:
    """Every code that some case with this answer lets pass."""
    cases = (situation for case, answer in catalog.cases.items() if answer == code and (situation := catalog.situation(case)))
    return frozenset(number for situation in cases for number in accepted(situation)) - {code}


def accepted(situation: Situation) -> frozenset[int]:
    """Every code that the registry gives any room for in this case: the answer, the alternatives, and whatever its words name."""
    texts = (situation.title, situation.why, situation.house_style or "", *(other.when for other in situation.alternatives))
    named = numbers_in(*texts) | {other.code for other in situation.alternatives}
    return frozenset({situation.code, *named, *_ARGUABLE.get(situation.id, ())})


def wrong_codes(situation: Situation, catalog: Catalog) -> tuple[int, ...]:
    """The plausible codes that are surely wrong in this case."""
    arguable = _ARGUABLE.get(situation.id, frozenset())
    wrong = surely_wrong(situation.code, accepted(situation) - arguable, catalog)
    plausible = [number for number in wrong if number not in arguable][:_PLAUSIBLE]
    return tuple(dict.fromkeys((*plausible, *_not_asked_for(situation, catalog))))


def _drawn(situation: Situation, seed: str, catalog: Catalog) -> tuple[int, ...]:
    """Three, the most plausible always, and as many of the answer's class as it takes for the class not to say which is right."""
    nearest, *others = wrong_codes(situation, catalog)
    order = (nearest, *shuffled(others, (situation.id, seed, "wrong")))
    of_the_class = [number for number in order if number // 100 == situation.code // 100][:_OF_THE_CLASS]
    return (*of_the_class, *(number for number in order if number not in of_the_class))[:MOST_WRONG]


def _not_asked_for(situation: Situation, catalog: Catalog) -> Iterator[int]:
    """Codes of the answer's class to a request that nobody in this case makes. Errors have more plausible ones."""
    if situation.code >= 400:
        return
    told = " ".join((situation.title, situation.why, *(other.when for other in situation.alternatives)))
    for number in catalog.numbers:
        code = catalog.code(number)
        asked_for = _ASKED_FOR.get(code.facts.needs.value) if code and code.facts.needs else None
        of_the_class = number // 100 == situation.code // 100 and number not in accepted(situation)
        if asked_for and of_the_class and not asked_for.search(told):
            yield number
