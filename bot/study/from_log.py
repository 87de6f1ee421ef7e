"""Log line → cause: what the words of a log prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registry.catalog import Catalog
from bot.study.draw import lot
from bot.study.item import Item
from bot.study.question import Choice, Quiz, arranged, first_sentence, key_of

if TYPE_CHECKING:
    from bot.registry.model import Evidence

ASK = "{speaker}의 로그에 이런 글이 있습니다. 무엇을 증명합니까?"
_LEAST_WRONG = 2
_AS_PRINTED = (("ah0", "AH0"), ("ssl_do_handshake", "SSL_do_handshake"))  # the registry keeps words in lower case


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
    return Quiz(
        "log", subject, seed, str(evidence.status[0]),
        ask=ASK.format(speaker=evidence.speaker),
        shown=f"… {_printed(evidence.words[lot(subject, seed) % len(evidence.words)])} …",
        choices=arranged(_choice(evidence, right=True), others, subject, seed),
        because=f"{evidence.proves}. {_left_by(evidence, catalog)}",
        sources=(evidence.source,),
        codes=tuple(evidence.status),
    )  # fmt: skip


def wrong(evidence: Evidence, catalog: Catalog) -> tuple[Evidence, ...]:
    """Evidence of something else for sure: the client is answered otherwise, and no words are shared. Where too little is known of
    the hop itself, what other products say of themselves by name: what is said of any server may be so here as well."""
    others = [other for other in catalog.evidence.values() if _is_something_else(evidence, other)]
    own = tuple(other for other in others if other.speaker == evidence.speaker)
    if len(own) >= _LEAST_WRONG:
        return own
    return (*own, *(other for other in others if other.speaker != evidence.speaker and _names_its_product(other)))


def _names_its_product(evidence: Evidence) -> bool:
    return evidence.speaker.partition("(")[0] in first_sentence(evidence.proves)


def _is_something_else(evidence: Evidence, other: Evidence) -> bool:
    if not evidence.status or not other.status or set(evidence.status) & set(other.status):
        return False
    return not any(one in two or two in one for one in evidence.words for two in other.words)


def _choice(evidence: Evidence, *, right: bool) -> Choice:
    text = first_sentence(evidence.proves)
    return Choice(key_of(text), text, right)


def _left_by(evidence: Evidence, catalog: Catalog) -> str:
    """What is seen of the code: a number that only a product knows may be in its log alone, as nginx's 499 is."""
    number = evidence.status[0]
    return f"클라이언트는 {number} 응답을 받습니다." if catalog.code(number) else f"로그에 남는 상태는 {number}입니다."


def _printed(words: str) -> str:
    for held, printed in _AS_PRINTED:
        words = words.replace(held, printed)
    return words
