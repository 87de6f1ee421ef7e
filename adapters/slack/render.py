"""Card -> Block Kit. Pure: the same card always gives the same body.

What a body holds beside `text` and `blocks` says that nothing is unfurled and that `text` is no markup.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache

from adapters.slack import rich
from adapters.slack.fit import fitted, length, with_more
from adapters.slack.limits import (
    ACTIONS_IN_BLOCK,
    BUTTON_LABEL,
    COMPACT,
    FALLBACK,
    FULL,
    HEADER,
    TEXT_OBJECT,
    Budget,
)
from adapters.slack.rich import JSON
from adapters.slack.text import cut, escaped, linked
from adapters.slack.wording import shared_by
from bot.answer import token
from bot.answer.press import DELETE_LABEL
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Sources, Step, Steps, Table, Tone, Verbatim
from bot.model import Reply, Surface

PRESSED = "press"  # how the action_id of every button of a card begins
_TONES: dict[Tone, str] = {
    "neutral": "", "info": "🔹 ", "success": "🟢 ", "redirect": "🔵 ", "client_error": "🟠 ", "server_error": "🔴 ",
}  # fmt: skip
_SILENT = Question("none")
_MOST_KEPT = 512  # cards that are kept rendered
_PLAINLY: JSON = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
_GAP = "  "
_IN_CHANNEL, _EPHEMERAL = '{"response_type": "in_channel"}', '{"response_type": "ephemeral"}'
# Made once: `json.dumps` makes one for each call. Without blanks, of which a card has three hundred.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ENCODED_PLAINLY = _encode(_PLAINLY)[1:-1]


def message(reply: Reply, *, everyone: bool, owner: str = "", lead_in: str = "") -> JSON:
    """The body of a message. What everyone sees is compact and, where a card has them, its buttons are those of a public card.

    `owner` is the person who may take the message away, `lead_in` a line above the card ("… 님이 공유했습니다").
    """
    return _message(reply, COMPACT if everyone else FULL, owner, lead_in)


def body(reply: Reply, surface: Surface) -> JSON:
    """The body that a question asked at `surface` is answered with, without the ids of where it goes."""
    if surface == "slash":
        return dict(json.loads(acknowledgement(reply, everyone=False)))
    return message(reply, everyone=reply.audience == "everyone" and surface != "dm")


def shared(reply: Reply, owner: str, name: str) -> JSON:
    """What everyone sees of a card that `name`, whose id is `owner`, shares."""
    return message(replace(reply, card=public(reply.card)), everyone=True, owner=owner, lead_in=shared_by(name))


def pressed_body(reply: Reply, surface: Surface, name: str) -> JSON:
    """The body that a button pressed at `surface` by `name` is answered with, without the ids of where it goes."""
    if surface == "dm":
        return message(reply, everyone=False)
    if reply.audience == "everyone":
        return {"response_type": "in_channel", **shared(reply, "", name)}
    return {"response_type": "ephemeral", **message(reply, everyone=False)}


def card_message(card: Card) -> JSON:
    """The body of a card that answers no question: a hint, a refusal."""
    return _message(Reply(card, _SILENT), FULL, "", "")


def _message(reply: Reply, budget: Budget, owner: str, lead_in: str) -> JSON:
    shown = blocks(reply, budget, owner)
    if lead_in:
        shown = [_small(lead_in), *shown]
    return {"text": _fallback(reply.card), "blocks": shown, **_PLAINLY}


def acknowledgement(reply: Reply, *, everyone: bool, owner: str = "") -> str:
    """The JSON that acknowledges a slash command: `message` and who sees it."""
    return _encoded(reply, _IN_CHANNEL if everyone else _EPHEMERAL, everyone=everyone, owner=owner)


def posted(reply: Reply, where: JSON, *, everyone: bool, owner: str = "") -> str:
    """The JSON that posts `message`, `where` being the ids of where it goes."""
    return _encoded(reply, _encode(where), everyone=everyone, owner=owner)


def _encoded(reply: Reply, first: str, *, everyone: bool, owner: str) -> str:
    """The JSON of `message`, after all that stands in the object `first`, which is not empty.

    It is put together of parts that are kept encoded: encoding a card took as long as all that Bolt does for a request.
    """
    card, rendered = _with_buttons(reply, COMPACT if everyone else FULL)
    row = _encoded_buttons(card.actions, owner) if card.actions else ""
    comma = "," if row and rendered.blocks else ""
    return f"{first[:-1]},{rendered.encoded}{comma}{row}],{_ENCODED_PLAINLY}}}"


def blocks(reply: Reply, budget: Budget, owner: str = "") -> list[JSON]:
    """The blocks of a card within a budget."""
    card, rendered = _with_buttons(reply, budget)
    return [*rendered.blocks, buttons(card.actions, owner)] if card.actions else list(rendered.blocks)


def _with_buttons(reply: Reply, budget: Budget) -> tuple[Card, _Rendered]:
    """The card with the buttons it is shown with, and the rest of it rendered."""
    rendered = _rendered(reply, budget)
    return (reply.card if rendered.whole else with_more(reply.card, reply.question)), rendered


def _fallback(card: Card) -> str:
    return escaped(cut(card.headline(), FALLBACK))


def _head(card: Card) -> list[JSON]:
    head: list[JSON] = []
    if card.title:
        title = cut(f"{_TONES[card.tone]}{card.title}", HEADER)
        head.append({"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}})
    if card.subtitle:
        head.append(_small(card.subtitle))
    if card.lead:
        head.append(rich.block(rich.section(*rich.line(card.lead))))
    return head


def _small(text: str) -> JSON:
    return {"type": "context", "elements": [{"type": "plain_text", "text": cut(text, TEXT_OBJECT), "emoji": False}]}


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Title, lead and blocks of a card as Slack takes them: as data, and encoded from `text` on to where buttons follow.

    `whole` says that nothing had to go, `of` holds what the key is an identity of, so that the identity is not given out again.
    """

    blocks: list[JSON]
    encoded: str
    whole: bool
    of: tuple[object, object]


