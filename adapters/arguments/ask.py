"""`sagongsa chat`, `ask`, `render` and `eval`: questions in, answers out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adapters.arguments import korean_click
from bot.model import SURFACES

if TYPE_CHECKING:
    from bot.model import Reply

F = TypeVar("F", bound=Callable[..., Any])


def _surface_options(command: F) -> F:
    surface = click.option("--surface", type=click.Choice(SURFACES), default="dm", help="어디에서 묻는가. 기본값은 dm입니다.")
    context = click.option("--context", metavar="TEXT", help="같은 대화의 앞선 메시지.")
    return surface(context(command))


@click.command(
    cls=korean_click.Command,
    help="대화를 엽니다. TEXT를 주면 한 번 답하고 끝냅니다.",
    epilog='sagongsa chat\nsagongsa chat "왜 302 말고 307?"',
)
@click.argument("text", nargs=-1, metavar="[TEXT]")
@click.pass_context
def chat(ctx: click.Context, text: tuple[str, ...]) -> None:
    from adapters.compose import terminal_chat

    session = terminal_chat(color=_wants_color())
    if not text:
        session.run()
    elif not session.answer_once(_joined(text)):
        ctx.exit(1)


@click.command(
    cls=korean_click.Command,
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


@click.group(
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


@click.command(
    "eval",
    cls=korean_click.Command,
    help="정답이 적힌 질문 파일을 채점합니다.",
    epilog="sagongsa eval questions.jsonl\nsagongsa eval --json questions.jsonl",
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
