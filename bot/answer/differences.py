"""In what two codes differ, by their typed facts, in a fixed order: what decides between them first.

The order: class, who is at fault, whether it is in use, permanence, method kept, retry, subject, applied, content, cache.
Where all of these are alike, their summaries tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import wording
from bot.korean import with_particle
from bot.registry import prose

if TYPE_CHECKING:
    from bot.registry.model import Code


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact in which two codes differ: its label, how each side reads in a table, and as a noun phrase in a sentence."""

    label: str
    one: str
    other: str
    said_of_one: str
    said_of_other: str

    def sentence(self, one: int, other: int) -> str:
        """ "301은 오래가는(영구) 것이고, 302는 잠깐의(일시) 것입니다"."""
        ours, theirs = (f"{with_particle(number, '은')} " for number in (one, other))
        return f"{ours}{self.said_of_one}이고, {theirs}{self.said_of_other}입니다."


@dataclass(frozen=True, slots=True)
class _Fact:
    """How to read one fact of a code, and its words in a cell and in a sentence; a value without words tells nothing."""

    label: str
    value: Callable[[Code], str]
    cell: dict[str, str]
    said: dict[str, str]


_ORDER = (
    _Fact("클래스", lambda code: str(code.number // 100), wording.CLASS_CELLS, wording.CLASS_SAID),
    _Fact("누구 쪽", lambda code: code.facts.fault.value, wording.FAULT, wording.FAULT_SAID),
    _Fact("쓰임", lambda code: code.lifecycle, wording.LIFECYCLE, wording.LIFECYCLE_SAID),
    _Fact("얼마나 가나", lambda code: code.facts.permanence.value, wording.PERMANENCE, wording.PERMANENCE_SAID),
    _Fact(
        "따라갈 때",
        lambda code: code.facts.redirect.value if code.facts.redirect else "",
        wording.REDIRECT,
        wording.REDIRECT_SAID,
    ),
    _Fact("다시 보내기", lambda code: code.facts.retry.value, wording.RETRY_POLICY, wording.RETRY_SAID),
    _Fact("무엇의 문제", lambda code: code.facts.subject.value, wording.SUBJECT, wording.SUBJECT_SAID),
    _Fact("요청은", lambda code: code.facts.applied.value, wording.APPLIED, wording.APPLIED_SAID),
    _Fact("본문", lambda code: code.facts.content.value, wording.CONTENT, wording.CONTENT_SAID),
    _Fact("캐시", lambda code: code.facts.cacheable.value, wording.CACHEABLE, wording.CACHEABLE_SAID),
)


def differences(one: Code, other: Code) -> tuple[Difference, ...]:
    """Every typed fact in which the two differ, the most deciding first; at least one."""
    found = tuple(_differing(one, other))
    return found or (_by_summary(one, other),)


def _differing(one: Code, other: Code) -> Iterator[Difference]:
    for fact in _ORDER:
        ours, theirs = fact.value(one), fact.value(other)
        if ours != theirs and ours in fact.said and theirs in fact.said:
            yield Difference(fact.label, fact.cell[ours], fact.cell[theirs], fact.said[ours], fact.said[theirs])


def _by_summary(one: Code, other: Code) -> Difference:
    ours, theirs = prose.words(one.summary), prose.words(other.summary)
    return Difference("한 줄로", ours, theirs, f"“{ours}” 하는 코드", f"“{theirs}” 하는 코드")
