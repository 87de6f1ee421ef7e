"""How the bot does with questions that it never saw, told without looking at those kept unseen.

    nice python -m tests.bench.crossval [--wrong FILE] [--folds 4] [--jobs 2]

The questions that may be seen, and the phrasings in four voices, are cut in folds; each fold is answered, end to end, with models
made from everything but it. What is missed here may be read, and so the figure grows kinder than that of the part kept unseen with
every line and rule that was made from reading it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from adapters.commands import answers, score
from adapters.training.corpus import CORPUS, is_kept_unseen, rows
from adapters.training.models import read_from, train

Scored = tuple[list[score.Label], list[score.Answer]]


def fold_of(text: str, folds: int) -> int:
    """The fold a question is in; the third kept unseen is told by the same hash, so that part of it is divided out."""
    return int(sha256(text.encode()).hexdigest(), 16) // 3 % folds


def held_out(fold: int, folds: int) -> Scored:
    """The questions of one fold and what the bot answers with models made without them."""
    labels = [label for label in _questions() if fold_of(label.text, folds) == fold]
    hidden = {label.text for label in labels}
    with TemporaryDirectory() as made:
        for _ in train(Path(made), corpus=[row for row in rows() if row.text not in hidden]):
            pass
        read_from(Path(made))
        return labels, [answers.to_object(answers.reply(label.text, label.surface, label.context)) for label in labels]


def cross_validate(folds: int, jobs: int) -> Scored:
    """Every question that may be seen, each answered by a bot that did not see it."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(partial(held_out, folds=folds), range(folds)))
    return [label for part, _ in parts for label in part], [answer for _, part in parts for answer in part]


def _questions() -> Iterator[score.Label]:
    for file in (*sorted(CORPUS.glob("questions/*.jsonl")), *sorted(CORPUS.glob("phrasings/voice-*.jsonl"))):
        for label in score.read_labels(str(file)):
            if not is_kept_unseen(label.text):
                yield replace(label, id=f"{file.stem}:{label.id}")


def _by_file(labels: Sequence[score.Label], given: Sequence[score.Answer]) -> Iterator[str]:
    right: dict[str, list[bool]] = {}
    for label, answer in zip(labels, given, strict=True):
        right.setdefault(label.id.partition(":")[0], []).append(label.exact(answer))
    for name, each in sorted(right.items()):
        yield f"{name:<20}{len(each):>6}{100 * sum(each) / len(each):>16.1f}"


def _wrong(labels: Sequence[score.Label], given: Sequence[score.Answer]) -> Iterator[dict[str, Any]]:
    for label, answer in zip(labels, given, strict=True):
        if not label.exact(answer):
            wanted = " | ".join(map(str, label.readings))
            got = score.Reading(answer["intent"], tuple(answer["codes"]), answer.get("class"))
            asked = {"text": label.text, "context": label.context, "surface": label.surface}
            yield {"id": label.id, "want": wanted, "got": str(got), **asked}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--wrong", type=Path)
    asked = parser.parse_args()
    labels, given = cross_validate(asked.folds, asked.jobs)
    sys.stdout.write("\n".join([*_by_file(labels, given), score.table(score.report(labels, given))]) + "\n")
    if asked.wrong:
        lines = [json.dumps(line, ensure_ascii=False) for line in _wrong(labels, given)]
        asked.wrong.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
