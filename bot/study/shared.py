"""What two codes have in common: questions that do not part them, whatever the answer.

Each is proven by typed facts, which are the same for both. What the first digit says is none of them: it stands in the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.registry.model import Code

_CACHE = {
    "heuristic": (
        "캐시해도 된다는 헤더가 없어도 캐시에 남을 수 있나요?",
        "둘 다 GET의 답이라면 없어도 남을 수 있습니다",
    ),
    "explicit": ("캐시해도 된다는 헤더가 있어야 캐시에 남을 수 있나요?", "둘 다 그런 헤더가 있어야 남을 수 있습니다"),
}
_GATEWAY = frozenset({"gateway", "proxy"})
_METHOD = {
    "keeps_method": ("POST로 온 요청을 POST 그대로 보내게 하려는 건가요?", "메서드는 둘 다 지킵니다"),
    "may_change_post_to_get": ("POST가 GET으로 바뀌어도 괜찮나요?", "POST는 둘 다 GET으로 바뀌어도 됩니다(MAY)"),
}
_LASTS = {
    "permanent": ("브라우저가 새 주소를 기억해도 괜찮나요?", "둘 다 영구 이동입니다"),
    "temporary": ("원래 주소를 계속 쓸 건가요?", "둘 다 임시 이동입니다"),
}


class Shared(NamedTuple):
    """A question, why a yes leaves both codes, and the document that says so."""

    question: str
    why: str
    source: str


def shared(one: Code, other: Code) -> tuple[Shared, ...]:
    """The questions that leave both."""
    found = []
    kept = one.facts.cacheable
    if kept.value == other.facts.cacheable.value and kept.value in _CACHE and not (kept.how or other.facts.cacheable.how):
        found.append(Shared(*_CACHE[kept.value], "RFC 9111 §3"))
    if all(set(code.facts.generated_by.value) <= _GATEWAY for code in (one, other)):
        found.append(Shared("원본 서버가 아니라 중간에서 만드는 응답인가요?", "둘 다 원본 서버의 앞에서 만듭니다", "RFC 9110 §3.7"))
    moved, also = one.facts.redirect, other.facts.redirect
    if moved and also and {moved.value, also.value} <= {"keeps_method", "may_change_post_to_get", "becomes_get"}:
        found.append(Shared("클라이언트를 다른 주소로 보내려는 건가요?", "둘 다 `Location`으로 보냅니다", "RFC 9110 §15.4"))
        if moved.value == also.value and moved.value in _METHOD:
            found.append(Shared(*_METHOD[moved.value], moved.source))
        lasts = one.facts.permanence
        if lasts.value == other.facts.permanence.value and lasts.value in _LASTS:
            found.append(Shared(*_LASTS[lasts.value], lasts.source))
    return tuple(found)
