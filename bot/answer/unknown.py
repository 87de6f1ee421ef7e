"""When a text is not understood, or only half of it: say so, and offer what comes near."""

from __future__ import annotations

from bot.answer import token
from bot.card import Action, Block, Card, Labelled, Step, Steps, Strong, plain
from bot.card import Code as CodeSpan
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog


def not_understood(near: tuple[int, ...], catalog: Catalog) -> Card:
    """Not understood; `near` are codes whose names were nearly written, best first."""
    offers = tuple(Step((Strong(str(code)), *plain(f" {name_of(code, catalog)}"))) for code in near)
    blocks: list[Block] = [Steps("혹시 이것인가요?", offers)] if offers else []
    blocks.append(
        Labelled(
            "이렇게 적어 보세요", (CodeSpan("404"), *plain(" · "), CodeSpan("왜 302 말고 307?"), *plain(" · "), CodeSpan("도움말"))
        )
    )
    actions = tuple(Action(f"{code} 보기", token.define(code)) for code in near)
    lead = "무엇을 물으셨는지 알아듣지 못했습니다." if near else "HTTP 상태 코드의 번호나 이름을 찾지 못했습니다."
    return Card("이해하지 못했습니다", plain(lead), tuple(blocks), actions)


def compare_with_what(code: int, catalog: Catalog) -> tuple[Card, tuple[int, ...]]:
    """One side of a comparison is missing: ask for it. Also returns the codes offered, the one named first."""
    record = catalog.code(code)
    others = tuple(near.number for near in record.related)[:3] if record else ()
    actions = tuple(Action(f"{with_particle(other, '과')} 비교", token.compare(code, other)) for other in others)
    example = others[0] if others else 404
    card = Card(
        f"{with_particle(code, '을')} 무엇과 비교할까요?",
        (*plain("두 코드를 함께 적어 주세요. 예: "), CodeSpan(f"{with_particle(code, '이랑')} {example} 차이")),
        (),
        (*actions, Action(f"{code} 보기", token.define(code))),
    )
    return card, (code, *others)


def which_of(codes: tuple[int, ...], catalog: Catalog, *, by_case: bool) -> Card:
    """Several codes come near, by a name they share or by the case described: each with its one line, to choose from."""
    steps = tuple(Step((Strong(str(code)), *plain(f" {summary_of(code, catalog)}"))) for code in codes)
    actions = (*(Action(f"{code} 보기", token.define(code)) for code in codes), Action("비교", token.compare(*codes)))
    said = "그 상황에 맞을 만한 코드가 여럿입니다." if by_case else "그 이름은 여러 코드에 쓰입니다."
    lead = plain(f"{said} 가까운 쪽을 골라 주세요.")
    return Card("어느 쪽인가요?", lead, (Steps("가까운 코드", steps),), actions)


def which_codes() -> Card:
    """A question about a conversation that we do not remember."""
    return Card(
        "어떤 코드 이야기인가요?",
        (*plain("앞서 나눈 이야기를 찾지 못했습니다. 번호를 함께 적어 주세요. 예: "), CodeSpan("401이랑 403 차이")),
    )


def summary_of(number: int, catalog: Catalog) -> str:
    """What a number of any standing is, in one line."""
    if code := catalog.code(number):
        return f"{code.phrase}: {prose.words(code.summary)}"
    if uses := catalog.vendor(number):
        return " / ".join(f"{used.vendor or vendor.vendor}: {prose.words(used.meaning)}" for vendor, used in uses[:2])
    return "IANA에 등록되지 않은 번호입니다." if 100 <= number <= 599 else "상태 코드의 범위(100~599)를 벗어난 번호입니다."


def name_of(code: int, catalog: Catalog) -> str:
    if record := catalog.code(code):
        return f"{record.phrase} · {record.korean}"
    entry = catalog.iana(code)
    return entry.name if entry and entry.state == "assigned" else ""
