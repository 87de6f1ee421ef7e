"""click, speaking Korean: headings of help pages and the sentences for bad arguments."""

from __future__ import annotations

import click

_METAVARS = (("[OPTIONS]", "[옵션]"), ("COMMAND [ARGS]...", "명령 …"))


class Command(click.Command):
    """A command whose help page has Korean headings and shows `epilog` (examples) as written."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, korean in _METAVARS:
            pieces = pieces.replace(english, korean)
        formatter.write_usage(ctx.command_path, pieces, prefix="사용법: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx))]
        if rows:
            with formatter.section("옵션"):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        if self.epilog:
            formatter.write("\n예:\n" + "".join(f"  {line}\n" for line in self.epilog.strip().splitlines()))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "이 도움말을 보여 주고 끝냅니다."
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, command.get_short_help_str(80)) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))
        ]
        with formatter.section("명령"):
            formatter.write_dl(rows)


Group.group_class = Group


def explained(error: click.ClickException) -> str:
    """One Korean sentence for a mistake on the command line, naming the mend."""
    match error:
        case click.NoSuchOption():
            near = f" 가까운 옵션: {', '.join(error.possibilities)}" if error.possibilities else ""
            return f"{error.option_name} 옵션은 없습니다.{near}"
        case click.MissingParameter(param=click.Argument() as argument):
            return f"{argument.human_readable_name}을(를) 적어 주세요."
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            known = ", ".join(map(str, choice.choices))
            return f"{param.human_readable_name} 값이 올바르지 않습니다. 다음 중 하나를 고르세요: {known}"
        case click.BadParameter(param=click.Parameter(type=click.Path() | click.File()) as param):
            return f"{param.human_readable_name} 파일을 읽을 수 없습니다. 경로를 확인하세요."
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as numbers) as param):
            return f"{param.human_readable_name} 값은 {numbers.min}부터 {numbers.max}까지의 정수입니다."
        case click.BadParameter(param=click.Parameter(type=click.DateTime()) as param):
            return f"{param.human_readable_name} 값은 2026-11-23처럼 적는, 달력에 있는 날입니다."
        case click.BadOptionUsage():
            return f"{error.option_name} 옵션에 값이 필요합니다."
        case click.UsageError(ctx=click.Context(command=click.Group() as group)) if "No such command" in error.message:
            return f"그런 명령은 없습니다. 쓸 수 있는 명령: {', '.join(group.commands)}"
        case click.UsageError() if "unexpected extra argument" in error.message:
            return "인자가 너무 많습니다. 띄어쓰기가 있는 값은 따옴표로 감싸세요."
        case _:
            return error.format_message()
