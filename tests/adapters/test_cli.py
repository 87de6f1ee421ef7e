"""The command line as others' scripts use it: whole processes, real pipes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bot.card import Card

SAGONGSA = [sys.executable, "-m", "adapters.cli"]
HEAVY = {
    "discord",
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "rich",
    "asyncio",
    "pydantic_settings",
    "sqlalchemy",
    "logging",
    "tomllib",
    "pydantic",
}
ENV = {**os.environ, "PYTHONUTF8": "1"}


def run(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SAGONGSA, *args],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**ENV, **env},
        check=False,
    )


def ask(*args: str) -> tuple[int, dict[str, object]]:
    done = run("ask", "--json", *args)
    assert done.stdout.count("\n") == 1
    return done.returncode, json.loads(done.stdout)


def test_ask_prints_the_plain_card() -> None:
    done = run("ask", "404")
    assert done.returncode == 0
    assert done.stdout.startswith("404 Not Found · 찾을 수 없음 — 4xx 클라이언트 오류\n")
    assert done.stderr == ""


def test_ask_json_is_one_object_of_the_contract() -> None:
    code, answer = ask("왜 302 말고 307?")
    assert code == 0
    assert list(answer) == ["intent", "codes", "class", "confidence", "found", "text", "card"]
    assert (answer["intent"], answer["codes"], answer["class"]) == ("why", [307, 302], None)
    assert answer["found"] == [
        {"what": "number", "text": "302", "start": 2, "end": 5},
        {"what": "number", "text": "307", "start": 9, "end": 12},
    ]
    card = TypeAdapter(Card).validate_python(answer["card"])
    assert card.to_text() == answer["text"]


@pytest.mark.parametrize(
    ("args", "code", "intent", "codes"),
    [
        (["503이 뭐야?"], 0, "define", [503]),
        (["왜", "302", "말고", "307?"], 0, "why", [307, 302]),
        (["--surface", "slash", "404"], 0, "define", [404]),
        (["--context", "302가 뭐야?", "왜 307 안 쓰고?"], 0, "why", [302, 307]),
        (["997"], 0, "status_unassigned", [997]),
        (["도움말"], 0, "help", []),
        (["안녕"], 1, "none", []),
        (["503이랑 다른 점?"], 1, "none", [503, 502, 504, 429]),
        (["--", "--json"], 1, "none", []),
    ],
)
def test_exit_codes_and_intents(args: list[str], code: int, intent: str, codes: list[int]) -> None:
    done, answer = ask(*args)
    assert (done, answer["intent"], answer["codes"]) == (code, intent, codes)
    assert answer["card"] is not None


@pytest.mark.parametrize("args", ["ask 404", "ask --json 404", "chat 404", "render terminal 404", "registry schema card", "--help"])
def test_a_full_disk_is_one_sentence(args: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*SAGONGSA, *args.split()], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, env=ENV, check=False
        )
    assert done.returncode == 2
    assert re.fullmatch(r"sagongsa: 읽거나 쓰지 못했습니다[^\n]*\n", done.stderr)


@pytest.mark.parametrize("command", ["ask --jsonl <&-", "chat <&-", "ask 404 >&-", "chat 404 >&-"])
def test_closed_streams_are_no_traceback(command: str) -> None:
    line = f"{sys.executable} -m adapters.cli {command}"
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, timeout=60, env=ENV, check=False)  # noqa: S607
    assert done.stderr == ""


def test_silence() -> None:
    code, answer = ask("--surface", "incident", "점심 먹자")
    assert (code, answer["intent"], answer["card"], answer["text"]) == (1, "none", None, "")
    assert run("ask", "--surface", "incident", "점심 먹자").stdout == ""


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["ask"], "TEXT를 적어 주세요"),
        (["ask", "--jsonl", "404"], "TEXT를 빼 주세요"),
        (["ask", "--surface", "irc", "404"], "다음 중 하나를 고르세요: slash, mention, dm, incident"),
        (["ask", "--jso", "404"], "--jso 옵션은 없습니다. 가까운 옵션: "),
        (["ask", "--context"], "옵션에 값이 필요합니다"),
        (["aks", "404"], "그런 명령은 없습니다. 쓸 수 있는 명령: chat, ask, render, eval, registry"),
        (["render", "slak", "404"], "그런 명령은 없습니다"),
        (["render", "terminal", "--width", "20", "404"], "40부터 200까지"),
        (["eval"], "FILE.jsonl을(를) 적어 주세요"),
        (["eval", "no-such-file.jsonl"], "경로를 확인하세요"),
        (["registry", "schema", "cards"], "card, code, family"),
        (["registry", "snapshot", "extra"], "인자가 너무 많습니다"),
    ],
)
def test_bad_arguments_are_one_korean_sentence(args: list[str], told: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert re.fullmatch(r"sagongsa: [^\n]*[가-힣][^\n]*\n", done.stderr)


def test_jsonl_answers_every_line_in_order() -> None:
    follow_up = '{"text": "왜 307 안 쓰고?", "surface": "mention", "context": "302가 뭐야?", "extra": 1}'
    malformed = ["{", "", "[]", '{"text": 3}', '{"text": "x", "surface": "irc"}', '{"text": "x", "context": 1}']
    lines = ['{"text": "404"}', *malformed, follow_up, '{"text": "\\ud800 502"}', "[" * 99_999]
    done = run("ask", "--jsonl", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [(a["intent"], a["codes"]) for a in answers] == [
        ("define", [404]), *[("none", [])] * 6, ("why", [302, 307]), ("define", [502]), ("none", []),
    ]  # fmt: skip
    assert ["error" in a for a in answers] == [False, *[True] * 6, False, False, True]
    assert all(a["card"] is None for a in answers if "error" in a)


def test_jsonl_answers_before_it_reads_on() -> None:
    with subprocess.Popen(
        [*SAGONGSA, "ask", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENV, bufsize=0
    ) as process:
        assert process.stdin
        assert process.stdout
        for code in (404, 502, 307):
            process.stdin.write(f'{{"text": "{code}"}}\n'.encode())
            assert json.loads(process.stdout.readline())["codes"] == [code]
        process.stdin.close()
        assert process.wait(30) == 0


def test_bytes_that_are_not_utf8_do_not_stop_it() -> None:
    done = subprocess.run(
        [*SAGONGSA, "ask", "--jsonl"], input=b'{"text": "\xff 404"}\n', capture_output=True, timeout=60, env=ENV, check=False
    )
    assert json.loads(done.stdout)["codes"] == [404]
    argument = subprocess.run([*SAGONGSA, "ask", "--json", b"404 \xff?"], capture_output=True, timeout=60, env=ENV, check=False)
    assert json.loads(argument.stdout)["codes"] == [404]


def test_a_reader_that_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m adapters.cli ask --jsonl | head -n 1"
    many = '{"text": "404 자세히"}\n' * 200
    done = subprocess.run(["sh", "-c", command], input=many, capture_output=True, text=True, timeout=60, env=ENV, check=False)  # noqa: S607
    assert done.stderr == ""


@pytest.mark.parametrize("args", [["ask", "404"], ["ask", "--json", "404"], ["ask", "왜 302 말고 307?"]])
def test_ask_loads_no_sdk_no_settings_and_no_rich(args: list[str]) -> None:
    script = (
        "import sys; from adapters import cli\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, timeout=60, env=ENV, check=False)
    assert done.stderr == "[]\n"


def test_help_pages_are_korean_and_have_examples() -> None:
    groups: list[list[str]] = [[], ["render"], ["registry"]]
    commands = [["ask"], ["chat"], ["eval"], ["render", "terminal"]]
    of_registry = [["registry", name] for name in ("check", "snapshot", "schema")]
    for args in (*groups, *commands, *of_registry):
        page = run(*args, "--help")
        assert page.returncode == 0
        assert page.stdout.startswith("사용법: sagongsa")
        assert "예:" in page.stdout
        assert "Usage" not in page.stdout
        assert "Show this" not in page.stdout


def test_version() -> None:
    assert re.fullmatch(r"sagongsa \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell: str) -> None:
    assert "_SAGONGSA_COMPLETE" in run(_SAGONGSA_COMPLETE=f"{shell}_source").stdout
    if shell == "bash":
        done = run(_SAGONGSA_COMPLETE="bash_complete", COMP_WORDS="sagongsa re", COMP_CWORD="1")
        assert done.stdout.splitlines() == ["plain,registry", "plain,render"]


def test_registry_check_and_schemas() -> None:
    assert "이상 없습니다: 코드 64개" in run("registry", "check").stdout
    schema = json.loads(run("registry", "schema", "card").stdout)
    assert {"title", "lead", "blocks", "actions"} <= set(schema["properties"])
    assert json.loads(run("registry", "schema", "code").stdout)["additionalProperties"] is False


def test_registry_check_against_a_fresh_table(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    table.write_text("Value,Description,Reference\n100,Continue,x\n", encoding="utf-8")
    done = run("registry", "check", "--iana", str(table))
    assert done.returncode == 1
    assert "iana: 404: 새 등록부에 이 줄이 없습니다" in done.stdout


@pytest.mark.parametrize(
    ("missing", "told"), [("numpy", "`make lint`를 한 번 실행하면"), ("adapters.training", "소스 저장소에서 실행하세요")]
)
def test_training_says_what_it_lacks(missing: str, told: str) -> None:
    script = f"import sys; sys.modules[{missing!r}] = None; from adapters import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "registry", "train", "number"],
        capture_output=True,
        text=True,
        timeout=60,
        env=ENV,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "모르는 모델입니다: nothing" in run("registry", "train", "nothing").stderr


def test_render_terminal() -> None:
    done = run("render", "terminal", "--width", "60", "503")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert run("render", "terminal", "안녕").returncode == 1
    silent = run("render", "terminal", "--surface", "incident", "안녕")
    assert (silent.returncode, silent.stdout) == (1, "")


def test_interrupting_a_reader_is_quiet() -> None:
    with subprocess.Popen(
        [*SAGONGSA, "ask", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"text": "404"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr
        assert process.stderr.read().strip() == b""
