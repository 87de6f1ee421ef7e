"""The project's documents and where their links lead, for `test_docs`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parent.parent
_ROOMS = ("bot", "adapters", "tests", "deploy", "docs", ".ci")
_LINK = re.compile(r"!?\[(?:[^][]|\[[^]]*\])*\]\(([^)\s]+)\)")
_HTML = re.compile(r"""<(?:img|source|a)\b[^>]*?\b(?:src|srcset|href)="([^"\s]+)\"""")
_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def _documents() -> list[Path]:
    inside = [path for room in _ROOMS for path in sorted((ROOT / room).rglob("*.md"))]
    return [*sorted(ROOT.glob("*.md")), *inside]


DOCUMENTS = _documents()


@cache
def links(path: Path) -> list[tuple[Path, str]]:
    """Where a document's links lead inside the project: file or folder, and the anchor in it."""
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    found = [unquote(target).partition("#") for target in (*_LINK.findall(text), *_HTML.findall(text)) if "://" not in target]
    return [((path.parent / target).resolve() if target else path, anchor) for target, _, anchor in found]


@cache
def anchors(path: Path) -> set[str]:
    """The anchors that a forge makes of a document's headings."""
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    return {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def _anchor(heading: str) -> str:
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    kept = (char for char in plain if char in "-_ " or unicodedata.category(char)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


@cache
def led_to(start: Path) -> frozenset[Path]:
    """All that can be reached from a document by following links from document to document."""
    reached: set[Path] = {start}
    waiting = [start]
    while waiting:
        for target, _ in links(waiting.pop()):
            if target not in reached:
                reached.add(target)
                if target.suffix == ".md" and target.is_file():
                    waiting.append(target)
    return frozenset(reached)


def files() -> list[Path]:
    """What a reader meets: files at the top but hidden ones, each file of deploy and docs, each room, and what CI runs."""
    top = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".") and not _local(path)]
    told = [path for room in ("deploy", "docs") for path in (ROOT / room).rglob("*") if path.is_file() and not _local(path)]
    rooms = [ROOT / room for room in ("bot", "adapters", "tests") if (ROOT / room).is_dir()]
    return sorted({*top, *told, *rooms, *DOCUMENTS, ROOT / ".ci" / "run"})


def _local(path: Path) -> bool:
    """What somebody's own use leaves behind, which the project does not have."""
    return path.suffix in (".db", ".db-wal", ".db-shm", ".lock", ".env", ".pyc") or "secrets" in path.parts
