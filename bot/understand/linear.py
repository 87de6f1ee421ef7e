"""A linear model over named clues: each clue that a text has adds its weights to the labels it speaks for.

Models are data (`models/*.bin`), made by `sagongsa registry train` and loaded when first needed. A clue is looked up by the
CRC-32 of its name, so a model holds no vocabulary; only weights that matter are kept, as bytes.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.errors import RegistryError

MODELS = Path(__file__).parent / "models"
FORMAT = 1


def bucket(clue: str, bits: int) -> int:
    """Where the weights of a clue stand in a model of 2**bits places."""
    return crc32(clue.encode("utf-8", "surrogatepass")) & ((1 << bits) - 1)


@dataclass(frozen=True, slots=True)
class Held:
    """A model's parts. `counts[b]` weights stand at place b; each is a label's index and a signed byte times `scale`."""

    labels: tuple[str, ...]
    bits: int
    scale: float
    bias: tuple[float, ...]
    sharpness: float
    digest: str
    counts: bytes
    which: bytes
    weights: bytes


class Linear:
    """One model, read from its file when it is first asked."""

    def __init__(self, name: str, folder: Path = MODELS) -> None:
        self.name = name
        self._path = folder / f"{name}.bin"

    def read_from(self, folder: Path) -> None:
        """Read the file in `folder` when next asked: it was made anew."""
        self._path = folder / f"{self.name}.bin"
        for part in ("held", "_starts", "_weights"):
            self.__dict__.pop(part, None)

    @cached_property
    def held(self) -> Held:
        """The model's parts. Raises RegistryError when the file is missing or not of this format."""
        try:
            head, _, rest = self._path.read_bytes().partition(b"\n")
            return _unpacked(json.loads(head), rest)
        except (OSError, ValueError, KeyError, TypeError):
            raise RegistryError(self._path, "", "읽을 수 없습니다. `sagongsa registry train`으로 다시 만드세요.") from None

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", accumulate(self.held.counts, initial=0))

    @cached_property
    def _weights(self) -> array[int]:
        return array("b", self.held.weights)

    @property
    def labels(self) -> tuple[str, ...]:
        return self.held.labels

    def scores(self, clues: Sequence[str]) -> list[float]:
        """One score a label; more is likelier. A text of many clues weighs no more than one of few."""
        held, starts, weights = self.held, self._starts, self._weights
        which, mask = held.which, (1 << held.bits) - 1
        sums = [0] * len(held.labels)
        for clue in clues:
            place = crc32(clue.encode("utf-8", "surrogatepass")) & mask
            start, end = starts[place], starts[place + 1]
            if start != end:
                for label, weight in zip(which[start:end], weights[start:end]):  # noqa: B905 - equal by construction; a third slower with it
                    sums[label] += weight
        factor = held.scale / math.sqrt(len(clues) + 1)
        return [total * factor + bias for total, bias in zip(sums, held.bias, strict=True)]

    def weight(self, label: str, clues: Sequence[str]) -> float:
        """How much some clues by themselves speak for a label, against the others."""
        scores = self.scores(clues)
        return scores[self.held.labels.index(label)] - sum(scores) / len(scores)

    def probabilities(self, clues: Sequence[str]) -> dict[str, float]:
        """How likely each label is (0-1, adding up to 1), best first."""
        sharp = self.held.sharpness
        scores = [score * sharp for score in self.scores(clues)]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        ranked = sorted(zip(powers, self.held.labels, strict=True), key=lambda pair: -pair[0])
        return {label: power / total for power, label in ranked}


def packed(
    labels: Sequence[str],
    bits: int,
    bias: Sequence[float],
    sharpness: float,
    digest: str,
    entries: Mapping[int, Iterable[tuple[int, float]]],
) -> bytes:
    """The bytes of a model file. `entries` holds for a place the labels' indices and weights, which become bytes."""
    largest = max(abs(weight) for each in entries.values() for _, weight in each)
    scale = largest / 127
    counts, which, weights = bytearray(1 << bits), bytearray(), array("b")
    for place in sorted(entries):
        for label, weight in entries[place]:
            if rounded := round(weight / scale):
                counts[place] += 1
                which.append(label)
                weights.append(rounded)
    head = {
        "format": FORMAT,
        "labels": list(labels),
        "bits": bits,
        "scale": scale,
        "bias": list(bias),
        "sharpness": sharpness,
        "digest": digest,
    }
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + bytes(counts) + bytes(which) + weights.tobytes()


def _unpacked(head: dict[str, Any], rest: bytes) -> Held:
    if head["format"] != FORMAT:
        raise ValueError("another format")
    counts = rest[: 1 << head["bits"]]
    total = sum(counts)
    which, weights = rest[len(counts) :][:total], rest[len(counts) + total :]
    if len(weights) != total:
        raise ValueError("cut short")
    return Held(
        labels=tuple(head["labels"]),
        bits=head["bits"],
        scale=head["scale"],
        bias=tuple(head["bias"]),
        sharpness=head["sharpness"],
        digest=head["digest"],
        counts=counts,
        which=which,
        weights=weights,
    )
