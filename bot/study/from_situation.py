"""Situation → code: which code fits a case that people describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registry.catalog import Catalog
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged
from bot.study.wrong import numbers_in, surely_wrong

if TYPE_CHECKING:
    from bot.registry.model import Situation

ASK = "이럴 때 맞는 상태 코드는 무엇입니까? — {title}"
_PLAUSIBLE = 6  # wrong choices are drawn from the most plausible
# What the registry does not say, and a reader may still argue for: codes that are not called wrong there. Source: 판단.
_ARGUABLE: dict[str, frozenset[int]] = {
    "async-result-not-ready": frozenset({503, 425}),
    "event-ended": frozenset({302}),
    "idempotency-in-progress": frozenset({202, 423, 425}),
    "if-match-missing": frozenset({409, 403}),
    "long-poll-empty": frozenset({202}),
    "not-yet-public": frozenset({503, 425}),
    "pool-exhausted": frozenset({504}),
    "upload-chunk-received": frozenset({202}),
    "upload-resumable-announce": frozenset({308}),
    "waiting-room": frozenset({302, 303}),
    "webhook-duplicate": frozenset({201, 202}),
    "webhook-ignored-type": frozenset({201, 202}),
    "webhook-retry-later": frozenset({429}),
}
_EVERY_ERROR_DOES = frozenset({"sse-stop"})  # what is asked for follows from any status but 200


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """The cases whose answer is the item's code; none for a pair."""
    if item.is_pair:
        return ()
    return tuple(case for case, code in catalog.cases.items() if code == item.codes[0] and case not in _EVERY_ERROR_DOES)


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about a case; None where there is no such case."""
    situation = catalog.situation(subject)
    if situation is None or subject in _EVERY_ERROR_DOES:
        return None
    right = Choice(str(situation.code), str(situation.code), right=True)
    wrong = (Choice(str(number), str(number), right=False) for number in wrong_codes(situation, catalog))
    return Quiz(
        "situation", subject, seed, str(situation.code),
        ask=ASK.format(title=situation.title),
        choices=arranged(right, wrong, subject, seed),
        because=situation.why,
        sources=(situation.source,),
        codes=(situation.code,),
    )  # fmt: skip


def accepted(situation: Situation) -> frozenset[int]:
    """Every code that the registry gives any room for in this case: the answer, the alternatives, and whatever its words name."""
    texts = (situation.title, situation.why, situation.house_style or "", *(other.when for other in situation.alternatives))
    named = numbers_in(*texts) | {other.code for other in situation.alternatives}
    return frozenset({situation.code, *named, *_ARGUABLE.get(situation.id, ())})


def wrong_codes(situation: Situation, catalog: Catalog) -> tuple[int, ...]:
    """The plausible codes that are surely wrong in this case."""
    arguable = _ARGUABLE.get(situation.id, frozenset())
    wrong = surely_wrong(situation.code, accepted(situation) - arguable, catalog)
    return tuple(number for number in wrong if number not in arguable)[:_PLAUSIBLE]
