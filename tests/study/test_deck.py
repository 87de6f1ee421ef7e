"""What comes next, for channels and for people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.learner import Recall, Shown
from bot.order import LEVELS
from bot.registry.catalog import Catalog
from bot.study.deck import NO_REPEAT, Deck, deck, for_channel, for_person, many_forgot
from bot.study.item import Item, every_item, is_about, level_of, tier, topics

TODAY = date(2026, 11, 25)
A, B, C, D = (Item((number,)) for number in (404, 500, 301, 200))
SMALL = Deck((A, B, C), (D,))


def shown(item: Item, ago: int, answered: int = 0, right: int = 0) -> Shown:
    return Shown(item.id, TODAY - timedelta(days=ago), answered, right)


def recall(item: Item, due_in: int) -> Recall:
    return Recall(item.id, 5.0, 5.0, TODAY - timedelta(days=5), TODAY + timedelta(days=due_in))


@pytest.mark.parametrize("level", LEVELS)
def test_the_most_important_come_first(catalog: Catalog, level: str) -> None:
    items = deck(catalog, level).items  # type: ignore[arg-type]
    tiers = [tier(item, catalog) for item in items]
    assert tiers == sorted(tiers)
    assert len(set(items)) == len(items)


def test_levels_hold_each_other(catalog: Catalog) -> None:
    basic, practice, operations = (set(deck(catalog, level).items) for level in LEVELS)
    assert basic < practice < operations
    assert {item.codes[0] for item in basic if not item.is_pair} == {
        number for number in catalog.numbers if (code := catalog.code(number)) and code.importance == "essential"
    }
    assert level_of(Item((499,)), catalog) == "operations"


def test_a_basic_deck_lasts_a_school_term(catalog: Catalog) -> None:
    cards = deck(catalog)
    assert len(cards.all) > NO_REPEAT
    assert len(cards.items) > NO_REPEAT * 5 / 7


def test_pairs_follow_their_codes(catalog: Catalog) -> None:
    for level in LEVELS:
        items = deck(catalog, level).items
        place = {item: index for index, item in enumerate(items)}
        for pair in filter(lambda item: item.is_pair, items):
            assert all(place[pair] > place[code] for number in pair.codes if (code := Item((number,))) in place)


def test_topics(catalog: Catalog) -> None:
    only = deck(catalog, "operations", ("5xx",))
    assert all(number // 100 == 5 for item in only.all for number in item.codes)
    nginx = deck(catalog, "basic", ("nginx",))
    assert nginx.items == ()
    assert Item((499,)) in nginx.reserve
    assert Item((499, 502)) in nginx.reserve
    assert {"5xx", "nginx", "Cloudflare"} <= set(topics(catalog))
    assert all(is_about(item, (), catalog) for item in every_item(catalog))


def test_a_seed_shuffles_only_what_matters_equally(catalog: Catalog) -> None:
    one, other = deck(catalog, seed="a"), deck(catalog, seed="b")
    assert one.items != other.items
    assert set(one.items) == set(other.items)
    assert deck(catalog, seed="a") == one


def test_a_channel_goes_on_to_what_is_new() -> None:
    assert for_channel(SMALL, [], TODAY) == A
    assert for_channel(SMALL, [shown(A, 1)], TODAY) == B
    assert for_channel(Deck(()), [], TODAY) is None


def test_a_channel_sees_nothing_again_within_sixty_days() -> None:
    assert for_channel(SMALL, [shown(A, 60), shown(B, 59), shown(C, 1)], TODAY) == A
    assert for_channel(SMALL, [shown(A, 59), shown(B, 58), shown(C, 1)], TODAY) == D
    assert for_channel(SMALL, [shown(A, 59), shown(B, 58), shown(C, 2), shown(D, 1)], TODAY) == A


def test_what_many_forgot_comes_back_after_a_week() -> None:
    assert many_forgot(shown(A, 7, answered=4, right=2))
    assert not many_forgot(shown(A, 7, answered=2, right=0))
    assert for_channel(SMALL, [shown(A, 7, answered=3, right=1)], TODAY) == A
    assert for_channel(SMALL, [shown(A, 6, answered=3, right=1)], TODAY) == B
    assert for_channel(SMALL, [shown(A, 7, answered=3, right=2)], TODAY) == B


def test_a_repeat_is_followed_by_something_else() -> None:
    history = [shown(A, 20, 5, 1), shown(B, 10, 5, 1), shown(A, 1, 5, 1)]
    assert for_channel(SMALL, history, TODAY) == C


def test_who_reads_and_does_not_answer_gets_another_card() -> None:
    def shown(*items: Item) -> list[Shown]:
        return [Shown(item.id, TODAY - timedelta(days=len(items) - n)) for n, item in enumerate(items)]

    assert for_person(SMALL, [], TODAY, shown=shown(A)) == B
    assert for_person(SMALL, [], TODAY, shown=shown(A, B, C)) == A
    assert for_person(SMALL, [recall(A, -9), recall(B, -3)], TODAY, shown=shown(A)) == B
    assert for_person(SMALL, [recall(A, -9)], TODAY, shown=shown(A)) == A  # nothing else is due
    answered_since = [Shown(A.id, TODAY - timedelta(days=20))]
    assert for_person(SMALL, [recall(A, -9), recall(B, -3)], TODAY, shown=answered_since) == A


def test_a_person_gets_what_is_due_first() -> None:
    assert for_person(SMALL, [recall(A, 1), recall(B, 0), recall(C, -3)], TODAY) == C
    assert for_person(SMALL, [recall(A, 1)], TODAY) == B
    assert for_person(SMALL, [recall(A, 1)], TODAY, wanted=(301,)) == C
    assert for_person(SMALL, [recall(A, 3), recall(B, 2), recall(C, 9)], TODAY) == D
    assert for_person(SMALL, [recall(A, 3), recall(B, 2), recall(C, 9), recall(D, 4)], TODAY) == B
    assert for_person(Deck(()), [], TODAY) is None
