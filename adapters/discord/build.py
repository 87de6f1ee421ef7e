"""Discord's parts put together."""

from __future__ import annotations

import discord

from adapters.database.engine import Database
from adapters.database.stores import Events, Leases, Notes, Shown
from adapters.discord.answers import Answers
from adapters.discord.app import Client
from adapters.discord.interactions import Interactions
from adapters.discord.messages import Messages
from adapters.discord.once import Once
from adapters.discord.platform import Discord
from adapters.measured import MeasuredService
from adapters.settings import Settings
from adapters.turns import Turn


def client(settings: Settings, service: MeasuredService, database: Database) -> Client:
    """A client that is not logged in yet."""
    discord.http.Route.BASE = settings.discord_api_url  # discord.py keeps it for the whole process
    metrics = service.metrics
    once = Once(Events(database), metrics.duplicates.labels(Discord.name).inc)
    answers = Answers(metrics)
    command = settings.discord_command
    return Client(
        interactions=Interactions(service, answers, command),
        messages=Messages(service, answers, once, Shown(database), command),
        once=once,
        notes=Notes(database),
        metrics=metrics,
        command=command,
        gateway=settings.discord_gateway_url,
    )


def platform(settings: Settings, service: MeasuredService, database: Database) -> Discord | None:
    """The platform; None without its token."""
    if settings.discord_token is None:
        return None
    token = settings.discord_token.get_secret_value()
    return Discord(token, lambda: client(settings, service, database), Turn(Leases(database), Discord.name))
