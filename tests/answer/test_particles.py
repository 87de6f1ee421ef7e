"""Every card that the registry can make: particles fit how a number is read aloud, no mark of the source shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from bot.answer import answer
from bot.asked import CLASS_OF, Question
from bot.card import Card, Verbatim
from bot.korean import particle
from bot.model import Memory
from bot.registry.catalog import Catalog

FORMS = {
    "은": "은", "는": "은", "이": "이", "가": "이", "을": "을", "를": "을", "과": "과", "와": "과", "으로": "으로", "로": "으로",
    "이라": "이라", "라": "이라", "이면": "이면", "면": "이면", "이랑": "이랑", "랑": "이랑",
}  # fmt: skip
AFTER_A_NUMBER = re.compile(
    r"(?<![\d.])(\d{3}|[1-5]xx|IANA|MDN|URI|URL|CDN|ALB|TLS|API|HTTP)(으로|이라|이면|이랑|[은는이가을를과와로라면랑])(?![가-힣])"
)


def cards(catalog: Catalog) -> Iterator[Card]:
    def made(question: Question) -> Card:
        return answer(question, Memory(), catalog).card

    for number in range(100, 600):
        yield made(Question("define", (number,)))
        yield made(Question("define", (number,), detailed=True))
    for status_class in CLASS_OF.values():
        yield made(Question("class", status_class=status_class, detailed=True))
    for case in catalog.cases:
        yield made(Question("choose", case=case))
    for one, other in combinations(catalog.numbers, 2):
        yield made(Question("compare", (one, other)))
        yield made(Question("why", (one, other)))


def test_particles_after_numbers_and_latin_letters(catalog: Catalog) -> None:
    wrong = set()
    for card in cards(catalog):
        text = card.to_text()
        for word, found in AFTER_A_NUMBER.findall(text):
            if particle(word, FORMS[found]) != found:
                wrong.add(text[max(0, text.find(word + found) - 20) : text.find(word + found) + 12])
    assert not wrong


def test_no_mark_of_the_source_shows(catalog: Catalog) -> None:
    for card in cards(catalog):
        for block in card.blocks:
            if not isinstance(block, Verbatim):
                shown = replace(card, blocks=(block,)).to_text()
                assert "`" not in re.sub(r"(?m)^    .*$", "", shown), shown
