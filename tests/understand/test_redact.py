from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service import reply_to
from bot.understand.redact import MASK, redact

SECRETS = [
    ("Authorization: Bearer abc.def-ghi", "abc.def-ghi"),
    ("curl -H 'Authorization: Basic dXNlcjpwYXNz' 왜 401?", "dXNlcjpwYXNz"),
    ("Cookie: session=abcd1234; other=zz", "abcd1234"),
    ('{"password": "hunter22"} 401', "hunter22"),
    ("token=abc123def 왜 401", "abc123def"),
    ("client_secret=abcd1234&grant=x", "abcd1234"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln 401", "eyJzdWIiOiIxIn0"),
    ("xox" + "b-123456789012-abcdefghij 403", "123456789012"),
    ("AKIA" + "IOSFODNN7EXAMPLE 403", "IOSFODNN7EXAMPLE"),
    ("https://user:pass1234@example.com/x 502", "pass1234"),
    ("kim@example.com 404", "kim@example.com"),
    ("010-1234-5678 404", "1234-5678"),
    ("900101-1234567 404", "1234567"),
    ("4111 1111 1111 1111 402", "1111"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_a_secret_is_blanked_out_in_place(text: str, secret: str) -> None:
    safe = redact(text)
    assert secret not in safe
    assert len(safe) == len(text)
    assert MASK in safe


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_a_secret_reaches_no_reply(text: str, secret: str) -> None:
    reply = reply_to(text)
    assert secret not in reply.card.to_text()
    assert all(secret not in found.text for found in reply.question.found)


@pytest.mark.parametrize(
    "text",
    [
        "왜 302 말고 307?",
        '203.0.113.24 - - [12/Mar/2025:14:04:04 +0900] "GET /v1/users/404 HTTP/1.1" 502 157',
        "rt=10.002 status=504 request_id=1234567890123456",
        'WWW-Authenticate: Bearer error="invalid_token"',
        "token expired 401",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


@given(st.text(max_size=200))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(redact(text)) == len(text)
