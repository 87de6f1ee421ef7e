"""What `registry check` asks of the situations: enough voices, some in quite other words than the title, none said twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.registry import exchange
from bot.registry.model import Content, Situation
from bot.registry.problem import Problem

_ENOUGH = 8  # phrasings of a situation
_OTHER_WORDS = 3  # of them share no content word with the title
_ALIKE = 0.8  # share of common letter triples from which two phrasings are one said twice
_WORDS = re.compile(r"[가-힣]+|[a-z0-9-]+")
_STEM = 2  # syllables of a Korean word that stay in its forms
_EMPTY_KOREAN = (
    "그 이 저 때 수 것 거 뭐 안 못 더 잘 왜 몇 경우 하는 하고 하면 해서 했는 있는 없는 되는 같은 위해 대한 아닌 어떤 무슨"
)
_EMPTY_ENGLISH = "the a an to of in on for is and or with that it not"
_EMPTY = frozenset(f"{_EMPTY_KOREAN} {_EMPTY_ENGLISH}".split())


def situations(content: Content) -> Iterator[Problem]:
    """Problems of all situations; a place is "situations: <id>"."""
    every = [situation for file in content.situations for situation in file.situation]
    for name, times in Counter(situation.id for situation in every).items():
        if times > 1:
            yield Problem(f"situations: {name}", "같은 id가 두 번 있습니다. 하나를 고치세요.")
    for situation in every:
        yield from _voices(situation)
        for fault in exchange.answer_faults(situation.example, situation.code, situation.headers) if situation.example else ():
            yield Problem(f"situations: {situation.id}", f"예(example): {fault}.")
    yield from _said_twice(every)


def _voices(situation: Situation) -> Iterator[Problem]:
    where = f"situations: {situation.id}"
    if len(situation.phrasings) < _ENOUGH:
        yield Problem(where, f"phrasings가 {len(situation.phrasings)}개입니다. {_ENOUGH}개 이상 적으세요.")
    title = content_words(situation.title)
    apart = sum(not title & content_words(phrasing) for phrasing in situation.phrasings)
    if apart < _OTHER_WORDS:
        yield Problem(where, f"제목과 다른 말로만 쓴 phrasings가 {apart}개입니다. {_OTHER_WORDS}개 이상 적으세요.")


def content_words(text: str) -> set[str]:
    """The words of a text that carry its meaning, cut to their stems."""
    words = (word if word[0].isascii() else word[:_STEM] for word in _WORDS.findall(text.lower()))
    return {word for word in words if word not in _EMPTY and len(word) > 1}


def _said_twice(every: list[Situation]) -> Iterator[Problem]:
    """Pairs of phrasings, of one situation or of two, that share nearly all their letter triples."""
    pieces: list[set[str]] = []
    said: list[tuple[str, str]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for situation in every:
        for phrasing in situation.phrasings:
            mine = _pieces(phrasing)
            shared = Counter(index for piece in mine for index in holders[piece])
            for index, count in shared.items():
                if count >= _ALIKE * len(mine | pieces[index]):
                    other, text = said[index]
                    yield Problem(
                        f"situations: {situation.id}", f"“{phrasing}”가 {other}의 “{text}”와 거의 같습니다. 하나를 고치세요."
                    )
            for piece in mine:
                holders[piece].append(len(pieces))
            pieces.append(mine)
            said.append((situation.id, phrasing))


def _pieces(text: str) -> set[str]:
    squeezed = "".join(_WORDS.findall(text.lower()))
    return {squeezed[i : i + 3] for i in range(max(1, len(squeezed) - 2))}
