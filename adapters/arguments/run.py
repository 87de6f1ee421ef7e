"""`sagongsa run`, `check` and `settings`: the bot as a process of its own."""

from __future__ import annotations

import click

from adapters.arguments import korean_click


@click.command(
    "run",
    cls=korean_click.Command,
    help="토큰이 있는 플랫폼에 모두 붙어 답합니다. 토큰이 없으면 놀이터(웹 페이지)를 엽니다. "
    "SIGTERM을 받으면 하던 것을 마치고 끝납니다.",
    epilog="sagongsa check\nsagongsa run",
)
def run_all() -> None:
    from adapters.commands.run import run

    run()


@click.command(
    "check",
    cls=korean_click.Command,
    help="토큰, 데이터베이스, 시계, 등록부를 살핍니다. 잘못된 것이 있으면 1로 끝납니다.",
    epilog="sagongsa check",
)
@click.pass_context
def check_all(ctx: click.Context) -> None:
    from adapters.commands.check import findings

    found = findings()
    for one in found:
        click.echo(f"{'좋음' if one.good else '고칠 것'}  {one.what}: {one.told}")
    ctx.exit(0 if all(one.good for one in found) else 1)


@click.command(
    "settings",
    cls=korean_click.Command,
    help="지금 설정을 보여 줍니다. 비밀 값은 가립니다.",
    epilog="sagongsa settings\nsagongsa settings --table",
)
@click.option("--table", "as_table", is_flag=True, help="README에 싣는 표를 보여 줍니다.")
def show_settings(as_table: bool) -> None:
    from adapters import settings

    if as_table:
        click.echo(settings.table())
        return
    for name, value in settings.shown(settings.load()):
        click.echo(f"{name}={value}")
