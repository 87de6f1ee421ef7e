"""What crosses the boundary between the core and an adapter. Nothing here knows a platform.

An adapter makes a Query (someone wrote) or a Press (someone pressed a button) and gets a Reply, or None for silence.
Inside, text becomes a Question before anything is decided. Ids are opaque strings that the adapter makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.card import Card
from bot.order import WEEKDAYS, Level, Order, To
from bot.zones import SEOUL

Surface = Literal["slash", "mention", "dm", "incident"]
SURFACES: tuple[Surface, ...] = ("slash", "mention", "dm", "incident")

Intent = Literal[
    "define", "compare", "why", "choose", "class", "status_unassigned", "triage", "vendor", "attribute", "study", "help", "none"
]
StatusClass = Literal["1xx", "2xx", "3xx", "4xx", "5xx"]
CLASS_OF: dict[int, StatusClass] = {1: "1xx", 2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx"}
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

    `context` is an earlier message of the same conversation, where the adapter was given one (a reply to one of our cards).
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


@dataclass(frozen=True, slots=True)
class Found:
    """What was recognised where: `what` names the kind, [start, end) counts characters of the text as delivered."""

    what: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LogLine:
    """One status read from a pasted line and what stands beside it; None for what the line does not print.

    `count` is how often the line says it occurred, `form` the name of the form that read it. `day` and `clock` ("14:05:01") are
    as printed, `seconds` how long the exchange took, `path` has no query. `behind` is the status that the server behind gave, 0
    where the line says that there was none. `mark` is a product's own word for how it ended ("UF", "SC", "404.13").
    """

    status: int
    count: int = 1
    form: str = ""
    day: str | None = None
    clock: str | None = None
    method: str | None = None
    path: str | None = None
    seconds: float | None = None
    behind: int | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of a pasted text that prove a cause: the id of the registry's evidence, in how many lines, and the first as printed."""

    evidence: str
    count: int
    quoted: str


@dataclass(frozen=True, slots=True)
class Question:
    """Text, understood. `codes` are in the order the intent gives them: for `why`, the preferred code first.

    `attribute` is the property asked about: retry, cache, body, method, header, standard or fault; `about` which
    header ("Retry-After"), document ("RFC 6585") or side ("keeps", "never") of it; `case` the id of the registry's situation
    that the text is most like; `mark` what a product writes beside a status ("UF"). `confidence` is 0 to 1. An intent of
    "none" may carry `codes` that were nearly meant, best first.
    `missing` is the part that the text leaves to the conversation: the wanted code of a pair, the one set aside, the other
    one, both, or the one code spoken of ("that"). "which": `codes` are the candidates of a name that several codes share;
    "case": `codes` are those of the cases that come near. `stance` is how a yes-or-no question is put: "confirms" holds it for
    settled ("맞죠?"), "negated" asks for the contrary ("안 되나요?"), "what" asks no yes or no ("뭐", "누가"). `lines` and
    `proofs` are what a pasted log holds, in the order of its lines. For `study`, `attribute` is the wish (see `Wish`), `about`
    which of the day's cards, as a token carries it, and `order` what is wished of the delivery.
    """

    intent: Intent
    codes: tuple[int, ...] = ()
    status_class: StatusClass | None = None
    confidence: float = 1.0
    found: tuple[Found, ...] = ()
    attribute: str | None = None
    about: str | None = None
    case: str | None = None
    mark: str | None = None
    missing: Literal["wanted", "aside", "other", "both", "that", "which", "case"] | None = None
    detailed: bool = False
    stance: Literal["plain", "confirms", "negated", "what"] = "plain"
    lines: tuple[LogLine, ...] = ()
    proofs: tuple[Proof, ...] = ()
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation remembers: the codes, the intent and the class of its last answer. Never text."""

    codes: tuple[int, ...] = ()
    intent: Intent = "none"
    status_class: StatusClass | None = None


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


Wish = Literal["card", "quiz", "record", "delivery"]


@dataclass(frozen=True, slots=True)
class Pause:
    """Local days on which no card is sent, the first and the last included."""

    first: date
    last: date


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
class Shown:
    """A card that a channel was shown on a local day, how many answered its question, and how many of them rightly."""

    item: str
    day: date
    answered: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Recall:
    """How well a person knows an item, in the terms of FSRS, by local days: it was last asked on `last` and is due on `due`."""

    item: str
    stability: float
    difficulty: float
    last: date
    due: date


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row. `frozen` are the missed days that a freeze covered, of the last month that had any."""

    current: int = 0
    longest: int = 0
    last: date | None = None
    frozen: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A first answer that a person gave on a local day, and about which item it was."""

    item: str
    day: date
    right: bool


@dataclass(frozen=True, slots=True)
class Learner:
    """What is kept of how a person studies. `zone`, `pauses`, `level` and `topics` are those of their own subscription. `wanted`
    are the codes they asked about in incidents, the latest first, kept only where they let us (`collects`)."""

    zone: str = SEOUL
    recalls: tuple[Recall, ...] = ()
    answers: tuple[Answered, ...] = ()
    streak: Streak = Streak()
    pauses: tuple[Pause, ...] = ()
    collects: bool = False
    wanted: tuple[int, ...] = ()
    level: Level = "basic"
    topics: tuple[str, ...] = ()


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
