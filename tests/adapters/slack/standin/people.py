"""What people do in the workspace, as Slack tells the bot of it: payloads of the shapes that docs.slack.dev documents."""

from __future__ import annotations

from tests.adapters.slack.standin.server import Standin
from tests.adapters.slack.standin.state import APP, BOT_USER, JSON, TEAM


class People:
    """Makes payloads; `standin` gives ids, triggers and response_urls."""

    def __init__(self, standin: Standin) -> None:
        self._s = standin
        self._w = standin.workspace

    def command(self, text: str, *, user: str = "U1", channel: str = "C1", command: str = "/http") -> JSON:
        return {
            "token": "x", "team_id": TEAM, "team_domain": "t", "channel_id": channel, "channel_name": "general", "user_id": user,
            "user_name": user.lower(), "command": command, "text": text, "api_app_id": APP, "is_enterprise_install": "false",
            "response_url": self._s.base + self._w.response_url(channel), "trigger_id": self._w.trigger(),
        }  # fmt: skip

    def mention(
        self, text: str, *, user: str | None = "U1", channel: str = "C1", thread: str | None = None, **more: object
    ) -> JSON:
        """A mention of the bot; "@" in the text is where the mention stands, or else at its start."""
        written = text.replace("@bot", f"<@{BOT_USER}>") if "@bot" in text else f"<@{BOT_USER}> {text}"
        event = {"type": "app_mention", "user": user, "text": written, "channel": channel, **more}
        return self._event(event, thread)

    def direct(self, text: str, *, user: str = "U1", thread: str | None = None, **more: object) -> JSON:
        return self._event({"type": "message", "channel_type": "im", "user": user, "text": text, "channel": "D1", **more}, thread)

    def home(self, *, user: str = "U1", tab: str = "home") -> JSON:
        return self._event({"type": "app_home_opened", "user": user, "tab": tab, "channel": "D1"}, None)

    def _event(self, event: JSON, thread: str | None) -> JSON:
        ts = self._w.ts()
        event = {"ts": ts, "event_ts": ts, "team": TEAM, **event} | ({"thread_ts": thread} if thread else {})
        if event["type"] == "app_home_opened":
            del event["ts"]
        event = {key: value for key, value in event.items() if value is not None}
        return {
            "token": "x", "team_id": TEAM, "api_app_id": APP, "type": "event_callback", "event_id": f"Ev{self._w.number()}",
            "event_time": 1700000000, "event": event, "is_ext_shared_channel": False,
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        }  # fmt: skip

    def press(self, body: JSON, label: str, *, user: str = "U1", channel: str = "C1", ephemeral: bool = False) -> JSON:
        """A press of the button of a message that reads `label`."""
        ts = next((ts for (where, ts), said in self._w.messages.items() if said is body and where == channel), self._w.ts())
        thread = body.get("thread_ts")
        container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": ephemeral}
        payload = self._interaction(body, label, user) | {
            "container": container | ({"thread_ts": thread} if thread else {}),
            "channel": {"id": channel, "name": "general"},
            "response_url": self._s.base + self._w.response_url(channel, None if ephemeral else ts),
        }
        return payload if ephemeral else payload | {"message": {"ts": ts, "text": body["text"], "blocks": body["blocks"]}}

    def press_in_view(self, view_id: str, label: str, *, user: str = "U1") -> JSON:
        view = self._w.views[view_id]
        payload = self._interaction(view, label, user)
        return payload | {"container": {"type": "view", "view_id": view_id}, "view": {"id": view_id, **view}}

    def search(self, text: str, *, user: str = "U1") -> JSON:
        view = self._w.homes[user]
        action = {"type": "plain_text_input", "action_id": "search", "block_id": "search", "value": text, "action_ts": self._w.ts()}
        payload = self._of(user) | {"type": "block_actions", "actions": [action], "trigger_id": self._w.trigger()}
        return payload | {"container": {"type": "view", "view_id": "VH"}, "view": {"id": "VH", **view}}

    def shortcut(self, message: JSON, *, user: str = "U1", channel: str = "C1", callback: str = "explain_codes") -> JSON:
        return self._of(user) | {
            "type": "message_action", "callback_id": callback, "action_ts": self._w.ts(), "trigger_id": self._w.trigger(),
            "channel": {"id": channel, "name": "general"}, "message_ts": "1.1",
            "response_url": self._s.base + self._w.response_url(channel),
            "message": {"type": "message", "user": "U2", "ts": "1.1", **message},
        }  # fmt: skip

    def _interaction(self, body: JSON, label: str, user: str) -> JSON:
        buttons = [element for block in body["blocks"] if block["type"] == "actions" for element in block["elements"]]
        found = [button for button in buttons if button["text"]["text"] == label]
        assert found, f"no button {label!r} among {[button['text']['text'] for button in buttons]}"
        action = {**found[0], "block_id": "b1", "action_ts": self._w.ts()}
        return self._of(user) | {"type": "block_actions", "actions": [action], "trigger_id": self._w.trigger()}

    def _of(self, user: str) -> JSON:
        return {
            "team": {"id": TEAM, "domain": "t"}, "api_app_id": APP, "token": "x", "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user, "username": f"{user.lower()}.name", "name": f"{user.lower()}.name", "team_id": TEAM},
        }  # fmt: skip
