"""The documents tell of all there is and of nothing that is not: commands, settings, metrics, tables, make targets, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from prometheus_client.metrics import MetricWrapperBase

from adapters.cli import cli
from adapters.database.tables import metadata
from adapters.metrics import Metrics
from adapters.settings import SECRETS, Settings, name_of
from tests.documents import DOCUMENTS, ROOT, anchors, files, led_to, links

TEXTS = {path: path.read_text(encoding="utf-8") for path in DOCUMENTS}
README, OPERATORS = TEXTS[ROOT / "README.md"], TEXTS[ROOT / "deploy" / "README.md"]
EVERYTHING = "\n".join(TEXTS.values())
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def leaves(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, f"{path} {name}")
    else:
        yield path, command


COMMANDS = dict(leaves(cli, "sagongsa"))


def rows_of(path: str) -> list[str]:
    """The rows of the README's table of commands that tell of one: `sagongsa db upgrade\\|backup FILE` tells of two."""
    group, _, last = path.rpartition(" ")
    rows = re.findall(r"^\| `(sagongsa [^`]+)` \|", README, re.MULTILINE)
    ways = ((row, f"{group} {way}" if not way.startswith("sagongsa ") else way) for row in rows for way in row.split("\\|"))
    return [row for row, way in ways if row.startswith(f"{group} ") and f"{way} ".startswith(f"{group} {last} ")]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_in_the_readme_with_its_options(path: str) -> None:
    rows = rows_of(path)
    assert rows, f"README의 명령 표에 `{path}`이(가) 없습니다"
    for option in (param for param in COMMANDS[path].params if isinstance(param, click.Option)):
        told = [*rows, *(line for line in OPERATORS.splitlines() if path in line)]
        assert any(name in line for name in option.opts for line in told), f"{path} {option.opts[0]}"


def test_options_of_the_program_itself_are_in_the_readme() -> None:
    for option in (param for param in cli.params if isinstance(param, click.Option)):
        assert f"`sagongsa {option.opts[0]}`" in README


def test_every_command_that_is_told_of_is_there() -> None:
    told = set(re.findall(r"(?:\bbin/|`|^)sagongsa ([a-z]+(?: [a-z]+)?)", EVERYTHING, re.MULTILINE))
    known = {path.removeprefix("sagongsa ") for path in COMMANDS} | set(cli.commands)
    assert {words for words in told if words not in known and words.split()[0] not in known} == set()


def test_every_setting_is_told_of_and_none_that_is_not_there() -> None:
    ours = {name_of(field) for field in Settings.model_fields.values()}
    ours |= {f"{name_of(Settings.model_fields[name])}_FILE" for name in SECRETS}
    for name in ours:
        assert f"`{name}`" in README, name
    told = set(re.findall(r"\b(?:SAGONGSA|SLACK|DISCORD)_[A-Z_]*[A-Z]\b|\bDATABASE_URL(?:_FILE)?\b", EVERYTHING))
    assert told - ours - _for_tests() == set()


def _for_tests() -> set[str]:
    """What only tests read of the environment."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")]
    return set(re.findall(r'environ(?:\.get\(|\[)"(SAGONGSA_[A-Z_]+)"', "\n".join(sources)))


def exported() -> set[str]:
    """The metrics as /metrics names them, with their labels."""
    found = set()
    for metric in vars(Metrics()).values():
        if isinstance(metric, MetricWrapperBase):
            (described,) = metric.describe()
            name = f"{described.name}_total" if described.type == "counter" else described.name
            labels = ",".join(metric._labelnames)
            found.add(f"{name}{{{labels}}}" if labels else name)
    return found


def test_every_metric_is_told_of_with_its_labels_and_an_alert() -> None:
    rows = re.findall(r"^\| `(sagongsa_[^`]+)` \| ([^|]+) \| ([^|]+) \|$", OPERATORS, re.MULTILINE)
    assert {name for name, _, _ in rows} == exported()
    assert all(meaning.strip() and alert.strip() for _, meaning, alert in rows)


def test_every_table_is_in_the_account_of_what_is_kept() -> None:
    account = OPERATORS.partition("## 개인정보")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", account, re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == sorted(metadata.tables)


TARGETS = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split()


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_make_target_is_in_its_help_and_in_a_document(target: str) -> None:
    assert re.search(rf"^\t@echo 'make {target}\b", MAKEFILE, re.MULTILINE)
    assert re.search(rf"\bmake {target}\b", EVERYTHING)


def test_every_make_target_that_is_told_of_is_there() -> None:
    told = set(re.findall(r"(?:`|^|write )make ([a-z]+)", EVERYTHING, re.MULTILINE))
    assert told
    assert told <= set(TARGETS)
    assert set(TARGETS) == set(re.findall(r"^([a-z]+):(?! export)", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(path: Path) -> None:
    for target, anchor in links(path):
        assert target.exists(), f"{path.name} → {target}"
        if anchor:
            assert anchor in anchors(target), f"{path.name} → {target.name}#{anchor}"


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_readme_leads_to_every_file_a_reader_meets(path: Path) -> None:
    assert any(path == reached or reached in path.parents for reached in led_to(ROOT / "README.md")), (
        f"README에서 링크를 따라가 {path.relative_to(ROOT)}에 닿을 수 없습니다"
    )
