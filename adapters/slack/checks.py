"""What `sagongsa check` says of Slack: each line is good, or names what is wrong and where to click."""

from __future__ import annotations

from adapters.runtime import CredentialError, Finding
from adapters.slack.calls import Calls, RefusedError
from adapters.slack.manifest import HTTP_PATH, SCOPES, missing
from adapters.slack.socket import Socket

_APP = "api.slack.com/apps → 이 앱"


async def findings(calls: Calls, socket: Socket | None) -> list[Finding]:
    """The bot token and its scopes, then how Slack reaches us."""
    try:
        told = await calls.api("auth.test", {})
    except RefusedError as error:
        mend = (
            f"{error.error}. {_APP} → OAuth & Permissions에서 앱을 다시 설치하고 Bot User OAuth Token을 SLACK_BOT_TOKEN에 넣으세요."
        )
        return [Finding("Slack 토큰", good=False, told=_or_network(error, mend)), await _connection(socket)]
    who = f"{told.get('team', '')}의 {told.get('user', '')}({told.get('user_id', '')}, 봇 {told.get('bot_id', '')})"
    return [Finding("Slack 토큰", good=True, told=who), _scopes(told.get("scopes", "")), await _connection(socket)]


def _scopes(granted: str) -> Finding:
    lacking = missing(granted)
    if not lacking:
        return Finding("Slack 권한", good=True, told=", ".join(SCOPES))
    named = ", ".join(f"{scope}({SCOPES[scope]})" for scope in lacking)
    mend = (
        f"없는 권한: {named}. {_APP} → OAuth & Permissions → Bot Token Scopes에서 더한 뒤, 위의 Reinstall to Workspace를 누르세요."
    )
    return Finding("Slack 권한", good=False, told=mend)


async def _connection(socket: Socket | None) -> Finding:
    if socket is None:
        told = (
            f"HTTP로 받습니다. {_APP} → Event Subscriptions, Interactivity, Slash Commands의 주소가 모두 "
            f"https://…{HTTP_PATH} 인지 보세요."
        )
        return Finding("Slack 연결", good=True, told=told)
    try:
        await socket.try_once()
    except CredentialError as error:
        return Finding("Slack 연결", good=False, told=str(error))
    except (OSError, TimeoutError):
        return Finding(
            "Slack 연결", good=False, told="소켓을 열지 못했습니다. 방화벽이 wss-primary.slack.com(443)을 막는지 보세요."
        )
    return Finding("Slack 연결", good=True, told="Socket Mode로 붙었습니다")


def _or_network(error: RefusedError, mend: str) -> str:
    if error.error in ("unreachable", "timeout"):
        return "Slack에 닿지 않습니다. 네트워크, 프록시(HTTPS_PROXY), SAGONGSA_SLACK_API_URL을 확인하세요."
    return mend
