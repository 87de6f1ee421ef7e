"""`make bench`: what an idle process holds with both adapters, the store and the registry, against one that only imports the
dependencies which it has loaded.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TURNS = 5
_WHOLE = """
import asyncio, inspect, json, os, sys
from adapters.compose import discord_client, slack_app
from adapters.database.stores import Notes
from adapters.database.engine import Database
from bot.service import core
async def main():
    slack = slack_app()
    made = discord_client()
    client = await made if inspect.isawaitable(made) else made
    database = Database(os.environ["DATABASE_URL"])
    await Notes(database).read("x")
    core()
    ours = ("adapters", "bot", "tests")
    loaded = [name for name in sys.modules if name.partition(".")[0] not in (*ours, *sys.stdlib_module_names)]
    print(json.dumps({"held": held(), "loaded": [name for name in loaded if name != "__main__"]}))
    os._exit(0)
asyncio.run(main())
"""
_IMPORTS = """
import importlib, json, sys
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
print(json.dumps({"held": held()}))
"""
_HELD = """
def held():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": "s" * 32, "DISCORD_TOKEN": "bench",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}",
        }  # fmt: skip
        whole, imports = [], []
        for _ in range(TURNS):
            one = _run(_WHOLE, "", environment)
            whole.append(one["held"])
            imports.append(_run(_IMPORTS, json.dumps(one["loaded"]), environment)["held"])
    ratios = sorted(one / other for one, other in zip(whole, imports, strict=True))
    print(f"쉬는 프로세스 {statistics.median(whole):.0f} MiB, 의존성만 불러온 것 {statistics.median(imports):.0f} MiB")
    print(f"비(최소 중앙값 최대): {ratios[0]:.2f} {ratios[TURNS // 2]:.2f} {ratios[-1]:.2f}")


def _run(code: str, given: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _HELD + code], input=given, env=environment, text=True, capture_output=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    main()
