"""Patterns over several lines of a log, told only where the lines prove them; where they do not, that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.asked import LogLine
from bot.card import Line, plain
from bot.korean import with_particle

_FAILED = 400
_LEFT = (499, 460)  # the client closed before an answer: nginx, ALB
_TIMED_OUT = (504, 524, 408)
_SERVER_FAILED = 500
_ENOUGH = 2  # lines that agree
_NEAR = 0.15  # seconds over a limit at which a timer fires
_SHORTEST_LIMIT = 1


def of(lines: Sequence[LogLine]) -> Iterator[Line]:
    """Sentences on what the lines show together."""
    if sentence := _at_a_limit(lines, _TIMED_OUT):
        yield plain(sentence)
    if sentence := _clients_left(lines):
        yield plain(sentence)
    if sentence := _began_and_ended(lines):
        yield plain(sentence)


def _at_a_limit(lines: Sequence[LogLine], statuses: tuple[int, ...]) -> str | None:
    """504s that all took the same whole number of seconds: a limit fired."""
    timed = [line for line in lines if line.status in statuses and line.seconds is not None]
    limit = _limit(timed)
    if limit is None:
        return None
    status = timed[0].status
    return f"{status} {len(timed)}건이 모두 {limit}초에서 끊겼습니다. {limit}초짜리 제한 시간에 걸린 것입니다."


def _limit(timed: Sequence[LogLine]) -> int | None:
    if len(timed) < _ENOUGH:
        return None
    spent = [line.seconds or 0.0 for line in timed]
    limit = int(min(spent) + _NEAR)
    return limit if limit >= _SHORTEST_LIMIT and all(-_NEAR / 3 <= one - limit <= _NEAR for one in spent) else None


def _clients_left(lines: Sequence[LogLine]) -> str | None:
    """Clients that closed before an answer, and whether the lines tie them to the failures beside them."""
    left = [line for line in lines if line.status in _LEFT]
    if not left:
        return None
    count, status = sum(line.count for line in left), left[0].status
    told = f"{status} {count}건은 클라이언트가 답을 기다리지 않고 떠난 요청입니다."
    if limit := _limit([line for line in left if line.seconds is not None]):
        told += f" 모두 {limit}초에 끊겨, 클라이언트 쪽 제한 시간이 {limit}초일 가능성이 큽니다."
    failed = Counter(line.status for line in lines if line.status >= _SERVER_FAILED)
    if not failed:
        return told
    other = failed.most_common(1)[0][0]
    if _same_paths(left, [line for line in lines if line.status == other]):
        return f"{told} {with_particle(other, '이')} 난 경로와 같습니다. 느려진 그 경로를 기다리다 떠났을 가능성이 큽니다."
    return f"{told} {with_particle(other, '과')} 얽힌 일인지 이 로그는 말해 주지 않습니다."


def _same_paths(left: Sequence[LogLine], failed: Sequence[LogLine]) -> bool:
    paths = {line.path for line in left}
    return None not in paths and len(left) >= _ENOUGH and paths <= {line.path for line in failed}


def _began_and_ended(lines: Sequence[LogLine]) -> str | None:
    """Server failures that began after answers that went well, and whether they ended within the lines."""
    order = [line for line in lines if line.clock]
    failing = [index for index, line in enumerate(order) if line.status >= _SERVER_FAILED]
    if len(failing) < _ENOUGH or order != sorted(order, key=lambda line: (line.day or "", line.clock or "")):
        return None
    before, after = order[: failing[0]], order[failing[-1] + 1 :]
    if not any(line.status < _FAILED for line in before):
        return None
    told = f"{order[failing[0]].clock}부터 5xx가 납니다. 그 앞의 {len(before)}줄에는 5xx가 없습니다."
    good = [line for line in after if line.status < _FAILED]
    return f"{told} {order[failing[-1]].clock} 뒤로는 다시 나지 않았습니다." if len(good) >= _ENOUGH else told
