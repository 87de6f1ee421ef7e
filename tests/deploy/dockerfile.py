"""A Dockerfile as a list of stages, read far enough to check what it promises and to do by hand what it does."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: `RUN`, and what it is given."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands from one FROM to the next."""

    base: str
    name: str | None
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """What each instruction of that name is given."""
        return [one.value for one in self.instructions if one.name == name]

    def exec_form(self, name: str) -> list[str]:
        """The arguments of an instruction that must be there once and start no shell."""
        (value,) = self.all(name)
        words = json.loads(value[value.index("[") :])
        assert all(isinstance(word, str) for word in words)
        return [str(word) for word in words]

    def environment(self) -> dict[str, str]:
        """All of ENV."""
        return dict(pair.split("=", maxsplit=1) for value in self.all("ENV") for pair in shlex.split(value))

    def copied(self) -> list[tuple[str, str]]:
        """What is copied from the project, and where to."""
        rows = [shlex.split(value) for value in self.all("COPY") if not value.startswith("--from")]
        return [(source, target) for *sources, target in rows for source in sources]


def stages(path: Path = DOCKERFILE) -> list[Stage]:
    """The stages, in order."""
    found: list[Stage] = []
    for instruction in _instructions(path.read_text(encoding="utf-8")):
        if instruction.name == "FROM":
            base, _, name = instruction.value.partition(" AS ")
            found.append(Stage(base, name or None))
        elif found:
            found[-1].instructions.append(instruction)
    return found


def _instructions(text: str) -> list[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Instruction(name.upper(), value.strip()) for name, _, value in (line.partition(" ") for line in whole.splitlines())]
