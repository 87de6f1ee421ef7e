"""A card: what every platform renders, as plain tagged data.

Text is a list of spans, never a markup string, so there is nothing to escape and nothing to parse: a Korean particle
may follow a bold word directly. The JSON form of a card is public: `sagongsa registry schema card` prints its schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

HEADLINE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    strong: str


@dataclass(frozen=True, slots=True)
class Code:
    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address. The label stands alone where a renderer cannot link."""

    link: str
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by the opaque id that the adapter gave; `called` stands where their name cannot be shown. Pings nobody."""

    person: str
    called: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (seconds since 1970), which a platform shows by the reader's own clock; `said` stands where it cannot."""

    moment: int
    said: str


Span = Plain | Strong | Code | Link | Person | Moment
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A short bold label and its sentence: "**누구 쪽인가** 앞단과 뒤쪽 서버 사이입니다"."""

    label: str
    line: Line
    kind: Literal["labelled"] = "labelled"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a list; `command` is a line or lines a reader may copy into a terminal."""

    line: Line
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    label: str
    steps: tuple[Step, ...]
    ordered: bool = False
    kind: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text shown as it is, in a fixed pitch: an exchange, a snippet, a log line."""

    label: str
    text: str
    kind: Literal["verbatim"] = "verbatim"


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; `head` and each row are of one length. A narrow renderer shows each row under its first cell."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the facts come from: always the last block."""

    line: Line
    kind: Literal["sources"] = "sources"


Block = Paragraph | Labelled | Steps | Verbatim | Table | Sources


@dataclass(frozen=True, slots=True)
class Action:
    """A button. `token` (ASCII, at most 80 characters) is all that is needed to act on it, on any replica, any time later."""

    label: str
    token: str


Tone = Literal["neutral", "info", "success", "redirect", "client_error", "server_error"]


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    lead: Line
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    subtitle: str = ""
    tone: Tone = "neutral"

    def with_actions(self, actions: tuple[Action, ...]) -> Card:
        """The same card with other buttons: every answer gets some, and `dataclasses.replace` takes longer than making a card."""
        return Card(self.title, self.lead, self.blocks, actions, self.subtitle, self.tone)

    def headline(self) -> str:
        """One line for a notification: title and first sentence, at most 200 characters."""
        lead = line_text(self.lead)
        text = f"{self.title}: {lead}" if self.title else lead
        return text if len(text) <= HEADLINE_LIMIT else text[: HEADLINE_LIMIT - 1].rstrip() + "…"

    def to_text(self) -> str:
        """The whole card as plain text, for screen readers, pipes and `text` of `sagongsa ask --json`."""
        head = " — ".join(filter(None, (self.title, self.subtitle)))
        parts = [p for p in (head, line_text(self.lead)) if p]
        return "\n".join(["\n".join(parts), *("\n" + _block_text(block) for block in self.blocks)])


def line_text(line: Line) -> str:
    """The words of a line without any styling; a link shows its label."""
    return "".join(span_text(span) for span in line)


def span_text(span: Span) -> str:
    match span:
        case Plain(text):
            return text
        case Strong(strong):
            return strong
        case Code(code):
            return code
        case Link(_, label):
            return label
        case Person(_, called):
            return called
        case Moment(_, said):
            return said


def plain(text: str) -> Line:
    """A line of one plain span; empty text makes an empty line."""
    return (Plain(text),) if text else ()


def joined(lines: Iterable[Line], by: str) -> Line:
    """The lines as one, with plain text `by` between them."""
    out: list[Span] = []
    for line in lines:
        if out and line:
            out.append(Plain(by))
        out.extend(line)
    return tuple(out)


def _block_text(block: Block) -> str:
    match block:
        case Paragraph(line):
            return line_text(line)
        case Labelled(label, line):
            return f"{label}: {line_text(line)}"
        case Steps(label, steps, ordered):
            return "\n".join([label, *(_step_text(step, n if ordered else 0) for n, step in enumerate(steps, 1))])
        case Verbatim(label, text):
            return f"{label}\n{_indented(text)}"
        case Table(head, rows):
            return "\n".join(_row_text(head, row) for row in rows)
        case Sources(line):
            return " · ".join(_source_text(span) for span in line if span_text(span) != " · ")


def _step_text(step: Step, number: int) -> str:
    mark = f"{number}. " if number else "- "
    command = f"\n{_indented(step.command)}" if step.command else ""
    return f"{mark}{line_text(step.line)}{command}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def _row_text(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = (f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True))
    return f"{row[0]}: " + " / ".join(cells)


def _source_text(span: Span) -> str:
    return f"{span.label} {span.link}" if isinstance(span, Link) else span_text(span)


def to_json(value: Any) -> Any:
    """Cards and everything in them as JSON-ready data: dataclasses become objects, tuples become lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value
