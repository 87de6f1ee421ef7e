"""Codes by name: reason phrases (today's and former), Korean names, transliterations, nicknames, usual misspellings.

Spacing and hyphens do not matter ("게이트 웨이 오류", "not-found"). A name that is also an everyday word ("성공", "found")
counts only when nothing but a question stands beside it. Names nearly written are found by edit distance over letters and
Hangul jamo, so that one wrong stroke ("찿을수없음") is one step.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.registry.catalog import Catalog
from bot.understand.mention import EVERYDAY, Mention
from bot.understand.short_names import IN_PASSING

_EVERYDAY_LENGTH = 3  # Hangul syllables up to which a name is an everyday word
_EVERYDAY = frozenset(
    {"ok", "okay", "okey", "오케이", "found", "created", "accepted", "continue", "gone", "conflict", "locked", "processing"}
)
_FORBIDS = re.compile(
    r"(?:저장|변경|수정|사용|접근|출입|주차|진입|시도|캐시|반입|배포|공유|복사|호출|거|것|기|는)\s?$"
)  # "저장 금지"
_PARTICLE = r"(?:[을를은는과와의]|이?가|으?로|이?랑|하고|보다|보단|말고|대신|이?[냐야]|이?라고?|이?나|에|만|이)"
_DONE_WITH_IT = r"안\s?쓰|쓰[고는지라래자]|주[고는지라래자]|뜨|떠|나[오와]|떨어|받"
_BESIDE = rf"{'|'.join(IN_PASSING)}|차이|구[별분]|비교|둘|중|다음|응답|코드|,|/|—|vs|[?!.~]*$"
_USED_AS_A_WORD = re.compile(rf"['\"’”]?\s?(?:{_PARTICLE}|{_DONE_WITH_IT}|{_BESIDE})")
# Loanwords are spelt as they are heard: each syllable behind the first of its row is read as the first.
_ROWS_HEARD = "소서써쏘 어오언 시씨 컨콘컴 낫낟낱낳 배베뱃벳벧 메매 레래 에애 페패 세새쎄 트츠 티띠 퍼펄"
_HEARD_ALIKE = str.maketrans({heard: row[0] for row in _ROWS_HEARD.split() for heard in row[1:]})
_SHORTEST_HEARD = 4
_SQUEEZED_OUT = re.compile(r"[\s\-_'’.·,/]+")
_HEARD_BEFORE = 8  # characters before a word that may change its meaning
_ERRORS = 400  # codes whose names are said in the plural: "bad requests", "gateway timeouts"
_PLURAL = re.compile(r"s(?![a-z0-9])")
SHARED = "shared name"
_MIN_FUZZY = 6  # letters or jamo: shorter names are too near to everything


@dataclass(frozen=True, slots=True)
class Near:
    """A code whose name is near to what was written. `likeness` is 0-1, 1 for equal."""

    code: int
    likeness: float


class _Name(NamedTuple):
    key: str
    code: int
    what: str
    everyday: bool


class Names:
    """The name index of a catalog. Build once, use for every text."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_key: dict[str, _Name] = {}
        self._heard: dict[str, _Name] = {}
        self._shared: dict[str, list[int]] = {}
        for code, what, name in catalog.names:
            key = _squeeze(name.lower())[0]
            self._by_key.setdefault(key, _Name(key, code, what, _is_everyday(key, what)))
            if what == "transliteration" and len(key) >= _SHORTEST_HEARD:
                self._heard.setdefault(key.translate(_HEARD_ALIKE), self._by_key[key])
            if what == SHARED:
                self._shared.setdefault(key, []).append(code)

    def find(self, plain: str) -> list[Mention]:
        """Names inside the text, longest first where they overlap, in reading order."""
        squeezed, at = _squeeze(plain)
        heard = squeezed.translate(_HEARD_ALIKE)
        found: list[Mention] = []
        position = 0
        while position < len(squeezed):
            mention = self._starting_at(position, squeezed, at, plain)
            if mention is None and heard[position] in self._heard_lengths:
                mention = self._sounding_at(position, heard, at, plain)
            if mention:
                found.append(mention)
            position += len(self._key_of(mention, plain)) if mention else 1
        return found

    def _starting_at(self, position: int, squeezed: str, at: list[int], plain: str) -> Mention | None:
        for length in self._lengths.get(squeezed[position], ()):
            name = self._by_key.get(squeezed[position : position + length])
            if name and (not name.everyday or name.key.isascii()):
                start, end = at[position], at[position + len(name.key) - 1] + 1
                if name.code >= _ERRORS and _PLURAL.match(plain, end) and name.key.isascii():
                    end += 1
                if _stands_alone(plain, start, end, name.key):
                    return Mention(name.code, start, end, EVERYDAY if name.everyday else name.what, 0.95)
        return None

    def _sounding_at(self, position: int, heard: str, at: list[int], plain: str) -> Mention | None:
        """An English name as it sounds, in a spelling nobody listed; or one word of a name that is used as a word."""
        for length in self._heard_lengths[heard[position]]:
            name = self._heard.get(heard[position : position + length])
            end = at[position + length - 1] + 1 if name else 0
            if name and _stands_alone(plain, at[position], end, name.key):
                return Mention(name.code, at[position], end, name.what, 0.9)
        for word, code in IN_PASSING.items():
            start, end = at[position], at[position] + len(word)
            if (
                plain.startswith(word, start)
                and _stands_alone(plain, start, end, word)
                and _USED_AS_A_WORD.match(plain, end)
                and not (word.startswith("금지") and _FORBIDS.search(plain[:start][-_HEARD_BEFORE:]))
            ):
                return Mention(code, start, end, EVERYDAY, 0.9)
        return None

    @staticmethod
    def _key_of(mention: Mention, plain: str) -> str:
        return _squeeze(plain[mention.start : mention.end])[0]

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """Lengths of the names that begin with a character, longest first."""
        lengths: dict[str, set[int]] = {}
        for key in self._by_key:
            lengths.setdefault(key[0], set()).add(len(key))
        return {first: sorted(each, reverse=True) for first, each in lengths.items()}

    @cached_property
    def _heard_lengths(self) -> dict[str, list[int]]:
        """Lengths of the names that begin with a syllable as it is heard; none for one that only begins a single word."""
        lengths: dict[str, set[int]] = {word[0].translate(_HEARD_ALIKE): set() for word in IN_PASSING}
        for key in self._heard:
            lengths.setdefault(key[0], set()).add(len(key))
        return {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def sharers(self, phrase: str) -> tuple[int, ...]:
        """The codes that a shared name may mean, the first written first; empty for any other phrase."""
        return tuple(self._shared.get(_squeeze(phrase)[0], ()))

    def is_everyday(self, phrase: str) -> bool:
        """Whether a name is an everyday word as well."""
        name = self._by_key.get(_squeeze(phrase)[0])
        return name is not None and name.everyday

    def whole(self, phrase: str) -> int | None:
        """The code whose name is exactly this phrase, everyday words included."""
        name = self._by_key.get(_squeeze(phrase)[0])
        return name.code if name and name.what != SHARED else None

    def near(self, phrase: str, floor: float) -> list[Near]:
        """Codes whose names are at least `floor` like the phrase, best first, each code once."""
        # Imported here: 30 ms that only a question which nothing else answered needs to pay.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        letters = _letters(_squeeze(phrase)[0])
        if len(letters) < _MIN_FUZZY:
            return []
        hits = process.extract(letters, self._spelled, scorer=OSA.normalized_similarity, score_cutoff=floor, limit=20)
        best: dict[int, float] = {}
        for _, score, index in hits:
            code = self._fuzzy_names[index].code
            best[code] = max(score, best.get(code, 0.0))
        return sorted((Near(code, score) for code, score in best.items()), key=lambda near: (-near.likeness, near.code))

    @cached_property
    def _fuzzy_names(self) -> tuple[_Name, ...]:
        return tuple(name for name in self._by_key.values() if name.what != SHARED and len(_letters(name.key)) >= _MIN_FUZZY)

    @cached_property
    def _spelled(self) -> tuple[str, ...]:
        return tuple(_letters(name.key) for name in self._fuzzy_names)


def _is_everyday(key: str, what: str) -> bool:
    return key in _EVERYDAY or (what == "name" and len(key) <= _EVERYDAY_LENGTH)


def _squeeze(plain: str) -> tuple[str, list[int]]:
    """The text without spaces and joining marks, and where each kept character stood."""
    dropped = {i for match in _SQUEEZED_OUT.finditer(plain) for i in range(*match.span())}
    kept = [i for i in range(len(plain)) if i not in dropped]
    return "".join(plain[i] for i in kept), kept


def _stands_alone(plain: str, start: int, end: int, key: str) -> bool:
    """English names end at word edges; Hangul names start at one, and may carry a particle or an ending."""
    before = plain[start - 1 : start]
    after = plain[end : end + 1]
    if key[0].isascii() and before and before.isascii() and before.isalnum():
        return False
    if "가" <= key[0] <= "힣" and "가" <= before <= "힣":
        return False
    return not (key[-1].isascii() and after and after.isascii() and after.isalnum())


def letters(phrase: str) -> str:
    """A phrase as names are compared: without spaces and joining marks, Hangul as jamo."""
    return _letters(_squeeze(phrase)[0])


def _letters(squeezed: str) -> str:
    """Hangul as jamo, everything else as it is."""
    return unicodedata.normalize("NFD", squeezed)
