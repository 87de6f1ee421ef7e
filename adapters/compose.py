"""The one place that builds: it knows every adapter and hands each what it needs."""

from __future__ import annotations

from adapters.terminal.chat import Chat
from adapters.terminal.memory import SessionMemory
from bot.service import Service, core


def terminal_chat(*, color: bool, width: int | None = None) -> Chat:
    """A chat session over the default registry; it remembers until it ends."""
    return Chat(Service(core(), SessionMemory()), color=color, width=width)
