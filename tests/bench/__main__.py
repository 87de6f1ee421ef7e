"""`make bench`: every part in a process of its own, one after another, with how to read what they print.

`python -m tests.bench [PART]...` runs some of them. A part that lacks what it measures against says so and costs nothing.
"""

from __future__ import annotations

import subprocess
import sys
import time

PARTS = {
    "process": "프로세스 하나가 켜져 답하고 끝나기까지: 시간과 최대 메모리, pydantic을 읽기만 하는 프로세스에 대한 비",
    "idle": "쉬는 프로세스(두 어댑터, 저장소, 등록부)의 메모리, 의존성만 불러온 프로세스에 대한 비",
    "answers": "답 하나(마이크로초), 답 많이 만든 뒤의 메모리, 일부러 어렵게 만든 글",
    "slack": "Slack: 고정된 답만 하는 Bolt 앱에 대한 CPU의 비(코어와 저장소의 시간을 뺌), 500개 동시, 10,000개 뒤의 메모리",
    "discord": "Discord: 고정된 답만 하는 discord.py 처리기에 대한 CPU의 비(우리 것에서 코어의 시간을 뺌), 10,000개 뒤의 메모리",
    "delivery": "매일 카드: 1초에 몇 장 나가나, 보내기만 하는 고리에 대한 비",
    "tick": "매일 카드: 구독 100만 개일 때의 분마다 할 일, 1,000개일 때에 대한 비(두 데이터베이스)",
    "playground": "놀이터: 글쇠를 누르고 카드가 그려지기까지(밀리초), 빈 페이지에 견줌",
}
HOW_TO_READ = """\
읽는 법: 비(×)만 견줍니다. 한 줄의 두 값은 같은 실행에서 번갈아 쟀으므로 기계가 느려져도 비는 남습니다.
괄호나 ~ 뒤는 흩어짐(최소와 최대, 또는 사분위)입니다.
마이크로초와 밀리초는 이 기계에서만 뜻이 있으니 다른 날의 값과 견주지 마세요."""


def main(names: list[str]) -> int:
    """Run the parts; 1 where one of them failed."""
    failed = []
    print(HOW_TO_READ)
    for name in names or list(PARTS):
        print(f"\n== {name}: {PARTS[name]}", flush=True)
        began = time.perf_counter()
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            failed.append(name)
        print(f"   ({time.perf_counter() - began:.0f}초)", flush=True)
    if failed:
        print(f"\n재지 못한 것: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
