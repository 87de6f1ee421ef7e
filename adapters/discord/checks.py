"""`sagongsa check` for Discord: the token, the application, where it can be installed, and the address that invites it."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord

from adapters.discord.app import Client
from adapters.discord.insist import kind_of
from adapters.discord.wording import REFUSED
from adapters.runtime import Finding

SCOPES = ("bot", "applications.commands")
# What a reply with a card needs, in channels and threads; the reaction in place of a repeated card needs the last.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
    add_reactions=True,
)
_GUILD, _USER = "0", "1"  # kinds of install (https://docs.discord.com/developers/resources/application)
_PORTAL = "discord.com/developers/applications → 이 앱"


def invite(application: int) -> str:
    """The address that installs the bot into a server."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)


def personal(application: int) -> str:
    """The address that installs it for one person."""
    return f"https://discord.com/oauth2/authorize?client_id={application}&integration_type={_USER}&scope={SCOPES[1]}"


async def findings(client: Client, token: str) -> list[Finding]:
    """What was looked at, in order. Nothing is sent, no command is registered, no gateway opened."""
    async with client:
        try:
            user = await client.http.static_login(token)
            application: Any = await client.http.application_info()
            _, _, sessions = await client.http.get_bot_gateway()
        except discord.LoginFailure:
            return [Finding("Discord 토큰", good=False, told=REFUSED)]
        except (discord.HTTPException, discord.GatewayNotFound, OSError, aiohttp.ClientError) as error:
            told = f"Discord에 닿지 않습니다({kind_of(error)}). 네트워크와 프록시(SAGONGSA_DISCORD_API_URL)를 확인하세요."
            return [Finding("Discord 연결", good=False, told=told)]
    return [
        Finding("Discord 토큰", good=True, told=f"봇 {user['username']}"),
        _application(application),
        _installs(application),
        _sessions(sessions["remaining"], sessions["total"]),
        _invites(int(application["id"])),
    ]


def _application(application: Any) -> Finding:
    """An interactions endpoint takes every command away from the gateway, and so from us."""
    if application.get("interactions_endpoint_url"):
        mend = f"Interactions Endpoint URL이 있으면 명령이 우리에게 오지 않습니다. {_PORTAL} → General Information에서 비우세요."
        return Finding("Discord 앱", good=False, told=mend)
    return Finding("Discord 앱", good=True, told=f"{application['name']}(ID {application['id']}), 특권 인텐트는 쓰지 않습니다")


def _installs(application: Any) -> Finding:
    allowed = application.get("integration_types_config") or {}
    missing = [name for kind, name in ((_GUILD, "Guild Install"), (_USER, "User Install")) if kind not in allowed]
    if missing:
        mend = f"{', '.join(missing)}이 꺼져 있습니다. {_PORTAL} → Installation → Installation Contexts에서 켜세요."
        return Finding("Discord 설치", good=False, told=mend)
    return Finding("Discord 설치", good=True, told="서버(Guild Install)와 사람(User Install)")


def _invites(application: int) -> Finding:
    told = f"서버: {invite(application)} (권한 정수 {PERMISSIONS.value}) · 나에게만: {personal(application)}"
    return Finding("Discord 초대", good=True, told=told)


def _sessions(remaining: int, total: int) -> Finding:
    if remaining:
        return Finding("Discord 접속", good=True, told=f"오늘 {total}번 가운데 {remaining}번 더 접속할 수 있습니다")
    return Finding(
        "Discord 접속",
        good=False,
        told=f"하루 {total}번의 접속을 다 썼습니다. 내일 다시 시작하세요. 계속 죽는 프로세스가 있는지 보세요.",
    )
