"""Whether a code has a property: the first word is 예, 아니요 or 경우에 따라, then why, with keyword and section.

Each property judges a claim ("다시 보내도 된다") by the typed facts. A question put the other way round ("보내면 안 되나요?")
turns the word, never the sentence; one that asks what or who ("헤더 뭐 줘야 해?") gets the sentence alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.answer import parts, sections, token, wording
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Plain, plain
from bot.card import Code as CodeSpan
from bot.korean import with_particle
from bot.registry import prose
from bot.registry.catalog import Catalog

if TYPE_CHECKING:
    from bot.registry.facts import FieldRule
    from bot.registry.model import Code

Truth = Literal["yes", "no", "depends"]
_WORDS: dict[Truth, str] = {"yes": "예. ", "no": "아니요. ", "depends": "경우에 따라 다릅니다. "}
_TURNED: dict[Truth, Truth] = {"yes": "no", "no": "yes", "depends": "depends"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is so of a claim about a code: `told` says it in whole sentences, `source` bears it, `blocks` say more, by `more`."""

    truth: Truth
    told: str
    source: str
    blocks: tuple[Block, ...] = field(default=())
    more: tuple[str, ...] = field(default=())


def attribute(question: Question, catalog: Catalog) -> Card:
    """The card of `question.attribute` of the registered code `question.codes[0]`. `question.stance` turns its first word."""
    number = question.codes[0]
    code = catalog.code(number)
    if code is None:
        raise KeyError(number)
    verdict = _JUDGES[question.attribute or "retry"](code, question, catalog)
    actions = (Action(f"{number} 보기", token.define(number)), Action("자세히", token.more(number)))
    blocks = (*verdict.blocks, parts.sources([verdict.source, *verdict.more, code.spec], catalog))
    lead = (*_lead(verdict, question), *parts.sourced(verdict.source, catalog))
    return Card(parts.code_title(code), lead, blocks, actions, wording.class_title(number), parts.tone(number))


def _lead(verdict: Verdict, question: Question) -> Line:
    if question.stance == "what":
        return prose.line(verdict.told)
    truth = _TURNED[verdict.truth] if question.stance == "negated" else verdict.truth
    return prose.line(_WORDS[truth] + verdict.told)


