"""`sagongsa registry check`: what a schema cannot see. Each problem names the file's entry and the mend."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from urllib.parse import urlsplit

from pydantic import BaseModel

from bot.korean import particle, with_particle
from bot.registry import check_names, exchange, prose
from bot.registry.check_situations import situations
from bot.registry.model import Code, Content, Family, IanaEntry, Pair
from bot.registry.problem import Problem
from bot.registry.source import JUDGEMENT, rfc_url
from bot.registry.told import Constants

# Hosts whose pages a card may link to, beside the RFC editor, IANA and MDN.
_DOCUMENT_HOSTS = frozenset({
    "developers.arcgis.com", "developers.cafe24.com", "developers.google.com", "developers.kakao.com", "datatracker.ietf.org",
    "developers.cloudflare.com", "docs.haproxy.org", "docs.aws.amazon.com", "docs.djangoproject.com",
    "docs.pantheon.io", "docs.spring.io", "expressjs.com", "fastapi.tiangolo.com", "fetch.spec.whatwg.org",
    "kubernetes.github.io", "laravel.com", "learn.microsoft.com", "nextjs.org", "nginx.org",
    "platform.claude.com", "shopify.dev", "vite.dev", "www.envoyproxy.io", "www.tornadoweb.org",
    "yandex.ru",
})  # fmt: skip
_REPOSITORIES = frozenset({
    "golang/go", "spring-projects/spring-security", "Kludex/starlette", "chromium/chromium",
    "googleapis/googleapis", "ssllabs/ssllabs-scan", "nginx/nginx",
})  # fmt: skip
# Hosts that stand for the reader's own in commands and examples (RFC 2606, RFC 5737).
_EXAMPLE_HOST = re.compile(r"(?:.+\.)?example(?:\.com|\.org|\.net)?|127\.0\.0\.1|localhost|\$\{?\w+\}?|192\.0\.2\.\d+")
_ADDRESS = re.compile(r"https?://[^\s'\"`)\]$]+")
_WIDEST_CELL = 36  # characters of a table's cell
_ENOUGH = 3  # causes and checks that a code people meet in operations must have


def problems(content: Content, iana_csv: str | None = None) -> list[Problem]:
    """Everything wrong with the registry as a whole. `iana_csv` is the text of a fresh copy of IANA's table, to see drift."""
    checks: tuple[Callable[[Content], Iterator[Problem]], ...] = (
        _iana_has_gaps, _codes_drift, _without_a_card, _sources, _cross_references, _missing, _repeated_sentences,
        check_names.shared, check_names.usable, _numbers_once, _classes, _indexing, _evidence, _templates, _prose, _addresses,
        _examples, _pairs, situations,
    )  # fmt: skip
    found = [problem for check in checks for problem in check(content)]
    return found + (list(iana_drift(content.iana.entry, iana_csv)) if iana_csv is not None else [])


def iana_drift(ours: tuple[IanaEntry, ...], table: str) -> Iterator[Problem]:
    """Differences from IANA's CSV (columns Value, Description, Reference): what they changed since our copy."""
    theirs = {}
    for row in csv.DictReader(io.StringIO(table)):
        theirs[row.get("Value") or ""] = " ".join((row.get("Description") or "").split())
    for entry in ours:
        value = str(entry.first) if entry.first == entry.last else f"{entry.first}-{entry.last}"
        printed = theirs.pop(value, None)
        if printed is None:
            yield Problem(f"iana: {value}", "새 등록부에 이 줄이 없습니다. iana.toml을 고치세요.")
        elif re.sub(r"\s*\((?:TEMPORARY|OBSOLETED).*", "", printed) != entry.name:
            yield Problem(f"iana: {value}", f"새 등록부에는 '{printed}'입니다. iana.toml을 고치세요.")
    for value, printed in theirs.items():
        yield Problem(f"iana: {value}", f"새 등록부에 '{printed}'{particle(printed, '이')} 생겼습니다. iana.toml에 추가하세요.")


