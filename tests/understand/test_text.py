from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.text import READ_LIMIT, read


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("４０４", "404"),
        ("Forbidden", "forbidden"),
        ("<@U123ABC> 502 뭐임", "502 뭐임"),
        ("502 뭐임 <@!81234567890123456>", "502 뭐임"),
        ("<https://docs.example.com/errors/409|409 Conflict> 이게", "409 conflict 이게"),
        ("<https://example.com/404>", ""),
        ("https://example.com/users/404 봐", "봐"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("me@example.com 404", "404"),
        ("<:teapot:418418418418418418> 404", "404"),
        ("<#C404|incident-502>", ""),
        (unicodedata.normalize("NFD", "게이트웨이 오류"), "게이트웨이 오류"),
        ("404\u200b뭐", "404 뭐"),
        ("404도 ㅇㅇ ㅋㅋ", "404도 ㅇㅇ ㅋㅋ"),
        ("<script>404</script>", "<script>404</script>"),
    ],
)
def test_markup_is_taken_apart_and_characters_are_normalised(raw: str, plain: str) -> None:
    assert " ".join(read(raw).plain.split()) == plain


@pytest.mark.parametrize(
    ("raw", "piece"),
    [
        ("<@U123ABC> 502 뭐임", "502"),
        ("ｗｈａｔ ４０４", "４０４"),
        ("&lt;404&gt;", "404"),
        (unicodedata.normalize("NFD", "그럼 오류는 404"), "404"),
    ],
)
def test_what_was_found_points_into_the_text_as_delivered(raw: str, piece: str) -> None:
    text = read(raw)
    start = text.plain.index("404" if "4" in piece or "４" in piece else piece)
    found = text.found("number", start, start + 3)
    assert found.text == piece == raw[found.start : found.end]


def test_decomposed_hangul_is_found_whole() -> None:
    raw = unicodedata.normalize("NFD", "게이트웨이 오류")
    text = read(raw)
    found = text.found("name", 0, 5)
    assert unicodedata.normalize("NFC", found.text) == "게이트웨이"
    last = text.found("name", 6, 8)
    assert unicodedata.normalize("NFC", last.text) == "오류"


@given(st.text(max_size=300))
def test_any_text_reads_and_every_stretch_points_back(raw: str) -> None:
    text = read(raw)
    assert len(text.origin) == len(text.plain) + 1
    assert list(text.origin) == sorted(text.origin)
    for start in range(0, len(text.plain), 7):
        found = text.found("x", start, min(start + 3, len(text.plain)))
        assert raw[found.start : found.end] == found.text


def test_a_huge_text_is_cut() -> None:
    assert len(read("4" * 100_000).plain) == READ_LIMIT
