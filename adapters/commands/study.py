"""What `sagongsa study` prints: the cards of the coming days, and the figures of a virtual year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from textwrap import indent

from adapters.commands.virtual_year import Year, simulate
from bot.answer.question import solution
from bot.answer.study import study_card
from bot.korean import DAYS
from bot.learner import Shown
from bot.model import Actor, Place, Subscription
from bot.order import Level
from bot.registry.catalog import Catalog
from bot.study import quiz
from bot.study.deck import NO_REPEAT, deck, for_channel
from bot.study.due import due_on


def preview(catalog: Catalog, start: date, days: int, level: Level, topics: tuple[str, ...]) -> Iterator[str]:
    """The cards of a new channel for the coming local days, with their solutions: one text for each day."""
    cards = deck(catalog, level, topics)
    settings = Subscription("preview", Place("preview"), Actor("preview"), level=level, topics=topics)
    shown: list[Shown] = []
    for day in (start + timedelta(days=ahead) for ahead in range(min(days, (date.max - start).days + 1))):
        head = f"── {day.isoformat()} ({DAYS[day.weekday()]})"
        item = for_channel(cards, shown, day) if due_on(settings, day) else None
        if item is None:
            yield f"{head} 쉬는 날\n"
            continue
        shown.append(Shown(item.id, day))
        yield f"{head}\n{study_card(item, day, 0, catalog).to_text()}\n"
        asked = quiz.about(item, f"{day.toordinal()}.0.0", catalog, given_away=True)
        yield indent(solution(asked, catalog).to_text(), "    ") + "\n"


def figures(catalog: Catalog, subscriptions: int, days: int, seed: int) -> Iterator[str]:
    """A virtual year in numbers."""
    began = datetime.now(UTC)
    year = simulate(catalog, subscriptions=subscriptions, days=days, seed=seed)
    took = (datetime.now(UTC) - began).total_seconds()
    zones = {settings.zone for steps in year.settings.values() for _, settings in steps}
    moves = sum(len(steps) - 1 for steps in year.settings.values())
    twice = sum(count - 1 for count in Counter((card.subscription, card.day) for card in year.sent).values())
    yield f"구독 {len(year.settings)}개, 시간대 {len(zones)}곳, 옮긴 횟수 {moves}번, {days}일: {took:.1f}초"
    yield f"보낸 카드 {len(year.sent)}장, 같은 날 두 번 {twice}장"
    yield from _of_channels(year)
    yield from _of_people(year)


def _of_channels(year: Year) -> Iterator[str]:
    gaps = Counter[str]()
    channels = [one.shown for name, one in year.learned.items() if not year.settings[name][0][1].personal]
    for shown in channels:
        last: dict[str, Shown] = {}
        for card in shown:
            if card.item in last:
                gap = (card.day - last[card.item].day).days
                forgot = last[card.item].answered >= 3 and last[card.item].right * 2 <= last[card.item].answered
                gaps["쉰 뒤" if gap >= NO_REPEAT else "많이 틀려서" if forgot else "덱이 작아서"] += 1
            last[card.item] = card
    total = sum(map(len, channels))
    yield f"채널의 카드 {total}장, 되풀이 {gaps.total()}장: " + (
        ", ".join(f"{why} {n}장" for why, n in sorted(gaps.items())) or "없음"
    )


def _of_people(year: Year) -> Iterator[str]:
    people = [one for one in year.learned.values() if one.recalls]
    again, recalled = sum(one.asked_again for one in people), sum(one.recalled for one in people)
    longest = max((one.streak.longest for one in people), default=0)
    share = f"{recalled / again:.0%}" if again else "-"
    yield f"사람 {len(people)}명: 다시 물은 것 {again}번 가운데 {share} 맞음, 가장 긴 이어 가기 {longest}일"
