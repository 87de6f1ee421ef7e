"""The environment example: every setting once, as it is when it is not set, and nothing secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.settings import SECRETS, Settings, load, name_of
from tests.deploy.dockerfile import ROOT

EXAMPLE = ROOT / "deploy" / "sagongsa.env.example"
WRITTEN = EXAMPLE.read_text(encoding="utf-8").splitlines()
LINES = [line.removeprefix("#") for line in WRITTEN if line.startswith("#") and "=" in line]
GIVEN = dict(line.split("=", maxsplit=1) for line in LINES)


def as_written(default: object) -> str:
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def test_every_setting_is_there_once_with_its_default() -> None:
    assert len(LINES) == len(GIVEN)
    expected = {name_of(field): as_written(field.get_default()) for field in Settings.model_fields.values()}
    files = {f"{name_of(Settings.model_fields[name])}_FILE": "" for name in SECRETS}
    assert expected | files == GIVEN


def test_nothing_is_set_until_somebody_sets_it() -> None:
    assert all(line.startswith("#") or not line.strip() for line in WRITTEN)


def test_with_every_line_set_as_it_stands_all_is_as_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)
    without = load()
    (tmp_path / ".env").write_text("\n".join(LINES), encoding="utf-8")
    assert load() == without
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    assert load() == without
