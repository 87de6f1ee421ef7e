"""What Slack would refuse in a body, by its documented limits: used by the stand-in and by the tests of the renderer.

Each rule names its source in `adapters.slack.limits`. Where SAGONGSA_CONTRACTS is set, the platform's schemas are asked as well.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

JSON = dict[str, Any]
_LENGTHS = {"header": 150, "button": 75}
_KINDS = {"header", "context", "rich_text", "actions", "input"}
_LIVE = re.compile(r"<[!@#]")


def faults(body: JSON) -> list[str]:
    """Faults of a message body or a view; empty for one that Slack takes. Looked for once in what is the same."""
    return list(_faults(json.dumps(body)))


@lru_cache(maxsize=4096)
def _faults(written: str) -> tuple[str, ...]:
    return tuple(_found(json.loads(written)))


def _found(body: JSON) -> list[str]:
    view = body.get("type") in ("modal", "home")
    blocks = body.get("blocks")
    if not isinstance(blocks, list) or not blocks:
        return ["no blocks"]
    found = [fault for n, block in enumerate(blocks) for fault in _of_block(block, f"blocks[{n}]")]
    if not view and body.get("response_type") != "ephemeral":  # what one person sees notifies nobody of whom it names
        found += [f"blocks[{n}]: a live mention" for n, block in enumerate(blocks) if any(_names(part) for part in nodes(block))]
    if len(blocks) > (100 if view else 50):
        found.append(f"{len(blocks)} blocks")
    found += _of_view(body) if view else _of_message(body)
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        found.append("block_id twice")
    if contract := contracts():
        found += contract(body)
    return found


@cache
def contracts() -> Callable[[JSON], list[str]] | None:
    """`slack_faults` of the contracts outside the project; None without them or what they need."""
    folder = os.environ.get("SAGONGSA_CONTRACTS")
    if not folder or not importlib.util.find_spec("jsonschema"):
        return None
    spec = importlib.util.spec_from_file_location("validate", Path(folder) / "validate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["validate"] = module
    spec.loader.exec_module(module)
    check: Callable[[JSON], list[str]] = module.slack_faults
    return check


def _of_message(body: JSON) -> Iterator[str]:
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        yield "no fallback text"
        return
    if len(text) > 1100:  # 200 characters, each escaped at most fivefold, and the ellipsis
        yield "fallback text too long"
    if _LIVE.search(text):
        yield "markup in the fallback text"
    if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
        yield "links would unfurl"
    if body.get("link_names") or body.get("parse"):
        yield "names would become mentions"
    total = sum(len(text) for block in body["blocks"] for text in texts(block))
    if total > 13_000:
        yield f"{total} characters: msg_blocks_too_long"


def _of_view(body: JSON) -> Iterator[str]:
    if body["type"] == "modal":
        for name in ("title", "close"):
            text = (body.get(name) or {}).get("text", "")
            if not 1 <= len(text) <= 24:
                yield f"{name}: {text!r}"
    if len(body.get("private_metadata", "")) > 3000:
        yield "private_metadata"


def _of_block(block: JSON, where: str) -> Iterator[str]:
    kind = block.get("type")
    if kind not in _KINDS:
        yield f"{where}: unknown block {kind}"
        return
    for text in texts(block):
        if not text:
            yield f"{where}: empty text"
    if kind == "header" and len(block["text"]["text"]) > _LENGTHS["header"]:
        yield f"{where}: header too long"
    if kind == "context":
        yield from _of_context(block, where)
    if kind == "rich_text":
        yield from _of_rich(block, where)
    if kind == "actions":
        yield from _of_actions(block, where)


def _of_context(block: JSON, where: str) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{where}: {len(block['elements'])} elements"
    for element in block["elements"]:
        if element["type"] == "mrkdwn" and _LIVE.search(element["text"]):
            yield f"{where}: a live mention"
        if len(element["text"]) > 3000:
            yield f"{where}: context too long"


def _of_rich(block: JSON, where: str) -> Iterator[str]:
    if not block["elements"]:
        yield f"{where}: no elements"
    for part in nodes(block):
        if part.get("type") in ("usergroup", "broadcast", "channel"):
            yield f"{where}: a live mention"
        if part.get("type") == "link" and not str(part["url"]).startswith("https://"):
            yield f"{where}: {part['url']}"
        if part.get("type") in ("rich_text_section", "rich_text_list") and not part["elements"]:
            yield f"{where}: an empty {part['type']}"


def _names(part: JSON) -> bool:
    return part.get("type") == "user"


def _of_actions(block: JSON, where: str) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= 25:
        yield f"{where}: {len(elements)} buttons"
    ids = [element["action_id"] for element in elements]
    if len(ids) != len(set(ids)):
        yield f"{where}: action_id twice"
    for element in elements:
        if not 1 <= len(element["text"]["text"]) <= _LENGTHS["button"]:
            yield f"{where}: a label of {len(element['text']['text'])}"
        if not 1 <= len(element["value"]) <= 2000:
            yield f"{where}: a value of {len(element['value'])}"


def nodes(node: object) -> Iterator[JSON]:
    """Every object of a tree."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def texts(block: JSON) -> Iterator[str]:
    """Every text of a block."""
    for node in nodes(block):
        if isinstance(node.get("text"), str):
            yield node["text"]
