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
LOG = """10.0.0.1 - - [12/Mar/2025:14:04:58 +0900] "GET /me HTTP/1.1" 200 157 "-" "curl/8.4.0"
10.0.0.1 - - [12/Mar/2025:14:05:01 +0900] "POST /pay HTTP/1.1" 502 157 "-" "curl/8.4.0"
10.0.0.1 - - [12/Mar/2025:14:05:03 +0900] "POST /pay HTTP/1.1" 502 157 "-" "curl/8.4.0"
10.0.0.1 - - [12/Mar/2025:14:05:09 +0900] "GET /me HTTP/1.1" 499 0 "-" "curl/8.4.0"
2025/03/12 14:05:01 [error] 31#31: *77 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1
2025/03/12 14:05:03 [error] 31#31: *78 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1
"""
QUESTIONS = {
    "502": "502",
    "404-long": "404 자세히",
    "vendor-499": "499",
    "unassigned-452": "452",
    "mark-envoy-uf": "envoy UF",
    "why-302-307": "왜 302 말고 307?",
    "why-premise-404-200": "왜 404 말고 200?",
    "why-derived-501-405": "왜 501 말고 507?",
    "compare-401-403": "401이랑 403 차이",
    "compare-derived-404-503": "404랑 507 차이",
    "compare-unlike-499-452": "499랑 452 차이",
    "compare-three": "502 503 504 차이",
    "choose": "토큰 만료됐을 때 뭐 내려줘?",
    "attribute-502-retry": "502 재시도해도 돼?",
    "attribute-405-allow": "405면 Allow 헤더 내려줘야 됨?",
    "list-retry-after": "Retry-After 쓰는 코드들",
    "class-5xx": "5xx가 뭐야",
    "triage": LOG,
    "ask-back": "권한 없음",
    "help": "도움말",
    "not-understood": "점심 뭐 먹지",
}
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