def _iana_has_gaps(content: Content) -> Iterator[Problem]:
    expected = 100
    for entry in content.iana.entry:
        if entry.first != expected:
            yield Problem(f"iana: {entry.first}", f"{expected}부터 이어져야 합니다. 빠지거나 겹친 줄을 고치세요.")
        expected = entry.last + 1
    if expected != 600:
        yield Problem("iana", f"{expected}부터 599까지가 빠졌습니다.")


def _codes_drift(content: Content) -> Iterator[Problem]:
    registered = {entry.first: entry for entry in content.iana.entry if entry.first == entry.last}
    for code in content.codes:
        entry = registered.get(code.number)
        if entry is None or entry.state == "unassigned":
            yield Problem(_at(code), "IANA에 없는 번호입니다. vendors로 옮기세요.")
        elif entry.state == "assigned" and entry.name != code.phrase:
            yield Problem(_at(code), f"IANA의 사유 문구는 '{entry.name}'입니다. phrase를 고치세요.")
        elif entry.reference and not code.spec.startswith(entry.reference):
            yield Problem(_at(code), f"IANA의 근거 문서는 '{entry.reference}'입니다. spec을 고치세요.")


def _sources(content: Content) -> Iterator[Problem]:
    for where, source in _cited(content):
        if source != JUDGEMENT and rfc_url(source) is None and source not in content.sources:
            yield Problem(where, f"sources.toml에 '{source}'가 없습니다. 추가하거나 철자를 고치세요.")
    used = {source for _, source in _cited(content)}
    for key in content.sources.keys() - used:
        yield Problem(f"sources: {key}", "아무 카드도 쓰지 않습니다. 지우세요.")


def _told(content: Content) -> list[tuple[str, object]]:
    """Every record whose words a card shows, with its place."""
    records: list[tuple[str, object]] = [(_at(code), code) for code in content.codes]
    records += [(f"compare: {family.title}", family) for family in content.compare]
    records += [(f"vendors: {vendor.vendor}", vendor) for vendor in content.vendors]
    records += [(f"signals: {signals.product}", signals) for signals in content.signals]
    records += [(f"usages: {usage.vendor}", usage) for usage in content.usages]
    records += [(f"indexing: {one.codes or one.digit}", one) for one in content.indexing]
    records += [(f"evidence: {one.id}", one) for one in content.evidence]
    records += [(f"classes: {told.digit}xx", told) for told in content.classes]
    return records + [(f"unassigned: {one.first}", one) for one in content.unassigned]


def _cited(content: Content) -> Iterator[tuple[str, str]]:
    records = _told(content)
    records += [(f"frameworks: {key}", framework) for key, framework in content.frameworks.items()]
    for where, record in records:
        for name, text in _texts(record):
            if name in ("source", "sources", "spec"):
                yield where, text


def _cross_references(content: Content) -> Iterator[Problem]:
    known = {entry.first for entry in content.iana.entry if entry.state != "unassigned"} | {code.number for code in content.codes}
    for code in content.codes:
        numbers = [near.number for near in code.related]
        for number in numbers:
            if number not in known or number == code.number:
                yield Problem(_at(code), f"related의 {with_particle(number, '은')} 가리킬 수 없는 번호입니다. 고치거나 지우세요.")
        if len(set(numbers)) != len(numbers):
            yield Problem(_at(code), "related에 같은 번호가 두 번 있습니다.")


def _missing(content: Content) -> Iterator[Problem]:
    for code in content.codes:
        if code.number >= 400 and code.who is None:
            yield Problem(_at(code), "누구 쪽인지(who)가 없습니다.")
        if 300 <= code.number < 400 and code.facts.redirect is None:
            yield Problem(_at(code), "리다이렉트의 메서드(facts.redirect)가 없습니다.")
        if code.importance == "essential" and min(len(code.causes), len(code.checks)) < _ENOUGH:
            yield Problem(_at(code), f"원인과 먼저 볼 것이 각각 {_ENOUGH}개 이상 있어야 합니다.")
        if not code.misconceptions and code.importance == "essential":
            yield Problem(_at(code), "흔한 오해가 없습니다.")


