"""A situation in anyone's words -> the situations of the registry that it is most like.

Each situation is one vector: the features of its title and phrasings, weighted by how few situations share them. A text is
compared by cosine. The vectors are data (`situations.json`), made by `sagongsa registry snapshot` and loaded when first needed.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import RegistryError
from bot.understand.features import features
from bot.understand.pattern import Pattern
from bot.understand.text import read

if TYPE_CHECKING:
    from bot.registry.model import Situation

VECTORS = Path(__file__).parent / "situations.json"

# What asks for a code rather than about one. The last part is a bare condition: "토큰이 만료됐을 때".
_ASKS_FOR_A_CODE = Pattern(
    r"(?:뭐|뭘|무엇을?|머|몇\s*번\S{0,2}|어떤\s*(?:코드|거|걸)|무슨\s*(?:코드|응답|상태)|어느\s*(?:코드|것|"
    r"걸))\s*(?:로|을|를|으로)?\s*"
    r"(?:줘|주|내려|내리|보내|써|쓰|반환|리턴|응답|답|던져|던지|뱉|돌려|넣|해야|맞|좋|적당|나와|나가|나오|떠|뜨|"
    r"로)"
    r"|(?:상태|응답|에러|오류|http)\s*코드(?:는|가|로|를|은)?\s*(?:뭐|뭘|몇|어떤|무엇|추천|골라|알려|\?|$)|"
    r"코드\s*(?:뭐|뭘|추천|골라|어떤\s*거)"
    r"|어떻게\s*(?:응답|답|내려|내려줘|처리|줘)|뭐가\s*(?:맞|좋|적절|적당|어울|나을)|뭘로\s*(?:막|답|응답|내|줘|"
    r"해)|몇\s*번(?:이|을|으로|대)?|뭐(?:가|로)\s*나[가와]"
    r"|\b(?:what|which)\s+(?:http\s+)?(?:status|code|response|one)|what\s+(?:should|do|to|would|does|comes|"
    r"goes)|should\s+(?:i|we|it|the)\s+(?:return|send|answer|respond|be|give)"
    r"|return\s+what|\bstatus\s*(?:code)?\s*(?:for|when|if)\b|(?:best|right|proper|correct)\s+(?:status|code)|"
    r"\bcode\s+(?:for|when|if)\b"
    r"|(?:때|경우|경우엔|경우는|경우에|상황|하려면|싶어|싶은데|싶을\s*때|으면|하면|이면|려면|는데|인데|라면|"
    r"다면)\s*[?.!~ㅠㅜ]*\s*$"
    r"|(?:코드|번호|응답\s*번호|응답|결과|대답|상태|response|status)(?:는|은|가|이|도|을|를|"
    r"로)?\s*(?:[뭐머뭘]\S*|어떻게|어떤|정해|있나|있을|될까|맞|추천|좀|요|예요)?\s*[?요~.!ㅋㅠ]*\s*$"
    r"|(?:줄|내려줄|내려주는|주는|나가는|나오는|쓰는|쓸|알려주는|나타내는|거절하는|대답하는|답하는|"
    r"주기\s*좋은)\s*(?:코드|번호|응답|상태)"
    r"|[뭐머](?:줌|씀|함|줘|써|줄|라고|라\s|쓰|됨|던짐)|기대\s*(?:코드|결과|응답)|예상\s*(?:코드|응답)|"
    r"(?:나와야|나가야|되어야|돼야|줘야|떠야|써야|튕겨야|보내야)"
    r"|(?:한테|한텐|에게|에겐|께|놈들?한텐)\s*[?]*\s*$|(?:이럴\s*땐?|이런\s*경우|이\s*경우|"
    r"케이스)\S*\s*[?]*\s*$|(?:때|하면|부르면|오면|들어오면|누르면|보내면|되면)요?\s*[?]+"
    r"|어떻게\s*(?:거절|막|알려|이동|설계)|뭐라고?\s*(?:답|대답|거절|튕|응답|알려)|response\s*code|status\?|"
    r"어떤\s*(?:응답|번호|방식)|뭘\s*(?:줄까|쓸까)"
)


@dataclass(frozen=True, slots=True)
class Like:
    """A situation and how like it the text is (0-1)."""

    index: int
    code: int
    likeness: float


class Situations:
    """The vectors of all situations, loaded from `path` at the first question that needs them."""

    def __init__(self, path: Path = VECTORS) -> None:
        self._path = path

    @cached_property
    def _held(self) -> dict[str, Any]:
        try:
            held: dict[str, Any] = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            mend = "읽을 수 없습니다. `sagongsa registry snapshot`으로 다시 만드세요."
            raise RegistryError(self._path, "", mend) from None
        return held

    def most_like(self, plain: str, limit: int = 8) -> list[Like]:
        """The situations most like a normalised text, best first; ties by their order in the data."""
        codes, rare, vectors = self._held["codes"], self._held["rare"], self._held["vectors"]
        weights = {feature: rare.get(feature, self._held["unknown"]) for feature in features(plain)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        scores: dict[int, float] = defaultdict(float)
        for feature, weight in weights.items():
            for index, value in vectors.get(feature, ()):
                scores[index] += weight * value
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [Like(index, codes[index], score / length / 1000) for index, score in best]


def asks_for_a_code(plain: str) -> bool:
    """Whether the text describes a case and asks which code fits it."""
    return bool(_ASKS_FOR_A_CODE.search(plain))


def vectors_of(situations: Sequence[Situation]) -> str:
    """The text of `situations.json` for the registry's situations; stable."""
    counts = [_counted(situation) for situation in situations]
    shared = Counter(feature for count in counts for feature in count)
    rare = {feature: math.log(1 + len(counts) / number) for feature, number in sorted(shared.items())}
    vectors: dict[str, list[tuple[int, int]]] = {feature: [] for feature in rare}
    for index, count in enumerate(counts):
        weights = {feature: number * rare[feature] for feature, number in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        for feature, weight in weights.items():
            if value := round(weight / length * 1000):
                vectors[feature].append((index, value))
    held = {
        "codes": [situation.code for situation in situations],
        "unknown": round(math.log(1 + len(counts)), 3),
        "rare": {feature: round(value, 3) for feature, value in rare.items()},
        "vectors": {feature: entries for feature, entries in vectors.items() if entries},
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"


def _counted(situation: Situation) -> dict[str, float]:
    """How much each feature weighs in a situation: every phrasing is one voice, whatever its length."""
    total: dict[str, float] = defaultdict(float)
    for phrasing in (situation.title, *situation.phrasings):
        found = features(read(phrasing).plain)
        for feature in found:
            total[feature] += 1 / math.sqrt(len(found))
    return total
