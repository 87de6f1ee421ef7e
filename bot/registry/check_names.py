"""What `registry check` asks of names: one code each, or shared by all that have it, and words of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.korean import particle
from bot.registry.model import Content
from bot.registry.problem import Problem

_SHORTEST_NAME = 2
_COMMON_WORDS = frozenset({
    "서버", "에러", "오류", "코드", "상태", "요청", "응답", "클라이언트", "리다이렉트", "게이트웨이", "server", "error", "code",
    "status", "client", "request", "response",
})  # fmt: skip


def shared(content: Content) -> Iterator[Problem]:
    """A name belongs to one code, unless each of its codes lists it as shared."""
    owners: dict[str, int] = {}
    sharers: dict[str, list[int]] = defaultdict(list)
    for number, name in _owned_names(content):
        owner = owners.setdefault(_key(name), number)
        if owner != number:
            told = f"{owner}에도 '{name}'{particle(name, '이라')}는 이름이 있습니다."
            yield Problem(f"codes/{number}", f"{told} 한 코드에만 두거나 둘 다 shared로 옮기세요.")
    for code in content.codes:
        for name in code.names.shared:
            sharers[_key(name)].append(code.number)
    for name, numbers in sharers.items():
        if len(numbers) < 2 or name in owners:
            about = f"shared의 '{name}'{particle(name, '은')}"
            yield Problem(f"codes/{numbers[0]}", f"{about} 둘 이상의 코드에 shared로 있고 다른 곳에는 없어야 합니다.")


def _owned_names(content: Content) -> Iterator[tuple[int, str]]:
    for code in content.codes:
        yield from ((code.number, name) for name in (code.phrase, code.korean, *code.names.own()))
    for vendor in content.vendors:
        for used in vendor.code:
            yield from ((used.number, name) for name in used.names.own())


def usable(content: Content) -> Iterator[Problem]:
    """A name is a word of its own: not a number, not one syllable, not a word that stands in every question."""
    for number, name in _owned_names(content):
        letters = re.sub(r"[\W_]", "", name)
        if len(letters) < _SHORTEST_NAME or re.search(r"\d{3}", name.replace(str(number), "")) or letters == str(number):
            yield Problem(f"codes/{number}", f"'{name}' 같은 이름은 쓸 수 없습니다. 번호가 아닌 두 글자 이상의 말이어야 합니다.")
        elif name in _COMMON_WORDS:
            yield Problem(f"codes/{number}", f"'{name}' 같은 말은 어느 질문에나 나옵니다. 지우세요.")


def _key(name: str) -> str:
    return re.sub(r"[\s\-]", "", name).lower()
