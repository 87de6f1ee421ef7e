"""Over HTTP: what Slack did not sign is refused with 401 whatever is wrong with it, and nothing of it is logged."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters import logs
from tests.adapters.slack.standin.transport import Ack, OverHTTP, signature
from tests.adapters.slack.together import Together, played, together

JSON_TYPE = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def _logs_are_let_go() -> Iterator[None]:
    yield
    logging.getLogger().handlers.clear()


def forgeries(body: str) -> dict[str, dict[str, str]]:
    good = signature(body)
    return {
        "no headers": {},
        "no signature": {"X-Slack-Request-Timestamp": good["X-Slack-Request-Timestamp"]},
        "another secret": signature(body, secret="another"),  # noqa: S106 - obviously fake
        "another body": signature(body + " "),
        "stale": signature(body, at=time.time() - 301),
        "from the future": signature(body, at=time.time() + 301),
        "timestamp is no number": good | {"X-Slack-Request-Timestamp": "soon"},
        "timestamp is a fraction": good | {"X-Slack-Request-Timestamp": "1.5"},
        "timestamp is empty": good | {"X-Slack-Request-Timestamp": ""},
        "signature is no text": good | {"X-Slack-Signature": "v0=비밀"},
        "signature is empty": good | {"X-Slack-Signature": ""},
    }


def test_every_forgery_is_refused_and_not_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "debug")

    async def scene() -> None:
        async with together("http", tmp_path) as it:
            for payload, kind in ((it.people.mention("geheim 404"), JSON_TYPE), (it.people.mention("geheim"), FORM)):
                body = json.dumps(payload)
                for what, headers in forgeries(body).items():
                    assert (await _sent(it, body, kind | headers)).status == 401, what
            assert not it.workspace.said

    played(scene)
    seen = capfd.readouterr()
    assert "unsigned request refused" in seen.err
    assert "geheim" not in seen.out + seen.err
    assert "Traceback" not in seen.err


@pytest.mark.parametrize("body", ["", "{", "[]", "nul", '"geheim"', "payload=%7B", "payload=[]", '{"event": 1}', "ssl_check=0"])
def test_what_cannot_be_read_is_refused(tmp_path: Path, body: str, capfd: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "debug")

    async def scene() -> None:
        async with together("http", tmp_path) as it:
            for kind in (JSON_TYPE, FORM, {}):
                assert (await _sent(it, body, kind)).status == 401
            at = it.at + "/slack/events"
            assert isinstance(it.transport, OverHTTP)
            async with it.transport._session.post(at, data=b"\xff\xfe", headers=JSON_TYPE) as raw:
                assert raw.status == 401

    played(scene)
    assert "geheim" not in "".join(capfd.readouterr())


def test_slack_can_verify_the_address(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("http", tmp_path) as it:
            body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})
            ack = await _sent(it, body, JSON_TYPE | signature(body))
            assert (ack.status, ack.body) == (200, {"challenge": "abc"})
            assert (await _sent(it, body, JSON_TYPE)).status == 401

    played(scene)


def test_in_socket_mode_nothing_is_let_in_over_http(tmp_path: Path) -> None:
    async def scene() -> None:
        async with together("socket", tmp_path) as it, together("http", tmp_path) as door:
            body = json.dumps(door.people.mention("404"))
            assert isinstance(door.transport, OverHTTP)
            answer = await OverHTTP(it.at + "/slack/events", door.transport._session).send(body, JSON_TYPE | signature(body))
            assert answer.status == 404

    played(scene)


async def _sent(it: Together, body: str, headers: dict[str, str]) -> Ack:
    assert isinstance(it.transport, OverHTTP)
    return await it.transport.send(body, headers)
