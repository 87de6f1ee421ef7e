"""What goes wrong between us and Discord, and what Discord would say against a body."""

from __future__ import annotations

import importlib.util
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.adapters.discord import payloads


@dataclass(frozen=True)
class Fault:
    """One bad answer. `after`: Discord did as it was asked, and only its answer was lost."""

    status: int = 0  # 0: the connection is reset
    headers: tuple[tuple[str, str], ...] = ()
    body: str = "{}"
    kind: str = "application/json"
    after: bool = False

    def response(self, request: web.Request) -> web.StreamResponse:
        if not self.status:
            assert request.transport
            request.transport.abort()
        return web.Response(status=self.status or 500, headers=dict(self.headers), body=self.body.encode(), content_type=self.kind)


RESET, LOST = Fault(), Fault(after=True)
SERVER_ERROR, UNAVAILABLE = Fault(500), Fault(503)
LIMITED = Fault(429, (("Via", "1.1 google"), ("Retry-After", "0.3")), json.dumps({"retry_after": 0.3, "global": False}))
CLOUDFLARE = Fault(429, (("Retry-After", "1"),), "error code: 1015", "text/plain")


@cache
def contracts() -> Any:
    folder = os.environ.get("SAGONGSA_CONTRACTS")
    if not folder or importlib.util.find_spec("jsonschema") is None:
        return None
    spec = importlib.util.spec_from_file_location("contracts_validate", Path(folder) / "validate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def message_faults(body: Any, kind: str, *, by_contract: bool = True) -> list[str]:
    """What Discord would refuse the body for. The published contracts are asked where they are at hand, our own limits always."""
    published = contracts() if by_contract else None
    if isinstance(body, dict) and "message_reference" in body:
        # discord.py writes these ids as numbers, which Discord takes; the published description knows strings only.
        reference = {name: str(value) if name.endswith("_id") else value for name, value in body["message_reference"].items()}
        body = {**body, "message_reference": reference}
    found: list[str] = published.discord_faults(body, kind) if published else []
    found = [fault for fault in found if "bytes >" not in fault]  # that one is no refusal: it is a 500
    if kind.endswith("commands"):
        return found
    if kind.endswith("callback") and body.get("type") == 9:
        return found + payloads.modal_faults(body["data"])
    message = (body.get("data") or {}) if kind.endswith("callback") else body
    return found + payloads.own_faults(message)
