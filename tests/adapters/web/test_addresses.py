"""Addresses: what each asks, the one that a card is given, and those that name nothing."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.web.addresses import Asked, NoSuchAddressError, NothingAskedError, read

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "address",
    [
        "/c/404", "/c/499", "/c/302-307", "/c/401-403-404", "/c/404?surface=slash", "/t/m:404", "/t/e:UF:envoy", "/t/%3F",
        "/t/s:d:404?surface=mention", "/t/d:404?start=3", "/q?text=404", "/q?text=%3Cimg+src%3Dx%3E", "/q?text=307은?&after=d:302",
    ],
)  # fmt: skip
def test_an_address_stays_the_same_once_read(address: str) -> None:
    once = read(address, TODAY)
    assert read(once.address(), TODAY) == once
    assert read(once.address(), TODAY).address() == once.address()


@pytest.mark.parametrize(
    ("pressed", "address"),
    [
        (Asked(press="d:404"), "/c/404"),
        (Asked(press="c:502-504"), "/c/502-504"),
        (Asked(press="d:404", surface="slash"), "/c/404?surface=slash"),
        (Asked(press="d:404", surface="mention"), "/t/d:404?surface=mention"),  # what one sees of a card that all see
        (Asked(press="w:307-302"), "/t/w:307-302"),
        (Asked(press="?"), "/t/%3F"),
    ],
)
def test_a_pressed_button_has_the_address_of_its_card(pressed: Asked, address: str) -> None:
    assert pressed.address() == address


def test_what_is_asked() -> None:
    assert read("/c/302-307", TODAY) == Asked(text="302랑 307 차이", codes=(302, 307))
    assert read("/q?text=왜%20302%20말고%20307?", TODAY) == Asked(text="왜 302 말고 307?")
    assert read("/q?after=d:302", TODAY, "x" * 5_000) == Asked(text="x" * 5_000, after="d:302")
    assert read("/today", TODAY).address() == f"/t/t:card::{TODAY.toordinal()}.0"
    assert read("/quiz", TODAY).address() == f"/t/t:quiz::{TODAY.toordinal()}.0"
    assert read("/q?text=404&after=forged", TODAY) == Asked(text="404")


@pytest.mark.parametrize(
    "address",
    ["", "/c/", "/c/4", "/c/4040", "/c/404-", "/t/", "/nothing", "/q?text=404&surface=x", "/t/d:404?start=-1", "/c/４０４", "http://["],
)  # fmt: skip
def test_addresses_that_name_nothing(address: str) -> None:
    with pytest.raises(NoSuchAddressError, match="주소"):
        read(address, TODAY)


@pytest.mark.parametrize("address", ["/q", "/q?text=", "/q?text=%20%0A"])
def test_a_question_without_text(address: str) -> None:
    with pytest.raises(NothingAskedError, match="적어"):
        read(address, TODAY)
