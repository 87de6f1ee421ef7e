"""A code that a product uses and no standard defines: who sends it, what it means there, and how to know it was them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import parts, wording
from bot.card import Block, Card, Labelled, Line, Plain, Step, Steps, Strong, joined
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.model import Vendor, VendorCode

Use = tuple["Vendor", "VendorCode"]


def vendor_card(number: int, uses: tuple[Use, ...], catalog: Catalog) -> Card:
    """The card of a number that the products in `uses` (at least one) send or log."""
    first = uses[0]
    title = " ".join(filter(None, (str(number), first[1].name if len(uses) == 1 else None))) + " · 비표준"
    lead = f"{with_particle(number, '은')} {with_particle(_list(uses), '이')} 쓰는 번호입니다. IANA 등록부에는 없습니다."
    blocks: list[Block] = [_one(first, catalog)] if len(uses) == 1 else [_each(uses, catalog)]
    blocks.append(Labelled(wording.WHO_SENT, _proofs(uses)))
    if 100 <= number <= 599:
        base = with_particle(number // 100 * 100, "으로")
        blocks.append(Labelled(wording.RECEIVER, (Plain(f"이 번호를 모르는 클라이언트는 {base} 여기고 처리해야 합니다(MUST)."),)))
    blocks.append(parts.sources([*(code.source for _, code in uses), "RFC 9110 §15"], catalog))
    subtitle = wording.class_title(number) if number < 600 else ""
    return Card(title, (Plain(lead),), tuple(blocks), (), subtitle, parts.tone(number))


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
    return (*prose.line(code.meaning), Plain(f" ({wording.VISIBLE[code.visible]})"), *parts.sourced(code.source, catalog))


def _proofs(uses: tuple[Use, ...]) -> Line:
    """How to know each product; what a file says of several small ones at once counts only where nothing better stands."""
    own = {vendor.vendor: vendor.proof for vendor, code in uses if code.vendor is None}
    proofs = own or {_name(uses[0]): uses[0][0].proof}
    return joined(((Strong(name), Plain(": "), *prose.line(proof)) for name, proof in proofs.items()), " · ")
