"""What keeps the playground to the one who sits at this machine, and what people type from becoming markup.

A page of another site can send requests to loopback, and a name of its own can be made to point there (DNS rebinding):
only our own names are answered, and what is asked by script only when our own page asks it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import yarl
from aiohttp import web

from adapters.web import wording
from bot.errors import SagongsaError

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_OURS = frozenset({"same-origin", "none"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answers nobody but our own page under our own name."""
    return await handler(request) if _is_ours(request) else _refused(request)


async def promised(_: web.Request, response: web.StreamResponse) -> None:
    """Says of every response, before its first byte, what may come of it."""
    response.headers.update(HEADERS)


@web.middleware
async def explained(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be answered, in one Korean sentence that the page shows."""
    try:
        return await handler(request)
    except SagongsaError as error:
        return sentence(str(error), 400)
    except web.HTTPRequestEntityTooLarge:
        return sentence(wording.TOO_LONG, 413)


def sentence(told: str, status: int) -> web.Response:
    """An answer that is an error."""
    return web.json_response({"error": told}, status=status)


def _is_ours(request: web.Request) -> bool:
    if _name(request.host) not in _NAMES:
        return False
    if not request.path.startswith("/api/"):
        return True
    origin = request.headers.get("Origin", f"http://{request.host}")
    return origin == f"http://{request.host}" and request.headers.get("Sec-Fetch-Site", "none") in _OURS


def _name(host: str) -> str | None:
    try:
        return yarl.URL(f"http://{host}").host
    except ValueError:
        return None


def _refused(request: web.Request) -> web.Response:
    """421 is meant for exactly this: a request for a name that this server does not answer for (RFC 9110 §15.5.20)."""
    return sentence(wording.FROM_ELSEWHERE, 421 if _name(request.host) not in _NAMES else 403)
