from __future__ import annotations

from collections.abc import Iterator

import discord
import pytest


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """discord.py keeps its addresses for the whole process: every test puts them back."""
    api, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = api, gateway
