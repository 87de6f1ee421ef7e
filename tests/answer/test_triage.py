"""What is told of pasted logs: only what their lines prove."""

from __future__ import annotations

from bot.card import Card, Labelled, Steps, line_text
from bot.registry.snapshot import catalog
from bot.service import reply_to

REFUSED = (
    "2025/03/12 14:05:0{n} [error] 31#31: *7{n} connect() failed (111: Connection refused) while connecting to upstream, "
    'client: 10.0.0.1, server: api.example.com, request: "POST /pay HTTP/1.1", upstream: "http://10.0.3.1:8080/pay"'
)


def access(clock: str, request: str, status: int, tail: str = "") -> str:
    return f'10.0.0.1 - - [12/Mar/2025:{clock} +0900] "{request} HTTP/1.1" {status} 157 "-" "curl/8.4.0"{tail}'


def alb(clock: str, status: int, target: str, seconds: str) -> str:
    return (
        f"h2 2025-03-12T{clock}.111Z app/alb/50 10.0.0.7:504 10.0.2.1:80 0.001 {seconds} 0.000 {status} {target} 404 520 "
        '"GET https://api.example.com:443/slow?id=1 HTTP/2.0" "curl"'
    )


def card_of(*lines: str) -> Card:
    reply = reply_to("\n".join(lines))
    assert reply.question.intent == "triage"
    return reply.card


def told(card: Card, label: str) -> str:
    block = next(block for block in card.blocks if isinstance(block, (Labelled, Steps)) and block.label == label)
    if isinstance(block, Labelled):
        return line_text(block.line)
    return "\n".join(line_text(step.line) for step in block.steps)


def labels(card: Card) -> list[str]:
    return [block.label for block in card.blocks if isinstance(block, (Labelled, Steps))]


def test_counts_sides_times_and_paths() -> None:
    card = card_of(
        access("14:04:58", "GET /me", 200),
        access("14:05:01", "POST /pay?card=1", 502),
        access("14:05:03", "POST /pay", 502),
        access("14:05:09", "GET /me", 499),
    )
    assert card.title == "502 2건 · 499 · 200"
    assert told(card, "언제") == "12/Mar/2025 14:05:01 ~ 14:05:09"
    assert told(card, "어디서") == "/pay 2건, /me 1건"
    assert told(card, "누구 쪽").startswith("앞단과 뒤쪽 서버 사이 2건 · ")
    assert "다시 보내도 되나" in labels(card)
    assert "14:05:01부터 5xx가 납니다" in told(card, "줄에서 보이는 것")


def test_an_error_line_proves_the_cause_and_names_the_hop() -> None:
    card = card_of(access("14:05:01", "POST /pay", 502), REFUSED.format(n=1), REFUSED.format(n=2))
    assert line_text(card.lead) == "뒤쪽 서버가 연결을 거부했습니다. 대개 그 포트를 듣는 프로세스가 없습니다."
    assert "connect() failed (111: Connection refused) while connecting to upstream 2줄" in told(card, "누가 말하나")
    assert "10.0.0.1" not in told(card, "누가 말하나")
    checks = next(block for block in card.blocks if isinstance(block, Steps) and block.label == "먼저 볼 것")
    assert len(checks.steps) == 3
    assert checks.steps[0].command


def test_a_load_balancer_that_answers_itself_is_told_from_one_that_passes_on() -> None:
    own = told(card_of(alb("05:04:04", 504, "-", "60.002")), "누가 말하나")
    passed = told(card_of(alb("05:04:04", 502, "502", "0.502")), "누가 말하나")
    assert "ALB가 직접 만든 응답" in own
    assert "뒤쪽 서버가 보낸 것을 ALB가 그대로" in passed


def test_a_limit_is_named_only_where_the_lines_agree() -> None:
    at_limit = card_of(alb("05:04:04", 504, "-", "60.002"), alb("05:05:04", 504, "-", "60.001"))
    assert "60초에서 끊겼습니다" in told(at_limit, "줄에서 보이는 것")
    scattered = card_of(alb("05:04:04", 504, "-", "60.002"), alb("05:05:04", 504, "-", "31.400"))
    once = card_of(alb("05:04:04", 504, "-", "60.002"))
    assert "줄에서 보이는 것" not in labels(scattered)
    assert "줄에서 보이는 것" not in labels(once)


def test_clients_that_left_are_tied_to_failures_only_by_their_path() -> None:
    apart = card_of(access("14:05:01", "POST /pay", 502), access("14:05:02", "GET /me", 499))
    assert "얽힌 일인지 이 로그는 말해 주지 않습니다" in told(apart, "줄에서 보이는 것")
    same = card_of(access("14:05:01", "POST /pay", 504), access("14:05:02", "POST /pay", 499), access("14:05:03", "POST /pay", 499))
    assert "가능성이 큽니다" in told(same, "줄에서 보이는 것")


def test_failures_that_ended_are_said_to_have_ended() -> None:
    lines = [access("14:00:01", "GET /", 200), access("14:00:02", "GET /", 503), access("14:00:03", "GET /", 503)]
    going_on = told(card_of(*lines), "줄에서 보이는 것")
    ended = told(card_of(*lines, access("14:00:04", "GET /", 200), access("14:00:05", "GET /", 200)), "줄에서 보이는 것")
    assert "다시 나지 않았습니다" not in going_on
    assert "14:00:03 뒤로는 다시 나지 않았습니다" in ended


def test_marks_of_products_are_explained() -> None:
    envoy = card_of('[2025-03-12T05:04:04.403Z] "GET /v1 HTTP/1.1" 503 UF 0 91 404 - "-" "curl"')
    assert "UF" in told(envoy, "누가 말하나")
    haproxy = card_of(
        "haproxy[9]: 10.0.1.2:33317 [12/Mar/2025:14:04:04.655] http-in be/srv1 10/0/30/69/109 503 2750 - - SC-- 1/1/1/1/0 0/0"
    )
    assert "SC" in told(haproxy, "누가 말하나")


def test_a_proxys_line_with_two_statuses_is_one_exchange() -> None:
    start = '{"time":"2025-03-12T14:05:0%d+09:00","method":"POST","uri":"/pay","status":504,'
    line = start + '"request_time":60.001,"upstream_status":"%s"}'
    card = card_of(line % (1, "504"), line % (4, "-"))
    assert card.title == "504 2건"
    assert "앞단이 만든 응답" in told(card, "누가 말하나")


def test_counts_that_people_write_are_added_up() -> None:
    card = card_of("10:01 502 3건", "10:03 502 41건", "10:05 499 12건")
    assert card.title == "502 44건 · 499 12건"


def test_lines_without_failures_say_so() -> None:
    card = card_of(access("14:00:01", "GET /", 200), access("14:00:02", "GET /a", 304))
    assert "실패한 응답은 없습니다" in line_text(card.lead)


def test_secrets_of_a_log_reach_no_card() -> None:
    card = card_of(access("14:05:01", "GET /r/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", 502), REFUSED.format(n=1))
    assert "eyJ" not in card.to_text()


def test_every_piece_of_evidence_is_found_in_a_line_of_its_own() -> None:
    for name, evidence in catalog().evidence.items():
        for words in evidence.words:
            reply = reply_to(f"2025/03/12 14:06:40 [error] 31#31: *4 {words}\n{access('14:06:40', 'GET /', 502)}")
            assert [proof.evidence for proof in reply.question.proofs] == [name], words
