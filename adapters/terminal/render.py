"""Card -> text for a terminal of 40 to 200 columns, with East-Asian widths right and colour only where it is wanted."""

from __future__ import annotations

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from bot.card import (
    Action,
    Block,
    Card,
    Code,
    Labelled,
    Line,
    Link,
    Moment,
    Paragraph,
    Person,
    Plain,
    Sources,
    Span,
    Step,
    Steps,
    Strong,
    Table,
    Verbatim,
    span_text,
)  # fmt: skip

MIN_WIDTH, MAX_WIDTH = 40, 200
_READABLE = 100  # lines longer than this tire the eye; wider terminals get margins instead
_TABLE_FROM = 60  # columns below which a table reads better row by row
_ANY_HEIGHT = 25  # of no meaning for text, but without it rich asks the system with every line
_TONES = {
    "neutral": "bold", "info": "bold cyan", "success": "bold green", "redirect": "bold blue",
    "client_error": "bold yellow", "server_error": "bold red",
}  # fmt: skip


def render(card: Card, *, width: int, color: bool) -> str:
    """The card as text ending in a newline. `width` is clamped to 40-200 columns; without `color` no escape is written."""
    out = io.StringIO()
    console = Console(
        file=out, width=min(max(width, MIN_WIDTH), MAX_WIDTH), height=_ANY_HEIGHT,
        force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    text_width = min(console.width, _READABLE)
    for index, part in enumerate(_parts(card, console.width)):
        if index:
            console.print()
        _write(console, part, text_width)
    lines = out.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _write(console: Console, part: RenderableType | Copyable, width: int) -> None:
    for piece in part.pieces if isinstance(part, Copyable) else (part,):
        unbroken = isinstance(piece, Text) and piece.no_wrap
        console.print(piece, soft_wrap=bool(unbroken), width=None if unbroken else width)


class Copyable:
    """Pieces of one block, of which some (commands, addresses) must not be broken into lines: a reader copies them."""

    def __init__(self, *pieces: RenderableType) -> None:
        self.pieces = pieces


def _parts(card: Card, width: int) -> list[RenderableType | Copyable]:
    title = Text(card.title, style=_TONES[card.tone])
    if card.subtitle:
        title.append(f"  {card.subtitle}", style="dim")
    parts: list[RenderableType | Copyable] = [Group(title, _line(card.lead))]
    parts += [_block(block, width) for block in card.blocks]
    if card.actions:
        parts.append(_actions(card.actions, min(width, _READABLE)))
    return parts


def _block(block: Block, width: int) -> RenderableType | Copyable:
    match block:
        case Paragraph(line):
            return _line(line)
        case Labelled(label, line):
            return Text.assemble((label, "bold"), "  ", _line(line))
        case Steps(label, steps, ordered):
            pieces = [piece for n, step in enumerate(steps, 1) for piece in _step(step, f"{n}." if ordered else "-")]
            return Copyable(Text(label, style="bold"), *pieces)
        case Verbatim(label, text):
            return Copyable(Text(label, style="bold"), *(_unbroken(line) for line in text.splitlines()))
        case Table(head, rows):
            return _table(head, rows) if width >= _TABLE_FROM else _stacked(head, rows)
        case Sources(line):
            return Copyable(*(_source(span) for span in line if span_text(span) != " · "))


def _step(step: Step, mark: str) -> list[RenderableType]:
    row = RichTable.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(mark, _line(step.line))
    commands = [_unbroken(line) for line in step.command.splitlines()] if step.command else []
    return [row, *commands]


def _unbroken(line: str) -> Text:
    return Text(f"    {line}", style="cyan", no_wrap=True)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RenderableType:
    table = RichTable(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for index, name in enumerate(head):
        table.add_column(name, overflow="fold", style="bold" if index == 0 else "")
    for row in rows:
        table.add_row(*row)
    return table


def _stacked(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RenderableType:
    lines: list[RenderableType] = []
    for row in rows:
        lines.append(Text(row[0], style="bold"))
        lines += [Padding(Text(f"{name}  {cell}"), (0, 0, 0, 2)) for name, cell in zip(head[1:], row[1:], strict=True)]
    return Group(*lines)


def _source(span: Span) -> RenderableType:
    if isinstance(span, Link):
        return Text.assemble((span.label, "dim"), "  ", (span.link, "dim underline"), no_wrap=True)
    return Text(span_text(span), style="dim")


def _actions(actions: tuple[Action, ...], width: int) -> RenderableType:
    """Buttons side by side; one that would be cut by the edge begins a new line."""
    text, used = Text(), 0
    for number, action in enumerate(actions, 1):
        button = Text.assemble((f"[{number}]", "bold cyan"), f" {action.label}   ")
        if used and used + button.cell_len - 3 > width:
            text.append("\n")
            used = 0
        text.append_text(button)
        used += button.cell_len
    return text


def _line(line: Line) -> Text:
    text = Text(overflow="fold")
    for span in line:
        match span:
            case Plain(words):
                text.append(words)
            case Strong(words):
                text.append(words, style="bold")
            case Code(words):
                text.append(words, style="cyan")
            case Link(_, label):
                text.append(label, style=Style(dim=True))
            case Person() | Moment():
                text.append(span_text(span))
    return text
