"""One card through every renderer, held against files: a change in how cards look is seen in review.

`SAGONGSA_GOLDEN=write make test` writes the files anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.terminal.render import render
from bot.card import Card, to_json
from bot.service import reply_to

HERE = Path(__file__).parent
QUESTIONS = {"502": "502", "404-long": "404 자세히", "why-302-307": "왜 302 말고 307?", "compare-401-403": "401이랑 403 차이"}
RENDERERS: dict[str, Callable[[Card], str]] = {
    "json": lambda card: json.dumps(to_json(card), ensure_ascii=False, indent=1) + "\n",
    "plain.txt": lambda card: card.to_text() + "\n",
    "terminal-40.txt": lambda card: render(card, width=40, color=False),
    "terminal-100.txt": lambda card: render(card, width=100, color=False),
}


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_cards_look_as_reviewed(name: str, renderer: str) -> None:
    path = HERE / f"{name}.{renderer}"
    made = RENDERERS[renderer](reply_to(QUESTIONS[name]).card)
    if os.environ.get("SAGONGSA_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "바뀐 모습이 맞다면 SAGONGSA_GOLDEN=write로 다시 쓰세요"
