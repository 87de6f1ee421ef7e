"""Statuses are read from their field; everything that looks like one is not."""

from __future__ import annotations

import pytest

from bot.asked import Found
from bot.model import Memory
from bot.registry.snapshot import catalog
from bot.service import reply_to
from bot.understand.log import read_log
from bot.understand.names import Names
from bot.understand.reading import reading
from bot.understand.statuses import statuses
from bot.understand.text import read

NAMES = Names(catalog())


def statuses_of(text: str) -> tuple[tuple[int, ...], tuple[Found, ...]]:
    return statuses(reading(text, read(text), NAMES, "incident", Memory()))[:2]


LINES: list[tuple[str, tuple[int, ...]]] = [
    ('10.0.0.1 - - [12/Mar/2025:14:04:04 +0900] "GET /v1/users/404 HTTP/1.1" 502 157 "-" "curl/8.4.0"', (502,)),
    ('{"remote_addr":"10.0.0.9","request":"GET /500 HTTP/1.1","status":"429","body_bytes_sent":"404"}', (429,)),
    (
        "h2 2025-03-12T05:04:04Z app/alb/50 10.0.0.7:504 10.0.2.1:80 0.001 0.502 0.000 502 - 404 520",
        (502,),
    ),
    ("2025-03-12\t05:04:04\tICN57-P1\t404\t198.51.100.7\tGET\td111.cloudfront.net\t/img/500.png\t503\t-\tMozilla", (503,)),
    ("2025-03-12 05:04:04 10.0.0.4 GET /api/404 - 443 - 10.0.0.9 curl/8 - 500 0 64 502", (500,)),
    (
        "haproxy[404]: 10.0.1.2:33317 [12/Mar/2025:14:04:04.655] http-in be/srv1 10/0/30/69/109 503 2750 - - SC-- 1/1/1/1/0 0/0",
        (503,),
    ),
    ('[2025-03-12T05:04:04.403Z] "GET /v1 HTTP/1.1" 503 UF 0 91 404 - "-" "curl"', (503,)),
    ("[pid: 404|app: 0] 10.0.0.1 () {40 vars} [Wed] GET /a => generated 500 bytes in 302 msecs (HTTP/1.1 502)", (502,)),
    ("Completed 500 Internal Server Error in 404ms (ActiveRecord: 302.1ms)", (500,)),
    ("GET /orders/500 404 12.3 ms - 302", (404,)),
    ("HTTP/2 301\nlocation: https://example.com/404\n\nHTTP/2 200", (301, 200)),
    ("requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://x/?size=500", (502,)),
    ("AxiosError: Request failed with status code 401\n    at settle (axios.js:1967:12)", (401,)),
    ('alertname="Http504Spike" service="search" status="504" value: 37 (threshold 10)', (504,)),
    ('http_requests_total{method="GET",status="500",uri="/orders/{id}"} 404', (500,)),
    ("  10234 200\n    503 404\n    120 500", (500, 404, 200)),
    ("14:00 배포 시작\n14:05 502 3건\n14:08 503 41건", (503, 502)),
    ("지난 10분\n502 – 12\n499 – 5,040\n504 – 302\n총 요청 500,302", (504, 502, 499)),
    ("count by status: 503=302 500=404 (10m)", (500, 503)),
    ('{"400": 31, "404": 12, "500": 2}', (500, 400, 404)),
    ("status code top\n504  ▇▇▇▇ 3021\n500  ▇ 404", (504, 500)),
    ("401 /login x 212\n403 /admin x 500", (403, 401)),
    ("403 /a, 401 /b, 401 /c, 503 /d", (503, 401, 403)),
    ("02:10:00Z 502\n02:10:01Z 504\n02:10:02Z 504", (504, 502)),
    ("[  OK  ] /home 200 (301ms)\n[FAIL  ] /order 502 (5002ms)", (502, 200)),
    ("HTTP Error 500.30 - ANCM In-Process Start Failure", (500,)),
]


@pytest.mark.parametrize(("line", "codes"), LINES, ids=[line[:24] for line, _ in LINES])
def test_statuses_of_a_line(line: str, codes: tuple[int, ...]) -> None:
    found, where = statuses_of(line)
    assert found == codes
    assert all(line[one.start : one.end] == one.text for one in where)


def test_order_is_class_then_count_then_appearance() -> None:
    text = "\n".join(f'"GET /x HTTP/1.1" {status} 5' for status in (200, 404, 404, 502, 500, 500))
    assert statuses_of(text)[0] == (500, 502, 404, 200)


@pytest.mark.parametrize(
    "text",
    [
        "점심 404호",
        "301 -> 308, 302 -> 307 로 바꾸자",
        "403 x 2",
        "java.lang.NullPointerException\n\tat com.example.A.f(A.java:404)",
        "오늘 커피 500원",
        "",
        "왜 302 말고 307?",
    ],
)
def test_no_log_no_status(text: str) -> None:
    assert not read_log(text).seen


def test_a_log_is_answered_with_counts_and_first_checks() -> None:
    reply = reply_to("\n".join(['"GET /pay HTTP/1.1" 502 5'] * 3 + ['"GET /me HTTP/1.1" 404 5']))
    assert (reply.question.intent, reply.question.codes) == ("triage", (502, 404))
    assert reply.card.title == "502 3건 · 404"
    assert "먼저 볼 것" in reply.card.to_text()


def test_a_log_without_a_status_says_so() -> None:
    reply = reply_to("2025/03/12 14:06:40 [error] 502#502: *4 upstream timed out (110) while reading response header from upstream")
    assert (reply.question.intent, reply.question.codes) == ("triage", ())
    assert reply.card.title == "nginx 로그"
    nothing = reply_to("2025/03/12 14:06:40 [notice] 1#1: signal process started\n2025/03/12 14:06:41 [notice] 1#1: reconfiguring")
    assert "찾지 못했습니다" in nothing.card.title


def test_a_quoted_status_line_is_a_question_about_its_meaning() -> None:
    assert reply_to("```\nHTTP/1.1 415 Unsupported Media Type\n```\n이거 무슨 뜻?").question.intent == "define"
