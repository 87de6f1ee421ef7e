"""The `sagongsa` command. Its arguments and output are a contract: scripts of others depend on them.

Only what a command needs is imported, inside it: `sagongsa ask` loads no SDK, no settings and no rich.
"""

from __future__ import annotations

# Until `main` runs, Ctrl-C just ends the process: a traceback out of an import helps nobody.
import signal

_python_handles_interrupts = signal.signal(signal.SIGINT, signal.SIG_DFL)

import codecs
import io
import os
import sys

import click

from adapters.arguments import korean_click
from adapters.arguments.ask import ask, chat, evaluate, render
from adapters.arguments.db import db
from adapters.arguments.registry import registry
from adapters.arguments.run import check_all, run_all, show_settings
from adapters.arguments.study import study
from bot.errors import SagongsaError

INTERRUPTED = 130


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


for _command in (chat, ask, render, evaluate, registry, study, run_all, check_all, show_settings, db):
    cli.add_command(_command)

if __name__ == "__main__":
    main()
