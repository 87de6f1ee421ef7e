"""The records of the registry. Frozen, and strict about names: a field that is not here is a mistake in a file.

Every fact carries its source. Names of values follow RFC 9110; `fault` and `retry` are readings for people who operate
services unless their source is a section.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from bot.registry.source import Document, Source

T = TypeVar("T")


def _filled(text: str) -> str:
    if not (stripped := text.strip()):
        raise ValueError("비어 있습니다. 내용을 적으세요")
    return stripped


def _in_range(number: int) -> int:
    if not 100 <= number <= 599:
        raise ValueError("상태 코드는 100부터 599까지입니다")
    return number


def _some(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise ValueError("항목이 모자랍니다. 하나 이상 적으세요")
    return items


# `pydantic.Field` and the constraint types would do the same, and cost 30 ms at every start.
Text = Annotated[str, AfterValidator(_filled)]
Number = Annotated[int, AfterValidator(_in_range)]
Some = AfterValidator(_some)

Fault = Literal["none", "client", "server", "gateway", "network", "policy", "connection", "client_or_server"]
Generator = Literal["origin", "gateway", "proxy", "cache", "client_library"]
Subject = Literal[
    "syntax", "meaning", "credentials", "permission", "uri", "method", "header", "content", "precondition",
    "state", "rate", "upstream", "capacity", "none",
]  # fmt: skip
Retry = Literal["not_needed", "follow", "never", "after_change", "later_with_backoff", "idempotent_only"]
Change = Literal["nothing", "credentials", "permission", "uri", "method", "headers", "content", "condition", "pace"]
Level = Literal["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "expected"]


class Record(BaseModel):
    # A running bot builds records from the snapshot without validating (see `snapshot`), so no schema is built on import.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Fact(Record):
    """A typed value and the document that says so ("판단" where none does). Each kind of fact is one class below."""

    source: Source


class FaultFact(Fact):
    """Who is at fault."""

    value: Fault


class GeneratorFact(Fact):
    """Who can generate the code."""

    value: tuple[Generator, ...]


class SubjectFact(Fact):
    """What the code is about."""

    value: Subject


class AppliedFact(Fact):
    """Was the request carried out."""

    value: Literal["yes", "no", "unknown"]


class RetryFact(Fact):
    """Whether to send the request again. `how` is the sentence a card shows."""

    value: Retry
    how: Text


class ChangeFact(Fact):
    """What the client must change before the request can succeed."""

    value: tuple[Change, ...]


class PermanenceFact(Fact):
    """How long the state that the code reports lasts."""

    value: Literal["permanent", "temporary", "unknown", "not_applicable"]


class CacheFact(Fact):
    """May a cache store it: by itself (heuristically), only when told how long, or never."""

    value: Literal["heuristic", "explicit", "never"]


class ContentFact(Fact):
    """May the response carry content."""

    value: Literal["allowed", "forbidden", "must_not_generate"]


class RedirectFact(Fact):
    """What happens to the method when a client follows."""

    value: Literal["keeps_method", "may_change_post_to_get", "becomes_get", "not_followed"]


class NeedsFact(Fact):
    """What the request must carry for this code to be a possible answer."""

    value: Literal["range", "conditional", "upgrade", "expect"]


class FieldRule(Record):
    """A header field this code requires, expects or forbids, with the keyword of its document."""

    name: Text
    side: Literal["response", "request"] = "response"
    level: Level
    when: Text
    source: Source


class Facts(Record):
    """What tells one code from another."""

    fault: FaultFact
    generated_by: GeneratorFact
    subject: SubjectFact
    applied: AppliedFact
    retry: RetryFact
    client_change: ChangeFact
    permanence: PermanenceFact
    cacheable: CacheFact
    content: ContentFact
    redirect: RedirectFact | None = None
    needs: NeedsFact | None = None
    fields: tuple[FieldRule, ...] = ()


class Former(Record):
    """A reason phrase an older document used."""

    phrase: Text
    source: Source


class Names(Record):
    """What people call the code, beside its phrase and Korean name. Spoken digits are derived, not listed."""

    korean: tuple[Text, ...] = ()
    transliterations: tuple[Text, ...] = ()
    nicknames: tuple[Text, ...] = ()
    misspellings: tuple[Text, ...] = ()

    def all(self) -> tuple[str, ...]:
        return (*self.korean, *self.transliterations, *self.nicknames, *self.misspellings)


class Cause(Record):
    """Why people meet this code in operations, and what shows that this is the cause."""

    text: Text
    evidence: Text | None = None
    source: Source


class Check(Record):
    """A first thing to look at; `command` can be pasted into a shell as it is (example.com stands for the reader's host)."""

    text: Text
    command: Text | None = None
    source: Source | None = None


class Example(Record):
    """A short true exchange: HTTP/1.1 messages with LF line ends, a blank line before any body."""

    request: Text
    response: Text


class Misconception(Record):
    """흔한 오해: what people (and many Korean pages) believe, and what is so."""

    claim: Text
    truth: Text
    source: Source


class Related(Record):
    """A code people confuse with this one, and the difference in one clause."""

    number: Number
    difference: Text


class Measured(Record):
    """실측: what real clients did. `clients` names those the sentence speaks of, with versions."""

    text: Text
    clients: Text
    date: date


class Constants(Record):
    """The code's constant in each framework; None where the framework has none and takes the number."""

    spring: Text
    fastapi: Text
    go: Text
    django: Text | None = None


class Mdn(Record):
    language: Literal["ko", "en"]


class Code(Record):
    """Everything known about one status code: one file in `data/codes/`.

    Prose fields may hold `backticks` (see `bot.registry.prose`). `summary` is for a junior; `meaning` speaks from the
    server's side; `who` names whose side the fault is on and is left out where nobody is at fault.
    """

    number: Number
    phrase: Text
    former: tuple[Former, ...] = ()
    korean: Text
    names: Names = Names.model_construct()
    importance: Literal["essential", "common", "occasional", "rare"]
    reviewed: date
    spec: Source
    mdn: Mdn | None = None
    summary: Text
    who: Text | None = None
    meaning: Text
    send_when: Annotated[tuple[Text, ...], Some]
    client_should: Annotated[tuple[Text, ...], Some]
    facts: Facts
    causes: tuple[Cause, ...] = ()
    checks: tuple[Check, ...] = ()
    example: Example
    misconceptions: tuple[Misconception, ...] = ()
    measured: tuple[Measured, ...] = ()
    related: tuple[Related, ...] = ()
    constants: Constants


class Preference(Record):
    """The answer to "why this one and not the other", within a pair.

    `lead` answers in one sentence; `reason` gives the document's words; `other_is_fine` says when the other one is right.
    """

    code: Number
    lead: Text
    reason: Text
    other_is_fine: Text


class Pair(Record):
    """Two codes people confuse. `question` decides between them: `yes` and `no` are what each answer leads to."""

    codes: tuple[Number, Number]
    difference: Text
    question: Text
    yes: Text
    no: Text
    rows: Annotated[tuple[tuple[Text, Text, Text], ...], Some]
    prefer: tuple[Preference, Preference]
    misconceptions: tuple[Misconception, ...] = ()
    measured: tuple[Measured, ...] = ()
    sources: Annotated[tuple[Source, ...], Some]


class Family(Record):
    """Codes that are confused with each other: one file in `data/compare/`, its pairs inside."""

    title: Text
    codes: Annotated[tuple[Number, ...], Some]
    pair: tuple[Pair, ...] = ()


class Framework(Record):
    """How a framework says a code: one template for all. `{constant}` and `{number}` are filled in."""

    name: Text
    template: Text
    source: Source


class IanaEntry(Record):
    """A row of the IANA registry: one code or an unassigned range, as printed."""

    first: Number
    last: Number
    name: Text
    state: Literal["assigned", "temporary", "unused", "unassigned"]
    reference: Source | None = None


class Iana(Record):
    """A dated copy of the IANA HTTP Status Code Registry, 100 to 599 without gaps."""

    updated: date
    observed: date
    entry: tuple[IanaEntry, ...]


class Content(Record):
    """All of `data/`."""

    iana: Iana
    sources: dict[str, Document]
    frameworks: dict[str, Framework]
    codes: tuple[Code, ...]
    compare: tuple[Family, ...]