def _repeated_sentences(content: Content) -> Iterator[Problem]:
    """No sentence may stand on two codes' cards or in two comparisons; names, commands, values and sources may."""
    cards: list[tuple[str, object]] = [(f"codes/{code.number}", code) for code in content.codes]
    cards += [
        (f"vendors/{used.number}({used.vendor or vendor.vendor})", used) for vendor in content.vendors for used in vendor.code
    ]
    pairs: list[tuple[str, object]] = [
        ("compare: " + "/".join(map(str, pair.codes)), pair) for family in content.compare for pair in family.pair
    ]
    yield from _repeated_in(cards)
    yield from _repeated_in(pairs)


def _repeated_in(cards: Sequence[tuple[str, object]]) -> Iterator[Problem]:
    seen: dict[str, set[str]] = defaultdict(set)
    for card, record in cards:
        for name, text in _texts(record):
            if name not in _NOT_SENTENCES:
                for sentence in _sentences(text):
                    seen[sentence].add(card)
    for sentence, told_on in seen.items():
        if len(told_on) > 1:
            yield Problem(min(told_on), f"같은 문장이 {', '.join(sorted(told_on))}에 있습니다: “{sentence}”")


_NOT_SENTENCES = frozenset({
    "source", "sources", "spec", "rows", "yes", "no", "premise", "name", "where", "token", "known", "visible", "vendor",
    "level", "side", "value", "command", "phrase", "korean", "transliterations",
    "nicknames", "misspellings", "shared",
    "spring", "fastapi", "go", "django", "importance", "language", "request", "response", "clients",
})  # fmt: skip


def _sentences(text: str) -> Iterator[str]:
    """Sentences, with numbers blanked out so that a template differing only in its code is the same sentence."""
    for sentence in re.split(r"(?<=[.?!])\s+", prose.words(text)):
        told = re.sub(r"\d{3}", "#", sentence.strip(" .?!"))
        if len(told) >= 8:
            yield told


def _numbers_once(content: Content) -> Iterator[Problem]:
    numbers = [code.number for code in content.codes]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Problem(f"codes/{number}", "같은 번호가 두 파일에 있습니다. 하나만 두세요.")
    pairs = [frozenset(pair.codes) for family in content.compare for pair in family.pair]
    for pair in {pair for pair in pairs if pairs.count(pair) > 1}:
        yield Problem("compare: " + "/".join(map(str, sorted(pair))), "같은 쌍이 두 번 있습니다. 하나만 두세요.")


def _without_a_card(content: Content) -> Iterator[Problem]:
    """Every row of the IANA registry that is one code has its own card."""
    written = {code.number for code in content.codes}
    for entry in content.iana.entry:
        if entry.state != "unassigned" and entry.first not in written:
            yield Problem(f"codes/{entry.first}", "IANA에 있는 번호인데 카드가 없습니다. 파일을 쓰세요.")


