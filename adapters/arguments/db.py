"""`sagongsa db`: the tables and copies of them."""

from __future__ import annotations

import click

from adapters.arguments import korean_click


@click.group(cls=korean_click.Group, help="데이터베이스를 맞추고, 베끼고, 되돌립니다.", epilog="sagongsa db backup copy.db")
def db() -> None:
    pass


@db.command(help="표를 이 버전에 맞춥니다.", epilog="sagongsa db upgrade")
def upgrade() -> None:
    from adapters.commands import database

    click.echo(database.upgrade())


@db.command(help="쓰는 중에도 온전한 사본을 만듭니다.", epilog="sagongsa db backup sagongsa-2026-11-25.copy")
@click.argument("file", metavar="FILE")
def backup(file: str) -> None:
    from adapters.commands import database

    click.echo(database.backup(file))


@db.command(help="사본으로 되돌립니다. 지금 있는 것은 사라집니다.", epilog="sagongsa db restore --yes sagongsa-2026-11-25.copy")
@click.argument("file", metavar="FILE")
@click.option("--yes", is_flag=True, help="묻지 않고 되돌립니다.")
def restore(file: str, yes: bool) -> None:
    from adapters.commands import database

    if not yes:
        click.confirm("지금 있는 기록이 사본의 것으로 바뀝니다. 계속할까요?", abort=True)
    click.echo(database.restore(file))
