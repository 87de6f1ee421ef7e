"""The playground over HTTP: to whom it answers, with which headers, and what it says of what it cannot answer."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message

import aiohttp
import pytest

from adapters.metrics import Metrics
from adapters.web import server
from adapters.web.guard import HEADERS
from tests.adapters.test_web import served

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> 502"
PAGES = ("/", "/c/404", "/t/m:404", "/q?text=404", "/today", "/static/app.js", "/api/search?text=40", "/nothing")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def ask(address: str, body: object = None, *, raw: bytes | None = None, **headers: str) -> Answer:
    data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, data, {"Content-Type": "application/json", **named})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=30) as found:  # noqa: S310
            return Answer(found.status, found.headers, found.read().decode())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.headers, refused.read().decode())


@pytest.mark.parametrize("path", PAGES)
def test_every_response_says_what_may_come_of_it(playground: str, path: str) -> None:
    answer = ask(playground + path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in answer.headers


def test_the_policy_is_the_strict_one() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "connect", "img")} == {"'self'"}
    assert {policy[name] for name in ("base-uri", "form-action", "frame-ancestors")} == {"'none'"}
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/c/404", "/static/app.js", "/api/search?text=40"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8405", "127.0.0.1.evil.example", "10.0.0.1", "[::2]", "x:y:z"])
def test_a_name_that_is_not_ours_is_misdirected(playground: str, path: str, host: str) -> None:
    answer = ask(playground + path, Host=host)
    assert answer.status == 421
    assert "127.0.0.1" in json.loads(answer.text)["error"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9000", "[::1]:8405", "LOCALHOST"])
def test_our_names_are_answered(playground: str, host: str) -> None:
    assert ask(f"{playground}/c/404", Host=host).status == 200


def test_pages_of_other_sites_cannot_ask(playground: str) -> None:
    body = {"address": "/c/404"}
    at = f"{playground}/api/card"
    assert ask(at, body).status == 200
    assert ask(at, body, Origin=playground, Sec_Fetch_Site="same-origin").status == 200
    assert ask(at, body, Origin="http://evil.example").status == 403
    assert ask(at, body, Origin="null").status == 403
    assert ask(at, body, Sec_Fetch_Site="cross-site").status == 403
    assert ask(at, body, Sec_Fetch_Site="same-site").status == 403
    assert ask(at, body, Content_Type="text/plain").status == 415


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"address": "/q", "text": " "}, 400, "적어 주세요"),
        ({"address": "/q?text="}, 400, "적어 주세요"),
        ({"address": "/elsewhere"}, 400, "주소는 없습니다"),
        ({"address": "/t/d:forged"}, 400, "버튼은 더 이상"),
        ({"address": "/q", "text": "가" * 200_001}, 413, "너무 깁니다"),
        ({"address": "/q", "text": "가" * 400_000}, 413, "너무 깁니다"),
        ({"address": 404}, 400, "다시 열어"),
        ({"address": "/q", "text": ["404"]}, 400, "다시 열어"),
        ({"address": "/c/404", "width": "wide"}, 400, "다시 열어"),
        ([], 400, "다시 열어"),
    ],
)
def test_what_cannot_be_answered_is_one_korean_sentence(playground: str, body: object, status: int, told: str) -> None:
    answer = ask(f"{playground}/api/card", raw=json.dumps(body, ensure_ascii=False).encode())
    assert answer.status == status
    assert told in json.loads(answer.text)["error"]


@pytest.mark.parametrize("raw", [b"", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_a_body_that_is_no_json(playground: str, raw: bytes) -> None:
    answer = ask(f"{playground}/api/card", raw=raw)
    assert answer.status == 400
    assert "다시 열어" in json.loads(answer.text)["error"]


def test_half_a_character_is_answered_all_the_same(playground: str) -> None:
    assert ask(f"{playground}/api/card", raw=b'{"address": "/q", "text": "404 \\ud800"}').status == 200


def test_what_people_write_is_no_markup_in_the_page(playground: str) -> None:
    for path in (f"/q?text={urllib.request.quote(HOSTILE)}", f"/t/{urllib.request.quote(HOSTILE)}"):  # type: ignore[attr-defined]
        text = ask(playground + path).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_without_scripts_an_address_still_answers(playground: str) -> None:
    text = ask(f"{playground}/c/404").text
    assert "<title>404 Not Found · 찾을 수 없음 · 사공사 놀이터</title>" in text
    assert "누구 쪽인가" in text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert ask(f"{playground}/nothing").status == 404
    assert ask(f"{playground}/t/d:forged").status == 404


def test_the_server_for_health_and_metrics_does_not_show_it() -> None:
    async def work(session: aiohttp.ClientSession, at: str) -> None:
        for path in (*PAGES, "/api/card"):
            assert (await session.get(f"{at}{path}")).status == 404
        assert (await session.post(f"{at}/api/card", json={"address": "/c/404"})).status == 404

    served(work, server.application(Metrics(), {}))
