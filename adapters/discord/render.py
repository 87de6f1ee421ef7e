"""Card -> Components V2. Pure: needs no client, no event loop, no clock. Every call makes a fresh view; a view is sent once.

What does not fit is told, never lost in silence: a button goes on where the message ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from adapters.discord import limits, markup, wording
from adapters.discord.buttons import CHOSEN, carried
from adapters.discord.components import Component, Sent, button, container, link_button, row, section, select, separator, text
from bot.answer import token
from bot.card import Action, Block, Card, Labelled, Link, Paragraph, Sources, Tone
from bot.model import Reply, Surface

# The colour repeats what the words say: grey, green, blue, orange, red.
_ACCENTS: dict[Tone, int | None] = {
    "neutral": None, "info": 0x747F8D, "success": 0x2E8B57,
    "redirect": 0x3B82F6, "client_error": 0xE67E22, "server_error": 0xD83C3E,
}  # fmt: skip
_FLAGS = discord.MessageFlags(components_v2=True).value
_LINK_BUTTONS = 2
_WIDEST = 4  # bytes of a character in UTF-8
_EACH = limits.TEXT_OVERHEAD + 1
_LINKS_TOLD = 4


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a card one message shows: characters, bytes, blocks; and whether its first sources are buttons."""

    characters: int
    size: int
    blocks: int = 100
    link_buttons: bool = False


FULL = Size(limits.FULL_CHARACTERS, limits.FULL_BYTES, link_buttons=True)
COMPACT = Size(limits.COMPACT_CHARACTERS, limits.COMPACT_BYTES, limits.COMPACT_BLOCKS)  # in a channel, where others read
UNBROKEN = Size(limits.FULL_CHARACTERS, limits.FULL_BYTES)  # there too, for a card that no button could go on with


def view(reply: Reply, size: Size = FULL, *, start: int = 0, asker: int | None = None, note: str = "") -> Sent:
    """The reply as one message: from its block `start` on, as much as `size` holds, with a button for the rest.

    `asker` is who may delete it (Discord's id); `note` a line beneath, shown as it is written.
    """
    return Sent([_card(reply, size, start, asker, note)])


