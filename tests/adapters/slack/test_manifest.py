"""The manifests ask for what the code registers and calls, and for nothing else."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from adapters.metrics import Metrics
from adapters.slack import app as slack_app
from adapters.slack import manifest
from adapters.slack.app import Identity, Listeners
from adapters.slack.wording import SHORTCUT_NAME

yaml = pytest.importorskip("yaml", reason="PyYAML이 없어 매니페스트를 읽지 않습니다")
ROOT = Path(__file__).parents[3]
FILES = {"socket": "slack-manifest.yaml", "http": "slack-manifest-http.yaml"}
# https://docs.slack.dev/reference/events and /methods: what an event or a method needs.
OF_EVENT = {"app_mention": "app_mentions:read", "message.im": "im:history", "app_home_opened": None}
OF_METHOD = {
    "auth.test": None, "chat.postMessage": "chat:write", "chat.postEphemeral": "chat:write", "chat.getPermalink": None,
    "views.open": None, "views.push": None, "views.update": None, "views.publish": None,
    "conversations.open": "im:write", "conversations.history": "im:history",
}  # fmt: skip


class Recorder(AsyncApp):
    """The real app, which notes what is registered."""

    def __init__(self) -> None:
        super().__init__(authorize=Identity("xoxb-fake"), signing_secret="s")  # noqa: S106
        self.events: set[str] = set()
        self.shortcuts: set[tuple[str, str]] = set()
        self.commands: set[str] = set()

    def event(self, event: Any, *more: Any, **named: Any) -> Any:
        self.events.add(event)
        return super().event(event, *more, **named)

    def shortcut(self, constraints: Any, *more: Any, **named: Any) -> Any:
        self.shortcuts.add((constraints["type"], constraints["callback_id"]))
        return super().shortcut(constraints, *more, **named)

    def command(self, command: Any, *more: Any, **named: Any) -> Any:
        self.commands.add(command)
        return super().command(command, *more, **named)


@pytest.fixture(params=FILES)
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    text = (ROOT / "deploy" / FILES[request.param]).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def registered() -> Recorder:
    class Kit:
        command = "/http"

    recorder = Recorder()
    listeners = Listeners(Kit(), None, None, Metrics())  # type: ignore[arg-type]
    listeners.register(recorder)
    commands, messages = listeners.first(Identity("xoxb-fake"))
    recorder.commands.add(commands.command)
    recorder.events |= {{"message": "message.im"}.get(event, event) for event in messages.EVENTS}
    return recorder


def methods_called() -> set[str]:
    """The names of methods that stand in the adapter's source."""
    found: set[str] = set()
    for path in Path(slack_app.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.split(".")[0] in ("chat", "views", "auth", "conversations")
            ):
                found.add(node.value)
    return found


def test_events_commands_and_shortcuts_are_those_registered(told: dict[str, Any]) -> None:
    recorder = registered()
    assert set(told["settings"]["event_subscriptions"]["bot_events"]) == recorder.events == set(manifest.EVENTS)
    assert {one["command"] for one in told["features"]["slash_commands"]} == recorder.commands
    kinds = {"message": "message_action"}
    shortcuts = told["features"]["shortcuts"]
    assert {(kinds[one["type"]], one["callback_id"]) for one in shortcuts} == recorder.shortcuts
    assert {one["name"] for one in shortcuts} == {SHORTCUT_NAME}


def test_scopes_are_the_fewest(told: dict[str, Any]) -> None:
    recorder = registered()
    assert methods_called() == set(OF_METHOD)
    needed = {OF_EVENT[event] for event in recorder.events} | {OF_METHOD[method] for method in methods_called()} | {"commands"}
    scopes = told["oauth_config"]["scopes"]
    assert set(scopes) == {"bot"}
    assert set(scopes["bot"]) == needed - {None} == set(manifest.SCOPES)


def test_lengths_and_switches(told: dict[str, Any]) -> None:
    display = told["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert len(display["long_description"]) >= 175
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in told["features"]["shortcuts"])
    home = told["features"]["app_home"]
    assert (home["home_tab_enabled"], home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, True, False)
    assert told["settings"]["interactivity"]["is_enabled"]
    assert told["settings"]["org_deploy_enabled"] is False
    assert told["settings"]["token_rotation_enabled"] is False


def test_one_connects_and_the_other_is_called() -> None:
    socket, http = (yaml.safe_load((ROOT / "deploy" / name).read_text(encoding="utf-8")) for name in FILES.values())
    assert socket["settings"]["socket_mode_enabled"]
    assert "url" not in str(socket["features"]["slash_commands"])
    assert not http["settings"]["socket_mode_enabled"]
    urls = {
        http["settings"]["event_subscriptions"]["request_url"],
        http["settings"]["interactivity"]["request_url"],
        *(one["url"] for one in http["features"]["slash_commands"]),
    }
    assert urls == {f"https://sagongsa.example{manifest.HTTP_PATH}"}
