"""`sagongsa study`."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from adapters.arguments.korean_click import explained
from adapters.cli import cli


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["study", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_preview_has_a_day_for_each_day() -> None:
    shown = run("preview", "--days", "7", "--from", "2026-09-21")
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("── ") and "쉬는" in line] == ["날"] * 4
    assert shown.count("오늘의 카드 · ") == 3
    assert shown.count("정답은 ") == 3


def test_preview_of_a_topic() -> None:
    shown = run("preview", "--days", "5", "--from", "2026-11-23", "--level", "operations", "--topic", "nginx")
    assert "499" in shown


def test_an_unknown_topic_is_named() -> None:
    done = CliRunner().invoke(cli, ["study", "preview", "--topic", "9xx"])
    assert done.exit_code == 2
    assert "9xx" in done.output


def test_a_day_that_is_in_no_calendar_is_told_in_korean_and_the_last_day_is_the_last() -> None:
    with pytest.raises(click.BadParameter) as refused:
        cli.main(["study", "preview", "--from", "2026-13-01"], standalone_mode=False)
    assert "달력에 있는 날" in explained(refused.value)
    assert run("preview", "--days", "5", "--from", "9999-12-30").count("── ") == 2


@pytest.mark.parametrize("seed", ["0", "1"])
def test_simulate_counts(seed: str) -> None:
    shown = run("simulate", "--subscriptions", "10", "--days", "30", "--seed", seed)
    assert "구독 10개" in shown
    assert "같은 날 두 번 0장" in shown
