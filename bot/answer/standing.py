"""What stands behind a number: a registered code, a product's own number, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import wording
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Code

_OUT_OF_USE = frozenset({"deprecated", "obsolete", "unused", "reserved"})


def out_of_use(code: Code) -> bool:
    """Whether the registry has the code only so that nobody sends it any more."""
    return code.lifecycle in _OUT_OF_USE


def told_of(number: int, catalog: Catalog) -> tuple[str, str, str]:
    """Whether the number is standard, who sends it, and how a client that does not know it must read it."""
    if code := catalog.code(number):
        makers = ", ".join(wording.GENERATOR[maker] for maker in code.facts.generated_by.value)
        standard = "IANA 등록" if code.lifecycle == "current" else wording.LIFECYCLE[code.lifecycle]
        return standard, makers or "아무도 보내지 않음", _unknown_is_read_as(number)
    who = " · ".join(_meanings(number, catalog))
    standard = "비표준" if who else "등록되지 않음"
    if not 100 <= number <= 599:
        return standard, who or "알 수 없음", "5xx처럼(SHOULD)"
    return standard, who or "알 수 없음", _unknown_is_read_as(number)


def _unknown_is_read_as(number: int) -> str:
    """A client need not know every registered code either (RFC 9110 §15): an unknown 425 is a 400."""
    return f"{with_particle(number // 100 * 100, '으로')}(MUST)"


def said_of(number: int, catalog: Catalog) -> str:
    """The same as one sentence."""
    topic = with_particle(number, "은")
    if code := catalog.code(number):
        if code.lifecycle != "current":
            return f"{topic} {wording.LIFECYCLE_SAID[code.lifecycle]}입니다."
        return f"{topic} 표준 상태 코드({code.phrase})입니다."
    if meanings := _meanings(number, catalog):
        who = ", ".join(meanings)
        return f"{topic} {with_particle(who, '이')} 따로 쓰는 번호입니다."
    if 100 <= number <= 599:
        return f"{topic} 등록되지 않은 {wording.class_title(number)} 번호입니다."
    return f"{topic} 상태 코드가 아닌 번호입니다."


def product_of_both(one: int, other: int, catalog: Catalog) -> str | None:
    """The first product that has a meaning of its own for either number."""
    return next((who for who in _meanings(one, catalog) if who in _meanings(other, catalog)), None)


def said_of_both(one: int, other: int, catalog: Catalog) -> str:
    """What sets two numbers apart that are not both registered: their meaning to one product, else whose they are."""
    if not (who := product_of_both(one, other, catalog)):
        return f"{said_of(one, catalog)} {said_of(other, catalog)}"
    told = " ".join(f"{number}: {prose.first_sentence(_meanings(number, catalog)[who])}" for number in (one, other))
    return f"{told} 둘 다 {who}의 번호입니다."


def _meanings(number: int, catalog: Catalog) -> dict[str, str]:
    """What each product means by a number outside the standard, in the order of the files."""
    told: dict[str, str] = {}
    for vendor, used in catalog.vendor(number):
        told.setdefault(used.vendor or vendor.vendor, used.meaning)
    return told
