"""Pasted log lines, alerts and client errors -> the statuses in them, read field by field.

A status is only what a format puts in its status field, or what words name as one. Bytes, ports, durations, ids, line
numbers, path segments, counts and thresholds look alike and are never taken. Each line is read by the first form that fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

_METHOD = r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT|PROPFIND|REPORT|MKCOL|LOCK|PURGE)"
_CODE = r"(?P<status>[1-9]\d\d)(?!\d|\.\d)"


@dataclass(frozen=True, slots=True)
class Seen:
    """One status read from a log: at [start, end) of the text, `count` times. `form` names the form that read it."""

    status: int
    start: int
    end: int
    form: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Log:
    """What a pasted text says. `sure` is False when only loose words, not a log's form, name the statuses."""

    seen: tuple[Seen, ...]
    status_class: Literal["1xx", "2xx", "3xx", "4xx", "5xx"] | None
    sure: bool

    @property
    def codes(self) -> tuple[int, ...]:
        """Each status once: 5xx first, then 4xx, 3xx, 2xx; within a class by how often, then by first appearance."""
        counts = Counter[int]()
        for seen in self.seen:
            counts[seen.status] += seen.count
        order = {status: index for index, status in enumerate(counts)}
        return tuple(sorted(counts, key=lambda s: (-(s // 100), -counts[s], order[s])))


def _forms(*forms: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in forms)


# Forms of one line, the most telling first. Their status group is all that is taken.
_FORMS = _forms(
    ("alb", r"(?:^|\s)(?:https?|h2|grpcs?|"
    r"wss?) \d{4}-\d\d-\d\dT\S+ \S+ \S+ \S+ [-\d.]+ [-\d.]+ [-\d.]+ " + _CODE + r" (?:\d{3}|-) "),
    ("elb", r"^\d{4}-\d\d-\d\dT\S+ \S+ [\d.]+:\d+ \S+ [-\d.]+ [-\d.]+ [-\d.]+ " + _CODE + r" (?:\d{3}|-) \d+ \d+ \""),
    ("cloudfront", r"^\d{4}-\d\d-\d\d\t[\d:]+\t\S+\t\d+\t\S+\t" + _METHOD + r"\t\S+\t\S+\t" + _CODE + r"\t"),
    ("iis", r"^\d{4}-\d\d-\d\d [\d:]+ .{0,80}?\b" + _METHOD + r" \S+ .{0,600} " + _CODE + r" \d+ \d+(?: \d+){0,3}\s*$"),
    ("haproxy", r"\s\S+/\S+ (?:[-+]?\d+/){3,4}[-+]?\d+ " + _CODE + r" [-+]?\d+ \S+ \S+ [A-Za-z-]{2,4} "),
    ("access", r"\"" + _METHOD + r" [^\"]{0,4000}\" " + _CODE + r"(?=[\s\"]|$)"),
    ("access", r"\"-\" " + _CODE + r" \d+ \""),
    ("access", r"(?i)\b" + _METHOD + r" (?:https?://|/)\S* (?:HTTP/[\d.]+ )?(?:-> |→ |=> |"
    r": )?\(?" + _CODE + r"(?= |$|\)|,|;| in )"),
    ("uwsgi", r"\(HTTP/[\d.]+ " + _CODE + r"\)"),
    ("status line", r"(?i)\bHTTP/[1-3](?:\.\d)?[\" ]\s?" + _CODE + r"(?=\D|$)"),
    ("pseudo-header", r"(?i):status:? ['\"]?" + _CODE),
    ("field", r"(?i)[\"']?(?<![a-z])(?:[a-z.]*[_.-])?(?:http[_-]?)?(?:status|status[_-]?code|response[_-]?code|"
    r"http[_-]?code|responsestatus|"
              r"downstreamstatus|originstatus|elb_status_code|sc-status|rc)[\"']?\s{0,2}(?:=~|[:=]|"
              r"=>)\s{0,2}[\"']?" + _CODE),
    ("rails", r"\bCompleted " + _CODE + r"\b"),
    ("requests", r"\b" + _CODE + r" (?:Client|Server) Error\b"),
    ("failure", r"(?i)\b(?:failed with(?: status(?: code)?)?|returned error|response code(?: for url)?|"
    r"http error|server returned|responded with(?: an?)?"
                r"(?: status(?: of| code)?)?|unexpected (?:status|response)(?: code)?|bad status|"
                r"returned(?: an?)?(?: invalid)?(?: http)?(?: status)?(?: code)?|"
                r"rejected with(?: status)?|status code(?: of| was| is)?|"
                r"statuscode)[:=]?\s{0,2}[\"'(]?(?:HTTP(?:/[\d.]+)?\s)?" + _CODE + r"(?=\D|$)"),
    ("said", r"(?i)\b(?:status(?: of| was| is)?|got (?:http )?(?:status )?|http(?: status)?|"
             r"상태\s?코드|상태코드|응답\s?코드|응답코드)[:=]?\s{0,2}[\"'(]?(?:HTTP(?:/[\d.]+)?\s)?" + _CODE + r"(?=\D|$)"),
    ("exception", r"(?:Exception|Error|Exc|StatusCodeError|"
    r"HTTPError)[\w$.]{0,60}\s?[:(]\s?[\"'(]?(?:HTTP )?" + _CODE + r"(?=[\s:,)\"']|$)"),
    ("phrase", r"(?i)\b" + _CODE + r" \(?(?:bad request|unauthorized|forbidden|not found|method not allowed|"
    r"conflict|gone|payload too large|"
               r"content too large|request entity too large|unsupported media type|unprocessable \w+|"
               r"too many requests|internal server error|internal_server_error|"
               r"not implemented|bad gateway|service unavailable|service temporarily unavailable|"
               r"gateway time-?out|moved permanently|found\b|not modified|"
               r"temporary redirect|permanent redirect|request timeout|request header\w* \w+ too large)"),
    ("arrow", r"(?:->|→|=>|➜)\s?" + _CODE + r"(?=[\s,.)]|$)"),
)  # fmt: skip
# Lines of a table made by a shell: `uniq -c` (count first) or "502 3건".
_UNIQ = re.compile(r"^\s*(?P<count>\d{1,9})\s+\"?(?P<status>[1-5]\d\d)\"?\s*$")
_COUNTED = re.compile(
    r"(?<![\d.:/#-])(?P<status>[1-5]\d\d)\s?(?:에러|오류)?\s?(?:x|×|:)?\s?(?P<count>\d{1,7})\s?(?:건|회|번|개|times|hits)"
)
_CLASS = re.compile(r"(?i)(?<![\w.])(?P<digit>[1-5])(?:xx|\d\d번대|00번대|\*\*)(?![\w])")
_LOG_LOOK = re.compile(
    r"(?im)^[ \t]*(?:\[?\d{4}[-/]\d\d[-/]\d\d[t ]\d\d:\d\d|\d\d:\d\d(?::\d\d)?\b|\[?\d\d/[a-z]{3}/\d{4}|"
    r"[a-z]{3} +\d+ \d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} |"
    r"\[firing|\[resolved|\[critical|\[alert|alert|\{\"|level=|time=|traceback|[ \t]+at \S+\(|caused by|\$ |> |< |"
    r"curl: |sentry|http/|"
    r"(?:error|warn|info|debug|fatal|crit)\b[ :\]])"
)


def read_log(text: str) -> Log | None:
    """The statuses of a pasted text, None when it does not look like one. `text` is normalised but not lower-cased."""
    seen = tuple(_read(text))
    if len(seen) == 1 and seen[0].form == "uniq":
        return None  # two numbers on a line: "301 308" asks to compare
    looks = bool(_LOG_LOOK.search(text))
    by_form = [one for one in seen if one.form not in ("arrow", "said", "phrase", "exception", "counted")]
    match = _CLASS.search(text)
    status_class = _class_of(match["digit"]) if match and not seen else None
    if not seen and not (looks and (status_class or _SILENT.search(text))):
        return None
    return Log(seen, status_class, sure=bool(by_form) or looks)


# Lines that speak of a failed exchange and print no status.
_SILENT = re.compile(
    r"(?i)upstream (?:timed out|prematurely closed|sent)|no live upstreams|connect\(\) failed|recv\(\) failed|"
    r"while (?:reading response header|connecting to upstream|reading upstream)|limiting (?:requests|"
    r"connections)|client intended to send too large body"
)


def _class_of(digit: str) -> Literal["1xx", "2xx", "3xx", "4xx", "5xx"]:
    classes: dict[str, Literal["1xx", "2xx", "3xx", "4xx", "5xx"]] = {"1": "1xx", "2": "2xx", "3": "3xx", "4": "4xx", "5": "5xx"}
    return classes[digit]


def _read(text: str) -> Iterator[Seen]:
    position = 0
    for line in text.splitlines(keepends=True):
        yield from _moved(_read_line(line.rstrip("\r\n")), position)
        position += len(line)


def _moved(seen: Iterable[Seen], by: int) -> Iterator[Seen]:
    for one in seen:
        yield Seen(one.status, one.start + by, one.end + by, one.form, one.count)


def _read_line(line: str) -> Iterator[Seen]:
    if match := _UNIQ.match(line):
        yield Seen(int(match["status"]), match.start("status"), match.end("status"), "uniq", int(match["count"]))
        return
    for form, pattern in _FORMS:
        matches = list(pattern.finditer(line))
        if matches:
            taken = matches if form in ("said", "arrow", "phrase") else matches[:1]
            yield from (Seen(int(m["status"]), m.start("status"), m.end("status"), form) for m in taken)
            return
    for match in _COUNTED.finditer(line):
        yield Seen(int(match["status"]), match.start("status"), match.end("status"), "counted", int(match["count"]))
