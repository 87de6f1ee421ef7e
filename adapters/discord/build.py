"""Discord's parts put together."""

from __future__ import annotations

import discord
import yarl

from adapters.cooldown import Cooldown
from adapters.database.engine import Database
from adapters.database.stores import Events, Leases, Notes, Shown
from adapters.discord.answers import Answers
from adapters.discord.app import Client
from adapters.discord.interactions import Interactions
from adapters.discord.messages import Messages
from adapters.discord.platform import Discord
from adapters.discord.post import DiscordPost
from adapters.measured import MeasuredService
from adapters.once import Once
from adapters.settings import Settings
from adapters.turns import Turn


def client(settings: Settings, service: MeasuredService, database: Database) -> Client:
    """A client that is not logged in yet."""
    _point_at(settings.discord_api_url, settings.discord_gateway_url)
    metrics = service.metrics
    once = Once(Events(database), metrics.duplicates.labels(Discord.name).inc)
    answers = Answers(metrics)
    command = settings.discord_command
    return Client(
        interactions=Interactions(service, answers, command),
        messages=Messages(service, answers, once, Cooldown(Shown(database)), command),
        once=once,
        notes=Notes(database),
        metrics=metrics,
        command=command,
        gateway=settings.discord_gateway_url,
    )


def _point_at(api: str, gateway: str | None) -> None:
    """Set the addresses, which discord.py keeps for the whole process. The gateway's is its default, where it goes to begin anew;
    for the first connection it asks the API, and the client overrides what it is told."""
    discord.http.Route.BASE = api
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def platform(settings: Settings, service: MeasuredService, database: Database) -> Discord | None:
    """The platform; None without its token."""
    if settings.discord_token is None:
        return None
    token = settings.discord_token.get_secret_value()
    post = DiscordPost(token, settings.discord_api_url, service.metrics)
    return Discord(token, lambda: client(settings, service, database), Turn(Leases(database), Discord.name), post)
