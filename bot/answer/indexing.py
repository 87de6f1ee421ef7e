"""What a search engine makes of an address that answers with a code, as Google documents it for its own.

The claim that is judged is that the address is found in the search results. No specification says anything of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.card import Block, Code, Labelled, Plain, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "google-http-errors"
_SLOWER = "google-crawl-rate"


@dataclass(frozen=True, slots=True)
class Indexing:
    """`told` is a whole sentence without its subject ("구글은 …"), `sources` are keys of documents."""

    found: Literal["yes", "no", "depends"]
    told: str
    blocks: tuple[Block, ...] = ()
    sources: tuple[str, ...] = (SOURCE,)


def indexing(number: int) -> Indexing:
    """What Google makes of a registered code."""
    return _OF_CODES.get(number) or _OF_CLASSES[number // 100]


_OTHERS = Labelled("다른 검색 엔진", plain("구글이 공개한 문서의 내용입니다. 네이버나 빙도 그런지는 여기서 알 수 없습니다."))
_HOPS = Labelled("몇 번까지 따라가나", plain("구글봇은 리다이렉트를 10번까지 따라갑니다. 지나온 주소의 본문은 보지 않습니다."))
_CONTENT = Indexing(
    "depends",
    "내용을 색인 후보로 넘깁니다. 색인한다고 보장하지는 않습니다.",
    (Labelled("조심할 것", plain("오류 화면이나 빈 화면이 오면 Search Console에 소프트 404(soft 404)로 나옵니다.")), _OTHERS),
)
_PERMANENT = Indexing("depends", "따라가서, 옮겨 간 주소를 대표 주소(canonical)로 삼으라는 강한 신호로 봅니다.", (_HOPS, _OTHERS))
_TEMPORARY = Indexing(
    "depends", "따라가지만, 옮겨 간 주소를 대표 주소(canonical)로 삼으라는 신호로는 약하게 봅니다.", (_HOPS, _OTHERS)
)
_GONE = Indexing(
    "no",
    "내용이 없는 주소로 보고 색인하지 않습니다. 색인돼 있던 주소라면 빼고, 찾아오는 횟수도 차츰 줄입니다.",
    (
        Labelled("404와 410", plain("4xx는 429만 빼고 모두 똑같이 다룹니다. 며칠 만에 빠지는지는 문서에 없습니다.")),
        Labelled("조심할 것", plain("구글봇을 덜 오게 하려고 401이나 403을 쓰지 않습니다. 속도는 그대로이고 색인에서 빠집니다.")),
        _OTHERS,
    ),
)
_OVERLOADED = Indexing(
    "depends",
    "서버가 힘들다는 신호로 보고 당분간 천천히 찾아옵니다. 색인된 주소는 남겨 두지만, 오류가 이어지면 결국 뺍니다.",
    (
        Labelled(
            "점검할 때",
            (
                Plain("구글은 급할 때 500, 503, 429를 주는 것을 몇 시간에서 하루 이틀까지로 듭니다. 점검이라면 "),
                Code("Retry-After"),
                Plain("를 실은 503이 뜻에 맞습니다."),
            ),
        ),
        _OTHERS,
    ),
    (SOURCE, _SLOWER),
)
_UNTOLD = Indexing("depends", "이 번호를 어떻게 다루는지 따로 적어 두지 않았습니다.", (_OTHERS,))
_OF_CLASSES: Mapping[int, Indexing] = {1: _UNTOLD, 2: _CONTENT, 3: _UNTOLD, 4: _GONE, 5: _OVERLOADED}
_OF_CODES: Mapping[int, Indexing] = {
    202: Indexing("depends", "내용을 얼마 동안 기다렸다가, 그때까지 받은 것만 색인 후보로 넘깁니다.", (_OTHERS,)),
    204: Indexing("no", "내용을 받지 못했다고 봅니다. Search Console에는 소프트 404(soft 404)로 나올 수 있습니다.", (_OTHERS,)),
    301: _PERMANENT,
    302: _TEMPORARY,
    303: _TEMPORARY,
    304: Indexing("depends", "지난번에 가져간 것과 내용이 같다고 봅니다. 그 밖에 색인에 미치는 영향은 없습니다.", (_OTHERS,)),
    307: _TEMPORARY,
    308: _PERMANENT,
    429: _OVERLOADED,
}
