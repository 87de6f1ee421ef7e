"""The Web API: each method checks its token, its scope, its arguments and its channel before it does anything.

Errors are those that docs.slack.dev documents for the method.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.adapters.slack.faults import faults
from tests.adapters.slack.standin.state import BOT, BOT_USER, JSON, TEAM, Channel, Said, Workspace

_TAKES_TEXT = 40_000


class ApiError(Exception):
    """An answer {"ok": false, "error": …}."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.answer: JSON = {"ok": False, "error": error, **more}


class Api:
    """Methods by name. `call` raises ApiError."""

    def __init__(self, workspace: Workspace) -> None:
        self._w = workspace
        self._methods: dict[str, tuple[str, Callable[[JSON], JSON]]] = {
            "auth.test": ("", self._auth_test),
            "chat.postMessage": ("chat:write", self._post_message),
            "chat.postEphemeral": ("chat:write", self._post_ephemeral),
            "chat.getPermalink": ("", self._permalink),
            "conversations.open": ("im:write", self._direct),
            "conversations.history": ("im:history", self._history),
            "views.open": ("", self._open),
            "views.push": ("", self._push),
            "views.update": ("", self._update),
            "views.publish": ("", self._publish),
        }

    def call(self, method: str, token: str, arguments: JSON) -> JSON:
        """Do it, and what Slack answers."""
        if not token:
            raise ApiError("not_authed")
        if token != self._w.bot_token:
            raise ApiError("invalid_auth")
        if method not in self._methods:
            raise ApiError("unknown_method", req_method=method)
        scope, does = self._methods[method]
        if scope and scope not in self._w.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(self._w.scopes)))
        return {"ok": True, **does(arguments)}

    def _auth_test(self, _: JSON) -> JSON:
        return {
            "url": "https://team.example/",
            "team": "시험",
            "user": "sagongsa",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
        }

    def _post_message(self, body: JSON) -> JSON:
        channel = self._channel(body)
        self._body(body)
        if body.get("reply_broadcast"):
            raise ApiError("invalid_arguments")
        ts = self._w.ts()
        self._w.messages[channel, ts] = body
        self._w.said.append(Said("chat.postMessage", body))
        return {"channel": channel, "ts": ts, "message": body}

    def _post_ephemeral(self, body: JSON) -> JSON:
        channel = self._channel(body)
        user = body.get("user")
        if not user:
            raise ApiError("no_user")
        if str(user).startswith("B"):
            raise ApiError("user_is_bot")
        if user not in self._w.channels[channel].members:
            raise ApiError("user_not_in_channel")
        self._body(body, private=True)
        self._w.said.append(Said("chat.postEphemeral", body))
        return {"message_ts": self._w.ts()}

    def _direct(self, body: JSON) -> JSON:
        user = str(body.get("users", ""))
        if not user.startswith("U"):
            raise ApiError("user_not_found")
        channel = f"D{user}"
        self._w.channels.setdefault(channel, Channel({user, BOT_USER}))
        return {"channel": {"id": channel}}

    def _history(self, asked: JSON) -> JSON:
        channel = self._channel(asked)
        if not channel.startswith("D"):
            raise ApiError("missing_scope", needed="channels:history", provided=",".join(sorted(self._w.scopes)))
        found = []
        for (where, ts), body in self._w.messages.items():
            if where == channel and float(ts) > float(asked.get("oldest", 0)):
                kept = body if asked.get("include_all_metadata") == "true" else {k: v for k, v in body.items() if k != "metadata"}
                found.append({**kept, "ts": ts})
        return {"messages": found[::-1][: int(asked.get("limit", 100))], "has_more": len(found) > int(asked.get("limit", 100))}

    def _permalink(self, body: JSON) -> JSON:
        key = (str(body.get("channel")), str(body.get("message_ts")))
        if key[0] not in self._w.channels:
            raise ApiError("channel_not_found")
        if key not in self._w.messages:
            raise ApiError("message_not_found")
        return {"channel": key[0], "permalink": f"https://team.example/archives/{key[0]}/p{key[1].replace('.', '')}"}

    def _open(self, body: JSON) -> JSON:
        return self._window("views.open", body, f"V{self._w.number()}")

    def _push(self, body: JSON) -> JSON:
        return self._window("views.push", body, f"V{self._w.number()}")

    def _window(self, method: str, body: JSON, key: str) -> JSON:
        self._view(body, "modal")
        if error := self._w.use_trigger(body.get("trigger_id")):
            raise ApiError(error)
        return self._keep(method, key, body)

    def _update(self, body: JSON) -> JSON:
        key = str(body.get("view_id"))
        if key not in self._w.views:
            raise ApiError("not_found")
        self._view(body, "modal")
        return self._keep("views.update", key, body)

    def _publish(self, body: JSON) -> JSON:
        if not str(body.get("user_id", "")).startswith("U"):
            raise ApiError("invalid_arguments")
        self._view(body, "home")
        self._w.homes[body["user_id"]] = body["view"]
        return self._keep("views.publish", f"V{self._w.number()}", body)

    def _keep(self, method: str, key: str, body: JSON) -> JSON:
        self._w.views[key] = body["view"]
        self._w.said.append(Said(method, body))
        return {"view": {"id": key, **body["view"]}}

    def _channel(self, body: JSON) -> str:
        channel = str(body.get("channel", ""))
        known = self._w.channels.get(channel)
        if known is None:
            raise ApiError("channel_not_found")
        if known.archived:
            raise ApiError("is_archived")
        if BOT_USER not in known.members:
            raise ApiError("not_in_channel")
        return channel

    def _body(self, body: JSON, *, private: bool = False) -> None:
        if not body.get("text") and not body.get("blocks"):
            raise ApiError("no_text")
        if len(str(body.get("text", ""))) > _TAKES_TEXT:
            raise ApiError("msg_too_long")
        shown = {key: value for key, value in body.items() if key not in ("channel", "thread_ts", "user", "metadata")}
        if found := faults(shown | ({"response_type": "ephemeral"} if private else {})):
            self._w.faults += found
            raise ApiError("invalid_blocks", errors=found)

    def _view(self, body: JSON, kind: str) -> None:
        view = body.get("view")
        if not isinstance(view, dict) or view.get("type") != kind:
            raise ApiError("invalid_arguments")
        if found := faults(view):
            self._w.faults += found
            raise ApiError("invalid_blocks", errors=found)