def _classes(content: Content) -> Iterator[Problem]:
    """Every class is told, and every code of it that has a card stands in one of its groups."""
    told = {one.digit: [number for group in one.group for number in group.codes] for one in content.classes}
    for code in content.codes:
        listed = told.get(code.number // 100, [])
        if listed.count(code.number) != 1:
            yield Problem(f"classes: {code.number // 100}xx", f"group에 {with_particle(code.number, '이')} 한 번 있어야 합니다.")


def _indexing(content: Content) -> Iterator[Problem]:
    for digit in {code.number // 100 for code in content.codes} - {one.digit for one in content.indexing}:
        yield Problem(f"indexing: {digit}xx", "검색 엔진이 이 클래스를 어떻게 보는지 없습니다. 추가하세요.")


def _evidence(content: Content) -> Iterator[Problem]:
    """Words are matched in lower case, and none may hide behind words that come before it."""
    before: list[str] = []
    for one in content.evidence:
        for word in one.words:
            if word != word.lower():
                yield Problem(f"evidence: {one.id}", f"'{word}'를 소문자로 적으세요.")
            if hidden := next((earlier for earlier in before if earlier in word), None):
                yield Problem(f"evidence: {one.id}", f"'{word}'는 앞의 '{hidden}'에 가려집니다. 순서를 바꾸세요.")
        before += one.words


def _templates(content: Content) -> Iterator[Problem]:
    known = {*Constants.model_fields, "express"}
    for key, framework in content.frameworks.items():
        if key not in known:
            yield Problem(f"frameworks: {key}", f"constants에 없는 이름입니다. 쓸 수 있는 이름: {', '.join(sorted(known))}")
        for template in (framework.template, framework.redirect, framework.empty):
            try:
                template.format(constant="C", number=404)
            except (KeyError, IndexError, ValueError):
                yield Problem(f"frameworks: {key}", f"'{template}'에는 {{constant}}와 {{number}}만 쓸 수 있습니다.")


def _prose(content: Content) -> Iterator[Problem]:
    """Backticks come in pairs, no other markup, no control characters."""
    for where, record in _told(content):
        for name, text in _texts(record):
            if re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
                yield Problem(where, f"{name}에 제어 문자가 있습니다. 지우세요.")
            if name not in _NOT_SENTENCES and (text.count("`") % 2 or "**" in text):
                yield Problem(where, f"{name}의 백틱이 짝이 맞지 않거나 다른 표기가 있습니다: “{text[:40]}”")


def _addresses(content: Content) -> Iterator[Problem]:
    for key, document in content.sources.items():
        if not _is_allowed(document.url):
            yield Problem(f"sources: {key}", f"허용한 곳의 주소가 아닙니다: {document.url}")
    for where, record in _told(content):
        for _, text in _texts(record):
            for address in _ADDRESS.findall(text):
                if not _EXAMPLE_HOST.fullmatch(urlsplit(address).hostname or ""):
                    yield Problem(where, f"본문에 바깥 주소가 있습니다: {address}. 출처는 source로 적으세요.")


def _is_allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.hostname == "github.com":
        return "/".join(parts.path.split("/")[1:3]) in _REPOSITORIES
    return parts.scheme == "https" and parts.hostname in _DOCUMENT_HOSTS


def _examples(content: Content) -> Iterator[Problem]:
    for code in content.codes:
        for fault in exchange.faults(code):
            yield Problem(_at(code), f"예(example): {fault}.")


def _pairs(content: Content) -> Iterator[Problem]:
    written = {frozenset(pair.codes) for family in content.compare for pair in family.pair}
    for family in content.compare:
        for one, other in combinations(family.codes, 2):
            if frozenset((one, other)) not in written:
                yield Problem(f"compare: {family.title}", f"{one}/{other} 쌍이 없습니다. [[pair]]를 쓰세요.")
        for pair in family.pair:
            yield from _pair(family, pair)


def _pair(family: Family, pair: Pair) -> Iterator[Problem]:
    where = "compare: " + "/".join(map(str, pair.codes))
    if not set(pair.codes) <= set(family.codes):
        yield Problem(where, f"'{family.title}'의 codes에 없는 번호입니다.")
    for cell in (cell for row in pair.rows for cell in row):
        if len(prose.words(cell)) > _WIDEST_CELL:
            yield Problem(where, f"표의 '{cell[:20]}…'이 {_WIDEST_CELL}자를 넘습니다. 전화기에서 읽히게 줄이세요.")
    for answer in (pair.yes, pair.no):
        if not answer.startswith(tuple(map(str, pair.codes))):
            yield Problem(where, f"결정 질문의 답 '{answer[:20]}'은 두 코드 가운데 하나로 시작해야 합니다.")
    if {preference.code for preference in pair.prefer} != set(pair.codes):
        yield Problem(where, "prefer를 두 코드마다 하나씩 적으세요.")


def _at(code: Code) -> str:
    return f"codes/{code.number}"


def _texts(record: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a record with the name of the field it stands in."""
    if isinstance(record, str):
        yield name, record
    elif isinstance(record, (tuple, list)):
        for item in record:
            yield from _texts(item, name)
    elif isinstance(record, BaseModel):
        for field in type(record).model_fields:
            yield from _texts(getattr(record, field), field)
