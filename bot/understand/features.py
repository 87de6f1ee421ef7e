"""The clues of a text's letters: pieces that stay when a thing is said otherwise.

"로그인 안 한" and "로그인하지 않은" share 로그, 그인; a dictionary of word forms would not be smaller, nor better. Spaces are taken
out before the text is cut in pieces, because people leave them out or put them in the wrong place.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understand import concepts

_JOINED = re.compile(r"[^가-힣ㄱ-ㅣa-z0-9①②③?]+")
_WORDS = re.compile(r"[가-힣ㄱ-ㅣ①②③]+|[a-z0-9]+")
STEM = 4  # letters of an English word that stay in its forms
_READ = 600  # characters: what is asked stands at the start or the end of a longer text


def clues(plain: str, longest: int = 3) -> list[str]:
    """Each clue of a normalised text once: pieces of one to `longest` letters, words, and the names of what is spoken of."""
    plain = excerpt(plain)
    joined = squeezed(plain)
    found = dict.fromkeys(pieces(plain, longest))
    for word in _WORDS.findall(plain):
        found["w:" + word] = None
        found[("s:" + word[:STEM]) if word[0].isascii() else ("e:" + word[:2])] = None
    dashed = f"-{_JOINED.sub('-', plain)}"
    found.update(dict.fromkeys(f"c:{name}" for name in concepts.named_in(joined, dashed)))
    return list(found)


def pairs(plain: str) -> list[str]:
    """Words that stand side by side, as written and as stems, and stems with one word between them."""
    words = _WORDS.findall(excerpt(plain))
    stems = [word[:STEM] if word[0].isascii() else word[:2] for word in words]
    beside = [f"b:{a}_{b}" for a, b in pairwise(word[: STEM + 1] if word[0].isascii() else word for word in words)]
    apart = [f"k:{a}_{b}" for a, b in zip(stems, stems[2:], strict=False)]
    return list(dict.fromkeys([*beside, *(f"B:{a}_{b}" for a, b in pairwise(stems)), *apart]))


def pieces(plain: str, longest: int) -> list[str]:
    """Every run of one to `longest` letters of a text without its spaces; ^ and $ stand for its ends."""
    joined = f"^{squeezed(plain)}$"
    return [*joined[1:-1], *(joined[i : i + size] for size in range(2, longest + 1) for i in range(len(joined) - size + 1))]


def squeezed(plain: str) -> str:
    """A text without spaces and marks, but for those that ask."""
    return _JOINED.sub("", plain)


def excerpt(plain: str) -> str:
    """A text no longer than what is worth reading for what it asks: its start and its end."""
    return plain if len(plain) <= _READ else f"{plain[: _READ // 2]} {plain[-_READ // 2 :]}"
