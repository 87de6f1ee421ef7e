"""Windows: App Home and modals. Pure, as cards are."""

from __future__ import annotations

from adapters.slack import rich, wording
from adapters.slack.limits import BLOCKS_IN_VIEW, FULL, LISTED_CODES, PLACEHOLDER, VIEW_TITLE
from adapters.slack.render import blocks, buttons, private
from adapters.slack.rich import JSON
from adapters.slack.text import cut
from bot.answer import token
from bot.answer.help import help_card
from bot.answer.unknown import summary_of
from bot.answer.wording import CLASS_NAMES
from bot.asked import Question
from bot.card import Action, Card, Code, Line, Plain, Step, Steps, Strong, plain
from bot.model import Reply
from bot.order import Order
from bot.registry.catalog import Catalog

SEARCHED = "search"  # the action_id of the search field
CARD, CODES = "card", "codes"  # callback_ids of the two modals: one card; the codes of a message
_SILENT = Question("none")


def modal(reply: Reply, kind: str = CARD, channel: str = "") -> JSON:
    """A window with a card in it; `channel` is where it was opened, kept for its buttons."""
    shown = blocks(Reply(private(reply.card), reply.question), FULL)
    return {
        "type": "modal",
        "callback_id": kind,
        "private_metadata": channel,
        "title": _plain(cut(wording.MODAL_TITLE, VIEW_TITLE)),
        "close": _plain(wording.CLOSE),
        "blocks": shown[:BLOCKS_IN_VIEW],
    }


def codes_of_message(codes: tuple[int, ...], catalog: Catalog) -> Card:
    """The codes that a message names, a line and a button each."""
    listed = codes[:LISTED_CODES]
    steps = tuple(Step((Strong(str(code)), Plain(f" {summary_of(code, catalog)}"))) for code in listed)
    actions = [Action(f"{code} 보기", token.define(code)) for code in listed]
    if 1 < len(codes) <= 8:
        actions.append(Action("함께 비교", token.compare(*codes)))
    more = "" if len(codes) == len(listed) else f" 앞의 {len(listed)}개만 보입니다."
    title = f"{wording.CODES_TITLE} {len(codes)}개"
    return Card(title, plain(f"궁금한 코드를 누르면 설명합니다.{more}"), (Steps("코드", steps),), tuple(actions))


def home(command: str) -> JSON:
    """App Home: what the bot can do, a search, the daily card, every class, and what can be set."""
    card = help_card()
    return {
        "type": "home",
        "blocks": [
            _header(card.title),
            rich.block(rich.section(*rich.line(card.lead))),
            _search(),
            *_today(),
            _header(wording.HOME_CLASSES),
            buttons(tuple(Action(f"{digit}xx {name}", token.status_class(digit)) for digit, name in CLASS_NAMES.items())),
            *blocks(Reply(Card("", (), card.blocks), _SILENT), FULL),
            _header(wording.HOME_SETTINGS),
            rich.block(rich.items(map(rich.line, _settings(command)), ordered=False)),
        ],
    }


def _today() -> list[JSON]:
    """The daily card: which one it is depends on what the reader knows, so it is made when it is asked for."""
    told = rich.section(rich.words(wording.HOME_STUDY))
    look, daily = Action(wording.HOME_LOOK, token.OWN_CARD), Action(wording.HOME_SUBSCRIBE, token.order(Order("form", "me")))
    return [_header(wording.HOME_TODAY), rich.block(told), buttons((look, daily))]


def _search() -> JSON:
    return {
        "type": "input",
        "block_id": SEARCHED,
        "dispatch_action": True,
        "label": _plain(wording.HOME_SEARCH),
        "hint": _plain(wording.HOME_HINT),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCHED,
            "placeholder": _plain(cut(wording.HOME_PLACEHOLDER, PLACEHOLDER)),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


def _settings(command: str) -> tuple[Line, ...]:
    return (
        (*plain("채널에서는 "), Code(f"{command} 404"), *plain("라고 묻거나 저를 초대해 멘션합니다. 명령의 답은 나만 봅니다.")),
        plain(f"스레드 안에서는 명령을 쓸 수 없습니다. 저를 멘션하거나 메시지 메뉴(⋯)에서 ‘{wording.SHORTCUT_NAME}’을 고릅니다."),
        (
            *plain("기억하는 것을 보거나 지우려면 저에게 "),
            Code("내 데이터"),
            *plain(", "),
            Code("내 데이터 삭제"),
            *plain("라고 적습니다."),
        ),
        plain("명령의 이름과 한 사람이 물을 수 있는 횟수는 봇을 돌리는 분이 정합니다."),
    )


def _header(text: str) -> JSON:
    return {"type": "header", "text": _plain(text)}


def _plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text, "emoji": False}
