"""What a process counts, in Prometheus' form: `sagongsa_…` at /metrics. Labels are kinds, never ids of people or places."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = self._counter("answers", "답한 질문, 의도와 곳마다", "intent", "surface")
        self.not_understood = self._counter("not_understood", "알아듣지 못한 질문", "surface")
        self.silences = self._counter("silences", "말없이 넘긴 글(장애 채널)")
        self.flooded = self._counter("flooded", "너무 잦아 막은 질문")
        self.seconds = Histogram(
            "sagongsa_answer_seconds", "질문 하나에 답을 만드는 시간(초)", ["surface"], buckets=_BUCKETS, registry=self.registry
        )
        self.platform_errors = self._counter("platform_errors", "플랫폼이 거절한 요청, 이유마다", "platform", "error")
        self.platform_restarts = self._counter("platform_restarts", "죽었다가 다시 시작한 어댑터", "platform")
        self.rate_limit_waits = self._counter("rate_limit_waits", "플랫폼의 횟수 제한으로 기다린 횟수", "platform")
        self.duplicates = self._counter("duplicate_events", "두 번째로 온 이벤트(답하지 않음)", "platform")
        self.deliveries = self._counter("deliveries", "매일 카드의 배달, 끝난 상태마다", "state")
        self.delivery_retries = self._counter("delivery_retries", "다시 보내거나(todo) 갔는지 찾아본(sending) 카드", "state")
        self.delivery_rows = self._gauge("delivery_rows", "지금 그 상태에 있는 카드", "state")
        self.delivery_queue_age = self._gauge("delivery_queue_age_seconds", "보낼 때가 지난 카드가 기다린 가장 긴 시간(초)")
        self.ready = self._gauge("ready", "붙어 있으면 1", "part")

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"sagongsa_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"sagongsa_{name}", about, labels, registry=self.registry)

    def text(self) -> bytes:
        """All of them as Prometheus reads them."""
        return generate_latest(self.registry)