def _retry(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001 - one signature for all
    facts = code.facts
    blocks = (Labelled(wording.ABOUT_APPLIED, plain(wording.APPLIED[facts.applied.value] + ".")),)
    return Verdict(_RETRY[facts.retry.value], facts.retry.how, facts.retry.source, blocks)


_RETRY: dict[str, Truth] = {
    "not_needed": "no",
    "follow": "depends",
    "never": "no",
    "after_change": "no",
    "later_with_backoff": "yes",
    "idempotent_only": "depends",
}


def _cache(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    fact = code.facts.cacheable
    truth, told = _CACHE[fact.value]
    more = _CACHE_MORE[fact.value]
    if fact.how:
        more = tuple(line for line in more if line is not _OF_METHODS and code.number not in _NOTHING_TO_STORE)
    return Verdict(truth, f"{with_particle(code.number, '은')} {fact.how or told}", fact.source, more)


_CACHE: dict[str, tuple[Truth, str]] = {
    "heuristic": ("yes", "따로 막지 않으면 캐시가 스스로 기간을 정해 저장해도 됩니다."),
    "explicit": ("depends", "유효 기간이나 `public`(브라우저의 캐시는 `private`도)을 적어 허락했을 때만 캐시가 저장해도 됩니다."),
    "never": ("no", "캐시가 저장하면 안 됩니다."),
}
# RFC 9110 §9.3.1 to §9.3.5: what may be stored hangs on the method first.
_OF_METHODS = Labelled(
    "메서드",
    (
        Plain("GET과 HEAD의 응답 이야기입니다. POST의 응답은 기간이 적혀 있고 "),
        CodeSpan("Content-Location"),
        Plain("이 요청한 주소와 같을 때만 저장하고, PUT과 DELETE의 응답은 저장하지 않습니다."),
    ),
)
_NOTHING_TO_STORE = (304,)
_CACHE_MORE = {
    "heuristic": (Labelled("막으려면", (CodeSpan("Cache-Control: no-store"), Plain("를 함께 보냅니다."))), _OF_METHODS),
    "explicit": (
        Labelled(
            "저장하게 하려면",
            (CodeSpan("Cache-Control: max-age=60"), Plain("처럼 적습니다. 아무것도 적지 않으면 저장하지 않습니다(MUST NOT).")),
        ),
        _OF_METHODS,
    ),
    "never": (Labelled("그래서", plain("이 답을 다시 쓰는 캐시가 있다면 설정이 잘못된 것입니다.")),),
}


def _body(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    fact = code.facts.content
    truth, told = _BODY[fact.value]
    blocks = (Labelled(wording.HOW, plain("HEAD 요청의 응답에는 어느 코드든 본문이 없습니다.")),) if truth == "yes" else ()
    return Verdict(truth, f"{with_particle(code.number, '은')} {told}", fact.source, blocks)


_BODY: dict[str, tuple[Truth, str]] = {
    "allowed": ("yes", "본문을 실을 수 있습니다."),
    "forbidden": ("no", "본문을 실을 수 없습니다. 헤더에서 응답이 끝납니다."),
    "must_not_generate": ("no", "본문을 만들면 안 됩니다(MUST NOT)."),
}


def _method(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    """The claim is that the method stays, where the question says so ("유지돼?"), else that it changes ("GET으로 바뀌어?")."""
    fact = code.facts.redirect
    if fact is None or fact.value == "not_followed":
        told = f"규격에는 {with_particle(code.number, '을')} 따라가며 메서드를 바꾸는 규칙이 없습니다."
        return Verdict("yes" if question.about == "keeps" else "no", told, code.spec)
    changes, told = _METHOD[fact.value]
    told = _FORBIDDEN.get(code.number, told)
    truth = _TURNED[changes] if question.about == "keeps" else changes
    return Verdict(truth, f"{with_particle(code.number, '을')} 따라갈 때 {told}", fact.source)


_METHOD: dict[str, tuple[Truth, str]] = {
    "keeps_method": ("no", "메서드를 바꾸지 않습니다. 본문도 다시 보냅니다."),
    "may_change_post_to_get": ("depends", "POST는 GET으로 바꿔도 됩니다(MAY). 규격이 허락한 것은 POST뿐입니다."),
    "becomes_get": ("yes", "GET으로 바꿔 보냅니다. 처음부터 HEAD였다면 HEAD로 갑니다."),
}
# RFC 9110 forbids a change with 307 (§15.4.8); of 308 it says no more than that it preserves the method (§15.4).
_FORBIDDEN = {307: "메서드를 바꾸면 안 됩니다(MUST NOT). 본문도 다시 보냅니다."}


def _header(code: Code, question: Question, catalog: Catalog) -> Verdict:
    rules = code.facts.fields
    if question.about:
        named = next((rule for rule in rules if rule.name.lower() == question.about.lower()), None)
        return _one_field(code, question.about, named, catalog)
    required = [rule for rule in rules if rule.level == "MUST" and rule.side == "response" and not rule.conditional]
    blocks = tuple(sections.fields(rules, catalog))
    if required:
        names = ", ".join(f"`{rule.name}`" for rule in required)
        return Verdict("yes", f"{code.number}에는 {names} 헤더가 꼭 있어야 합니다(MUST).", required[0].source, blocks)
    at_times = [f"`{rule.name}`" for rule in rules if rule.level == "MUST" and rule.side == "response"]
    if at_times:
        names = with_particle(", ".join(at_times), "이")
        return Verdict(
            "depends", f"{code.number}에 늘 있어야 하는 헤더는 없지만, 때에 따라 {names} 꼭 있어야 합니다(MUST).", code.spec, blocks
        )
    told = f"{code.number}에 꼭 넣어야 하는 헤더는 없습니다."
    return Verdict("depends" if any(rule.conditional for rule in rules) else "no", told, code.spec, blocks)


def _one_field(code: Code, name: str, rule: FieldRule | None, catalog: Catalog) -> Verdict:
    if rule is None:
        told = f"규격에는 {with_particle(code.number, '과')} `{name}` 헤더를 묶는 규칙이 없습니다."
        return Verdict("no", told, code.spec)
    blocks = tuple(sections.fields((rule,), catalog))
    truth, told = _FIELD_LEVELS[rule.level]
    if rule.conditional:
        truth = "depends"
    keyword = "" if rule.level == "expected" else f"({rule.level})"
    return Verdict(truth, f"{code.number}에 `{rule.name}` 헤더는 {told}{keyword}.", rule.source, blocks)


_FIELD_LEVELS: dict[str, tuple[Truth, str]] = {
    "MUST": ("yes", "꼭 있어야 합니다"),
    "SHOULD": ("yes", "특별한 까닭이 없으면 보냅니다"),
    "expected": ("yes", "있어야 뜻이 통합니다"),
    "MAY": ("no", "필수가 아닙니다. 보내도 됩니다"),
    "SHOULD NOT": ("no", "되도록 보내지 않습니다"),
    "MUST NOT": ("no", "보내면 안 됩니다"),
}


def _standard(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    truth, told = _STANDARD[code.lifecycle]
    where = f"{code.spec}, IANA 등록부"
    return Verdict(truth, f"{with_particle(code.number, '은')} {told.format(where=where)}", code.spec)


_STANDARD: dict[str, tuple[Truth, str]] = {
    "current": ("yes", "표준 상태 코드입니다({where})."),
    "deprecated": ("yes", "표준에 있지만 폐기됐습니다(deprecated). 새로 쓰지 않습니다."),
    "obsolete": ("depends", "등록부에 있지만 규격이 폐기됐습니다(obsolete)."),
    "unused": ("no", "예전 초안에만 있었고, 지금은 쓰지 않는 번호로 비워 두었습니다."),
    "reserved": ("no", "등록부에 쓰지 않는 번호(Unused)로 예약돼 있습니다."),
    "temporary": ("depends", "IANA에 임시로 등록된 번호이고, 규격은 아직 초안입니다."),
}


def _fault(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    fact = code.facts.fault
    told = f"{with_particle(code.number, '은')} {wording.FAULT_SAID[fact.value]}입니다."
    blocks = (Labelled(wording.WHO, prose.line(code.who)),) if code.who else ()
    return Verdict(_blamed(fact.value, question.about), told, fact.source, blocks)


def _blamed(fault: str, asked: str | None) -> Truth:
    """Whether the side that the question names is the one at fault."""
    if asked is None or fault in ("client_or_server", "connection", "network", "policy"):
        return "depends"
    if fault == asked:
        return "yes"
    return "depends" if fault == "gateway" and asked == "server" else "no"


def _seo(code: Code, question: Question, catalog: Catalog) -> Verdict:  # noqa: ARG001
    """The claim is that the address is found in search results."""
    seen = catalog.indexing(code.number)
    first, *more = seen.sources
    told = f"{with_particle(code.number, '으로')} 답하면 구글은 {seen.told}"
    notes = (Labelled(note.label, prose.line(note.text)) for note in seen.notes)
    return Verdict(seen.found, told, first, (*notes, _OTHER_ENGINES), tuple(more))


_OTHER_ENGINES = Labelled("다른 검색 엔진", plain("구글이 공개한 문서의 내용입니다. 네이버나 빙도 그런지는 여기서 알 수 없습니다."))


_JUDGES: dict[str, Callable[[Code, Question, Catalog], Verdict]] = {
    "retry": _retry,
    "cache": _cache,
    "body": _body,
    "method": _method,
    "header": _header,
    "standard": _standard,
    "fault": _fault,
    "seo": _seo,
}
