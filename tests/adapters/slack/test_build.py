"""Building the app: from settings alone, whatever Bolt would read of the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from adapters import compose
from adapters.settings import SettingsError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_")) and name != "SAGONGSA_CONTRACTS":
            monkeypatch.delenv(name)


def test_a_client_id_in_the_environment_does_not_turn_on_oauth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {
        "SLACK_BOT_TOKEN": "xoxb-fake", "SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c",
        "SLACK_VERIFICATION_TOKEN": "v", "HOME": str(tmp_path),
    }  # fmt: skip
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    app = compose.slack_app()
    assert app.oauth_flow is None
    assert app.installation_store is None
    assert app.process_before_response
    assert all(os.environ[name] == value for name, value in names.items())
    assert not list(tmp_path.glob(".bolt*"))


def test_without_a_token_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        compose.slack_app()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-fake")
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        compose.slack_app()
