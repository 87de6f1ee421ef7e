"""Settings: all problems at once, secrets from files and never shown, the README's table made of the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import settings

README = Path(__file__).parents[2] / "README.md"
TOKEN = "xoxb-of-nobody-at-all"  # noqa: S105


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in settings.Settings.model_fields.values():
        monkeypatch.delenv(settings.name_of(field), raising=False)
        monkeypatch.delenv(settings.name_of(field) + "_FILE", raising=False)


def test_without_anything_set_there_are_defaults() -> None:
    held = settings.load()
    assert held.slack_bot_token is None
    assert held.database_url.get_secret_value() == settings.DEFAULT_DATABASE
    assert (held.slack_command, held.discord_command) == ("/http", "http")


def test_environment_env_file_and_secret_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAGONGSA_PORT=9000\nSAGONGSA_HOST=0.0.0.0\nSAGONGSA_SLACK_BOTS=B1, B2,\n")
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("SAGONGSA_PORT", "9001")
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "shh")
    held = settings.load()
    assert (held.port, held.host, held.slack_bots) == (9001, "0.0.0.0", ("B1", "B2"))  # noqa: S104 - only read
    assert held.slack_bot_token
    assert held.slack_bot_token.get_secret_value() == TOKEN


def test_wrong_values_are_told_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SAGONGSA_PORT": "many", "SAGONGSA_LOG_LEVEL": "loud", "SAGONGSA_SLACK_COMMAND": "http"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(settings.SettingsError) as refused:
        settings.load()
    assert [problem.partition(":")[0] for problem in refused.value.problems] == [
        "SAGONGSA_SLACK_COMMAND",
        "SAGONGSA_PORT",
        "SAGONGSA_LOG_LEVEL",
    ]
    assert "many" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SLACK_BOT_TOKEN": "secret-value", "SLACK_SIGNING_SECRET": "s"}, "xoxb-"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": TOKEN}, "SLACK_SIGNING_SECRET"),
        ({"DATABASE_URL": "mysql://root:hunter2@h/d"}, "DATABASE_URL"),
        ({"DISCORD_TOKEN_FILE": "/nowhere/token"}, "/nowhere/token"),
    ],
)
def test_values_that_cannot_be_meant(given: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(settings.SettingsError, match=told) as refused:
        settings.load()
    assert "hunter2" not in str(refused.value)
    assert "secret-value" not in str(refused.value)


def test_secrets_are_shown_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0123456789abcdef")
    monkeypatch.setenv("DISCORD_TOKEN", "MTIzNDU2.abc.def")
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@db.example/sagongsa")
    text = "\n".join(f"{name}={value}" for name, value in settings.shown(settings.load()))
    for secret in (TOKEN[5:], "0123456789abcdef", "MTIzNDU2", "hunter2"):
        assert secret not in text
    assert "postgresql://bot:…@db.example/sagongsa" in text


def test_the_readme_holds_the_table_of_the_model() -> None:
    assert settings.table() in README.read_text(encoding="utf-8"), "`sagongsa settings --table`의 표를 README에 옮기세요"