# Cards of the registry, which the core makes once and shares, by their identity: a key is never made of what somebody asked.
_kept: OrderedDict[tuple[int, int, str, str, Tone, Budget], _Rendered] = OrderedDict()


def _rendered(reply: Reply, budget: Budget) -> _Rendered:
    """Cards made of pasted lines are rendered each time and kept nowhere."""
    card = reply.card
    key = (id(card.blocks), id(card.lead), card.title, card.subtitle, card.tone, budget)
    if kept := _kept.get(key):
        return kept
    around = len(card.title) + len(card.subtitle) + length(card.lead)
    fit, cut_down = fitted(card.blocks, around, budget)
    made = [*_head(card), *map(_block, fit)]
    encoded = _encode({"text": _fallback(card), "blocks": made})
    rendered = _Rendered(made, encoded.removeprefix("{").removesuffix("]}"), not cut_down, (card.blocks, card.lead))
    if reply.question.intent not in ("triage", "none"):
        _kept[key] = rendered
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return rendered


def _block(block: Block) -> JSON:
    match block:
        case Paragraph(line):
            return rich.block(rich.section(*rich.line(line)))
        case Labelled(label, line):
            return rich.block(rich.section(rich.bold(label), rich.words(_GAP), *rich.line(line)))
        case Steps(label, steps, ordered):
            return rich.block(rich.section(rich.bold(label)), rich.items(map(_step, steps), ordered=ordered))
        case Verbatim(label, text):
            return rich.block(rich.section(rich.bold(label)), rich.verbatim(text))
        case Table(head, rows):
            return rich.block(*_rows(head, rows))
        case Sources(line):
            return {"type": "context", "elements": [{"type": "mrkdwn", "text": _links(line), "verbatim": True}]}


def _links(line: Line) -> str:
    """Sources within one text object; whole sources go, so that no address is cut in two."""
    while len(linked(line)) > TEXT_OBJECT:
        line = line[:-1]
    return linked(line).removesuffix(" · ")


def _step(step: Step) -> list[JSON]:
    """A command stands in its own item, so that numbers go on after it."""
    commands = [rich.code(command) for command in (step.command or "").splitlines() if command.strip()]
    return [*rich.line(step.line), *(element for command in commands for element in (rich.words("\n"), command))]


def _rows(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[JSON]:
    """A table row by row: one of several columns cannot be read on a phone, nor by ear."""
    parts: list[JSON] = []
    for first, *cells in rows:
        parts.append(rich.section(rich.bold(first)))
        told = [(name, cell) for name, cell in zip(head[1:], cells, strict=True) if cell]
        parts.append(rich.items(([rich.bold(name), rich.words(f"{_GAP}{cell}")] for name, cell in told), ordered=False))
    return parts


@lru_cache(maxsize=_MOST_KEPT)
def _encoded_buttons(actions: tuple[Action, ...], owner: str) -> str:
    return _encode(buttons(actions, owner))


def buttons(actions: tuple[Action, ...], owner: str = "") -> JSON:
    """The buttons of a card. Each carries all that is needed to act on it; the one that deletes, also who may."""
    return {"type": "actions", "elements": [_button(n, action, owner) for n, action in enumerate(actions[:ACTIONS_IN_BLOCK])]}


def _button(number: int, action: Action, owner: str) -> JSON:
    value = f"{action.token} {owner}" if action.token == token.DELETE and owner else action.token
    label = {"type": "plain_text", "text": cut(action.label, BUTTON_LABEL), "emoji": False}
    return {"type": "button", "action_id": f"{PRESSED}:{number}", "text": label, "value": value}


def public(card: Card) -> Card:
    """A card that everyone sees: it is not shared again, and can be taken away."""
    kept = [action for action in card.actions if not action.token.startswith("s:") and action.token != token.DELETE]
    at = next((n for n, action in enumerate(kept) if action.token.startswith("f")), len(kept))
    return replace(card, actions=(*kept[:at], Action(DELETE_LABEL, token.DELETE), *kept[at:]))


def private(card: Card) -> Card:
    """A card in a window of its own: there is no channel to share it to, and no message to take away."""
    kept = tuple(action for action in card.actions if not action.token.startswith("s:") and action.token != token.DELETE)
    return replace(card, actions=kept)
