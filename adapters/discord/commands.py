"""The commands as Discord knows them, and their registration: only when what is registered has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from adapters import logs
from adapters.database.engine import DatabaseDownError
from adapters.database.stores import Notes
from adapters.discord import wording
from adapters.discord.insist import Refused, count
from adapters.discord.interactions import Interactions
from adapters.metrics import Metrics

_ENGLISH = (discord.Locale.american_english, discord.Locale.british_english)
_log = logs.get(__name__)


class Tree(app_commands.CommandTree[discord.Client]):
    """The commands. An interaction that comes again is not answered again."""

    def __init__(self, client: discord.Client, interactions: Interactions, first: Callable[[str], bool]) -> None:
        super().__init__(client)
        self._interactions = interactions
        self._first = first

    async def interaction_check(self, interaction: discord.Interaction[discord.Client], /) -> bool:
        """Called by discord.py before every command and completion."""
        return self._first(str(interaction.id))

    async def on_error(self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /) -> None:
        """Called by discord.py for what a command raised, and for commands that are not ours any more."""
        if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            await self._interactions.outdated(interaction)
        else:
            original = error.original if isinstance(error, app_commands.CommandInvokeError) else error
            await self._interactions.failed(interaction, original)


class Translator(app_commands.Translator):
    """Korean as it stands, English for English clients. What has no English (the command's name) is the same everywhere."""

    async def translate(
        self,
        string: locale_str,
        locale: discord.Locale,
        context: TranslationContextTypes,  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """Called by discord.py for every name, description and locale. The default's own locale is given too: without it
        Discord may show another's."""
        english = wording.ENGLISH.get(string.message)
        if english is None:
            return None
        if locale is discord.Locale.korean:
            return string.message
        return english if locale in _ENGLISH else None


def add_commands(tree: Tree, interactions: Interactions, name: str) -> None:
    """Put the slash command `name` and the message menu into the tree, for servers and for people."""

    @tree.command(name=name, description=wording.COMMAND_TOLD)
    @app_commands.rename(question=wording.QUESTION, public=wording.PUBLIC)
    @app_commands.describe(question=wording.QUESTION_TOLD, public=wording.PUBLIC_TOLD)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def http(interaction: discord.Interaction[Any], question: str, public: bool = False) -> None:  # noqa: FBT001, FBT002 - Discord's option
        await interactions.asked(interaction, question, public=public)

    @http.autocomplete("question")
    async def complete(_: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        return interactions.completed(current)

    @tree.context_menu(name=wording.MENU)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def menu(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await interactions.menu(interaction, message)


async def payload_of(tree: Tree, translator: Translator) -> list[dict[str, Any]]:
    """What would be registered."""
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


async def register(tree: Tree, notes: Notes, metrics: Metrics) -> None:
    """Register the commands if what was registered last differs. A failure leaves the commands as they were, and is counted.

    With the database down nobody can say what was registered: nothing is, this time.
    """
    translator = Translator()
    await tree.set_translator(translator)
    told = json.dumps(await payload_of(tree, translator), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(told.encode()).hexdigest()
    note = f"discord commands {tree.client.application_id}"
    try:
        if await notes.read(note) == digest:
            return
        await tree.sync()
        await notes.write(note, digest)
    except DatabaseDownError:
        _log.warning("commands not registered: nobody knows which are")
    except (app_commands.AppCommandError, *Refused) as error:
        count(metrics, error, "commands")
    else:
        _log.info("commands registered")
