"""`make bench`, second part: one answer in process, the memory of many, and hostile text against an ordinary question.

Figures of one kind are only compared with others of the same run. Peers are measured beside it by the scripts in
SAGONGSA_BENCH, where that is set.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path

from bot.service import reply_to

QUESTIONS = {
    "번호만": "404",
    "정의": "503이 뭐야?",
    "비교": "401 403 차이",
    "이유": "왜 302 말고 307?",
    "상황": "로그인 안 한 사용자한테 뭐 내려줘야 함?",
    "성질": "502 재시도해도 돼?",
    "로그 한 줄": '10.0.1.7 - - [12/Mar/2025:14:05:01 +0900] "POST /pay HTTP/1.1" 504 167 "-" "okhttp"',
    "잡담": "점심 뭐 먹지",
}
MEGABYTE = 1_000_000
HOSTILE = (
    "4",
    "404 ",
    "왜 ",
    "302 말고 ",
    "<@",
    "&lt;",
    '"GET ',
    "1.",
    "500,",
    "password=",
    "authorization: ",
    "이랑 ",
    "\u200b",
    "`*~",
)
TURNS = 400


def microseconds(text: str, turns: int = TURNS) -> list[float]:
    """Sorted times of one answer each."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        reply_to(text)
        times.append((time.perf_counter() - start) * 1e6)
    return sorted(times)


def resident_mib() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report() -> Iterator[str]:
    for text in QUESTIONS.values():
        microseconds(text, 20)
    bare = microseconds(QUESTIONS["번호만"])[TURNS // 2]
    yield f"{'답 하나':<12}{'중앙값 µs':>12}{'p99 µs':>10}{'× 번호만':>10}"
    for name, text in QUESTIONS.items():
        times = microseconds(text)
        median = times[TURNS // 2]
        yield f"{name:<12}{median:>12.0f}{times[int(TURNS * 0.99)]:>10.0f}{median / bare:>10.1f}"
    yield from _memory()
    ordinary = microseconds(QUESTIONS["상황"])[TURNS // 2] / 1e6
    worst, text = max((_seconds(piece * (MEGABYTE // len(piece))), piece) for piece in HOSTILE)
    yield f"1 MB의 나쁜 글 가운데 가장 오래 걸린 {text!r}: 보통 질문보다 {worst - ordinary:.2f}초 더"


def _memory() -> Iterator[str]:
    texts = list(QUESTIONS.values())
    for turn in range(500):
        reply_to(f"{texts[turn % len(texts)]} {turn}")
    early = resident_mib()
    for turn in range(500, 10_000):
        reply_to(f"{texts[turn % len(texts)]} {turn}")
    yield f"메모리: 답 500개 뒤 {early:.1f} MiB, 10,000개 뒤 {resident_mib():.1f} MiB"


def _seconds(text: str) -> float:
    start = time.perf_counter()
    reply_to(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in report():
        print(line)
