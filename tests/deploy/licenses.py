"""`make licenses`: the licences of what a running bot is made of, as the packages declare them, in deploy/LICENSES.md."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.deploy.dockerfile import ROOT

LOCK = ROOT / "deploy" / "requirements.txt"
LIST = ROOT / "deploy" / "LICENSES.md"
_PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
_LONG = 40  # characters: what is longer is a licence's text, not its name

# What the lock has for other interpreters than the one that makes the list; read in the packages' own metadata.
ELSEWHERE = {"audioop-lts": "PSF-2.0"}

_HEAD = """# 의존성의 라이선스

`make licenses`가 [requirements.txt](requirements.txt)와 설치된 패키지가 스스로 밝힌 것에서 만듭니다. 손으로 고치지 마세요.

사공사 자신은 [MIT](../LICENSE)입니다. 이미지나 설치본을 남에게 건네면 아래 패키지의 라이선스 글도 함께 건네야 합니다. 글은 설치된
패키지의 `*.dist-info` 폴더에 그대로 있습니다.

| 패키지 | 판 | 라이선스 |
| --- | --- | --- |
"""


def pinned(lock: Path = LOCK) -> dict[str, str]:
    """Names and versions of a lock."""
    return dict(_PINNED.findall(lock.read_text(encoding="utf-8")))


def declared(name: str, version: str) -> str | None:
    """What the installed package says of its licence; None where this version is not installed or says nothing."""
    try:
        held = distribution(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name)
    if held.version != version:
        return None
    told = held.metadata
    if "License-Expression" in told:
        return told["License-Expression"]
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License :: OSI")]
    (short,) = told.get_all("License") or [""]
    named = " / ".join(classified) or (short if len(short) < _LONG else "")
    return named or None


def listed(text: str) -> dict[tuple[str, str], str]:
    """The rows of the list: licence by package and version."""
    rows = re.findall(r"^\| ([a-z0-9][a-z0-9.-]*) \| ([^ |]+) \| (.+) \|$", text, re.MULTILINE)
    return {(name, version): licence for name, version, licence in rows}


def made() -> str:
    """The list as it should be. Raises LookupError for a package whose licence nobody says."""
    rows = []
    for name, version in sorted(pinned().items()):
        licence = declared(name, version)
        if licence is None:
            raise LookupError(f"{name} {version}: 라이선스를 알 수 없습니다. 설치했는지, 패키지가 밝혔는지 확인하세요.")
        rows.append(f"| {name} | {version} | {licence} |\n")
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    LIST.write_text(made(), encoding="utf-8")
