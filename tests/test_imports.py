"""Imports run one way: every arrow that the design does not have fails here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Each layer may import those after it. A layer of several names is a brace: its members never import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("adapters.cli",),
    ("adapters.arguments",),
    ("adapters.commands",),
    ("adapters.training",),
    ("adapters.compose",),
    ("adapters.slack", "adapters.discord", "adapters.terminal", "adapters.web", "adapters.delivery"),
    (
        "adapters.measured",
        "adapters.runtime",
        "adapters.turns",
        "adapters.errands",
        "adapters.flood",
        "adapters.posting",
        "adapters.once",
        "adapters.cooldown",
    ),
    ("adapters.database", "adapters.settings", "adapters.metrics"),
    ("adapters.logs", "adapters.clock"),
    ("bot.service",),
    ("bot.core", "bot.tutor", "bot.desk"),
    ("bot.answer",),
    ("bot.study",),
    ("bot.understand",),
    ("bot.registry",),
    ("bot.ports",),
    ("bot.model",),
    ("bot.asked", "bot.learner"),
    ("bot.card", "bot.order"),
    ("bot.zones",),
    ("bot.korean",),
    ("bot.errors",),
)
# What the core may import beside itself and the standard library: pure libraries.
PURE = {"pydantic", "rapidfuzz", "h11", "fsrs", "holidays", "babel"}
# Parts of the standard library that talk to the world or keep time.
WORLDLY = {
    "asyncio", "socket", "ssl", "http", "urllib.request", "sqlite3", "subprocess", "threading", "multiprocessing", "selectors",
    "smtplib", "ftplib", "time", "os", "sys", "signal", "shutil", "tempfile",
}  # fmt: skip
SDKS = {
    "slack_bolt": "adapters.slack",
    "slack_sdk": "adapters.slack",
    "discord": "adapters.discord",
    "sqlalchemy": "adapters.database",
    "alembic": "adapters.database",
    "procrastinate": "adapters.delivery",
    "psycopg": "adapters.database",
    "prometheus_client": "adapters.metrics",
    "structlog": "adapters.logs",
    "pydantic_settings": "adapters.settings",
}


def modules(package: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: 상대 import는 화살표를 숨깁니다"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(module: str) -> tuple[int, str] | None:
    for index, members in enumerate(LAYERS):
        for member in members:
            if module == member or module.startswith(member + "."):
                return index, member
    return None


def allowed(importer: str, imported: str) -> bool:
    here, there = layer(importer), layer(imported)
    if there is None:
        return imported.split(".", maxsplit=1)[0] not in ("bot", "adapters")
    return here is not None and (here == there or here[0] < there[0])


ALL = [*modules("bot"), *modules("adapters")]


@pytest.mark.parametrize(("module", "path"), ALL, ids=[module for module, _ in ALL])
def test_every_arrow_is_in_the_design(module: str, path: Path) -> None:
    if module in ("bot", "adapters"):
        assert not list(imports(path)) or all(name.startswith("__future__") for name in imports(path))
        return
    assert layer(module) is not None, f"{module}은(는) 설계에 없는 자리입니다"
    wrong = [name for name in imports(path) if not allowed(module, name)]
    assert not wrong, f"{module} → {wrong}"


@pytest.mark.parametrize(("module", "path"), list(modules("bot")), ids=[module for module, _ in modules("bot")])
def test_the_core_imports_no_io_library(module: str, path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert top in {"bot", *PURE} | sys.stdlib_module_names, f"{module} → {name}"
        assert not any(name == worldly or name.startswith(worldly + ".") for worldly in WORLDLY), f"{module} → {name}"


@pytest.mark.parametrize(("module", "path"), ALL, ids=[module for module, _ in ALL])
def test_an_sdk_is_named_only_in_its_own_adapter(module: str, path: Path) -> None:
    for name in imports(path):
        owner = SDKS.get(name.split(".")[0])
        assert owner is None or module.startswith(owner), f"{module} → {name}"


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("bot.card", "bot.model"),
        ("bot.understand.names", "bot.answer"),
        ("bot.registry.load", "bot.understand.text"),
        ("bot.service", "adapters.terminal.chat"),
        ("adapters.terminal.chat", "adapters.slack.app"),
        ("adapters.database", "adapters.settings.model"),
        ("adapters.terminal", "adapters.compose"),
        ("bot.elsewhere", "bot.card"),
        ("bot.card", "bot.elsewhere"),
    ],
)
def test_wrong_arrows_are_seen(importer: str, imported: str) -> None:
    assert not allowed(importer, imported)
