"""`sagongsa study`: the daily card ahead of time, over a virtual year, and as it is being delivered."""

from __future__ import annotations

import json
from typing import Any

import click

from adapters.arguments import korean_click
from bot.order import LEVELS


@click.group(
    cls=korean_click.Group,
    help="매일 카드의 규칙을 미리 보고, 배달이 어떤지 봅니다.",
    epilog="sagongsa study preview --days 7\nsagongsa study simulate\nsagongsa study status",
)
def study() -> None:
    pass


@study.command(
    help="새 채널이 앞으로 받을 카드와 정답을 보여 줍니다.",
    epilog="sagongsa study preview --days 7\nsagongsa study preview --level operations --topic 5xx --topic nginx",
)
@click.option("--days", type=click.IntRange(1, 366), default=7, help="며칠치를 볼지. 기본값은 7일입니다.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="첫날(예: 2026-11-25). 없으면 오늘입니다.", metavar="DAY")
@click.option("--level", type=click.Choice(LEVELS), default="basic", help="basic 입문, practice 실무, operations 운영.")
@click.option("--topic", "topics", multiple=True, help="클래스(5xx)나 제품(nginx). 여러 번 쓸 수 있습니다.")
def preview(days: int, start: Any, level: Any, topics: tuple[str, ...]) -> None:
    from adapters.clock import today
    from adapters.commands import study as studying
    from bot.registry.snapshot import catalog
    from bot.study.item import topics as known_topics

    for unknown in set(topics) - set(known_topics(catalog())):
        raise click.UsageError(f"모르는 주제입니다: {unknown}. 쓸 수 있는 주제: {', '.join(known_topics(catalog()))}")
    for text in studying.preview(catalog(), start.date() if start else today(), days, level, topics):
        click.echo(text)


@study.command(
    "status",
    help="매일 카드의 배달이 어떤지 보여 줍니다: 다음 카드, 밀린 것, 가지 못한 것과 까닭.",
    epilog="sagongsa study status\nsagongsa study status --json",
)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def delivery_status(as_json: bool) -> None:
    from adapters.commands import standing

    found = standing.read()
    click.echo(json.dumps(standing.to_object(found), ensure_ascii=False, indent=2) if as_json else standing.to_text(found))


@study.command("simulate", help="가짜 시계로 한 해를 돌려 보고 셉니다.", epilog="sagongsa study simulate --subscriptions 500")
@click.option("--subscriptions", type=click.IntRange(1, 10_000), default=500, help="구독의 수. 기본값은 500입니다.")
@click.option("--days", type=click.IntRange(1, 3660), default=365, help="며칠을 돌릴지. 기본값은 365일입니다.")
@click.option("--seed", type=int, default=0, help="같은 씨앗이면 같은 해가 나옵니다.")
def simulate_year(subscriptions: int, days: int, seed: int) -> None:
    from adapters.commands import study as studying
    from bot.registry.snapshot import catalog

    for line in studying.figures(catalog(), subscriptions, days, seed):
        click.echo(line)
