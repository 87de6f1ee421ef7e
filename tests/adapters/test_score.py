"""`sagongsa eval` against the reference scorer, on the sample questions and on answers made wrong on purpose."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from adapters.commands import answers, score
from bot.errors import LabelsError


@pytest.fixture(scope="module")
def reference(contracts: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", contracts.parent / "eval" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def questions(contracts: Path) -> str:
    return str(contracts.parent / "eval" / "questions.dev.jsonl")


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ours.pop("summary")
    assert {name: part for name, part in ours.items() if name != "per_band"} == theirs  # theirs knows no confidence


def test_ours_and_the_reference_agree_on_our_answers(reference: ModuleType, questions: str) -> None:
    labels = score.read_labels(questions)
    given = [answers.to_object(answers.reply(label.text, label.surface, label.context)) for label in labels]
    theirs = reference.report(reference.read_jsonl(questions), given)
    result = score.report(labels, given)
    assert result["summary"] == reference.summary_line(theirs)
    same(result, theirs)


@pytest.mark.parametrize("seed", range(5))
def test_they_agree_on_answers_made_wrong(reference: ModuleType, questions: str, seed: int) -> None:
    labels, rows = score.read_labels(questions), reference.read_jsonl(questions)
    dice = random.Random(seed)  # noqa: S311
    given = []
    for row in rows:
        reading = dice.choice([row, *row.get("accept", [])])
        answer = {"intent": reading["intent"], "codes": list(reading["codes"]), "class": reading.get("class")}
        spoil = dice.randrange(6)
        if spoil == 1:
            answer["codes"].reverse()
        elif spoil == 2:
            answer["intent"] = dice.choice(score._INTENTS)
        elif spoil == 3:
            answer["codes"].append(404)
        elif spoil == 4:
            answer["class"] = "4xx"
        elif spoil == 5:
            answer = {"intent": "none", "codes": [], "class": None}
        given.append(answer)
    same(score.report(labels, given), reference.report(rows, given))
    assert len(list(score.wrong_lines(labels, given))) == len(list(reference.wrong_lines(rows, given)))


GOOD = {"text": "404", "surface": "dm", "intent": "define", "codes": [404]}


def write(path: Path, *rows: object) -> str:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def test_a_small_file(tmp_path: Path) -> None:
    labels = score.read_labels(write(tmp_path / "q.jsonl", GOOD, "", {**GOOD, "intent": "none", "codes": []}))
    result = score.report(labels, [{"intent": "define", "codes": [404], "class": None}] * 2)
    assert result["summary"] == "exact(intent+codes)=50.0% intent=50.0% codes=100.0% false_on_none=1/1 missed=0"
    assert score.table(result).splitlines()[-1] == result["summary"]


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        {**GOOD, "codes": ["404"]},
        {"text": "x"},
        {**GOOD, "surface": "irc"},
        {**GOOD, "text": None},
        {**GOOD, "codes": 404},
        {**GOOD, "accept": [3]},
    ],
)
def test_a_bad_line_names_file_and_line(tmp_path: Path, row: object) -> None:
    path = write(tmp_path / "q.jsonl", GOOD, row)
    with pytest.raises(LabelsError) as caught:
        score.read_labels(path)
    assert str(caught.value).startswith(f"{path}:2: ")


def test_an_empty_or_undecodable_file(tmp_path: Path) -> None:
    with pytest.raises(LabelsError, match="채점할 줄이 없습니다"):
        score.read_labels(write(tmp_path / "empty.jsonl", ""))
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(LabelsError, match="UTF-8"):
        score.read_labels(str(tmp_path / "bad.jsonl"))
