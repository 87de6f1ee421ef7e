"""What stands behind a number: a registered code, a product's own number, or nothing at all."""

from __future__ import annotations

from bot.answer import wording
from bot.korean import with_particle
from bot.registry.catalog import Catalog


def told_of(number: int, catalog: Catalog) -> tuple[str, str, str]:
    """Whether the number is standard, who sends it, and how a client that does not know it must read it."""
    if code := catalog.code(number):
        makers = ", ".join(wording.GENERATOR[maker] for maker in code.facts.generated_by.value)
        return "IANA 등록", makers or "아무도 보내지 않음", "표준의 뜻대로"
    who = " · ".join(dict.fromkeys(used.vendor or vendor.vendor for vendor, used in catalog.vendor(number)))
    standard = "비표준" if who else "등록되지 않음"
    if not 100 <= number <= 599:
        return standard, who or "알 수 없음", "5xx처럼(SHOULD)"
    return standard, who or "알 수 없음", f"{with_particle(number // 100 * 100, '으로')}(MUST)"


def said_of(number: int, catalog: Catalog) -> str:
    """The same as one sentence."""
    topic = with_particle(number, "은")
    if code := catalog.code(number):
        return f"{topic} 표준 상태 코드({code.phrase})입니다."
    if uses := catalog.vendor(number):
        who = ", ".join(dict.fromkeys(used.vendor or vendor.vendor for vendor, used in uses))
        return f"{topic} {with_particle(who, '이')} 따로 쓰는 번호입니다."
    if 100 <= number <= 599:
        return f"{topic} 등록되지 않은 {wording.class_title(number)} 번호입니다."
    return f"{topic} 상태 코드가 아닌 번호입니다."
