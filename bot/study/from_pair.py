"""The deciding question of a pair: which of the two follows from a yes, and which from a no.

And now and then a question that decides nothing, so that "neither" is an answer to reckon with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registry.catalog import Catalog
from bot.study.draw import lot
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged
from bot.study.shared import Shared, shared
from bot.study.wrong import numbers_in, outcome

if TYPE_CHECKING:
    from bot.registry.model import Pair

ASK = "{one} 아니면 {other}, 둘 가운데 고르는 중입니다. “{question}” — 답이 ‘{answer}’라면 무엇입니까?"
NEITHER = "이 답으로는 둘을 가를 수 없습니다"
_IT_DECIDES = "이 질문의 답 하나로 둘이 갈립니다."
_ANSWERS = {"y": "예", "n": "아니요"}
_BOTH = "b"
_TEAMS_DIFFER = "팀마다"


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """ "401-403.y" and "401-403.n", each only where the comparison names one code alone for that answer and the question neither of
    them; "401-403.b" asks what the two have in common."""
    pair = catalog.pair(*item.codes) if item.is_pair else None
    if pair is None:
        return ()
    decided = [answer for answer in _ANSWERS if _decides(pair, answer)]
    return tuple(f"{item.id}.{answer}" for answer in (*decided, *(_BOTH for _ in _in_common(pair, catalog)[:1])))


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question; None where the subject is not one of `subjects`."""
    codes_of, _, answer = subject.partition(".")
    numbers = tuple(int(part) for part in codes_of.split("-") if part.isdecimal())
    pair = catalog.pair(numbers[0], numbers[1]) if len(numbers) == 2 else None
    if pair is None or pair.codes != numbers or subject not in subjects(Item(numbers), catalog):
        return None
    if answer == _BOTH:
        return _undecided(pair, subject, seed, catalog)
    leads_to = outcome(_leads(pair, answer))
    reasons = {preference.code: preference for preference in pair.prefer}
    right, wrong = sorted(numbers, key=lambda number: number != leads_to)
    other = Choice(str(wrong), str(wrong), right=False, why=reasons[wrong].lead)
    neither = Choice("none", NEITHER, right=False, why=_IT_DECIDES)
    # A premise that fails has a lead that speaks for the other code.
    lead = "" if reasons[right].premise == "fails" else reasons[right].lead
    return Quiz(
        "pair", subject, seed, codes_of,
        ask=ASK.format(one=numbers[0], other=numbers[1], question=pair.question, answer=_ANSWERS[answer]),
        choices=arranged(Choice(str(right), str(right), right=True), (other, neither), subject, seed),
        because=f"{pair.difference} {lead}".rstrip(),
        sources=tuple(pair.sources),
        codes=numbers,
    )  # fmt: skip


def _undecided(pair: Pair, subject: str, seed: str, catalog: Catalog) -> Quiz:
    common = _in_common(pair, catalog)
    asked = common[lot(subject, seed) % len(common)]
    one, other = pair.codes
    wrong = (
        Choice(str(number), str(number), right=False, why=f"{also}도 그렇습니다.") for number, also in ((one, other), (other, one))
    )
    return Quiz(
        "pair", subject, seed, f"{one}-{other}",
        ask=ASK.format(one=one, other=other, question=asked.question, answer=_ANSWERS["y"]),
        choices=arranged(Choice("none", NEITHER, right=True), wrong, subject, seed),
        because=f"{asked.why}. 둘을 가르는 것은 따로 있습니다. {pair.difference}",
        sources=(asked.source,),
        codes=pair.codes,
    )  # fmt: skip


def _in_common(pair: Pair, catalog: Catalog) -> tuple[Shared, ...]:
    one, other = (catalog.code(number) for number in pair.codes)
    return shared(one, other) if one and other and 304 not in pair.codes else ()


def _leads(pair: Pair, answer: str) -> str:
    return pair.yes if answer == "y" else pair.no


def _decides(pair: Pair, answer: str) -> bool:
    text = _leads(pair, answer)
    return outcome(text) is not None and _TEAMS_DIFFER not in text and not numbers_in(pair.question) & set(pair.codes)
