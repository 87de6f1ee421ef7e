"""Making a card fit where it is shown: optional parts go in a fixed order, never the answer, never without "자세히"."""

from __future__ import annotations

from dataclasses import replace

from adapters.slack.limits import FULL, Budget
from adapters.slack.text import escaped
from adapters.slack.wording import MORE
from bot.answer import token, wording
from bot.asked import Question
from bot.card import Action, Block, Card, Labelled, Line, Paragraph, Sources, Steps, Table, Verbatim, line_text

# Goes first what is furthest from "what is it, whose side, what now".
_OPTIONAL = (
    wording.REVIEWED, wording.FORMER, wording.MEASURED, wording.FRAMEWORKS, wording.EXAMPLE, wording.ANSWER_EXAMPLE,
    wording.USED_OTHERWISE, wording.CHAIN, wording.FACTS, wording.MISCONCEPTION, wording.RELATED, wording.CAUSES,
    wording.CLIENT_SHOULD, wording.FIELDS, wording.SEND_WHEN, wording.WHO_MISUSES, wording.COMES_WITH, wording.HOUSE_STYLE,
    wording.READ_FROM_LOG,  # the title counts them, and each has its button
)  # fmt: skip
_RANK = {label: rank for rank, label in enumerate(_OPTIONAL)}


def fitted(blocks: tuple[Block, ...], around: int, budget: Budget) -> tuple[tuple[Block, ...], bool]:
    """The blocks that fit beside `around` characters of title and lead, and whether any had to go.

    A budget may be overstepped by what is not optional; Slack's own limits never are.
    """
    kept = list(blocks)
    for rank in range(len(_OPTIONAL)):
        if _within(kept, around, budget):
            break
        kept = [block for block in kept if _RANK.get(_label(block)) != rank]
    while kept and not _within(kept, around, FULL):
        last = max((n for n, block in enumerate(kept) if not isinstance(block, Sources)), default=len(kept) - 1)
        del kept[last]
    return tuple(kept), len(kept) < len(blocks)


def with_more(card: Card, question: Question) -> Card:
    """The card with a way to the parts that went, where there is none yet. It is asked for again, so only the asker sees it."""
    subject = token.subject_of(question)
    if subject is None or any(action.label == MORE for action in card.actions):
        return card
    return replace(card, actions=(Action(MORE, subject), *card.actions))


def _within(blocks: list[Block], around: int, budget: Budget) -> bool:
    return len(blocks) <= budget.blocks and around + sum(map(size, blocks)) <= budget.characters


def _label(block: Block) -> str:
    return block.label if isinstance(block, (Labelled, Steps, Verbatim)) else ""


def size(block: Block) -> int:
    """Characters that a block shows, as Slack counts them."""
    match block:
        case Paragraph(line):
            return length(line)
        case Labelled(label, line):
            return len(escaped(label)) + length(line)
        case Steps(label, steps, _):
            return len(escaped(label)) + sum(length(step.line) + len(escaped(step.command or "")) for step in steps)
        case Verbatim(label, text):
            return len(escaped(label)) + len(escaped(text))
        case Table(head, rows):
            return sum(len(escaped(cell)) for row in (*rows, *(head for _ in rows)) for cell in row)
        case Sources(line):
            return length(line)


def length(line: Line) -> int:
    """Characters that a line shows, as Slack counts them."""
    return len(escaped(line_text(line)))
