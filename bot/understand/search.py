"""What a half-written question may become, best first: for a platform that completes while somebody types."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.understand.names import SHARED, Names, letters
from bot.understand.text import read

_NEAR_ENOUGH = 0.55  # how like a name a text must be to offer its code; a wrong offer costs a glance
_FIRST = (404, 500, 502, 503, 401, 403, 400, 429, 504, 200, 201, 204, 301, 302, 304, 307, 409, 422, 499)  # what is asked most
_CODE = re.compile(r"(?<!\d)[1-9]\d\d(?!\d)", re.ASCII)
_BEGINNING = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_UNFINISHED = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+$")  # a syllable that is still being typed
_LONGEST = 60  # characters: a longer text is a question of its own
_BEST, _SAME, _BEGINS, _HOLDS, _NEAR = range(5)


class Hit(NamedTuple):
    """`question` is what to ask, `label` what to show for it."""

    question: str
    label: str


class Search:
    """Completes over one catalog. Build once a process; pure, the same text always finds the same."""

    def __init__(self, catalog: Catalog, names: Names) -> None:
        self._names = names
        self._labels = _labels(catalog)
        self._spelled = tuple(
            (name.code, letters(name.name.lower())) for name in catalog.names if name.what != SHARED and name.code in self._labels
        )

    def find(self, text: str, limit: int = 25) -> list[Hit]:
        """At most `limit` questions that begin as `text` does: by number, phrase, Korean name or a name nearly written.

        Never raises for any text; nothing for one that is not a name or a number, since it can be asked as it stands.
        """
        plain = _UNFINISHED.sub("", read(text[: _LONGEST + 1]).plain.strip())
        if not plain and len(text) <= _LONGEST:
            return [self._hit(code) for code in _FIRST[:limit]]
        written = list(dict.fromkeys(int(found) for found in _CODE.findall(plain) if int(found) in self._labels))
        if len(written) > 1:
            return [*_pairs(written), *(self._hit(code) for code in written)][:limit]
        return [self._hit(code) for code in self._ranked(plain, written)][:limit] if len(plain) <= _LONGEST else []

    def _ranked(self, plain: str, written: list[int]) -> list[int]:
        """Codes, the surest first; of those that are as sure, the smaller number first."""
        ranks = dict.fromkeys(written, (_BEST, 0.0))
        if _BEGINNING.fullmatch(plain):
            for code in self._labels:
                if str(code).startswith(plain):
                    ranks.setdefault(code, (_BEGINS, 0.0))
            return sorted(ranks, key=lambda code: (ranks[code], code))
        if typed := letters(plain):
            self._by_name(typed, ranks)
            for near in self._names.near(plain, _NEAR_ENOUGH):
                ranks.setdefault(near.code, (_NEAR, -near.likeness))
        return sorted(ranks, key=lambda code: (ranks[code], code))

    def _by_name(self, typed: str, ranks: dict[int, tuple[int, float]]) -> None:
        for code, spelled in self._spelled:
            at = spelled.find(typed)
            if at < 0:
                continue
            rank = _HOLDS if at else _BEGINS if len(spelled) > len(typed) else _SAME
            ranks[code] = min(ranks.get(code, (_NEAR, 0.0)), (rank, len(spelled) / 1000))

    def _hit(self, code: int) -> Hit:
        return Hit(str(code), self._labels[code])


def _labels(catalog: Catalog) -> dict[int, str]:
    """ "404 Not Found — 찾을 수 없음" for every number with a name."""
    phrases: dict[int, str] = {}
    koreans: dict[int, str] = {}
    for code, what, name in catalog.names:
        (phrases if what == "phrase" else koreans if what == "name" else {}).setdefault(code, name)
    return {code: _label(code, phrases.get(code), koreans.get(code)) for code in sorted(phrases.keys() | koreans.keys())}


def _label(code: int, phrase: str | None, korean: str | None) -> str:
    return f"{code} " + " — ".join(filter(None, (phrase, korean)))


def _pairs(codes: list[int]) -> list[Hit]:
    one, other = codes[:2]
    return [
        Hit(f"{with_particle(one, '이랑')} {other} 차이", f"{with_particle(one, '과')} {other} 비교"),
        Hit(f"왜 {one} 말고 {other}?", f"왜 {one} 말고 {other}?"),
        Hit(f"왜 {other} 말고 {one}?", f"왜 {other} 말고 {one}?"),
    ]
