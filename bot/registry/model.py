"""The records of the registry. Frozen, and strict about names: a field that is not here is a mistake in a file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from bot.registry.facts import Facts
from bot.registry.indexing import Indexing
from bot.registry.record import Document, Number, Record, Some, Source, Text
from bot.registry.told import Cause, Check, Constants, Example, Former, Mdn, Measured, Misconception, Names, Related, View


def _three_digits(number: int) -> int:
    if not 100 <= number <= 999:
        raise ValueError("세 자리 번호여야 합니다")
    return number


def _class_digit(digit: int) -> int:
    if digit not in range(1, 6):
        raise ValueError("클래스는 1부터 5까지입니다")
    return digit


class Code(Record):
    """Everything known about one status code: one file in `data/codes/`.

    Prose fields may hold `backticks` (see `bot.registry.prose`). `summary` is for a junior; `meaning` speaks from the
    server's side; `question` is one a sender can answer with yes where this code fits, left out for codes that nobody should send;
    `who` names whose side the fault is on and is left out where nobody is at fault. `lifecycle` is what RFC 9110
    and the IANA registry say of the code's use; 418 is "reserved" (RFC 9110 §15.5.19).
    """

    number: Number
    phrase: Text
    former: tuple[Former, ...] = ()
    korean: Text
    names: Names = Names()
    importance: Literal["essential", "common", "occasional", "rare"]
    lifecycle: Literal["current", "deprecated", "obsolete", "unused", "reserved", "temporary"] = "current"
    reviewed: date
    spec: Source
    mdn: Mdn | None = None
    summary: Text
    question: Text | None = None
    who: Text | None = None
    meaning: Text
    send_when: Annotated[tuple[Text, ...], Some]
    client_should: Annotated[tuple[Text, ...], Some]
    facts: Facts
    causes: tuple[Cause, ...] = ()
    checks: tuple[Check, ...] = ()
    chain: tuple[View, ...] = ()
    example: Example
    misconceptions: tuple[Misconception, ...] = ()
    measured: tuple[Measured, ...] = ()
    related: tuple[Related, ...] = ()
    constants: Constants


class Preference(Record):
    """The answer to "why this one and not the other", within a pair.

    `lead` answers in one sentence and names its condition; `reason` gives the document's words; `when` says when this code is
    the right one. `premise` is "fails" where asking for this code instead of the other is nearly always a mistake.
    """

    code: Number
    lead: Text
    reason: Text
    when: Text
    premise: Literal["depends", "fails"] = "depends"


class Pair(Record):
    """Two codes people confuse. `question` decides between them: `yes` and `no` are what each answer leads to.

    `misconceptions` begins with the usual mistake.
    """

    codes: tuple[Number, Number]
    difference: Text
    question: Text
    yes: Text
    no: Text
    rows: Annotated[tuple[tuple[Text, Text, Text], ...], Some]
    prefer: tuple[Preference, Preference]
    misconceptions: Annotated[tuple[Misconception, ...], Some]
    measured: tuple[Measured, ...] = ()
    sources: Annotated[tuple[Source, ...], Some]


class Family(Record):
    """Codes that are confused with each other: one file in `data/compare/`, every pair of them inside."""

    title: Text
    codes: Annotated[tuple[Number, ...], Some]
    pair: Annotated[tuple[Pair, ...], Some]


class Framework(Record):
    """How a framework says a code. `{constant}` and `{number}` are filled in; `redirect` has a Location, `empty` no content."""

    name: Text
    template: Text
    redirect: Text
    empty: Text
    source: Source


class VendorRelated(Record):
    """A code people confuse with a vendor's, and the difference in one clause."""

    number: Annotated[int, AfterValidator(_three_digits)]
    difference: Text


class Signal(Record):
    """A mark that a product writes beside a status: Envoy's `UF`, HAProxy's `SC`, IIS's `404.13`."""

    token: Text
    names: tuple[Text, ...] = ()
    status: tuple[Number, ...] = ()
    meaning: Text
    look: Text


class Signals(Record):
    """One file in `data/signals/`: the marks of a product. `where` is the log field that holds them."""

    product: Text
    kind: Text
    where: Text
    source: Source
    signal: Annotated[tuple[Signal, ...], Some]


class Usage(Record):
    """A product that uses standard codes in a way of its own; shown on those codes' cards."""

    vendor: Text
    codes: Annotated[tuple[Number, ...], Some]
    meaning: Text
    proof: Text
    source: Source


