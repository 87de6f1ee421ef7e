"""The deciding question of a pair: which of the two follows from a yes, and which from a no."""

from __future__ import annotations

from bot.registry.catalog import Catalog
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged
from bot.study.wrong import outcome

ASK = "{one} 아니면 {other}, 둘 가운데 고르는 중입니다. “{question}” — 답이 ‘{answer}’라면 무엇입니까?"
NEITHER = "이 답으로는 둘을 가를 수 없습니다"
_IT_DECIDES = "이 질문의 답 하나로 둘이 갈립니다."
_ANSWERS = {"y": "예", "n": "아니요"}
_TEAMS_DIFFER = "팀마다"


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """ "401-403.y" and "401-403.n", each only where the comparison names one code alone for that answer."""
    pair = catalog.pair(*item.codes) if item.is_pair else None
    return tuple(f"{item.id}.{answer}" for answer in _ANSWERS if pair and _decides(pair.yes if answer == "y" else pair.no))


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question; None where the subject is not one of `subjects`."""
    codes_of, _, answer = subject.partition(".")
    numbers = tuple(int(part) for part in codes_of.split("-") if part.isdecimal())
    pair = catalog.pair(numbers[0], numbers[1]) if len(numbers) == 2 else None
    if pair is None or pair.codes != numbers or subject not in subjects(Item(numbers), catalog):
        return None
    leads_to = outcome(pair.yes if answer == "y" else pair.no)
    reasons = {preference.code: preference.lead for preference in pair.prefer}
    right, wrong = sorted(numbers, key=lambda number: number != leads_to)
    other = Choice(str(wrong), str(wrong), right=False, why=reasons[wrong])
    neither = Choice("none", NEITHER, right=False, why=_IT_DECIDES)
    return Quiz(
        "pair", subject, seed, codes_of,
        ask=ASK.format(one=numbers[0], other=numbers[1], question=pair.question, answer=_ANSWERS[answer]),
        choices=arranged(Choice(str(right), str(right), right=True), (other, neither), subject, seed),
        because=f"{pair.difference} {reasons[right]}",
        sources=tuple(pair.sources),
        codes=numbers,
    )  # fmt: skip


def _decides(text: str) -> bool:
    return outcome(text) is not None and _TEAMS_DIFFER not in text
