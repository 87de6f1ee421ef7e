"""What is asked: text, understood. `bot.understand` makes a Question of a text, `bot.answer` a Reply of a Question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.order import Order

Intent = Literal[
    "define", "compare", "why", "choose", "class", "status_unassigned", "triage", "vendor", "attribute", "study", "help", "none"
]
StatusClass = Literal["1xx", "2xx", "3xx", "4xx", "5xx"]
CLASS_OF: dict[int, StatusClass] = {1: "1xx", 2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx"}
Wish = Literal["card", "quiz", "record", "delivery"]
Stance = Literal["plain", "confirms", "negated", "what"]


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
    stance: Stance = "plain"
    lines: tuple[LogLine, ...] = ()
    proofs: tuple[Proof, ...] = ()
    order: Order | None = None
