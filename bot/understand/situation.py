"""A situation in anyone's words -> the code that fits it, and the situation of the registry that it is most like.

Two linear models: `situation` knows the codes, from every phrasing of the corpus; `case` knows the registry's own situations, and
picks the card to show among those of the code. Where no case of that code comes near, the card says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand import features
from bot.understand.linear import Linear
from bot.understand.pattern import Pattern

MODEL = Linear("situation")
CASES = Linear("case")
_LONGEST_PIECE = 3
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
class Choice:
    """The codes that may fit, best first, how likely the best is (0-1), and the id of the registry's case nearest to the text."""

    codes: tuple[int, ...]
    likely: float
    case: str | None


def choose(plain: str, cases: dict[str, int], before: Sequence[int] = ()) -> Choice:
    """The code for what a normalised text describes. `cases` are the ids of the registry's situations with their codes."""
    found = clues(plain)
    likely = MODEL.probabilities(clues(plain, before))
    best = next(iter(likely))
    codes = tuple(int(code) for code, sure in likely.items() if code == best or sure > _WORTH_A_LOOK)[:_OFFERED]
    scored = zip(CASES.labels, CASES.scores(found), strict=True)
    case, score = max(
        ((case, score) for case, score in scored if cases.get(case) == codes[0]), key=lambda one: one[1], default=("", -9.0)
    )
    return Choice(codes, next(iter(likely.values())), case if score > _NEAR else None)


def telling(plain: str, code: int) -> list[tuple[int, int]]:
    """Where the words stand that spoke most for a code, as [start, end), the strongest first."""
    label = str(code)
    weighed = [(MODEL.weight(label, clues(word[0])), word.span()) for word in _WORD.finditer(plain[:_STORY])]
    return [span for weight, span in sorted(weighed, reverse=True)[:_SHOWN] if weight > 0]


_WORD = Pattern(r"[^\s?!.,~]{2,}")
_STORY = 400  # characters of a story whose words are weighed
_SHOWN = 3
_OFFERED = 4
_WORTH_A_LOOK = 0.04  # how likely a code must be to be named beside the best
_NEAR = -0.6  # of a case's score: below it the text is told another story than the case's


def clues(plain: str, before: Sequence[int] = ()) -> list[str]:
    """What a text says of a case; `before` are the codes spoken of last, from which a follow-up turns away: "임시 말고 영구면?"."""
    found = features.clues(plain, _LONGEST_PIECE)
    return [*found, *_since(found, before[0])] if before else found


def _since(found: Sequence[str], code: int) -> list[str]:
    return [f"after:{code}", *(f"after:{code}&{clue}" for clue in found if clue[:2] in _THINGS)]


_THINGS = ("c:", "e:", "s:")


def tells_a_case(plain: str) -> bool:
    """Whether there is enough to tell a case by: two words, or a word of four syllables; "--json" is none."""
    return bool(_TOLD.search(plain))


_TOLD = Pattern(r"[가-힣]{4}|[가-힣a-z0-9]{2,}[^가-힣a-z0-9]+[가-힣a-z0-9]{2,}|[가-힣]+[^가-힣]+[가-힣]+")


def asks_for_a_code(plain: str) -> bool:
    """Whether the text describes a case and asks which code fits it."""
    return bool(_ASKS_FOR_A_CODE.search(plain))
