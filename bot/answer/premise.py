"""Whether it can be right to prefer one code to another at all: the premise of a why-question, judged by typed facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import wording
from bot.korean import with_particle
from bot.registry import prose

if TYPE_CHECKING:
    from bot.registry.model import Code

_FIRST_OF_ERRORS = 400
_FIRST_FINAL = 200
_OUT_OF_USE = frozenset({"deprecated", "obsolete", "unused", "reserved"})
_IN_BETWEEN = frozenset({"gateway", "proxy"})


@dataclass(frozen=True, slots=True)
class Premise:
    """`lead` answers in one sentence; `fails` where the preference is a mistake; `reason` says why, with its sources."""

    lead: str
    fails: bool = False
    reason: str = ""
    sources: tuple[str, ...] = ()


def premise(wanted: Code, other: Code) -> Premise:
    """What to think of `wanted` in place of `other`. The first rule that knows the two decides."""
    return next(found for rule in _RULES if (found := rule(wanted, other)))


def _not_for_use(wanted: Code, other: Code) -> Premise | None:
    if wanted.lifecycle not in _OUT_OF_USE:
        return None
    told = f"{with_particle(wanted.number, '은')} {wording.LIFECYCLE_SAID[wanted.lifecycle]}이니 새로 쓰지 않습니다."
    why = f"지금 쓰는 코드에서 고릅니다. {with_particle(other.number, '이')} 맞는지는 아래 질문으로 봅니다."
    return Premise(told, fails=True, reason=why, sources=(wanted.spec,))


def _only_one_in_use(wanted: Code, other: Code) -> Premise | None:
    if other.lifecycle not in _OUT_OF_USE or wanted.number // 100 != other.number // 100:
        return None
    told = wording.LIFECYCLE_SAID[other.lifecycle]
    return Premise(f"둘 가운데서는 {wanted.number}입니다. {with_particle(other.number, '은')} {told}입니다.", sources=(other.spec,))


def _not_final(wanted: Code, other: Code) -> Premise | None:
    if wanted.number >= _FIRST_FINAL or other.number < _FIRST_FINAL:
        return None
    told = f"{with_particle(wanted.number, '은')} 중간 응답이라 {with_particle(other.number, '을')} 대신하지 못합니다."
    return Premise(told, fails=True, reason="1xx 뒤에는 최종 응답이 따로 와야 합니다.", sources=("RFC 9110 §15.2",))


def _failure_told_as_success(wanted: Code, other: Code) -> Premise | None:
    if wanted.number // 100 != 2 or other.number < _FIRST_OF_ERRORS:
        return None
    told = (
        f"요청이 실패했다면 {with_particle(other.number, '이')} 맞고, {with_particle(wanted.number, '은')} 성공했을 때만 맞습니다."
    )
    why = "상태 줄만 보는 캐시, 모니터링, 재시도 로직은 2xx를 모두 성공으로 셉니다."
    return Premise(told, fails=True, reason=why, sources=("RFC 9110 §15.3",))


def _only_in_between(wanted: Code, other: Code) -> Premise | None:
    makers = frozenset(wanted.facts.generated_by.value)
    if not makers or not makers <= _IN_BETWEEN or frozenset(other.facts.generated_by.value) <= _IN_BETWEEN:
        return None
    told = f"게이트웨이나 프록시가 답할 때만 {with_particle(wanted.number, '이')} 맞습니다."
    return Premise(
        told, reason=f"{with_particle(wanted.number, '은')} 원본 서버가 스스로 만드는 코드가 아닙니다.", sources=(wanted.spec,)
    )


def _by_question(wanted: Code, other: Code) -> Premise | None:  # noqa: ARG001 - one signature for all
    if wanted.question is None:
        return None
    number = with_particle(wanted.number, "이")
    return Premise(f"“{prose.words(wanted.question)}”에 예라고 답할 수 있을 때 {number} 맞습니다.")


def _by_summary(wanted: Code, other: Code) -> Premise | None:  # noqa: ARG001
    return Premise(prose.words(wanted.summary))


_RULES: tuple[Callable[[Code, Code], Premise | None], ...] = (
    _not_for_use, _not_final, _failure_told_as_success, _only_one_in_use, _only_in_between, _by_question, _by_summary,
)  # fmt: skip
