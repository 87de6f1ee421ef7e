"""`sagongsa registry`: the files that the cards are made of."""

from __future__ import annotations

import json

import click

from adapters.arguments import korean_click


@click.group(
    cls=korean_click.Group,
    help="등록부(상태 코드 자료)를 살핍니다.",
    epilog="sagongsa registry check\nsagongsa registry schema card",
)
def registry() -> None:
    pass


@registry.command(
    help="자료의 흠을 모두 찾습니다. 흠이 있으면 1로 끝납니다.",
    epilog="sagongsa registry check\nsagongsa registry check --iana http-status-codes-1.csv",
)
@click.option("--iana", type=click.Path(exists=True, dir_okay=False), help="IANA에서 내려받은 CSV와 견줍니다.", metavar="FILE.csv")
@click.pass_context
def check(ctx: click.Context, iana: str | None) -> None:
    from adapters.commands import registry_files

    found = registry_files.check(iana)
    for problem in found:
        click.echo(problem)
    click.echo(f"흠 {len(found)}개" if found else registry_files.summary())
    ctx.exit(1 if found else 0)


@registry.command(help="TOML에서 스냅샷(JSON)을 다시 만듭니다.", epilog="sagongsa registry snapshot")
def snapshot() -> None:
    from adapters.commands import registry_files

    click.echo(registry_files.write_snapshot())


@registry.command(
    help="말뭉치에서 모델을 다시 만듭니다. 이름을 주면 그것만 만듭니다.",
    epilog="sagongsa registry train\nsagongsa registry train number intent",
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
def train(names: tuple[str, ...]) -> None:
    from adapters.commands import training

    for line in training.train(names):
        click.echo(line)


@registry.command(help="JSON Schema를 보여 줍니다: 카드, 또는 자료 파일의 형식.", epilog="sagongsa registry schema card")
@click.argument("name", type=click.Choice(("card", "code", "family")), metavar="card|code|family")
def schema(name: str) -> None:
    from adapters.commands import registry_files

    click.echo(json.dumps(registry_files.schema(name), ensure_ascii=False, indent=2))