class Usages(Record):
    """`data/usages.toml`."""

    usage: Annotated[tuple[Usage, ...], Some]


class Unassigned(Record):
    """An unassigned range of the IANA registry. `note` says what such a code means to a client, `misuse` who uses numbers of it."""

    first: Number
    last: Number
    note: Text
    misuse: Text | None = None
    source: Source


class UnassignedRanges(Record):
    """`data/unassigned.toml`."""

    range: Annotated[tuple[Unassigned, ...], Some]


class VendorCode(Record):
    """A code that a product uses and no standard defines. `vendor` only where it is another than the file's.

    `who` names the hop that sends it and whose side the fault is on, `proof` the header or log field that shows it was them;
    `known` is "reported" where no document of the vendor says it. A name is taken for the code where it is long, or where
    `names` lists others for it; `generic` is a name that is said of many other things all the same.
    """

    number: Annotated[int, AfterValidator(_three_digits)]
    vendor: Text | None = None
    name: Text | None = None
    korean: Text | None = None
    names: Names = Names()
    meaning: Text
    who: Text | None = None
    retry: Text | None = None
    proof: Text | None = None
    known: Literal["documented", "reported"] = "documented"
    generic: bool = False
    causes: tuple[Cause, ...] = ()
    checks: tuple[Check, ...] = ()
    chain: tuple[View, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    related: tuple[VendorRelated, ...] = ()
    visible: Literal["client", "log", "internal", "body", "program"]
    obsolete: bool = False
    source: Source


class Evidence(Record):
    """Words that a product writes in its log, and what they prove. `words` are any of several, matched without regard to case.

    `speaker` is the hop that wrote them, `status` what the client is answered because of it (none where that varies), `proves` a
    noun clause for the first line of a card, `check` what to look at.
    """

    id: Text
    words: Annotated[tuple[Text, ...], Some]
    speaker: Text
    status: tuple[Annotated[int, AfterValidator(_three_digits)], ...] = ()
    proves: Text
    check: Check
    source: Source


class EvidenceTable(Record):
    """`data/evidence.toml`, the most telling first: a line counts for the first of them that it holds."""

    evidence: Annotated[tuple[Evidence, ...], Some]


class Group(Record):
    """Codes of a class that are met together."""

    title: Text
    codes: Annotated[tuple[Number, ...], Some]


class ClassTold(Record):
    """A class of codes: what its first digit says, what to know of it first, and its codes in the order people meet them."""

    digit: Annotated[int, AfterValidator(_class_digit)]
    lead: Text
    first: Annotated[tuple[Text, ...], Some]
    group: Annotated[tuple[Group, ...], Some]
    misconceptions: Annotated[tuple[Misconception, ...], Some]
    sources: Annotated[tuple[Source, ...], Some]


class Classes(Record):
    """`data/classes.toml`."""

    told: Annotated[tuple[ClassTold, ...], Some]


class Alternative(Record):
    """Another code for a situation, and when it is the right one."""

    code: Number
    when: Text


class Situation(Record):
    """A case people describe, and the code that fits it. `why` is the deciding point; `headers` go with the answer.

    `example` is a response that gives the answer, an HTTP/1.1 message, with a problem document (RFC 9457) where one fits;
    `house_style` names what teams decide differently, with good reason on both sides.
    """

    id: Text
    title: Text
    code: Number
    why: Text
    alternatives: tuple[Alternative, ...] = ()
    headers: tuple[Text, ...] = ()
    example: Text | None = None
    house_style: Text | None = None
    source: Source
    phrasings: Annotated[tuple[Text, ...], Some]


class Situations(Record):
    """One file in `data/situations/`."""

    title: Text
    situation: Annotated[tuple[Situation, ...], Some]


class Vendor(Record):
    """One file in `data/vendors/`: a product (or several small ones) and its codes. `proof` is how to know it was them."""

    vendor: Text
    proof: Text
    code: Annotated[tuple[VendorCode, ...], Some]


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
    vendors: tuple[Vendor, ...]
    situations: tuple[Situations, ...]
    compare: tuple[Family, ...]
    signals: tuple[Signals, ...] = ()
    usages: tuple[Usage, ...] = ()
    indexing: tuple[Indexing, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    classes: tuple[ClassTold, ...] = ()
    evidence: tuple[Evidence, ...] = ()
