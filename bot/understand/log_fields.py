"""What stands beside a status in a pasted line: when, which path, how long, what the server behind gave, how it ended.

Each is read by its own expression from whatever product wrote the line; what is not printed stays unknown. Nothing here decides
what is a status: `bot.understand.log` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.asked import LogLine
from bot.understand.pattern import Pattern

_LONGEST_LINE = 4_000
_LONGEST_PATH = 60
_CLOCK = Pattern(
    r"(?P<day>\d{4}[-/]\d\d[-/]\d\d|\d\d/[A-Z][a-z]{2}/\d{4}|[A-Z][a-z]{2} {1,2}\d{1,2})[T :\t]{1,2}(?P<clock>\d\d:\d\d:\d\d)"
)
_BARE_CLOCK = Pattern(r"^\W{0,3}(?P<clock>\d\d:\d\d(?::\d\d)?)(?![\d:])")
_REQUEST = Pattern(
    r"\b(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?:https?://[^/\s\"]{1,255})?(?P<path>/[^\s?\"#;]{0,300})"
)
_METHOD_FIELD = Pattern(r"(?i)\"(?:request_)?method\"\s?:\s?\"(?P<method>[A-Z]{3,7})\"")
_PATH_FIELD = Pattern(r"(?i)[\"']?\b(?:path|uri|request_uri|url\.path)[\"']?\s?[:=]\s?[\"']?(?P<path>/[^\s?\"'#,]{0,300})")
_SECONDS_FIELD = Pattern(
    r"(?i)[\"']?\b(?:request_time|upstream_response_time|rt|urt|elapsed|duration|latency|took)[\"']?\s?[:=]\s?[\"']?(?P<value>\d{1,6}(?:\.\d{1,9})?)"
    r"(?P<unit>ms|s)?\b"
)
_AFTER = Pattern(r"(?i)\b(?:in|after) (?P<value>\d{1,6}(?:\.\d{1,9})?) ?(?P<unit>ms|msecs?|milliseconds|s|sec|seconds)\b")
_LAST_NUMBER = Pattern(r"\s\"?(?P<value>\d{1,5}\.\d{3})\"?\s{0,2}$")  # `$request_time` at the end of a line, in seconds
_ALB = Pattern(
    r" (?P<wait>-?[\d.]{1,12}) (?P<target>-?[\d.]{1,12}) (?P<send>-?[\d.]{1,12}) (?P<status>\d{3}) (?P<behind>\d{3}|-)"
    r" \d{1,12} \d{1,12} \""
)
_UPSTREAM_STATUS = Pattern(
    r"(?i)\b(?:upstream_status|origin_?status|target_status_code|us)[\"']?\s?[:=]\s?[\"']?(?P<behind>\d{3}|-)(?=\D|$)"
)
_ENVOY_FLAG = Pattern(r"HTTP/[\d.]{1,3}\" (?P<status>\d{3}) (?P<mark>[A-Z]{2,5}(?:,[A-Z]{2,5}){0,3}) ")
_HAPROXY = Pattern(
    r" (?:[-+]?\d+/){3,4}[-+]?(?P<total>\d{1,9}) (?P<status>\d{3})"
    r" [-+]?\d{1,12} \S{1,80} \S{1,80} (?P<mark>[A-Za-z-]{2})[A-Za-z-]{0,2} "
)
_IIS = Pattern(r" (?P<status>\d{3}) (?P<sub>\d{1,3}) \d{1,10}(?: \d{1,12}){0,2} (?P<ms>\d{1,9})\s{0,2}$")
_MILLISECONDS = frozenset({"ms", "msec", "msecs", "milliseconds"})


def line_at(text: str, position: int) -> str:
    """The line of a text that a position stands in, up to the length that is read of one."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start : end if end >= 0 else len(text)][:_LONGEST_LINE]


def behind_at(text: str) -> Iterator[tuple[int, int]]:
    """Where statuses of the server behind stand in a text, as [start, end)."""
    return ((match.start("behind"), match.end("behind")) for match in _UPSTREAM_STATUS.finditer(text))


def described(status: int, count: int, form: str, line: str) -> LogLine:
    """A status with everything that its line prints beside it."""
    day, clock = _when(line)
    method, path = _what(line)
    behind = _behind(line)
    return LogLine(status, count, form, day, clock, method, path, _seconds(line, form), behind, _mark(line, form, status))


def _when(line: str) -> tuple[str | None, str | None]:
    if match := _CLOCK.search(line):
        return match["day"], match["clock"]
    match = _BARE_CLOCK.search(line)
    return None, match["clock"] if match else None


def _what(line: str) -> tuple[str | None, str | None]:
    if match := _REQUEST.search(line):
        return match["method"], _short(match["path"])
    method, path = _METHOD_FIELD.search(line), _PATH_FIELD.search(line)
    return method["method"] if method else None, _short(path["path"]) if path else None


def _short(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else path[: _LONGEST_PATH - 1] + "…"


def _behind(line: str) -> int | None:
    match = _ALB.search(line) or _UPSTREAM_STATUS.search(line)
    if match is None:
        return None
    return 0 if match["behind"] == "-" else int(match["behind"])


def _seconds(line: str, form: str) -> float | None:
    if match := _ALB.search(line):
        spent = [float(match[part]) for part in ("wait", "target", "send")]
        return sum(spent) if min(spent) >= 0 else None
    if form == "haproxy" and (match := _HAPROXY.search(line)):
        return int(match["total"]) / 1000
    if form == "iis" and (match := _IIS.search(line)):
        return int(match["ms"]) / 1000
    if match := _SECONDS_FIELD.search(line) or _AFTER.search(line):
        thousandth = (match["unit"] or "").lower() in _MILLISECONDS
        return float(match["value"]) / (1000 if thousandth else 1)
    return float(match["value"]) if (match := _LAST_NUMBER.search(line)) else None


def _mark(line: str, form: str, status: int) -> str | None:
    """What the product itself writes of how the exchange ended; None where it ended well."""
    if form == "haproxy" and (match := _HAPROXY.search(line)):
        return match["mark"] if match["mark"] != "--" else None
    if form == "iis" and (match := _IIS.search(line)):
        return f"{status}.{match['sub']}" if match["sub"] != "0" else None
    match = _ENVOY_FLAG.search(line)
    return match["mark"].split(",")[0] if match else None
