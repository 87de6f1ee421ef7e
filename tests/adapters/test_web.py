"""The web server, over loopback."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from adapters.metrics import Metrics
from adapters.web import server


def served(work: Callable[[aiohttp.ClientSession, str], Awaitable[None]], app: web.Application) -> None:
    async def run() -> None:
        runner, port = await server.listen(app, "127.0.0.1", 0)
        try:
            async with aiohttp.ClientSession() as session:
                await work(session, f"http://127.0.0.1:{port}")
        finally:
            await runner.cleanup()

    asyncio.run(run())


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


def test_health_is_the_loop_and_readiness_the_parts() -> None:
    async def work(session: aiohttp.ClientSession, at: str) -> None:
        assert (await session.get(f"{at}/healthz")).status == 200
        counted = await (await session.get(f"{at}/metrics")).text()
        assert 'sagongsa_ready{part="slack"} 0.0' in counted
        assert 'sagongsa_ready{part="database"} 1.0' in counted
        ready = await session.get(f"{at}/readyz")
        assert (ready.status, await ready.json()) == (503, {"database": True, "slack": False})

    served(work, server.application(Metrics(), {"database": yes, "slack": no}))


def test_what_is_not_there_what_is_too_large_and_what_breaks() -> None:
    async def breaks(_: web.Request) -> web.Response:
        raise ValueError("secret words")

    async def reads(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    app = server.application(Metrics(), {})
    app.add_routes([web.get("/breaks", breaks), web.post("/reads", reads)])

    async def work(session: aiohttp.ClientSession, at: str) -> None:
        assert (await session.get(f"{at}/nothing")).status == 404
        refused = await session.get(f"{at}/reads")
        assert (refused.status, refused.headers["Allow"]) == (405, "POST")
        assert (await session.post(f"{at}/reads", data=b"x" * 1000)).status == 200
        assert (await session.post(f"{at}/reads", data=io.BytesIO(b"x" * (2 << 20)))).status == 413
        broken = await session.get(f"{at}/breaks")
        assert broken.status == 500
        assert "secret" not in await broken.text()

    served(work, app)


def test_an_address_that_is_taken_is_told() -> None:
    async def run() -> None:
        app = server.application(Metrics(), {})
        runner, port = await server.listen(app, "127.0.0.1", 0)
        try:
            with pytest.raises(server.AddressInUseError, match=str(port)):
                await server.listen(server.application(Metrics(), {}), "127.0.0.1", port)
        finally:
            await runner.cleanup()

    asyncio.run(run())
