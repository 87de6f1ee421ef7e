"""What the Slack app needs to be allowed, in one place: the manifests in `deploy/`, `sagongsa check` and a test hold to it."""

from __future__ import annotations

# A scope, and what asks for it.
SCOPES = {
    "app_mentions:read": "멘션을 받습니다",
    "chat:write": "답을 씁니다",
    "commands": "슬래시 명령과 메시지 단축키",
    "im:history": "DM을 받습니다",
    "im:write": "매일 카드를 보낼 DM을 엽니다",
}
EVENTS = ("app_home_opened", "app_mention", "message.im")
HTTP_PATH = "/slack/events"


def missing(granted: str) -> list[str]:
    """The scopes that a token lacks; `granted` is the header x-oauth-scopes of any answer of Slack."""
    have = {scope.strip() for scope in granted.split(",")}
    return [scope for scope in SCOPES if scope not in have]
