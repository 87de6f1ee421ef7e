"""`sagongsa ask` as a whole process against `from pydantic import BaseModel`: wall time and peak memory, as ratios.

Commands take turns, run after run, so that a machine that changes speed changes it for all; each ratio is taken within
one turn. Peak memory is that of the child itself as the kernel counts it (Linux and macOS).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass

RUNS = 11
FLOOR = [sys.executable, "-c", "from pydantic import BaseModel"]
ASK = [sys.executable, "-m", "adapters.cli", "ask"]
QUESTIONS = ("404", "503이 뭐야?", "왜 302 말고 307?", "forbiden 이 뭔가요?")

# A child forked by this process starts with its memory; a small launcher in between keeps the figure the child's own.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
print(time.perf_counter() - start, used.ru_maxrss, os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    peak: float  # in the kernel's unit: only ratios are shown


def once(command: list[str]) -> Run:
    """One run of a whole process. Raises RuntimeError when it fails."""
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(launcher, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    seconds, peak, code = done.stderr.split()[-3:]
    if code != "0":
        raise RuntimeError(f"{command}: exit {code}")
    return Run(float(seconds), float(peak))


def spread(ratios: list[float]) -> str:
    return f"{min(ratios):6.2f} {statistics.median(ratios):6.2f} {max(ratios):6.2f}"


def main() -> None:
    commands = [FLOOR, *([*ASK, question] for question in QUESTIONS)]
    runs: list[list[Run]] = [[] for _ in commands]
    for turn in range(-1, RUNS):  # turn -1 warms the disk cache
        for kept, command in zip(runs, commands, strict=True):
            run = once(command)
            if turn >= 0:
                kept.append(run)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {RUNS} turns; ratios to {' '.join(FLOOR[1:])}")
    print(f"{'':<24}{'wall: min median max':>24}{'peak memory: min median max':>30}")
    for question, kept in zip(QUESTIONS, runs[1:], strict=True):
        wall = [run.seconds / floor.seconds for run, floor in zip(kept, runs[0], strict=True)]
        peak = [run.peak / floor.peak for run, floor in zip(kept, runs[0], strict=True)]
        print(f"ask {question:<20}{spread(wall):>24}{spread(peak):>30}")


if __name__ == "__main__":
    main()
