"""Which hop of the chain speaks in a pasted log, and what in its lines proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.answer import wording
from bot.asked import LogLine, Proof
from bot.card import Block, Line, Plain, Step, Steps, Strong
from bot.card import Code as CodeSpan
from bot.registry import prose
from bot.registry.catalog import Catalog

_FAILED = 400
_MOST = 4
_LOAD_BALANCERS = {"alb": "ALB", "elb": "ELB"}


def told(lines: Sequence[LogLine], proofs: Sequence[Proof], catalog: Catalog) -> Iterator[Block]:
    """Who speaks, each with its evidence; nothing where the lines do not show it."""
    steps = [*_proven(proofs, catalog), *_balanced(lines), *_behind(lines), *_marked(lines, catalog)][:_MOST]
    if steps:
        yield Steps(wording.WHO_SPEAKS, tuple(steps))


def _proven(proofs: Sequence[Proof], catalog: Catalog) -> Iterator[Step]:
    """The words as printed; what the first of them prove is the card's lead, and not said twice."""
    for index, proof in enumerate(proofs):
        if one := catalog.evidence.get(proof.evidence):
            quoted: Line = (Strong(one.speaker), Plain(" — "), CodeSpan(proof.quoted), Plain(f" {proof.count}줄"))
            yield Step((*quoted, Plain(". "), *prose.line(one.proves), Plain(".")) if index else quoted)


def _balanced(lines: Sequence[LogLine]) -> Iterator[Step]:
    """A load balancer prints what it answered and what its target gave: a dash there means that it made the answer itself."""
    for form, name in _LOAD_BALANCERS.items():
        failed = [line for line in lines if line.form == form and line.status >= _FAILED and line.behind is not None]
        own = sum(line.count for line in failed if line.behind == 0)
        passed = sum(line.count for line in failed if line.behind == line.status)
        if own:
            dash = (CodeSpan("target_status_code"), Plain("가 "), CodeSpan("-"), Plain("입니다. "))
            yield Step((Strong(name), Plain(f" — {own}건은 "), *dash, Plain(f"{name}가 직접 만든 응답입니다.")))
        if passed:
            yield Step(
                (Strong("대상 서버"), Plain(f" — {passed}건은 두 칸이 같습니다. 뒤쪽 서버가 보낸 것을 {name}가 그대로 넘겼습니다."))
            )


def _behind(lines: Sequence[LogLine]) -> Iterator[Step]:
    """A proxy that logs the upstream's status beside its own."""
    other = [line for line in lines if line.form not in _LOAD_BALANCERS and line.status >= _FAILED and line.behind is not None]
    differing = Counter((line.behind, line.status) for line in other if line.behind not in (0, line.status))
    same = sum(line.count for line in other if line.behind == line.status)
    none = sum(line.count for line in other if line.behind == 0)
    if same:
        yield Step((Strong("뒤쪽 서버"), Plain(f" — {same}건은 뒤쪽이 준 상태 코드와 같습니다. 앞단은 넘겨주기만 했습니다.")))
    if none:
        yield Step((Strong("앞단"), Plain(f" — {none}건은 뒤쪽의 상태 코드가 비어 있습니다. 앞단이 만든 응답입니다.")))
    for (behind, status), count in differing.most_common(2):
        yield Step((Strong("앞단"), Plain(f" — 뒤쪽은 {behind}, 밖으로는 {status}: {count}건. 앞단이 바꿔 보냈습니다.")))


def _marked(lines: Sequence[LogLine], catalog: Catalog) -> Iterator[Step]:
    """A product's own word for how the exchange ended."""
    counts = Counter[str]()
    for line in lines:
        if line.mark and line.status >= _FAILED:
            counts[line.mark] += line.count
    for mark, count in counts.most_common(2):
        for product, signal in catalog.mark(mark)[:1]:
            yield Step((Strong(product.product), Plain(" — "), CodeSpan(mark), Plain(f" {count}건. "), *prose.line(signal.meaning)))
