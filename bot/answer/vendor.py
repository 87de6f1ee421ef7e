"""A code that a product uses and no standard defines: who sends it, what it means there, and how to know it was them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.answer import parts, sections, token, wording
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Plain, Step, Steps, Strong, joined
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Vendor, VendorCode

Use = tuple["Vendor", "VendorCode"]
_SHORT_CHECKS = 3


def vendor_card(number: int, uses: tuple[Use, ...], catalog: Catalog, *, long: bool = False) -> Card:
    """The card of a number that the products in `uses` (at least one) send or log; `long` with all that is known."""
    first = uses[0][1]
    alone = len(uses) == 1
    title = " ".join(filter(None, (str(number), first.name if alone else None))) + " · 비표준"
    used = "쓰는" if any(code.known != "reported" for _, code in uses) else "쓴다고 알려진"
    lead = f"{with_particle(number, '은')} {with_particle(_list(uses), '이')} {used} 번호입니다. IANA 등록부에는 없습니다."
    blocks: list[Block] = [_one(uses[0], catalog)] if alone else [_each(uses, catalog)]
    for use in uses if long else uses[:1]:
        if not alone and _has_more(use[1]):
            blocks.append(Paragraph((Strong(_name(use)), Plain("에서 왔다면"))))
        blocks += _told(use[1], catalog, long=long)
    blocks.append(Labelled(wording.WHO_SENT, _proofs(uses)))
    if 100 <= number <= 599 and any(code.visible == "client" for _, code in uses):  # others never reach one as a status
        base = with_particle(number // 100 * 100, "으로")
        blocks.append(Labelled(wording.RECEIVER, (Plain(f"이 번호를 모르는 클라이언트는 {base} 여기고 처리해야 합니다(MUST)."),)))
    blocks.append(parts.sources([*(code.source for _, code in uses), "RFC 9110 §15"], catalog))
    subtitle = wording.class_title(number) if 100 <= number < 600 else ""
    return Card(
        title, (Plain(lead),), tuple(blocks), tuple(_actions(number, uses, catalog, long=long)), subtitle, parts.tone(number)
    )


def _has_more(code: VendorCode) -> bool:
    return bool(code.who or code.retry or code.checks or code.causes)


def _told(code: VendorCode, catalog: Catalog, *, long: bool) -> Iterator[Block]:
    """What a vendor's file tells beside the meaning: whose side it is, whether to retry, what to look at."""
    if code.who:
        yield Labelled(wording.WHO, prose.line(code.who))
    if code.retry:
        yield Labelled(wording.RETRY, prose.line(code.retry))
    if long:
        yield from sections.causes(code.causes, catalog)
    if code.checks:
        yield sections.checks(code.checks if long else code.checks[:_SHORT_CHECKS], catalog)
    if long:
        yield from sections.chain(code.chain, catalog)
    shown = code.misconceptions if long else code.misconceptions[:1]
    yield from (parts.misconception(belief, catalog) for belief in shown)
    yield from sections.related(code.related)


def _actions(number: int, uses: tuple[Use, ...], catalog: Catalog, *, long: bool) -> Iterator[Action]:
    near = [other.number for _, code in uses for other in code.related]
    for other in list(dict.fromkeys(near))[:2]:
        if catalog.iana(other):
            yield Action(f"{with_particle(other, '과')} 비교", token.compare(number, other))
    if any(code.causes or code.chain for _, code in uses):
        yield Action("간단히", token.define(number)) if long else Action("자세히", token.more(number))


def _name(use: Use) -> str:
    vendor, code = use
    return code.vendor or vendor.vendor


def _list(uses: tuple[Use, ...]) -> str:
    return ", ".join(dict.fromkeys(map(_name, uses)))


def _one(use: Use, catalog: Catalog) -> Labelled:
    return Labelled(wording.VENDOR_MEANING, _meaning(use[1], catalog))


def _each(uses: tuple[Use, ...], catalog: Catalog) -> Steps:
    label = wording.VENDORS_DIFFER if len(set(map(_name, uses))) > 1 else wording.VENDOR_MEANING
    return Steps(label, tuple(Step((Strong(_name(use)), Plain(_titled(use[1])), *_meaning(use[1], catalog))) for use in uses))


def _titled(code: VendorCode) -> str:
    return f" {code.name} — " if code.name else " — "


def _meaning(code: VendorCode, catalog: Catalog) -> Line:
    reported = wording.REPORTED if code.known == "reported" else ""
    seen = Plain(f" ({wording.VISIBLE[code.visible]}{reported})")
    return (*prose.line(code.meaning), seen, *parts.sourced(code.source, catalog))


def _proof(use: Use) -> str:
    vendor, code = use
    return code.proof or vendor.proof


def _proofs(uses: tuple[Use, ...]) -> Line:
    """How to know each product; what a file says of several small ones at once counts only where nothing better stands."""
    own = {_name(use): _proof(use) for use in uses if use[1].vendor is None or use[1].proof}
    proofs = own or {_name(uses[0]): _proof(uses[0])}
    return joined(((Strong(name), Plain(": "), *prose.line(proof)) for name, proof in proofs.items()), " · ")
