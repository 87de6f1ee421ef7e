"""Whether it can be right to prefer one code to another at all: the premise of a why-question, judged by typed facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import wording
from bot.answer.standing import out_of_use
from bot.korean import with_particle
from bot.registry import prose

if TYPE_CHECKING:
    from bot.registry.model import Code

_FIRST_OF_ERRORS = 400
_FIRST_FINAL = 200
_CONTINUE = 100
_SWITCHES = 101  # the one interim response that HTTP may end with: what follows speaks another protocol
_LISTS_OUTCOMES = 207  # a success by its class only: failures are told inside (RFC 4918 §13)
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
    if not out_of_use(wanted):
        return None
    why = f"지금 쓰는 코드에서 고릅니다. {with_particle(other.number, '이')} 맞는지는 아래 질문으로 봅니다."
    if out_of_use(other):
        why = f"{other.number}도 새로 쓸 코드가 아닙니다. 지금 쓰는 코드에서 고릅니다."
    return Premise(not_for_use(wanted), fails=True, reason=why, sources=(wanted.spec,))


def not_for_use(code: Code) -> str:
    """That nobody should send a code any more, and why."""
    return f"{with_particle(code.number, '은')} {wording.LIFECYCLE_SAID[code.lifecycle]}이니 새로 쓰지 않습니다."


def _only_one_in_use(wanted: Code, other: Code) -> Premise | None:
    if not out_of_use(other):
        return None
    use = wording.LIFECYCLE_SAID[other.lifecycle]
    told = f"둘 가운데서는 {wanted.number}입니다. {with_particle(other.number, '은')} {use}입니다."
    why = f"{with_particle(wanted.number, '이')} 맞는지는 아래 질문으로 봅니다."
    return Premise(told, reason=why, sources=(other.spec,))


def _not_final(wanted: Code, other: Code) -> Premise | None:
    if not _interim(wanted) or other.number < _FIRST_FINAL:
        return None
    told = f"{with_particle(wanted.number, '은')} 중간 응답이라 {with_particle(other.number, '을')} 대신하지 못합니다."
    return Premise(told, fails=True, reason="1xx 뒤에는 최종 응답이 따로 와야 합니다.", sources=("RFC 9110 §15.2",))


def _instead_of_interim(wanted: Code, other: Code) -> Premise | None:
    if wanted.number < _FIRST_FINAL or not _interim(other):
        return None
    if other.number == _CONTINUE:
        why = "Expect: 100-continue에는 100이나 최종 응답으로 답합니다. 헤더만 보고 정해졌다면 100 없이 바로 최종 응답을 보냅니다."
        return Premise(_where_it_fits(wanted), reason=why, sources=("RFC 9110 §10.1.1",))
    told = (
        f"{with_particle(wanted.number, '은')} 최종 응답이고 {with_particle(other.number, '은')} 그보다 먼저 나가는 중간 응답이라, "
        "하나만 고르는 사이가 아닙니다."
    )
    why = f"{with_particle(other.number, '을')} 보냈어도 최종 응답은 따로 와야 합니다."
    return Premise(told, reason=why, sources=("RFC 9110 §15.2",))


def _interim(code: Code) -> bool:
    return code.number < _FIRST_FINAL and code.number != _SWITCHES


def _failure_told_as_success(wanted: Code, other: Code) -> Premise | None:
    if wanted.number // 100 != 2 or other.number < _FIRST_OF_ERRORS or wanted.number == _LISTS_OUTCOMES:
        return None
    errors = "오류 코드" if out_of_use(other) else f"{other.number} 같은 오류 코드"
    told = f"실패한 요청이라면 {with_particle(wanted.number, '이')} 아니라 {errors}로 알립니다."
    why = "상태 줄만 보는 캐시, 모니터링, 재시도 로직은 2xx를 모두 성공으로 셉니다."
    return Premise(told, fails=True, reason=why, sources=("RFC 9110 §15.3",))


def _only_in_between(wanted: Code, other: Code) -> Premise | None:
    makers = frozenset(wanted.facts.generated_by.value)
    if not makers or not makers <= _IN_BETWEEN or frozenset(other.facts.generated_by.value) <= _IN_BETWEEN:
        return None
    who = "게이트웨이나 프록시" if "gateway" in makers else "프록시"
    why = f"{with_particle(wanted.number, '은')} {with_particle(who, '이')} 보내고, 원본 서버가 스스로 만들지는 않습니다."
    return Premise(_where_it_fits(wanted), reason=why, sources=(wanted.spec,))


def _by_question(wanted: Code, other: Code) -> Premise | None:  # noqa: ARG001 - one signature for all
    return Premise(_where_it_fits(wanted))


def _where_it_fits(code: Code) -> str:
    if code.question is None:
        return prose.words(code.summary)
    return f"“{prose.words(code.question)}”의 답이 ‘예’라면 {with_particle(code.number, '이')} 맞습니다."


_RULES: tuple[Callable[[Code, Code], Premise | None], ...] = (
    _not_for_use, _not_final, _instead_of_interim, _failure_told_as_success, _only_one_in_use, _only_in_between, _by_question,
)  # fmt: skip
