"""A fault of the registry, as `registry check` tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is an entry such as "codes/404" or "compare: 302/307"; `mend` is a Korean sentence."""

    where: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.mend}"
