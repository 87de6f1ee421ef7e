"""One aiohttp server for everything that speaks HTTP to us. Bodies and times are bounded; nothing of a request is logged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from adapters import logs
from adapters.metrics import CONTENT_TYPE, Metrics
from bot.errors import SagongsaError

_LARGEST_BODY = 1 << 20  # bytes; Slack's largest payload is a fraction of it
_PATIENCE = 15.0  # seconds for one request
_log = logs.get(__name__)

Probe = Callable[[], Awaitable[bool]]


class AddressInUseError(SagongsaError):
    """The address to listen on is taken or may not be used."""

    def __init__(self, host: str, port: int, setting: str) -> None:
        super().__init__(f"{host}:{port}에서 들을 수 없습니다. 다른 프로세스가 쓰고 있는지 보고, {setting}를 바꾸세요.")


def application(metrics: Metrics, probes: Mapping[str, Probe]) -> web.Application:
    """The application. `probes` says of each part whether it is ready; platforms add their own routes."""
    app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[bounded])

    async def probed() -> dict[str, bool]:
        found = {name: await probe() for name, probe in probes.items()}
        for name, good in found.items():
            metrics.ready.labels(name).set(good)
        return found

    async def ready(_: web.Request) -> web.Response:
        found = await probed()
        return web.json_response(found, status=200 if all(found.values()) else 503)

    async def counted(_: web.Request) -> web.Response:
        await probed()  # an alert must not depend on somebody asking for /readyz
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    app.add_routes([web.get("/healthz", _alive), web.get("/readyz", ready), web.get("/metrics", counted)])
    return app


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


@web.middleware
async def bounded(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    """No request takes longer than a while, and no error shows its words."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await handler(request)
    except TimeoutError:
        return web.Response(status=503, text="시간 안에 처리하지 못했습니다.\n")
    except web.HTTPException as refused:
        return web.Response(status=refused.status, text=f"{refused.reason}\n", headers=_allowed(refused))
    except Exception:
        _log.exception("request failed", path=request.path)
        return web.Response(status=500, text="처리하지 못했습니다.\n")


def _allowed(refused: web.HTTPException) -> dict[str, str]:
    return {"Allow": refused.headers["Allow"]} if "Allow" in refused.headers else {}


async def listen(app: web.Application, host: str, port: int, setting: str = "SAGONGSA_PORT") -> tuple[web.AppRunner, int]:
    """Start to listen; the runner to clean up and the port that was taken. Raises AddressInUseError, which names the setting."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise AddressInUseError(host, port, setting) from None
    return runner, int(runner.addresses[0][1])
