"""What the registry must hold: every code of IANA, every vendor number and mark of the reference, every row of the seed page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.model import Reply
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.service import reply_to

MET_IN_OPERATIONS = (400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 415, 422, 429, 431, 500, 501, 502, 503, 504)
MET_BEHIND_PRODUCTS = {499: "nginx", **dict.fromkeys(range(520, 527), "Cloudflare"), 529: "Anthropic API"}
ENOUGH = 3
# Rows of the seed page whose name belongs to another number: the card of that number corrects it.
NAMED_WRONGLY = {"잘못된 요청": 400, "Not Extended": 510, "확장되지 않음": 510}


def read(contracts: Path, name: str) -> Any:
    return json.loads((contracts.parent / "reference" / name).read_text(encoding="utf-8"))


def offered(reply: Reply) -> tuple[int, ...]:
    """The codes that a reply is about or asks back about."""
    return reply.question.codes


def test_every_registered_code_has_its_card(content: Content) -> None:
    registered = {entry.first for entry in content.iana.entry if entry.state != "unassigned"}
    assert {code.number for code in content.codes} == registered
    assert len(registered) == 64


@pytest.mark.parametrize("number", MET_IN_OPERATIONS)
def test_codes_met_in_operations_say_what_to_do(content: Content, number: int) -> None:
    code = next(code for code in content.codes if code.number == number)
    assert len([cause for cause in code.causes if cause.evidence]) >= ENOUGH
    assert len([check for check in code.checks if check.command]) >= ENOUGH


@pytest.mark.parametrize(("number", "vendor"), MET_BEHIND_PRODUCTS.items())
def test_vendor_numbers_met_in_operations_say_what_to_do(catalog: Catalog, number: int, vendor: str) -> None:
    used = next(code for of, code in catalog.vendor(number) if (code.vendor or of.vendor) == vendor)
    assert len([cause for cause in used.causes if cause.evidence]) >= ENOUGH
    assert len([check for check in used.checks if check.command]) >= ENOUGH
    assert len(used.chain) >= ENOUGH


def test_every_vendor_number_of_the_reference_is_told(catalog: Catalog, contracts: Path) -> None:
    for entry in read(contracts, "vendor.json")["codes"]:
        if isinstance(entry["code"], int) and (entry["code"], entry["vendor"]) != (498, "nginx"):
            assert catalog.vendor(entry["code"]), entry


def test_every_mark_of_the_reference_is_told(catalog: Catalog, contracts: Path) -> None:
    reference = read(contracts, "vendor.json")
    tokens = [entry["substatus"] for entry in reference["iis_substatus"]["entries"]]
    tokens += [entry["flag"] for entry in reference["envoy_response_flags"]["entries"]]
    for token in tokens:
        assert catalog.mark(token), token
    kept = {signal.token for product, signal in catalog.marks if product.product == "HAProxy"}
    assert kept == {entry["flags"] for entry in reference["haproxy_termination_states"]["entries"]}


@pytest.mark.parametrize("text", ["UF가 뭐야", "envoy response flag UH", "IIS 404.13", "haproxy 종료 상태 sQ 뜻"])
def test_a_mark_is_answered_with_where_it_stands(text: str) -> None:
    reply = reply_to(text)
    assert reply.question.intent == "vendor"
    assert "어디에 보이나" in reply.card.to_text()


@pytest.mark.parametrize("text", ["uh 그게 뭐였더라", "DC 갤러리", "업데이트 2.4.5 버전", "nr 제작 일정 언제야"])
def test_letters_in_other_talk_are_no_marks(text: str) -> None:
    assert reply_to(text).question.mark is None


def test_kakao_is_told_on_the_card_of_400() -> None:
    assert "카카오" in reply_to("400 자세히").card.to_text()


def test_each_unassigned_range_says_something_of_its_own(catalog: Catalog, content: Content) -> None:
    ranges = [entry for entry in content.iana.entry if entry.state == "unassigned"]
    notes = [told.note for entry in ranges if (told := catalog.unassigned(entry.first))]
    assert len(notes) == len(set(notes)) == len(ranges)


def test_every_row_of_the_seed_page_is_answered(contracts: Path) -> None:
    for row in read(contracts, "seed-rows.json")["rows"]:
        if row["code"] is None:
            continue
        number = row["code"]
        assert offered(reply_to(str(number))) == (number,)
        for name in filter(None, (row["status_text"], row["ko_name"])):
            if name == "(Unused)":
                continue
            reply = reply_to(f"{name} 코드가 뭐야?")
            assert NAMED_WRONGLY.get(name, number) in offered(reply), (number, name, offered(reply))


def test_numbers_in_the_ranges_of_the_seed_page_are_answered(contracts: Path) -> None:
    for row in read(contracts, "seed-rows.json")["rows"]:
        if row["range"]:
            for number in row["range"]:
                reply = reply_to(f"{number}")
                assert reply.question.codes == (number,)
                assert reply.card.to_text()


def test_marked_codes_of_the_seed_page_are_important(content: Content, contracts: Path) -> None:
    importance = {code.number: code.importance for code in content.codes}
    for row in read(contracts, "seed-rows.json")["rows"]:
        if row["bold_code"]:
            assert importance[row["code"]] in ("essential", "common"), row["code"]


@pytest.mark.parametrize(("text", "digit"), [("1xx", "1"), ("2xx", "2"), ("3xx", "3"), ("4xx", "4"), ("5xx", "5")])
def test_the_classes_are_told(text: str, digit: str) -> None:
    assert reply_to(text).card.title.startswith(f"{digit}xx")
