"""The playground: a page on loopback that shows what each platform would show. It needs no token and stores nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from adapters.web import server, wording
from adapters.web.addresses import Asked, NoSuchAddressError, NothingAskedError, read
from adapters.web.drawn import JSON, Drawers, Playground
from adapters.web.guard import explained, guarded, promised, sentence
from adapters.web.page import files, page
from bot.errors import BadTokenError
from bot.service import search

HOST = "127.0.0.1"  # never another: what is typed here is meant for this machine
_LONGEST = 200_000  # characters of a question; the core reads the first 50,000 and says so
_LARGEST_BODY = 4 * _LONGEST + 10_000
_WIDTH, _WIDEST = 80, 200
_HITS = 8


def application(drawers: Drawers) -> web.Application:
    """The playground as an application of its own, so that the server for health and metrics never shows it."""
    routes = _Routes(Playground(drawers))
    app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[guarded, server.bounded, explained])
    app.on_response_prepare.append(promised)
    app.add_routes(
        [
            web.get("/static/{name}", _static),
            web.get("/api/search", _search),
            web.post("/api/card", routes.card),
            web.get("/{today:today|quiz}", routes.dated),
            web.get("/", routes.home),
            web.get("/{address:.*}", routes.page),
        ]
    )
    return app


class _Routes:
    """What needs the answers."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def card(self, request: web.Request) -> web.StreamResponse:
        """The card of an address, for the page to draw: one line of JSON for each part, as soon as it is made."""
        if request.content_type != "application/json":  # a page of another site cannot send this type without asking
            return sentence(wording.NOT_UNDERSTOOD, 415)
        wanted = _wanted(await request.read())
        if wanted is None:
            return sentence(wording.NOT_UNDERSTOOD, 400)
        address, text, width = wanted
        if len(text or "") > _LONGEST:
            return sentence(wording.TOO_LONG, 413)
        return await _lines(request, self._playground.drawn(self._asked(address, text), width))

    async def dated(self, request: web.Request) -> web.Response:
        """Today's card has an address that is the same tomorrow."""
        return web.Response(status=307, headers={"Location": self._asked(request.path).address()})

    async def home(self, _: web.Request) -> web.Response:
        return _html(page())

    async def page(self, request: web.Request) -> web.Response:
        """The page of a card, with its title and its text."""
        try:
            reply = await self._playground.reply(self._asked(request.path_qs))
        except NothingAskedError:
            return _html(page())  # the text may stand behind the "#", where only the page sees it
        except (NoSuchAddressError, BadTokenError) as error:
            return _html(page(text=str(error)), 404)
        return _html(page(reply.card.title, reply.card.to_text()) if reply else page(text=wording.WHY_SILENT))

    def _asked(self, address: str, text: str | None = None) -> Asked:
        return read(address, self._playground.today(), text)


async def _lines(request: web.Request, parts: AsyncIterator[JSON]) -> web.StreamResponse:
    """Each part as a line of its own. What fails before the first is answered as an error."""
    response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
    async for part in parts:
        if not response.prepared:
            await response.prepare(request)
        try:
            await response.write(f"{_dumps(part)}\n".encode())
        except ConnectionResetError:  # the page has asked something else
            break
    return response


async def _static(request: web.Request) -> web.Response:
    found = files().get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    return web.Response(body=found[0], content_type=found[1], charset="utf-8")


async def _search(request: web.Request) -> web.Response:
    """What a half-written question may become."""
    hits = search(request.query.get("text", ""), _HITS)
    return web.json_response([{"address": _address(hit.question), "label": hit.label} for hit in hits], dumps=_dumps)


def _address(question: str) -> str:
    """A completed question is a code or a sentence."""
    codes = (int(question),) if question.isdecimal() else ()
    return Asked(text=question, codes=codes).address()


def _wanted(body: bytes) -> tuple[str, str | None, int] | None:
    """Address, text and the terminal's width of a request; None where it is none of ours."""
    try:
        asked: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict):
        return None
    address, text, width = asked.get("address"), asked.get("text"), asked.get("width", _WIDTH)
    if not isinstance(address, str) or not isinstance(text, str | None) or not isinstance(width, int):
        return None
    return _encodable(address), text and _encodable(text), min(max(width, 0), _WIDEST)


def _encodable(text: str) -> str:
    """JSON can carry half a character, which nothing can be sent with."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
