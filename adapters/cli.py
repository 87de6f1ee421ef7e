"""The `sagongsa` command. Its arguments and output are a contract: scripts of others depend on them.

Only what a command needs is imported, inside it: `sagongsa ask` loads no SDK, no settings and no rich.
"""

from __future__ import annotations

# Until `main` runs, Ctrl-C just ends the process: a traceback out of an import helps nobody.
import signal

_python_handles_interrupts = signal.signal(signal.SIGINT, signal.SIG_DFL)

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adapters.commands import korean_click
from bot.errors import SagongsaError
from bot.model import SURFACES
from bot.order import LEVELS

if TYPE_CHECKING:
    from bot.model import Reply

INTERRUPTED = 130
F = TypeVar("F", bound=Callable[..., Any])


def main() -> None:
    """Entry point: runs the command and exits with its code; every error is one Korean sentence on standard error."""
    signal.signal(signal.SIGINT, _python_handles_interrupts)
    _tolerate_any_text()
    code = _run()
    sys.exit(code)


def _run() -> int:
    try:
        code = cli.main(prog_name="sagongsa", standalone_mode=False) or 0
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        _complain(korean_click.explained(error))
        return 2
    except SagongsaError as error:
        _complain(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe left: `sagongsa ask 404 | head -1`
        _drop_what_is_left()
        return 0
    except OSError as error:
        _drop_what_is_left()
        where = f" {error.filename}" if error.filename else ""
        _complain(f"읽거나 쓰지 못했습니다({error.strerror}).{where} 공간과 권한을 확인하세요.")
        return 2


def _drop_what_is_left() -> None:
    """Output that cannot be written must not be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _complain(sentence: str) -> None:
    click.echo(f"sagongsa: {sentence}", err=True)


def _tolerate_any_text() -> None:
    """What a terminal or pipe cannot show becomes "?", and bytes that are not UTF-8 do not stop the reading."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


@click.group(
    cls=korean_click.Group,
    help="HTTP 상태 코드를 한국어로 설명합니다.",
    epilog='sagongsa chat\nsagongsa ask "503이 뭐야?"\nsagongsa ask --json "왜 302 말고 307?"\n'
    'eval "$(_SAGONGSA_COMPLETE=bash_source sagongsa)"    # bash 자동 완성 (zsh_source, fish_source도 됩니다)',
)
@click.version_option(package_name="sagongsa", message="sagongsa %(version)s", help="버전을 보여 주고 끝냅니다.")
def cli() -> None:
    pass


def _surface_options(command: F) -> F:
    surface = click.option("--surface", type=click.Choice(SURFACES), default="dm", help="어디에서 묻는가. 기본값은 dm입니다.")
    context = click.option("--context", metavar="TEXT", help="같은 대화의 앞선 메시지.")
    return surface(context(command))


@cli.command(help="대화를 엽니다. TEXT를 주면 한 번 답하고 끝냅니다.", epilog='sagongsa chat\nsagongsa chat "왜 302 말고 307?"')
@click.argument("text", nargs=-1, metavar="[TEXT]")
@click.pass_context
def chat(ctx: click.Context, text: tuple[str, ...]) -> None:
    from adapters.compose import terminal_chat

    session = terminal_chat(color=_wants_color())
    if not text:
        session.run()
    elif not session.answer_once(_joined(text)):
        ctx.exit(1)


@cli.command(
    help="한 번 묻고 답을 글로 받습니다. 답하면 0, 이해하지 못하면 1로 끝납니다.",
    epilog='sagongsa ask 404\nsagongsa ask --json --context "302가 뭐야?" "307은?"\nsagongsa ask --jsonl < questions.jsonl',
)
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option("--json", "as_json", is_flag=True, help="JSON 객체 하나로 답합니다.")
@click.option("--jsonl", is_flag=True, help='표준 입력의 {"text", "surface"?, "context"?} 줄마다 JSON 한 줄로 답합니다.')
@_surface_options
@click.pass_context
def ask(ctx: click.Context, text: tuple[str, ...], as_json: bool, jsonl: bool, surface: Any, context: str | None) -> None:
    from adapters.commands import answers

    if jsonl:
        if text:
            raise click.UsageError("--jsonl은 표준 입력을 읽습니다. TEXT를 빼 주세요.")
        for line in _input_lines():
            click.echo(_json(answers.to_line(line)))
            sys.stdout.flush()
        return
    reply = answers.reply(_joined(_required(text)), surface, context)
    if as_json:
        click.echo(_json(answers.to_object(reply)))
    elif reply:
        click.echo(reply.card.to_text())
    ctx.exit(_exit_code(reply))


@cli.group(
    cls=korean_click.Group,
    help="플랫폼에 보낼 내용을 그대로 보여 줍니다.",
    epilog="sagongsa render terminal 503\nsagongsa render slack 503\nsagongsa render discord 503",
)
def render() -> None:
    pass


@render.command(help="터미널에 보일 글.", epilog="sagongsa render terminal --width 40 503")
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option("--width", type=click.IntRange(40, 200), help="화면 너비(40~200칸). 없으면 지금 터미널에 맞춥니다.")
@_surface_options
@click.pass_context
def terminal(ctx: click.Context, text: tuple[str, ...], width: int | None, surface: Any, context: str | None) -> None:
    from shutil import get_terminal_size

    from adapters.commands import answers
    from adapters.terminal.render import render as to_terminal

    reply = answers.reply(_joined(_required(text)), surface, context)
    if reply:
        width = width or get_terminal_size((80, 24)).columns
        click.echo(to_terminal(reply.card, width=width, color=_wants_color()), nl=False, color=True)
    ctx.exit(_exit_code(reply))


@render.command(help="Slack에 보낼 메시지의 본문(JSON).", epilog="sagongsa render slack --surface mention 503")
@click.argument("text", nargs=-1, metavar="TEXT")
@_surface_options
@click.pass_context
def slack(ctx: click.Context, text: tuple[str, ...], surface: Any, context: str | None) -> None:
    from adapters.commands import answers
    from adapters.slack.render import body

    reply = answers.reply(_joined(_required(text)), surface, context)
    if reply:
        click.echo(_json(body(reply, surface)))
    ctx.exit(_exit_code(reply))


@render.command(help="Discord에 보낼 메시지의 본문(JSON).", epilog="sagongsa render discord --surface mention 503")
@click.argument("text", nargs=-1, metavar="TEXT")
@_surface_options
@click.pass_context
def discord(ctx: click.Context, text: tuple[str, ...], surface: Any, context: str | None) -> None:
    from adapters.commands import answers
    from adapters.discord.render import body

    reply = answers.reply(_joined(_required(text)), surface, context)
    if reply:
        click.echo(_json(body(reply, surface)))
    ctx.exit(_exit_code(reply))


@cli.command(
    "eval", help="정답이 적힌 질문 파일을 채점합니다.", epilog="sagongsa eval questions.jsonl\nsagongsa eval --json questions.jsonl"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE.jsonl")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
@click.option("--show-wrong", is_flag=True, help="틀린 줄을 모두 보여 줍니다.")
def evaluate(file: str, as_json: bool, show_wrong: bool) -> None:
    from adapters.commands import answers, score

    labels = score.read_labels(file)
    given = [answers.to_object(answers.reply(label.text, label.surface, label.context)) for label in labels]
    result = score.report(labels, given)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for line in score.wrong_lines(labels, given) if show_wrong else ():
        click.echo(line)
    click.echo(score.table(result))


@cli.group(
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
    from adapters.training import models

    for unknown in set(names) - set(models.NAMES):
        raise click.UsageError(f"모르는 모델입니다: {unknown}. 쓸 수 있는 이름: {', '.join(models.NAMES)}")
    for line in models.train(only=names):
        click.echo(line)


@registry.command(help="JSON Schema를 보여 줍니다: 카드, 또는 자료 파일의 형식.", epilog="sagongsa registry schema card")
@click.argument("name", type=click.Choice(("card", "code", "family")), metavar="card|code|family")
def schema(name: str) -> None:
    from adapters.commands import registry_files

    click.echo(json.dumps(registry_files.schema(name), ensure_ascii=False, indent=2))


@cli.group(
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


@cli.command(
    "run",
    help="토큰이 있는 플랫폼에 모두 붙어 답합니다. 토큰이 없으면 놀이터(웹 페이지)를 엽니다. "
    "SIGTERM을 받으면 하던 것을 마치고 끝납니다.",
    epilog="sagongsa check\nsagongsa run",
)
def run_all() -> None:
    from adapters.commands.run import run

    run()


@cli.command("check", help="토큰, 데이터베이스, 시계, 등록부를 살핍니다. 잘못된 것이 있으면 1로 끝납니다.", epilog="sagongsa check")
@click.pass_context
def check_all(ctx: click.Context) -> None:
    from adapters.commands.check import findings

    found = findings()
    for one in found:
        click.echo(f"{'좋음' if one.good else '고칠 것'}  {one.what}: {one.told}")
    ctx.exit(0 if all(one.good for one in found) else 1)


@cli.command("settings", help="지금 설정을 보여 줍니다. 비밀 값은 가립니다.", epilog="sagongsa settings\nsagongsa settings --table")
@click.option("--table", "as_table", is_flag=True, help="README에 싣는 표를 보여 줍니다.")
def show_settings(as_table: bool) -> None:
    from adapters import settings

    if as_table:
        click.echo(settings.table())
        return
    for name, value in settings.shown(settings.load()):
        click.echo(f"{name}={value}")


@cli.group(cls=korean_click.Group, help="데이터베이스를 맞추고, 베끼고, 되돌립니다.", epilog="sagongsa db backup copy.db")
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


def _required(text: tuple[str, ...]) -> tuple[str, ...]:
    if not text:
        raise click.UsageError('TEXT를 적어 주세요. 예: sagongsa ask "503이 뭐야?"')
    return text


def _joined(words: tuple[str, ...]) -> str:
    """Arguments as one text; bytes that were not UTF-8 become replacement characters."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _input_lines() -> Iterator[str]:
    """Lines of standard input, one at a time: the next is read only after the last was answered."""
    return iter(sys.stdin.readline, "")


def _exit_code(reply: Reply | None) -> int:
    return 0 if reply and reply.question.intent != "none" else 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wants_color() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
