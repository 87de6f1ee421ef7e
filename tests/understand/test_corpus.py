"""The part of the labelled questions that rules may be made from: what must not slip when a rule changes."""

from __future__ import annotations

import pytest

from adapters.commands import answers, score
from adapters.training.corpus import CORPUS, is_kept_unseen

FILES = sorted((CORPUS / "questions").glob("*.jsonl"))

# Shares below what the rules reach today: a change that costs this much is a mistake, not a trade.
MOST_FALSE = 0.06
LEAST_EXACT = {"define": 85.0, "compare": 85.0, "why": 75.0, "class": 75.0, "vendor": 75.0, "none": 85.0}


@pytest.fixture(scope="module")
def seen() -> tuple[list[score.Label], list[dict[str, object]]]:
    labels = [label for file in FILES for label in score.read_labels(str(file)) if not is_kept_unseen(label.text)]
    return labels, [answers.to_object(answers.reply(label.text, label.surface, label.context)) for label in labels]


def test_no_direction_is_turned_round(seen: tuple[list[score.Label], list[dict[str, object]]]) -> None:
    result = score.report(*seen)
    assert result["why_swapped"] == 0


def test_talk_about_other_things_is_left_alone(seen: tuple[list[score.Label], list[dict[str, object]]]) -> None:
    result = score.report(*seen)
    assert result["false_on_none"] <= MOST_FALSE * result["none_lines"]


@pytest.mark.parametrize("intent", LEAST_EXACT)
def test_most_questions_of_an_intent_are_understood(intent: str, seen: tuple[list[score.Label], list[dict[str, object]]]) -> None:
    assert score.report(*seen)["per_intent"][intent]["exact"] >= LEAST_EXACT[intent]
