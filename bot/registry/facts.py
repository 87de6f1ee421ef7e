"""Typed facts: what tells one code from another. Every fact carries its source.

Names of values follow RFC 9110; `fault` and `retry` are readings for people who operate services unless their source is a
section.
"""

from __future__ import annotations

from typing import Literal

from bot.registry.record import Record, Source, Text

Fault = Literal["none", "client", "server", "gateway", "network", "policy", "connection", "client_or_server"]
Generator = Literal["origin", "gateway", "proxy", "cache", "client_library"]
Subject = Literal[
    "syntax", "meaning", "credentials", "permission", "uri", "method", "header", "content", "precondition",
    "state", "rate", "upstream", "capacity", "fault", "time", "protocol", "connection", "law", "none",
]  # fmt: skip
Retry = Literal["not_needed", "follow", "never", "after_change", "later_with_backoff", "idempotent_only"]
Change = Literal[
    "nothing", "credentials", "permission", "uri", "method", "headers", "content", "condition", "pace", "protocol", "connection"
]
Level = Literal["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "expected"]


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
    """May a cache store it: by itself (heuristically), only when told how long, or never.

    `how` says it for codes of which the value alone is not the whole truth: what follows "304는".
    """

    value: Literal["heuristic", "explicit", "never"]
    how: Text | None = None


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
    """A header field this code requires, expects or forbids, with the keyword of its document.

    `conditional` says that the keyword holds only in the case that `when` tells.
    """

    name: Text
    side: Literal["response", "request"] = "response"
    level: Level
    conditional: bool = False
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
