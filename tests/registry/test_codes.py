"""The codes against real frameworks, the rules of RFC 9110 and, where present, the reference facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import django.conf
import django.http
import fastapi
import fastapi.responses
import pytest

from bot.answer import answer
from bot.asked import Question
from bot.card import Verbatim
from bot.model import Memory
from bot.registry.catalog import Catalog
from bot.registry.model import Code, Content

TWELVE = (200, 201, 204, 301, 302, 307, 308, 401, 403, 404, 502, 503)


def by_number(content: Content) -> dict[int, Code]:
    return {code.number: code for code in content.codes}


def test_the_twelve_are_there(content: Content) -> None:
    assert set(TWELVE) <= set(by_number(content))


@pytest.mark.parametrize("number", TWELVE)
def test_each_is_finished(content: Content, number: int) -> None:
    code = by_number(content)[number]
    assert len(code.causes) >= 3
    assert len(code.checks) >= 3
    assert sum(check.command is not None for check in code.checks) >= 2
    assert code.misconceptions
    assert code.related
    assert code.mdn


def test_python_snippets_make_that_response(content: Content, catalog: Catalog) -> None:
    django.conf.settings.configure(DEFAULT_CHARSET="utf-8")
    names = {
        **vars(django.http),
        **vars(fastapi.responses),
        "status": fastapi.status,
        "url": "/new",
        "body": {"detail": "x"},
        "chunk": b"x",
        "choices": ["/a"],
    }
    for code in content.codes:
        shown = answer(Question("define", (code.number,), detailed=True), Memory(), catalog).card
        text = next((b.text for b in shown.blocks if isinstance(b, Verbatim) and b.label == "코드에서"), "")
        assert bool(text) == (code.number >= 200)  # no program returns an interim response
        snippets = dict(line.split(maxsplit=1) for line in text.splitlines() if not line.startswith("#"))
        assert set(snippets) <= {"Spring", "FastAPI", "Express", "Django", "Go"}
        for framework in sorted({"FastAPI", "Django"} & set(snippets)):
            made = eval(snippets[framework], {**names, **(vars(django.http) if framework == "Django" else {})})  # noqa: S307
            assert made.status_code == code.number
            content_of = made.content if framework == "Django" else made.body
            goes = code.facts.redirect is not None and code.facts.redirect.value != "not_followed"
            assert bool(content_of) == (code.facts.content.value == "allowed" and not goes)
            assert not goes or made.headers["location"] == "/new"


# net/http/status.go and HttpStatus.java, as the sources `go-status` and `spring-httpstatus` have them.
GO = {
    200: "OK",
    201: "Created",
    204: "NoContent",
    301: "MovedPermanently",
    302: "Found",
    307: "TemporaryRedirect",
    308: "PermanentRedirect",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    502: "BadGateway",
    503: "ServiceUnavailable",
}


@pytest.mark.parametrize("number", TWELVE)
def test_other_constants_are_those_of_their_source(content: Content, number: int) -> None:
    constants = by_number(content)[number].constants
    assert constants.go == f"Status{GO[number]}"
    assert (constants.spring or "").replace("_", "").lower() == GO[number].lower()


def test_content_and_cache_follow_rfc_9110(content: Content) -> None:
    heuristic = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}  # §15.1, RFC 7725 §3
    for code in content.codes:
        assert (code.facts.content.value == "forbidden") == (code.number < 200 or code.number in (204, 304))  # §6.4.1
        assert (code.facts.cacheable.value == "heuristic") == (code.number in heuristic)


@pytest.fixture(scope="module")
def reference(contracts: Path) -> dict[int, dict[str, Any]]:
    path = contracts.parent / "reference" / "semantics.json"
    return {entry["code"]: entry for entry in json.loads(path.read_text(encoding="utf-8"))["codes"]}


def test_facts_agree_with_the_reference(content: Content, reference: dict[int, dict[str, Any]]) -> None:
    methods = {
        "must_not_change": "keeps_method",
        "changes_to_get_or_head": "becomes_get",
        "not_a_new_request": "not_followed",
        "none": "not_followed",
        None: "not_followed",
    }
    for code in content.codes:
        theirs, facts = reference[code.number], code.facts
        spec = theirs["specification"]
        if spec["document"].startswith("RFC"):  # 104 is defined by a draft
            assert code.spec == f"{spec['document']} §{spec['section']}"
        assert facts.fault.value == theirs["fault"]
        assert facts.retry.value == theirs["retry"]["policy"]
        assert [f.phrase for f in code.former] == [f["name"] for f in theirs["former_names"]]
        if theirs["redirect"]:
            assert facts.redirect is not None
            assert facts.redirect.value == methods.get(theirs["redirect"]["method"], theirs["redirect"]["method"])
        levels = {(rule.name + " (request)" * (rule.side == "request"), rule.level) for rule in facts.fields}
        told = " ".join(f"{rule.name} {rule.when}" for rule in facts.fields)
        for header in theirs["headers"]:
            if header["level"] not in ("MUST", "MUST NOT", "SHOULD"):
                continue
            if ", " in header["name"]:  # several fields under one condition: each is named, the card tells the condition
                assert all(name in told for name in header["name"].split(", ")), code.number
            else:
                assert (header["name"], header["level"]) in levels, code.number


def test_mdn_links_exist(content: Content, contracts: Path) -> None:
    path = contracts.parent / "reference" / "links.json"
    links = {entry["code"]: entry for entry in json.loads(path.read_text(encoding="utf-8"))["links"]}
    for code in content.codes:
        assert code.mdn is None or code.mdn.language == links[code.number]["preferred_mdn_language"]


def test_the_iana_copy_is_the_reference(content: Content, contracts: Path) -> None:
    path = contracts.parent / "reference" / "iana.json"
    theirs = json.loads(path.read_text(encoding="utf-8"))["entries"]
    assert [(e.first, e.last, e.state) for e in content.iana.entry] == [(*entry["range"], entry["status"]) for entry in theirs]
    named = {e.first: e.name for e in content.iana.entry}
    assert all(named[entry["code"]] == entry["name"] for entry in theirs if entry["status"] in ("assigned", "temporary"))
