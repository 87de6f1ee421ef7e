"""A whole class: what its first digit says, and its codes, the ones people meet most first."""

from __future__ import annotations

from bot.answer import parts, token, wording
from bot.answer.unknown import name_of
from bot.card import Action, Card, Labelled, Plain, Step, Steps, Strong, plain
from bot.korean import with_particle
from bot.model import StatusClass
from bot.registry.catalog import Catalog


def classes(status_class: StatusClass | None, catalog: Catalog) -> Card:
    """The card of a class."""
    digit = int((status_class or "5xx")[0])
    members = [n for n in range(digit * 100, digit * 100 + 100) if (e := catalog.iana(n)) and e.state in ("assigned", "temporary")]
    finished = [number for number in members if number in catalog.numbers]
    others = ", ".join(str(number) for number in members if number not in finished)
    known = tuple(Step((Strong(str(number)), Plain(f" {name_of(number, catalog)}"))) for number in finished)
    blocks = [Steps("자주 만나는 코드", known)] if known else []
    rest = Labelled("나머지", plain(others))
    unknown = f"모르는 {with_particle(f'{digit}xx', '은')} {with_particle(digit * 100, '으로')} 여기고 처리해야 합니다(MUST)."
    sources = parts.sources([f"RFC 9110 §15.{digit + 1}", "RFC 9110 §15"], catalog)
    actions = tuple(Action(f"{number} 보기", token.define(number)) for number in finished[:4])
    tail = (rest, Labelled(wording.RECEIVER, plain(unknown)), sources)
    return Card(
        wording.class_title(digit * 100), plain(wording.CLASS_LEADS[digit]), (*blocks, *tail), actions, "", parts.tone(digit * 100)
    )
