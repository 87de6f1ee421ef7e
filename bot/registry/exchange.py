"""Example exchanges: parsed by a real HTTP/1.1 parser (h11) and held against the code's facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import h11

from bot.registry.model import Code


@dataclass(frozen=True, slots=True)
class Message:
    """One parsed side: field names are lower case; `body` is what the parser took as content, `rest` what was left over."""

    status: int | None
    reason: str
    method: str
    fields: dict[str, str]
    body: bytes
    rest: bytes


def faults(code: Code) -> Iterator[str]:
    """What is wrong with the code's example, as Korean clauses; nothing when it is right."""
    try:
        request, response = parse(code.example.request, code.example.response)
    except h11.ProtocolError as error:
        yield f"HTTP/1.1로 해석되지 않습니다({error}). 줄바꿈과 Content-Length를 고치세요"
        return
    yield from _against_facts(code, request, response)


def answer_faults(text: str, number: int, headers: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with an example response that leaves its Content-Length to the reader, as Korean clauses.

    `number` is the status it must have, `headers` the fields it must carry.
    """
    head, _, body = text.strip().partition("\n\n")
    length = f"\nContent-Length: {len(body.encode())}" if body else ""
    try:
        _, response = parse("GET / HTTP/1.1\nHost: example.com", f"{head}{length}\n\n{body}")
    except h11.ProtocolError as error:
        yield f"HTTP/1.1로 해석되지 않습니다({error})"
        return
    if response.status != number:
        yield f"상태 코드가 {number}이 아닙니다"
    for name in headers:
        if name.lower() not in response.fields and name.lower() != "content-length":
            yield f"headers에 적은 {name}이 예에 없습니다"
    yield from _problem_document(response)


def _problem_document(response: Message) -> Iterator[str]:
    """RFC 9457 §3: `status` is the response's own, `title` and `detail` are text."""
    if response.body and "content-type" not in response.fields:
        yield "본문이 있는데 Content-Type이 없습니다"
    if response.fields.get("content-type") != "application/problem+json":
        return
    try:
        problem = json.loads(response.body)
    except ValueError:
        yield "문제 문서(problem+json)가 JSON이 아닙니다"
        return
    if problem.get("status", response.status) != response.status:
        yield "문제 문서의 status가 응답의 상태 코드와 다릅니다"
    if not isinstance(problem.get("title"), str) and not isinstance(problem.get("detail"), str):
        yield "문제 문서에 title도 detail도 없습니다"


def parse(request: str, response: str) -> tuple[Message, Message]:
    """Both messages as h11 reads them. Raises h11.ProtocolError when either is not HTTP/1.1."""
    server = h11.Connection(h11.SERVER)
    asked = _read(server, _wire(request))
    client = h11.Connection(h11.CLIENT)
    upgrade = [(name, asked.fields[name]) for name in ("upgrade", "connection") if name in asked.fields]
    client.send(h11.Request(method=asked.method, target="/", headers=[("Host", "example.com"), *upgrade]))
    client.send(h11.EndOfMessage())
    return asked, _read(client, _wire(response))


def _wire(message: str) -> bytes:
    """LF text as it goes over the wire: CRLF in the head, the body untouched. A message without a body ends in a blank line.

    After an interim response the next message follows (RFC 9110 §15.2).
    """
    head, blank, body = message.strip("\n").partition("\n\n")
    interim = re.match(r"HTTP/1\.1 1(?!01)\d\d ", head)
    rest = (_wire(body) if interim else body.encode()) if blank else b""
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + rest


def _read(connection: h11.Connection, data: bytes) -> Message:
    connection.receive_data(data)
    head = connection.next_event()
    if not isinstance(head, (h11.Request, h11.Response, h11.InformationalResponse)):
        raise h11.RemoteProtocolError("시작 줄이나 헤더가 끝나지 않았습니다")
    if isinstance(head, h11.InformationalResponse):
        return _interim(connection, head)
    body = b""
    while isinstance(event := connection.next_event(), h11.Data):
        body += bytes(event.data)
    if event is h11.NEED_DATA:
        connection.receive_data(b"")
        connection.next_event()
    rest, _ = connection.trailing_data
    fields = {name.decode().lower(): value.decode() for name, value in head.headers}
    if isinstance(head, h11.Request):
        return Message(None, "", head.method.decode(), fields, body, bytes(rest))
    return Message(head.status_code, bytes(head.reason).decode(), "", fields, body, bytes(rest))


def _interim(connection: h11.Connection, head: h11.InformationalResponse) -> Message:
    """An interim response, once what follows it is read as well; after 101 the connection speaks another protocol."""
    if head.status_code != 101:
        final = connection.next_event()
        if not isinstance(final, (h11.Response, h11.InformationalResponse)):
            raise h11.RemoteProtocolError("중간 응답 다음에 최종 응답이 없습니다")
    fields = {name.decode().lower(): value.decode() for name, value in head.headers}
    return Message(head.status_code, bytes(head.reason).decode(), "", fields, b"", b"")


def _against_facts(code: Code, request: Message, response: Message) -> Iterator[str]:
    if (response.status, response.reason) != (code.number, code.phrase):
        yield f"응답 줄이 {code.number} {code.phrase}가 아닙니다"
    if response.rest or request.rest:
        yield "Content-Length보다 본문이 깁니다"
    if code.facts.content.value != "allowed" and response.body:
        yield "본문을 실을 수 없는 코드인데 본문이 있습니다"
    follows = code.facts.redirect and code.facts.redirect.value != "not_followed"
    if follows and "location" not in response.fields:
        yield "리다이렉트인데 Location이 없습니다"
    for rule in code.facts.fields:
        has = rule.name.lower() in (response if rule.side == "response" else request).fields
        if rule.level == "MUST" and not rule.conditional and not has:
            yield f"{rule.name} 헤더가 필수(MUST)인데 없습니다"
        if rule.level == "MUST NOT" and has:
            yield f"{rule.name} 헤더는 있으면 안 됩니다(MUST NOT)"
    yield from _framing("요청", request)
    yield from _framing("응답", response)


def _framing(side: str, message: Message) -> Iterator[str]:
    if message.body and "content-type" not in message.fields:
        yield f"{side}에 본문이 있는데 Content-Type이 없습니다"
    if message.body and "content-length" not in message.fields:
        yield f"{side}에 본문이 있는데 Content-Length가 없습니다"
