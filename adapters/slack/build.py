"""Slack's parts put together."""

from __future__ import annotations

from adapters.cooldown import Cooldown
from adapters.database.engine import Database
from adapters.database.stores import Events, Shown
from adapters.errands import Errands
from adapters.measured import MeasuredService
from adapters.once import Once
from adapters.settings import Settings
from adapters.slack.answers import Kit
from adapters.slack.app import Identity, Listeners, bolt_app
from adapters.slack.calls import Calls
from adapters.slack.limits import REPEATED_WAIT
from adapters.slack.platform import Slack
from adapters.slack.post import SlackPost
from adapters.slack.socket import Socket
from bot.registry.snapshot import catalog
from bot.service import core


def slack(settings: Settings, service: MeasuredService, database: Database) -> Slack | None:
    """The platform; None without its credentials."""
    if settings.slack_bot_token is None:
        return None
    token = settings.slack_bot_token.get_secret_value()
    metrics = service.metrics
    calls = Calls(token, settings.slack_api_url, metrics)
    kit = Kit(service, core(), catalog(), calls, Cooldown(Shown(database)), settings.slack_command, frozenset(settings.slack_bots))
    errands = Errands()
    once = Once(Events(database), metrics.duplicates.labels(Slack.name).inc, patience=REPEATED_WAIT)
    identity = Identity(token)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app = bolt_app(identity, Listeners(kit, once, errands, metrics), secret)
    app_token = settings.slack_app_token
    socket = Socket(app, app_token.get_secret_value(), calls.web) if app_token else None
    return Slack(app, calls, identity, errands, socket, SlackPost(calls, metrics))
