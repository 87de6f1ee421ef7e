"""What crosses the boundary between the core and an adapter. Nothing here knows a platform.

An adapter makes a Query (someone wrote), a Press (someone pressed a button) or a Submission (someone filled in the form) and gets
a Reply, or None for silence. Ids are opaque strings that the adapter makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.asked import Intent, Question, StatusClass, Wish
from bot.card import Card
from bot.learner import Pause
from bot.order import WEEKDAYS, Level, Order, To
from bot.zones import SEOUL

Surface = Literal["slash", "mention", "dm", "incident"]
SURFACES: tuple[Surface, ...] = ("slash", "mention", "dm", "incident")
Audience = Literal["asker", "everyone"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and in which workspace or server. Both are opaque, for example "slack:T1:U2" in "slack:T1"."""

    id: str
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the conversation is: a thread, a channel or a DM. `id` is opaque, for example "slack:T1:C2:1690.5"."""

    id: str


@dataclass(frozen=True, slots=True)
class Query:
    """Someone wrote `text`, as the platform delivered it, markup included.

    `context` is an earlier message of the same conversation, where the adapter was given one (a reply to one of our cards), and
    empty where it knows that there is none; then what is remembered of the place does not count.
    `channel` is the channel as all in it see it, None where only the asker and we are.
    """

    text: str
    surface: Surface
    actor: Actor
    place: Place
    context: str | None = None
    channel: Place | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """Someone pressed a button of a card; `token` is what its Action carries, `channel` as in a Query."""

    token: str
    surface: Surface
    actor: Actor
    place: Place
    channel: Place | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """Someone filled in the form of the daily card; `channel` as in a Query."""

    order: Order
    surface: Surface
    actor: Actor
    place: Place
    channel: Place | None = None


Message = Query | Press | Submission


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation remembers: the codes, the intent and the class of its last answer. Never text."""

    codes: tuple[int, ...] = ()
    intent: Intent = "none"
    status_class: StatusClass | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A card a day for a place: at `at` by the clock of the IANA zone `zone`, on `days` (0 is Monday), never on a pause.

    `topics` are classes ("5xx") and vendors ("nginx"), none for all. `owner` set it up; `personal` says that the place is theirs
    alone, so that the deck follows their memory and not the channel's.
    """

    id: str
    place: Place
    owner: Actor
    personal: bool = False
    zone: str = SEOUL
    at: time = time(9)
    days: tuple[int, ...] = WEEKDAYS
    skip_holidays: bool = True
    level: Level = "basic"
    topics: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Remember:
    """Effect: keep this for the conversation's next question."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class Report:
    """Effect: count that someone finds a card wrong. `subject` is the token of the card, `section` the part of it."""

    subject: str
    section: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Effect: take away the message whose button was pressed."""


@dataclass(frozen=True, slots=True)
class ShowMine:
    """Effect: tell the asker what is kept of them."""


@dataclass(frozen=True, slots=True)
class ForgetMine:
    """Effect: delete what is kept of the asker."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Effect: keep an answer to a question of the daily card. `quiz` is the question's own id, `choice` the key of what was
    chosen. The first answer of a person to a question counts, whatever they press later."""

    item: str
    quiz: str
    choice: str
    right: bool


@dataclass(frozen=True, slots=True)
class ShowStudy:
    """Effect: in place of the card that is the same for everyone, make the one that fits what the asker knows. `turn` counts the
    cards asked for on one day."""

    wish: Wish
    status_class: StatusClass | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Arrange:
    """Effect: do what is wished of the delivery of the daily card; the answer says what is set then."""

    order: Order


@dataclass(frozen=True, slots=True)
class ShowForm:
    """Effect: let the asker fill in the form of the daily card, which begins with what is set now. The adapter's to do."""

    begins: Subscription
    to: To


Effect = Remember | Report | Delete | ShowMine | ForgetMine | Grade | ShowStudy | Arrange | ShowForm


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, to whom, and what the core wishes done. `question` is the question as it was answered."""

    card: Card
    question: Question
    audience: Audience = "everyone"
    in_thread: bool = False
    effects: tuple[Effect, ...] = ()
