"""Pasted log lines, alerts and client errors: the statuses that stand in a known field, and clues to the others.

A product's own line ("closed") is read by its form: the status is what the format puts in its field, and bytes, ports,
durations, ids, path segments beside it are never taken. Other lines only give clues ("status=", "returned error:") that
`bot.understand.numbers` weighs with everything else about a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.asked import StatusClass
from bot.understand.pattern import Pattern

_METHOD = r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT|PROPFIND|REPORT|MKCOL|LOCK|PURGE)"
_CODE = r"(?P<status>[1-9]\d\d)(?!\d|\.\d)"
_SHORTEST_LINE = 14  # characters of the shortest line that a product writes: "Sent 503 in 2ms"
_LONGEST_LINE = 4_000  # characters of a line that forms are tried on


@dataclass(frozen=True, slots=True)
class Seen:
    """One status read from a closed line: at [start, end) of the text, `count` times. `form` names the form that read it."""

    status: int
    start: int
    end: int
    form: str
    count: int = 1


@dataclass(slots=True)
class Log:
    """What a pasted text holds. `closed` are the lines that a product's form took whole, as [start, end) of the text.

    `clues` name the open form that a number stands in, by where the number starts; `counts` how often it says it occurred.
    `looks` is whether the text is built like a log, `silent` whether it tells of a failed exchange without printing a status.
    """

    seen: list[Seen] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    clues: dict[int, str] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    status_class: StatusClass | None = None
    looks: bool = False
    silent: bool = False

    def is_closed(self, at: int) -> bool:
        """Whether a position of the text is in a line that a form took whole."""
        index = bisect_right(self.closed, (at, len(self.closed) and self.closed[-1][1])) - 1
        return index >= 0 and at < self.closed[index][1]


def _forms(*forms: tuple[str, str]) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, Pattern(pattern)) for name, pattern in forms)


# Forms of a product's line, the most telling first: the status stands in its field, and no other number of the line is one.
_CLOSED = _forms(
    ("alb", r"(?:^|\s)(?:https?|h2|grpcs?|"
    r"wss?) \d{4}-\d\d-\d\dT\S+ \S+ \S+ \S+ [-\d.]+ [-\d.]+ [-\d.]+ " + _CODE + r" (?:\d{3}|-) "),
    ("elb", r"^\d{4}-\d\d-\d\dT\S+ \S+ [\d.]+:\d+ \S+ [-\d.]+ [-\d.]+ [-\d.]+ " + _CODE + r" (?:\d{3}|-) \d+ \d+ \""),
    ("cloudfront", r"^\d{4}-\d\d-\d\d\t[\d:]+\t\S+\t\d+\t\S+\t" + _METHOD + r"\t\S+\t\S+\t" + _CODE + r"\t"),
    ("iis", r"^\d{4}-\d\d-\d\d [\d:]+ .{0,80}?\b" + _METHOD + r" \S+ .{0,600} " + _CODE + r" \d+ \d+(?: \d+){0,3}"
     r"(?=\s*$|\s{1,4}[^\s\d])"),
    ("haproxy", r"\s\S+/\S+ (?:[-+]?\d+/){3,4}[-+]?\d+ " + _CODE + r" [-+]?\d+ \S+ \S+ [A-Za-z-]{2,4} "),
    ("access", r"\"" + _METHOD + r" [^\"]{0,4000}\" " + _CODE + r"(?=[\s\"]|$)"),
    ("access", r"\"-\" " + _CODE + r" \d+ \""),
    ("access", r"(?i)\b" + _METHOD + r" (?:https?://|/)\S* (?:HTTP/[\d.]+ )?(?:-> |→ |=> |"
    r": )?\(?" + _CODE + r"(?= |$|\)|,|;| in )"),
    ("access", r"\"[A-Z]{3,12} \S{1,2000} HTTP/[\d.]+\"? " + _CODE + r"(?=[\s\"]|$)"),
    ("phoenix", r"\bSent " + _CODE + r" in \d"),
    ("prometheus", r"^\s*[a-zA-Z_:][\w:]{2,100}\{[^\n]{0,400}\b(?:\w{0,20}status\w{0,10}|code)=\"" + _CODE +
     r"\"[^\n]{0,400}\}\s+[\d.]"),
    ("metric", r"HTTPCode_(?:ELB|Target)_" + _CODE + r"_Count"),
    ("squid", r"\b(?:TCP|UDP|NONE|SSL)[A-Z_]*/" + _CODE + r" \d+ [A-Z]+ "),
    ("gin", r"\| " + _CODE + r" \| +[\d.]+[nµm]?s \|"),
    ("iis error", r"(?i)\bHTTP Error (?P<status>[45]\d\d)\.\d{1,3}\b"),
    ("uwsgi", r"\(HTTP/[\d.]+ " + _CODE + r"\)"),
)  # fmt: skip
# Words and fields before or after a number that call it a status: clues for the model, which also sees all the rest.
_OPEN = _forms(
    ("status line", r"(?i)\bHTTP/[1-3](?:\.\d)?[\" ]\s?" + _CODE + r"(?=\D|$)"),
    ("pseudo-header", r"(?i):status:? ['\"]?" + _CODE),
    ("field", r"(?i)[\"']?(?<![a-z])(?:[a-z.]*[_.-])?(?:http[_-]?)?(?:status|status[_-]?code|response[_-]?code|"
    r"http[_-]?code|responsestatus|"
              r"downstreamstatus|originstatus|elb_status_code|sc-status|rc)[\"']?\s{0,2}(?:=~|[:=]|"
              r"=>)\s{0,2}[\"']?" + _CODE),
    ("kubernetes", r"(?i)(?:\"reason\":\"\w+\",(?:\"details\":\{[^}]{0,400}\},)?\"code\":|reason: \w+, code: )" + _CODE),
    ("codes", r"(?i)failed with these codes: \[" + _CODE),
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
    ("failure", r"\[" + _CODE + r"\] during \["),
    ("failure", r"\bresponse_code " + _CODE),
    ("arrow", r"(?:->|→|=>|➜)\s?" + _CODE + r"(?=[\s,.)]|$)"),
)  # fmt: skip
# Rows of a report in plain words, told by what stands beside the status: a path, or a time at the start of the line.
_ROWS = _forms(
    ("path", r"(?<![\w.:/#=-])" + _CODE + r"[ \t]+(?:" + _METHOD + r"[ \t]+)?/[\w./-]*"),
    ("path", r"(?<!\S)/[\w./-]*[ \t:=]{1,3}" + _CODE + r"(?=[ \t]*(?:$|[,.;)]))"),
    ("timed", r"^[ \t]*\[?(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?Z?\]?[ \t]+(?:[a-z][\w.-]{0,30}[ \t]+)?"
     + _CODE + r"(?=[ \t]*$)"),
    ("verdict", r"(?i)^[ \t\W]*(?:ok|pass|passed|fail|failed|up|down|block|blocked|allow|deny|denied|error)\b"
     r"[ \t\]:|-]+(?:/\S*[ \t]+)?" + _CODE + r"(?=\D|$)"),
)  # fmt: skip
# "502=60, 503=88", "408 -> 51, 400 -> 207", "401 /login x 212", "504  ▇▇▇ 3021": statuses and how often each occurred.
_TALLY = Pattern(
    r"(?<![\w.:/#=,-])(?P<status>[1-5]\d\d)[\"']?(?:[ \t]+/[\w./-]*)?[ \t]{0,3}"
    r"(?:(?P<sign>=|x|×|\*|:|->|→|–|[▇█▆▅▄▃▂#|]{1,60}|[이가은는](?=[ \t]\d))[ \t]{0,3}|[ \t]?\((?=\d[\d,]{0,9}\))"
    r"|[ \t](?=\d[\d,.]{0,9}[ \t]?(?:/s|/min|rps|건|회|times|hits|%)))"
    r"(?P<count>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,3})?)(?:[ \t]?(?:/s(?:ec)?|/min|rps|%|건|회|times|hits))?(?![a-z\d_%]|[.:/-]\d)"
)
_ANY_STATUS = Pattern(r"[1-5]\d\d")
_MAY_BE_A_CHANGE = ("->", "→", "–", "|", "#", "이", "가", "은", "는")
# Lines of a table made by a shell: `uniq -c` (count first) or "502 3건".
_UNIQ = Pattern(r"^\s*(?P<count>\d{1,9})\s+\"?(?P<status>[1-5]\d\d)\"?\s*$")
_COUNTED = Pattern(
    r"(?<![\d.:/#-])(?P<status>[1-5]\d\d)\s?(?:에러|오류)?\s?(?:x|×|:)?\s?(?P<count>\d{1,7})\s?(?:건|회|번|개|times|hits)"
)
_CLASS = Pattern(
    r"(?i)(?<![a-z0-9.])(?P<digit>[1-5])(?:xx|\d\d번대|00번대|\*\*)(?![a-z0-9])|"
    r"(?:_|elb|http|[a-z.])(?P<named>[1-5])xx(?=[a-z_`\"'\s]|$)|(?:code|status)=~\"?(?P<any>[1-5])\.\."
)
_LOG_LOOK = Pattern(
    r"(?im)^[ \t]*(?:\[?\d{4}[-/]\d\d[-/]\d\d[t ]\d\d:\d\d|\d\d:\d\d(?::\d\d)?\b|\[?\d\d/[a-z]{3}/\d{4}|"
    r"[a-z]{3} +\d+ \d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} |"
    r"\[firing|\[resolved|\[critical|\[alert|alert|\{\"|level=|time=|traceback|[ \t]+at \S+\(|caused by|\$ |> |< |"
    r"curl: |sentry|http/|"
    r"(?:error|warn|info|debug|fatal|crit)\b[ :\]])"
)


def read_log(text: str) -> Log:
    """What stands in the lines of a text, which is normalised neither in case nor in width."""
    log = Log(looks=bool(_LOG_LOOK.search(text)), silent=bool(_SILENT.search(text)))
    position = 0
    for line in text.splitlines(keepends=True):
        _read_line(line[:_LONGEST_LINE].rstrip("\r\n"), position, log)
        position += len(line)
    if _ANY_STATUS.search(text):
        _read_tally(text, log)
        _read_rows(text, log)
    _leave_two_numbers(log)
    if match := _CLASS.search(text):
        log.status_class = _CLASSES[match["digit"] or match["named"] or match["any"]]
    return log


def _read_tally(text: str, log: Log) -> None:
    """Two and more statuses with a count each; the counts are no statuses, whatever their size."""
    pairs = [match for match in _TALLY.finditer(text[:_LONGEST_LINE]) if not log.is_closed(match.start())]
    told = {match["status"] for match in pairs}
    if len(told) < 2 or (all(_may_be_a_change(match) for match in pairs)):
        return
    for match in pairs:
        log.seen.append(Seen(int(match["status"]), match.start("status"), match.end("status"), "tally", _number(match["count"])))
        log.closed.append(match.span())
    log.closed.sort()


def _may_be_a_change(pair: re.Match[str]) -> bool:
    """Whether "301 -> 308" may as well be one code that becomes another."""
    return pair["sign"] in _MAY_BE_A_CHANGE and bool(re.fullmatch(r"[1-5]\d\d", pair["count"]))


def _number(written: str) -> int:
    return int(float(written.replace(",", "")))


def _read_rows(text: str, log: Log) -> None:
    """Rows of one kind, two and more, are a report; a single one is only a clue."""
    for form in ("path", "timed", "verdict"):
        rows = [match for name, pattern in _ROWS if name == form for match in _by_line(pattern, text)]
        starts = {match for match in rows if not log.is_closed(match)}
        for start in starts:
            log.clues.setdefault(start, f"{form} rows" if len(starts) > 1 else form)


def _by_line(pattern: Pattern, text: str) -> Iterator[int]:
    position = 0
    for line in text[:_LONGEST_LINE].splitlines(keepends=True):
        yield from (position + match.start("status") for match in pattern.finditer(line.rstrip("\r\n")))
        position += len(line)


def _leave_two_numbers(log: Log) -> None:
    """A table has lines: two numbers on a single one ask to compare ("301 308")."""
    if [one.form for one in log.seen] == ["uniq"]:
        log.seen.clear()
        log.closed.clear()


_CLASSES: dict[str, StatusClass] = {"1": "1xx", "2": "2xx", "3": "3xx", "4": "4xx", "5": "5xx"}

# Lines that speak of a failed exchange and print no status.
_SILENT = Pattern(
    r"(?i)blocked by CORS policy|upstream request timeout|upstream connect error|AH0(?:0957|0898|1102|1114|1630|1797)|"
    r"upstream (?:timed out|prematurely closed|sent)|no live upstreams|connect\(\) failed|recv\(\) failed|"
    r"while (?:reading response header|connecting to upstream|reading upstream)|limiting (?:requests|"
    r"connections)|client intended to send too large body|RoutingError|No route matches|has no server available|"
    r"HttpRequestMethodNotSupportedException|\bis DOWN, reason:|"
    r"(?:liveness|readiness|startup) probe failed: (?:get|http)|\b(?:get|post|put|patch|delete|head) \"https?://[^\"\s]{1,500}\": "
    r"(?:context|dial|net/http|read|eof|http2|write|unexpected)|"
    r"(?:connecttimeout|readtimeout|sockettimeout|httpconnecttimeout)\w{0,9}: [^\n]{0,120}"
    r"(?::(?:80|443|8080|8443)\b|read timed out|https?:)|"
    r"requests\.exceptions\.(?:read|connect)?\s?(?:timeout|connectionerror)|https?connectionpool\(|axioserror: |socket hang up"
)


def _read_line(line: str, position: int, log: Log) -> None:
    taken = list(_taken_whole(line))
    if taken:
        log.closed.append((position, position + len(line)))
        log.seen += [Seen(one.status, one.start + position, one.end + position, one.form, one.count) for one in taken]
        return
    for form, pattern in _OPEN:
        for match in pattern.finditer(line):
            log.clues.setdefault(position + match.start("status"), form)
    for match in _COUNTED.finditer(line):
        log.clues.setdefault(position + match.start("status"), "counted")
        log.counts[position + match.start("status")] = int(match["count"])


def _taken_whole(line: str) -> Iterator[Seen]:
    if match := _UNIQ.match(line):
        yield Seen(int(match["status"]), match.start("status"), match.end("status"), "uniq", int(match["count"]))
        return
    if len(line) < _SHORTEST_LINE:
        return
    for form, pattern in _CLOSED:
        if matches := list(pattern.finditer(line)):
            yield from (Seen(int(m["status"]), m.start("status"), m.end("status"), form) for m in matches)
            return
