"""Particles (조사) that fit how a word is read aloud, numbers spoken in Korean, and names of days.

"503은", "404는", "307로", "200을": the particle follows the reading of the last syllable, not the glyph.
"""

from __future__ import annotations

DIGITS = "영일이삼사오육칠팔구"
DAYS = "월화수목금토일"  # from Monday, as Python counts

# Reading of what a word may end in, when that is not a Hangul syllable.
_LAST_DIGIT = {str(value): syllable for value, syllable in enumerate(DIGITS)}
_LETTER_ENDS_IN_L = frozenset("lr")
_LETTER_ENDS_IN_CONSONANT = frozenset("mn")

_PARTICLES = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이라": ("이라", "라"),
    "이면": ("이면", "면"),
    "이다": ("이다", "다"),
    "이에요": ("이에요", "예요"),
    "이랑": ("이랑", "랑"),
}
_JONGSEONG_RIEUL = 8


def _final(word: str) -> int:
    """Index of the final consonant of the last spoken syllable of `word`; 0 for none."""
    last = word.rstrip(" )]”\"'`").lower()[-1:]
    last = _LAST_DIGIT.get(last, last)
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last in _LETTER_ENDS_IN_L:
        return _JONGSEONG_RIEUL
    return 1 if last in _LETTER_ENDS_IN_CONSONANT else 0


def particle(word: object, pair: str) -> str:
    """The particle alone. `pair` is its form after a consonant: 은, 이, 을, 과, 으로, 이라, 이면, 이다, 이에요, 이랑."""
    after_consonant, after_vowel = _PARTICLES[pair]
    final = _final(str(word))
    if pair == "으로" and final == _JONGSEONG_RIEUL:
        return after_vowel
    return after_consonant if final else after_vowel


def with_particle(word: object, pair: str) -> str:
    """`word` with its particle: with_particle(307, "으로") is "307로"."""
    return f"{word}{particle(word, pair)}"


def spoken(number: int) -> tuple[str, ...]:
    """Ways a Korean developer says a three-digit code: digit by digit ("사공사", "사영사") and as a number ("사백사").

    Source: everyday usage; 0 inside a number is read 공 or 영.
    """
    digits = [int(d) for d in str(number)]
    one_by_one = "".join(DIGITS[d] for d in digits)
    hundreds, tens, ones = digits
    as_number = (
        ("" if hundreds == 1 else DIGITS[hundreds])
        + "백"
        + ("" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "십")
        + (DIGITS[ones] if ones else "")
    )
    return tuple(dict.fromkeys((one_by_one.replace("영", "공"), one_by_one, as_number)))
