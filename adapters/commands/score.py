"""Scoring answers against a labelled file: `sagongsa eval`.

A line has several right readings, its label and each of its `accept`; one must match as a whole. The codes of a reading
are compared by the rule of its own intent: `why` as a list, `choose` by its first code, everything else as a set.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from bot.asked import Intent
from bot.errors import LabelsError
from bot.model import SURFACES, Surface

_INTENTS: tuple[str, ...] = get_args(Intent)
_WITHOUT_CODES = ("none", "study", "help")
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    intent: str
    codes: tuple[int, ...]
    status_class: str | None

    def matches(self, answer: Answer) -> bool:
        """Whether intent, codes and class are all right by this reading."""
        return answer["intent"] == self.intent and self.codes_match(answer)

    def codes_match(self, answer: Answer) -> bool:
        given = tuple(answer["codes"])
        if self.status_class and self.status_class != answer.get("class"):
            return False
        if self.intent == "why":
            return given == self.codes
        if self.intent == "choose":
            return given[:1] == self.codes[:1]
        return set(given) == set(self.codes)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.intent, str(list(self.codes)), self.status_class)))


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled line; `readings` begins with the label itself."""

    id: str
    text: str
    surface: Surface
    context: str | None
    readings: tuple[Reading, ...]

    @property
    def intent(self) -> str:
        return self.readings[0].intent

    def _same_intent(self, answer: Answer) -> list[Reading]:
        return [reading for reading in self.readings if reading.intent == answer["intent"]]

    def intent_right(self, answer: Answer) -> bool:
        return bool(self._same_intent(answer))

    def exact(self, answer: Answer) -> bool:
        return any(reading.matches(answer) for reading in self.readings)

    def codes_alone(self, answer: Answer) -> bool:
        return any(reading.codes_match(answer) for reading in self.readings)

    def first_right(self, answer: Answer) -> bool:
        return any(tuple(answer["codes"][:1]) == reading.codes[:1] for reading in self._same_intent(answer))

    def swapped(self, answer: Answer) -> bool:
        """A `why` answered with its pair the wrong way round."""
        both_why = self.intent == "why" == answer["intent"]
        turned = tuple(reversed(answer["codes"]))
        return both_why and not self.exact(answer) and any(turned == r.codes for r in self._same_intent(answer))

    def false_answer(self, answer: Answer) -> bool:
        """A code card was shown where the text had nothing to do with status codes."""
        shown = answer["intent"] not in _WITHOUT_CODES or (answer["intent"] != "none" and bool(answer["codes"]))
        return self.intent == "none" and shown

    def missed(self, answer: Answer) -> bool:
        return self.intent != "none" and not self.exact(answer) and answer["intent"] == "none"


Scored = Sequence[tuple[Label, Answer]]


def read_labels(path: str) -> list[Label]:
    """The labelled lines of a JSONL file, blank lines skipped. Raises LabelsError with path and line."""
    labels = []
    try:
        with open(path, encoding="utf-8-sig") as lines:  # noqa: PTH123
            for number, line in enumerate(lines, 1):
                if line.strip():
                    labels.append(_label(path, number, line))
    except (OSError, UnicodeDecodeError):
        raise LabelsError(path, 0, "읽을 수 없습니다. UTF-8 파일인지 확인하세요.") from None
    if not labels:
        raise LabelsError(path, 0, "채점할 줄이 없습니다.")
    return labels


def _label(path: str, number: int, line: str) -> Label:
    try:
        row = json.loads(line)
        readings = tuple(_reading(r) for r in (row, *row.get("accept", ())))
        surface = row.get("surface", "dm")
        context = row.get("context")
        if surface not in SURFACES or not isinstance(row["text"], str) or not isinstance(context, str | None):
            raise LabelsError(path, number, "text 문자열과 알려진 surface가 있어야 합니다. context는 문자열입니다.")
        return Label(str(row.get("id", number)), row["text"], cast("Surface", surface), context, readings)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LabelsError(path, number, "text, intent, codes가 있는 JSON 객체여야 합니다.") from None


def _reading(row: dict[str, Any]) -> Reading:
    codes = row.get("codes") or []
    if row["intent"] not in _INTENTS or any(type(code) is not int for code in codes):
        raise ValueError("intent, codes")
    return Reading(str(row["intent"]), tuple(codes), row.get("class"))


