"""Pieces of a sentence that stay when it is said otherwise: syllable pairs and triples of Korean words, stems of English ones.

"로그인 안 한" and "로그인하지 않은" share 로그, 그인; a dictionary of word forms would not be smaller, nor better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = re.compile(r"[가-힣]+|[a-z0-9]+")
_STEM = 5
# English words that stand in every question.
_COMMON_WORDS = (
    "which what status code codes for a an the to when if should i return returned is that http response we it of "
    "on in and or my our be do does with but has have was are as at by from not no can you they he she who its this "
    "their send sent answer get gets "
)
_COMMON = frozenset(_COMMON_WORDS.split())


def features(plain: str) -> list[str]:
    """Each feature of a normalised text once, in order of appearance."""
    return list(dict.fromkeys(_features(plain)))


def _features(plain: str) -> Iterator[str]:
    for word in _WORDS.findall(plain):
        if word[0].isascii():
            if word not in _COMMON:
                yield word
                yield word[:_STEM] + "*"
            continue
        yield "^" + word[:2]
        for size in (2, 3):
            yield from (word[i : i + size] for i in range(len(word) - size + 1))
