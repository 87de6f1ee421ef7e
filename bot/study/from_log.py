"""Log line → cause: what the words of a log prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.korean import with_particle
from bot.registry.catalog import Catalog
from bot.study.draw import lot
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged, first_sentence, key_of

if TYPE_CHECKING:
    from bot.registry.model import Evidence

ASK = "{speaker}의 로그에 이런 말이 있습니다. 이것으로 알 수 있는 것은 무엇입니까?"
_LEAST_WRONG = 2
_AS_PRINTED = (  # the registry keeps words in lower case
    ("ah0", "AH0"),
    ("ssl_do_handshake", "SSL_do_handshake"),
    ("in ssl handshake", "in SSL handshake"),
    ("ssl handshaking", "SSL handshaking"),
    ("ah00898: dns", "AH00898: DNS"),
    ("ah00898: error", "AH00898: Error"),
    ("http/1.0", "HTTP/1.0"),
    (": connection", ": Connection"),
    (": operation", ": Operation"),
    (": network", ": Network"),
    (": no route", ": No route"),
    (": too many", ": Too many"),
    (": host not", ": Host not"),
    (": host is", ": Host is"),
)


def subjects(item: Item, catalog: Catalog) -> tuple[str, ...]:
    """The evidence after which the client is answered the item's code and no other."""
    if item.is_pair:
        return ()
    return tuple(
        one.id for one in catalog.evidence.values() if one.status == item.codes and len(wrong(one, catalog)) >= _LEAST_WRONG
    )


def make(subject: str, seed: str, catalog: Catalog) -> Quiz | None:
    """The question about a piece of evidence; the seed chooses which of its words are shown."""
    evidence = catalog.evidence.get(subject)
    if evidence is None or subject not in subjects(Item(tuple(evidence.status)), catalog):
        return None
    others = (_choice(other, right=False) for other in wrong(evidence, catalog))
    shown = [words for words in evidence.words if _is_whole(words)] or evidence.words
    return Quiz(
        "log", subject, seed, str(evidence.status[0]),
        ask=ASK.format(speaker=evidence.speaker),
        shown=f"… {_printed(shown[lot(subject, seed) % len(shown)])} …",
        choices=arranged(_choice(evidence, right=True), others, subject, seed),
        because=f"{evidence.proves}. {_outcome(evidence, catalog)}",
        sources=(evidence.source,),
        codes=tuple(evidence.status),
    )  # fmt: skip


def wrong(evidence: Evidence, catalog: Catalog) -> tuple[Evidence, ...]:
    """Evidence of something else for sure: the client is answered otherwise, and no words are shared. Only of the same hop: another
    product's name in a choice would say that it is wrong."""
    others = (other for other in catalog.evidence.values() if _is_something_else(evidence, other))
    return tuple(other for other in others if other.speaker == evidence.speaker)


def _outcome(evidence: Evidence, catalog: Catalog) -> str:
    """What comes of it: a number outside the standard is what the log says, not what the client is sent."""
    number = evidence.status[0]
    if number in catalog.numbers:
        return f"클라이언트는 대개 {number} 응답을 받습니다."
    return f"{evidence.speaker} 로그에는 {with_particle(number, '으로')} 남습니다."


def _is_something_else(evidence: Evidence, other: Evidence) -> bool:
    if not evidence.status or not other.status or set(evidence.status) & set(other.status):
        return False
    return not any(one in two or two in one for one in evidence.words for two in other.words)


def _choice(evidence: Evidence, *, right: bool) -> Choice:
    text = first_sentence(evidence.proves)
    return Choice(key_of(text), text, right)


def _is_whole(words: str) -> bool:
    """Whether a log prints the words so: a bracket that is cut open ("timed out) while …") is kept only to find the line."""
    return words[0].isdigit() or (words[0] != "(" and words.count("(") == words.count(")"))


def _printed(words: str) -> str:
    for held, printed in _AS_PRINTED:
        words = words.replace(held, printed)
    return f"({words}" if words.count(")") > words.count("(") else words
