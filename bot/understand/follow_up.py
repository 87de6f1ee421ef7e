"""Words that point at one of two codes spoken of before: 전자, 후자, 앞에 거, 뒤에 거, "the latter"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understand.pattern import Pattern

_FORMER = Pattern(
    r"전자|앞에?\s*(?:거|것|걸|껀|코드|쪽)|첫\s*(?:번째|째)|먼저\s*(?:거|것|말한)|\bformer\b|\bthe first\b|\bfirst one\b"
)
_LATTER = Pattern(r"후자|뒤에?\s*(?:거|것|걸|껀|코드|쪽)|두\s*번째|둘째|나중\s*(?:거|것)|\blatter\b|\bthe second\b|\bsecond one\b")


def ordinal(plain: str, codes: Sequence[int]) -> tuple[int, int] | None:
    """(the one meant, the other) of the first two codes; None where no word points at one, or there are no two."""
    if len(codes) < 2:
        return None
    first, second = codes[:2]
    if _FORMER.search(plain):
        return first, second
    return (second, first) if _LATTER.search(plain) else None