def several(lead: Reply | None, replies: Sequence[Reply], rest: tuple[Action, ...] = ()) -> Sent:
    """What a message as a whole means, where `lead` tells it, then a small card for each reply; `rest` is in a select.

    Together at most `limits.CARDS`; `lead` takes half of the room.
    """
    shown = replies[: limits.CARDS - bool(lead)]
    parts = len(shown) * (2 if lead else 1)
    share = Size(limits.FULL_CHARACTERS // parts, limits.FULL_BYTES // parts)
    half = Size(limits.FULL_CHARACTERS // 2, limits.FULL_BYTES // 2)
    cards = [_card(lead, half, 0, None, "")] if lead else []
    cards += [_small(reply, share) for reply in shown]
    return Sent([*cards, select(CHOSEN, wording.OTHER_CODES, [(one.label, one.token) for one in rest])] if rest else cards)


def notice(card: Card) -> Sent:
    """A card of our own that answers no question."""
    head = _head(card)
    told, _ = _fitting(card.blocks, FULL, head)
    return Sent([container([text(head), *([text(told)] if told else [])], _ACCENTS[card.tone])])


def brief(reply: Reply) -> Sent:
    """The first lines alone, for when Discord cannot take the whole."""
    return Sent([container([text(_head(reply.card))], _ACCENTS[reply.card.tone])])


def body(reply: Reply, surface: Surface) -> dict[str, object]:
    """The body of a create-message request, as `sagongsa render discord` prints it: short in channels, whole elsewhere."""
    size = in_channel(reply) if surface in ("mention", "incident") else FULL
    allowed = discord.AllowedMentions.none().to_dict()
    return {"flags": _FLAGS, "components": view(reply, size).to_components(), "allowed_mentions": allowed}


def pressed_body(reply: Reply, surface: Surface, start: int, name: str) -> dict[str, object]:
    """The same for a button pressed at `surface` by `name`; `start` is the block that a long card goes on with."""
    note = shared_note(name) if reply.audience == "everyone" and surface != "dm" else ""
    allowed = discord.AllowedMentions.none().to_dict()
    return {"flags": _FLAGS, "components": view(reply, start=start, note=note).to_components(), "allowed_mentions": allowed}


def shared_note(name: str) -> str:
    """The line that names who shared a card."""
    return "-# " + wording.shared_by(markup.escaped(name))


def in_channel(reply: Reply) -> Size:
    """How much of a reply a channel gets: little, unless the rest would be lost."""
    return COMPACT if token.subject_of(reply.question) else UNBROKEN


def _card(reply: Reply, size: Size, start: int, asker: int | None, note: str) -> Component:
    card = reply.card
    blocks, links = _parted(card)
    accessory, actions = _taken_out(card.actions)
    head = _head(card)
    unpressed = links[_LINK_BUTTONS:] if size.link_buttons else links
    tail = _told(unpressed, _LINKS_TOLD)
    told, after = _fitting(blocks[start : start + size.blocks], size, head, tail, note, wording.CUT)
    more = start + after < len(blocks)
    subject = token.subject_of(reply.question) if more else None
    if more:
        note = _lines("-# " + (wording.GOES_ON if subject else wording.CUT), note)
    elif len(unpressed) > _LINKS_TOLD and _fits(_cost(head, told, whole := _told(unpressed, len(unpressed)), note), size):
        tail = whole

    items = [_titled(head, accessory)]
    if told:
        items += (separator(), text(told))
    if small := _lines(tail, note):
        items += (separator(), text(small))
    if size.link_buttons and links:
        items.append(row([link_button(one.label, one.link) for one in links[:_LINK_BUTTONS]]))
    buttons = [button(wording.CONTINUE, carried(subject, start=start + after))] if subject else []
    buttons += [button(one.label, carried(one.token, asker=asker if one.token == token.DELETE else None)) for one in actions]
    items += [row(buttons[first : first + limits.ROW]) for first in range(0, len(buttons), limits.ROW)]
    return container(items, _ACCENTS[card.tone])


def _small(reply: Reply, size: Size) -> Component:
    """A card among others: its first blocks as one text, its first source; the rest is behind the button beside the title."""
    blocks, links = _parted(reply.card)
    accessory, _ = _taken_out(reply.card.actions)
    head, tail = _head(reply.card), _told(links[:1], 1)
    told = _lines(_fitting(blocks, size, head, tail)[0], tail)
    return container([_titled(head, accessory), *([text(told)] if told else [])], _ACCENTS[reply.card.tone])


def _parted(card: Card) -> tuple[tuple[Block, ...], list[Link]]:
    """The blocks, and the links of the sources beneath them."""
    last = card.blocks[-1] if card.blocks else None
    if not isinstance(last, Sources):
        return card.blocks, []
    return card.blocks[:-1], [span for span in last.line if isinstance(span, Link)]


def _head(card: Card) -> str:
    """The first line carries code, meaning and class: it is all that a notification shows."""
    words = card.subtitle or wording.CLASS_WORDS[card.tone]
    first = f"**{markup.escaped(card.title)}**" if card.title else ""
    if words not in card.title:
        first = f"{first} — {markup.escaped(words)}" if first else markup.escaped(words)
    return _lines(first, markup.line(card.lead)) or "…"


def _titled(head: str, accessory: Action | None) -> Component:
    return section(head, button(accessory.label, carried(accessory.token))) if accessory else text(head)


def _taken_out(actions: tuple[Action, ...]) -> tuple[Action | None, tuple[Action, ...]]:
    """The button for the long card stands beside the title, where there is one such button."""
    longer = [action for action in actions if action.token[:2] in ("m:", "K:")]
    if len(longer) != 1:
        return None, actions
    return longer[0], tuple([action for action in actions if action is not longer[0]])


def _fitting(blocks: Sequence[Block], size: Size, *beside: str) -> tuple[str, int]:
    """The text of the blocks that there is room for `beside` what else is told, and how many blocks that is. Of a block that no
    message could hold, its beginning: at least one block is always told."""
    clean = markup.are_clean(blocks)
    made = ["\n".join(markup.pieces(block, clean=clean)) for block in blocks]
    told = _together(blocks, made)
    count = 1 + len(beside)
    length = len(told) + sum(map(len, beside)) + count
    if length <= size.characters and length * _WIDEST + count * _EACH <= size.size:
        return told, len(made)  # as it mostly is: nothing needs to be weighed block by block
    used = _cost(*beside)
    characters, bytes_ = size.characters - used[0], size.size - used[1]
    kept: list[str] = []
    for block, text_of_it in zip(blocks, made, strict=True):
        cost = _cost(text_of_it)
        if cost[0] > characters or cost[1] > bytes_:
            if kept:
                break
            text_of_it = _beginning(markup.pieces(block), characters, bytes_)  # noqa: PLW2901 - what is told of it instead
            cost = _cost(text_of_it)
        kept.append(text_of_it)
        characters, bytes_ = characters - cost[0] - 1, bytes_ - cost[1]
    return _together(blocks, kept), len(kept)


def _together(blocks: Sequence[Block], told: list[str]) -> str:
    """Sentences under one another, everything else with a line of space around it."""
    parts: list[str] = []
    after_a_sentence = False
    for block, text_of_it in zip(blocks, told, strict=False):
        sentence = isinstance(block, (Labelled, Paragraph))
        if text_of_it:
            if parts:
                parts.append("\n" if sentence and after_a_sentence else "\n\n")
            parts.append(text_of_it)
        after_a_sentence = sentence
    return "".join(parts)


def _beginning(pieces: list[str], characters: int, bytes_: int) -> str:
    kept: list[str] = []
    for piece in pieces:
        cost = _cost("\n".join([*kept, piece, "…"]))
        if cost[0] > characters or cost[1] > bytes_:
            kept.append("…")
            break
        kept.append(piece)
    return "\n".join(kept)


def _cost(*texts: str) -> tuple[int, int]:
    """Characters and bytes that texts take at most, each in a text display of its own, with a line end."""
    characters = sum(map(len, texts)) + len(texts)
    return characters, len("".join(texts).encode()) + len(texts) * _EACH


def _told(links: list[Link], most: int) -> str:
    """Links in small print, the first `most` of them."""
    if not links:
        return ""
    left = f" · 외 {len(links) - most}개" if len(links) > most else ""
    return "-# " + " · ".join([markup.link(one.link, one.label) for one in links[:most]]) + left


def _lines(one: str, other: str) -> str:
    return f"{one}\n{other}" if one and other else one or other


def _fits(cost: tuple[int, int], size: Size) -> bool:
    return cost[0] <= size.characters and cost[1] <= size.size
