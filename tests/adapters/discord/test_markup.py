"""What is looked through once for a whole card is written as if each piece of it had been looked through."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from adapters.discord import markup
from adapters.discord.limits import SPAN
from bot.card import Block, Labelled, Paragraph, Plain, Step, Steps, Strong

# Mostly what may mean something to Discord: whatever hides in plain letters is found all the sooner.
TEXT = st.text(st.sampled_from("가a1 .:/-+#@!&*_~|`<>[]\\\n"), max_size=12)
SPANS = st.lists(st.one_of(st.builds(Plain, TEXT), st.builds(Strong, TEXT)), min_size=1, max_size=3).map(tuple)
BLOCK = st.one_of(
    st.builds(Paragraph, SPANS),
    st.builds(Labelled, TEXT, SPANS),
    st.builds(lambda label, lines: Steps(label, tuple(map(Step, lines))), TEXT, st.lists(SPANS, min_size=1, max_size=2)),
)


@given(st.lists(BLOCK, max_size=3))
@example([Paragraph((Plain("가" * (SPAN + 1)),))])
@example([Paragraph((Plain("a"), Plain("# 제목")))])
@example([Paragraph((Plain(":"), Plain("//a")))])
def test_a_clean_card_is_written_as_any_other(blocks: list[Block]) -> None:
    clean = markup.are_clean(blocks)
    for block in blocks:
        assert markup.pieces(block, clean=clean) == markup.pieces(block)


def test_most_cards_hold_nothing_to_escape_and_a_mark_is_seen() -> None:
    assert markup.are_clean([Paragraph((Plain("503은 서버가 지금 처리하지 못한다는 뜻입니다. 10분 뒤에"), Strong("다시")))])
    for mark in ("*", "_", "~", "|", "`", "<", ">", "[", "]", "\\", "@everyone", "https://x", ":smile:", "\n"):
        assert not markup.are_clean([Paragraph((Plain(f"가 {mark} 나"),))])
