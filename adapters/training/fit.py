"""Fitting one linear model with scikit-learn and packing it. Deterministic for the same rows, library versions and processor:
another kind of processor rounds the last digits of a bias otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.base import clone
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.understand.linear import bucket, packed

_FOLDS = 4
_SEED = 404


@dataclass(frozen=True, slots=True)
class Shape:
    """How a model is fitted: 2**`bits` places, `strength` of the fit (C), at most `kept` weights.

    `costly` is a label whose miss costs twice as much as that of another.
    """

    bits: int
    strength: float
    kept: int
    costly: str | None = None


def fit(rows: Sequence[tuple[Sequence[str], str]], shape: Shape, digest: str) -> bytes:
    """The bytes of a model that tells the labels of `rows` (clues, label) apart, but for those that are too few to try it on."""
    often = Counter(label for _, label in rows)
    rows = [row for row in rows if often[row[1]] >= _FOLDS]
    labels = sorted({label for _, label in rows})
    given = np.array([labels.index(label) for _, label in rows])
    matrix = _matrix([clues for clues, _ in rows], shape.bits)
    rarity = _rarity(matrix)
    weighted = (matrix @ sp.diags(rarity)).tocsr()
    used = np.flatnonzero(np.diff(matrix.tocsc().indptr))
    weighted = weighted[:, used]
    cost = {labels.index(shape.costly): 2.0} if shape.costly else None
    model = LinearSVC(C=shape.strength, random_state=_SEED, class_weight=cost, max_iter=5000)
    weights, bias = _weights(model.fit(weighted, given))
    sharpness = _sharpness(weighted, given, model)
    entries = _entries(weights * rarity[used], used, shape.kept)
    return packed(labels, shape.bits, [float(b) for b in bias], sharpness, digest, entries)


def _matrix(texts: Sequence[Sequence[str]], bits: int) -> Any:
    places: list[int] = []
    values: list[float] = []
    ends = [0]
    for clues in texts:
        places += [bucket(clue, bits) for clue in clues]
        values += [1 / np.sqrt(len(clues) + 1)] * len(clues)
        ends.append(len(places))
    matrix = sp.csr_matrix((values, places, ends), shape=(len(texts), 1 << bits))
    matrix.sum_duplicates()
    return matrix


def _rarity(matrix: Any) -> Any:
    """How much a clue tells: the fewer texts have it, the more."""
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return np.log(matrix.shape[0] / (1 + texts)) + 1


def _weights(model: Any) -> tuple[Any, Any]:
    """A row of weights and a bias for each label. Of two labels the first needs none: only the difference counts."""
    if len(model.classes_) > 2:
        return model.coef_, model.intercept_
    nothing = np.zeros_like(model.coef_)
    return np.vstack([nothing, model.coef_]), np.concatenate([[0.0], model.intercept_])


def _sharpness(matrix: Any, given: Any, model: Any) -> float:
    """By how much to stretch scores so that their softmax says how often a label is right, on texts kept out of the fit."""
    scores = np.zeros((matrix.shape[0], len(np.unique(given))))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for train, test in folds.split(matrix, given):
        weights, bias = _weights(clone(model).fit(matrix[train], given[train]))
        scores[test] = matrix[test] @ weights.T + bias

    def surprise(stretch: float) -> float:
        stretched = scores * stretch
        top = stretched.max(axis=1)
        norm = np.log(np.exp(stretched - top[:, None]).sum(axis=1)) + top
        return float((norm - stretched[np.arange(len(given)), given]).mean())

    return float(minimize_scalar(surprise, bounds=(0.3, 30), method="bounded").x)


def _entries(weights: Any, used: Any, kept: int) -> dict[int, list[tuple[int, float]]]:
    """The `kept` largest weights, by place."""
    size = np.abs(weights)
    floor = np.partition(size.ravel(), -kept)[-kept] if size.size > kept else 0.0
    entries: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for label, column in zip(*np.nonzero(size >= floor), strict=True):
        if weights[label, column]:
            entries[int(used[column])].append((int(label), float(weights[label, column])))
    return entries