def report(labels: Sequence[Label], answers: Sequence[Answer]) -> dict[str, Any]:
    """Every figure of a run, JSON-ready; percentages are None where there is no line to count."""
    scored = list(zip(labels, answers, strict=True))
    per_intent = _grouped(scored, _INTENTS, lambda label: label.intent)
    triage = [pair for pair in scored if pair[0].intent == "triage"]
    nones = [pair for pair in scored if pair[0].intent == "none"]
    result: dict[str, Any] = {
        "all": _figures(scored),
        "macro": {key: sum(row[key] for row in per_intent.values()) / len(per_intent) for key in ("intent", "exact")},
        "per_intent": per_intent,
        "why_swapped": sum(label.swapped(answer) for label, answer in scored),
        "choose_first": _percent([p for p in scored if p[0].intent == "choose"], Label.exact),
        "triage_set": _percent(triage, Label.exact),
        "triage_first": _percent(triage, Label.first_right),
        "false_on_none": sum(label.false_answer(answer) for label, answer in scored),
        "none_lines": len(nones),
        "missed": sum(label.missed(answer) for label, answer in scored),
        "not_none_lines": len(scored) - len(nones),
        "per_surface": _grouped(scored, SURFACES, lambda label: label.surface),
        "per_band": _bands(scored),
        "with_context": _figures([p for p in scored if p[0].context is not None]),
        "without_context": _figures([p for p in scored if p[0].context is None]),
    }
    return {**result, "summary": _summary(result)}


def _bands(scored: Scored) -> dict[str, dict[str, Any]]:
    """How often answers of a confidence are right, where a card was shown: 0.9 should mean nine in ten."""
    shown = [pair for pair in scored if pair[1]["intent"] != "none"]
    bands = {}
    for low, high in itertools.pairwise(_BANDS):
        inside = [pair for pair in shown if low <= pair[1].get("confidence", 0.0) < high]
        if inside:
            bands[f"{low:.1f}-{min(high, 1.0):.1f}"] = {"lines": len(inside), "exact": _percent(inside, Label.exact)}
    return bands


_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def _grouped(scored: Scored, names: Sequence[str], key: Callable[[Label], str]) -> dict[str, dict[str, Any]]:
    groups = {name: [pair for pair in scored if key(pair[0]) == name] for name in names}
    return {name: _figures(pairs) for name, pairs in groups.items() if pairs}


def _figures(scored: Scored) -> dict[str, Any]:
    coded = [pair for pair in scored if pair[0].intent not in _WITHOUT_CODES]
    return {
        "lines": len(scored),
        "intent": _percent(scored, Label.intent_right),
        "exact": _percent(scored, Label.exact),
        "codes": _percent(coded, Label.exact),
        "codes_alone": _percent(coded, Label.codes_alone),
    }


def _percent(scored: Scored, judge: Callable[[Label, Answer], bool]) -> float | None:
    return 100 * sum(judge(label, answer) for label, answer in scored) / len(scored) if scored else None


def _summary(result: dict[str, Any]) -> str:
    """One line of a stable format, for scripts."""
    figures = result["all"]
    shown = " ".join(f"{name}={_shown(figures[key])}%" for name, key in _SUMMARY)
    return f"{shown} false_on_none={result['false_on_none']}/{result['none_lines']} missed={result['missed']}"


_SUMMARY = (("exact(intent+codes)", "exact"), ("intent", "intent"), ("codes", "codes"))


def _shown(value: float | None) -> str:
    """One digit, rounded down: 94.96 never reads as 95.0."""
    return "-" if value is None else f"{int(value * 10 + 1e-9) / 10:.1f}"


def table(result: dict[str, Any]) -> str:
    """The report for people, its last line the summary."""
    rows = [("", "lines", "intent", "exact", "codes")]
    for part in ("per_intent", "per_surface"):
        rows += [_row(name, figures) for name, figures in result[part].items()]
    rows += [_row(name.replace("_", " "), result[name]) for name in ("with_context", "without_context", "all")]
    lines = [f"{name:<20}{count:>6}{intent:>8}{exact:>8}{codes:>8}" for name, count, intent, exact, codes in rows]
    lines += [f"confidence {band:<9}{row['lines']:>6}{'':8}{_shown(row['exact']):>8}" for band, row in result["per_band"].items()]
    lines += [
        f"mean over intents: intent {_shown(result['macro']['intent'])}, exact {_shown(result['macro']['exact'])}",
        f"why swapped: {result['why_swapped']} · choose first: {_shown(result['choose_first'])} · "
        f"triage set: {_shown(result['triage_set'])}, first: {_shown(result['triage_first'])} · "
        f"codes alone: {_shown(result['all']['codes_alone'])}",
        result["summary"],
    ]
    return "\n".join(lines)


def _row(name: str, figures: dict[str, Any]) -> tuple[str, str, str, str, str]:
    return (name, str(figures["lines"]), _shown(figures["intent"]), _shown(figures["exact"]), _shown(figures["codes"]))


def wrong_lines(labels: Sequence[Label], answers: Sequence[Answer]) -> Iterator[str]:
    """Each wrong line with what was wanted and what came."""
    for label, answer in zip(labels, answers, strict=True):
        if not label.exact(answer):
            wanted = " | ".join(map(str, label.readings))
            got = Reading(answer["intent"], tuple(answer["codes"]), answer.get("class"))
            yield f"{label.id}\n  text {json.dumps(label.text, ensure_ascii=False)}\n  want {wanted}\n  got  {got}"
