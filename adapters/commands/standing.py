"""What `sagongsa study status` prints: how the delivery of the daily card stands."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from adapters.database import schema
from adapters.database.engine import Database
from adapters.database.ledger import Ledger, Standing
from adapters.settings import load

_NAMES = {
    "todo": "보낼 것",
    "sending": "보내는 중",
    "sent": "보냄",
    "unknown": "갔는지 모름",
    "failed": "못 보냄",
    "skipped": "건너뜀",
}
_WHY = {
    "cannot look": "플랫폼이 답하지 않았고, 갔는지 볼 수 없는 채널입니다",
    "not seen": "플랫폼이 답하지 않았고, 갔는지 끝내 볼 수 없었습니다",
    "too late": "그날 안에 보내지 못했습니다",
    "gave up": "여러 번 보냈지만 받지 않았습니다",
    "empty deck": "고른 주제에 카드가 없습니다",
    "unsubscribed": "보내기 전에 구독이 끝났습니다",
    "no platform": "이 프로세스에 그 플랫폼의 토큰이 없습니다",
    "timeout": "플랫폼이 답하지 않았습니다",
    "database": "데이터베이스가 답하지 않았습니다",
}


def read() -> Standing:
    """How it stands now. Raises SettingsError, SchemaBehindError, DatabaseDownError."""
    url = load().database_url.get_secret_value()
    schema.make_ready(url)
    return asyncio.run(_read(url))


async def _read(url: str) -> Standing:
    database = Database(url)
    try:
        return await Ledger(database, "status").standing()
    finally:
        await database.close()


def to_object(standing: Standing) -> dict[str, Any]:
    """As JSON: times in ISO 8601 (UTC)."""
    return {
        "subscriptions": {"active": standing.active, "ended": standing.ended},
        "next_due": _moment(standing.next_due).isoformat() if standing.next_due else None,
        "waiting": standing.queue.counts,
        "queue_age_seconds": round(standing.queue.age, 1),
        "last_30_days": standing.counts,
        "reasons": [{"state": state, "error": error, "count": count} for state, error, count in standing.reasons],
        "latest": [
            {"subscription": one.subscription, "day": one.day.isoformat(), "state": one.state, "error": one.why}
            for one in standing.latest
        ],
    }


def to_text(standing: Standing) -> str:
    due = _moment(standing.next_due).astimezone().strftime("%Y-%m-%d %H:%M:%S %Z") if standing.next_due else "없음"
    lines = [
        f"구독: {standing.active}개, 스스로 끝난 것 {standing.ended}개",
        f"다음 카드: {due}",
        f"기다리는 카드: {_counts(standing.queue.counts)}. 가장 오래 기다린 것은 {standing.queue.age:.0f}초",
        f"지난 30일: {_counts(standing.counts)}",
    ]
    if standing.reasons:
        lines.append("까닭:")
        lines += [f"  {_NAMES[state]} {count}장: {_told(error)}" for state, error, count in standing.reasons]
        lines.append("가장 나중 것:")
        lines += [f"  {one.day} {one.subscription} {_NAMES[one.state]}: {_told(one.why)}" for one in standing.latest]
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{_NAMES[state]} {count}" for state, count in counts.items())


def _told(error: str) -> str:
    """A reason of ours in Korean, one of a platform as it is."""
    return _WHY.get(error, error or "알 수 없음")


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
