from __future__ import annotations

import json

from pydantic import TypeAdapter

from bot.card import Card, Code, Labelled, Link, Plain, Sources, Step, Steps, Strong, Table, Verbatim, to_json

RFC = Link("https://www.rfc-editor.org/rfc/rfc9110.html", "RFC 9110")
CARD = Card(
    "502 Bad Gateway",
    (Plain("게이트웨이가 "), Strong("뒤쪽"), Plain("에서 응답을 받지 못했습니다.")),
    (
        Labelled("헤더", (Code("Server"), Plain("를 봅니다"))),
        Steps("먼저 볼 것", (Step((Plain("누가 보냈나"),), "curl -sI https://example.com/"), Step((Plain("로그"),))), ordered=True),
        Verbatim("예", "GET / HTTP/1.1\nHost: example.com"),
        Table(("", "302", "307"), (("POST", "바뀜", "그대로"),)),
        Sources((RFC, Plain(" · "), Link("https://example.com/x", "X"))),
    ),
    subtitle="5xx 서버 오류",
)


def test_plain_text_holds_every_word_and_every_address() -> None:
    assert CARD.to_text() == (
        "502 Bad Gateway — 5xx 서버 오류\n게이트웨이가 뒤쪽에서 응답을 받지 못했습니다.\n\n헤더: Server를 봅니다\n\n"
        "먼저 볼 것\n1. 누가 보냈나\n    curl -sI https://example.com/\n2. 로그\n\n"
        "예\n    GET / HTTP/1.1\n    Host: example.com\n\n"
        "POST: 302 바뀜 / 307 그대로\n\nRFC 9110 https://www.rfc-editor.org/rfc/rfc9110.html · X https://example.com/x"
    )


def test_a_headline_is_one_short_line() -> None:
    assert CARD.headline() == "502 Bad Gateway: 게이트웨이가 뒤쪽에서 응답을 받지 못했습니다."
    long = Card("제목", (Plain("가" * 300),)).headline()
    assert len(long) == 200
    assert long.endswith("…")


def test_json_is_tagged_by_key_and_fits_the_published_schema() -> None:
    data = to_json(CARD)
    assert data["lead"] == [{"text": "게이트웨이가 "}, {"strong": "뒤쪽"}, {"text": "에서 응답을 받지 못했습니다."}]
    assert data["blocks"][-1]["line"][0] == {"link": "https://www.rfc-editor.org/rfc/rfc9110.html", "label": "RFC 9110"}
    assert TypeAdapter(Card).validate_json(json.dumps(data)) == CARD
