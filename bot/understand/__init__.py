"""Text -> Question. Deterministic and pure: no model, no network, the same text always reads the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Found, Question
from bot.registry.catalog import Catalog
from bot.understand import cues, numbers
from bot.understand.intent import asked_of
from bot.understand.log import read_log
from bot.understand.mention import Mention
from bot.understand.names import EVERYDAY, SHARED, Names
from bot.understand.pattern import Pattern
from bot.understand.redact import redact
from bot.understand.text import READ_LIMIT, Text, read

SURE_LIKENESS = 0.84  # one slip in a name of six letters or two in fourteen: taken as that name
OFFERED_LIKENESS = 0.6  # nearer than chance: offered as "혹시 …?"
_UNSURE = 0.6  # a mention no surer than this needs words beside it: 백 may be a hundred of anything
_OFFERS = 3
_NAME_LIMIT = 60  # characters: a name to look up stands in a short text; longer ones are sentences about something else
_OF_BOTH = Pattern(
    r"\s*(?:그럼|그러면|근데|아니)?\s*(?:그|이|저)?\s*(?:둘|두\s*개|두\s*코드)\s*(?:이|은|의|다|이서|를)?\s*[^\n]{0,30}?(?:달라|다른|다르|차이|구분|비교|헷갈)[^\n]{0,30}"
)
_OF_THAT = Pattern(
    r"\s*(?:좀\s*)?(?:더\s*)?(?:자세히|자세하게|상세히|상세하게)\s*(?:좀|알려\s*줘|설명해\s*줘|말해\s*줘|요)?[\s?!.~]*|\s*more[\s?!.]*"
)
_ALONE = Pattern(r"[\W_]*")
_HELP = Pattern(
    r"\s*(?:(?:사용법|사용\s*방법|도움말|도움|명령어|헬프|help|usage)(?:\s*(?:좀|알려\s*줘|보여\s*줘|줘|요))*|"
    r"(?:너는?|넌|이거|이건|뭐|무엇|무얼|뭘)\s*(?:뭐|뭘|무엇을|어떻게|를|을)?\s*(?:할\s*수\s*있(?:어|니|나|나요|어요|는\s*거야)|쓰는\s*거야|써)|what\s+can\s+you\s+do)"
    r"[\s?!.~]*"
)


class Understanding:
    """Reads questions against one catalog. Build once a process; `understand` keeps no state."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)

    def understand(self, raw: str) -> Question:
        """`raw` is a message as the platform delivered it, without any command name. Never raises for any text."""
        raw = redact(raw[:READ_LIMIT])
        text = read(raw)
        if not text.plain.strip() or _HELP.fullmatch(text.plain):
            return Question("help")
        return (
            _of_a_log(raw, text)
            or self._by_mentions(text)
            or self._of_the_conversation(text)
            or self._by_bare_name(text)
            or Question("none", confidence=0.0)
        )

    def codes_in(self, raw: str) -> tuple[int, ...]:
        """The codes a text names, in order, whether or not it asks anything: what a conversation was about."""
        return tuple(dict.fromkeys(m.code for m in self._mentions(read(raw)) if m.what != SHARED))

    def _by_mentions(self, text: Text) -> Question | None:
        mentions = self._mentions(text)
        if not mentions or not _is_question(text.plain, mentions):
            return None
        shared = [m for m in mentions if m.what == SHARED]
        if len(shared) == len(mentions):
            return self._which(text, shared[0])
        mentions = [m for m in mentions if m.what != SHARED]
        asked = asked_of(text.plain, mentions)
        if asked is None:
            return None
        return Question(
            asked.intent,
            asked.codes,
            confidence=min(m.confidence for m in mentions if m.code in asked.codes),
            found=tuple(text.found(m.what, m.start, m.end) for m in mentions),
            missing=asked.missing,
            detailed=cues.wants_more(text.plain),
        )

    def _mentions(self, text: Text) -> list[Mention]:
        if numbers.of_another_world(text.plain):
            return []
        named = self._names.find(text.plain)
        counted = [n for n in numbers.find(text.plain) if not any(m.start < n.end and n.start < m.end for m in named)]
        merged: list[Mention] = []
        for mention in sorted([*counted, *named], key=lambda m: m.start):
            if merged and _same_thing(text.plain, merged[-1], mention):
                merged[-1] = merged[-1].joined(mention)
            else:
                merged.append(mention)
        return _without_everyday_words(text, merged)

    def _which(self, text: Text, mention: Mention) -> Question:
        """A name of several codes: which of them is asked back."""
        codes = self._names.sharers(text.plain[mention.start : mention.end])
        found = (text.found(mention.what, mention.start, mention.end),)
        return Question("none", codes, confidence=0.5, found=found, missing="which")

    def _of_the_conversation(self, text: Text) -> Question | None:
        """No code named, but something asked of what was spoken of: "둘이 뭐가 달라?", "자세히"."""
        if _OF_BOTH.fullmatch(text.plain):
            return Question("compare", missing="both")
        if _OF_THAT.fullmatch(text.plain):
            return Question("define", missing="that", detailed=True)
        return None

    def _by_bare_name(self, text: Text) -> Question | None:
        """The whole text is a name and a question about it: "ok가 뭐야"; misspelt, it is taken if sure, else offered."""
        if len(text.plain.strip()) > _NAME_LIMIT:
            return None
        phrase = cues.bare(text.plain)
        code = self._names.whole(phrase)
        if code is not None:
            return Question("define", (code,), confidence=0.9, found=_at(text, "name", phrase))
        near = self._names.near(phrase, OFFERED_LIKENESS)[:_OFFERS]
        if near and near[0].likeness >= SURE_LIKENESS and near[0].likeness > max((n.likeness for n in near[1:]), default=0):
            return Question("define", (near[0].code,), confidence=near[0].likeness * 0.9, found=_at(text, "misspelt name", phrase))
        return Question("none", tuple(n.code for n in near), confidence=near[0].likeness / 2) if near else None


def _without_everyday_words(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """A phrase that is also an English word counts where it is written as a name ("Gone", `found`) or beside another one."""
    everyday = [m for m in mentions if m.what == EVERYDAY]
    if not everyday:
        return list(mentions)
    paired = len(everyday) > 1 and len({m.code for m in everyday}) > 1
    return [m for m in mentions if m.what != EVERYDAY or paired or _written_as_a_name(text, m)]


def _written_as_a_name(text: Text, mention: Mention) -> bool:
    first = text.raw[text.origin[mention.start]]
    before, after = text.plain[mention.start - 1 : mention.start], text.plain[mention.end : mention.end + 1]
    return mention.start > 0 and (first.isupper() or (before in "\"'`(" and after in "\"'`)")) and bool(before)


def _is_question(plain: str, mentions: Sequence[Mention]) -> bool:
    """Codes and names stand alone, or in company that asks: "정상 처리 됐습니다" and "내일 404 가요" are no questions.

    A Korean name is also everyday Korean ("접근 금지 구역이 뭐야"), so beside one the company must speak of HTTP, or say
    nothing but that it asks.
    """
    if len(mentions) > 1:
        return True
    rest = _without(plain, mentions)
    if _ALONE.fullmatch(rest):
        return mentions[0].confidence > _UNSURE
    if mentions[0].what in ("name", SHARED):
        return cues.asks_meaning(rest) or not cues.bare(rest)
    return cues.is_asking(rest)


# Forms that people quote to ask what they mean: "HTTP/1.1 415 … 이거 무슨 뜻?", "status=504 뭐예요".
_QUOTED_FORMS = frozenset({"status line", "field", "failure", "said", "phrase", "arrow"})


def _of_a_log(raw: str, text: Text) -> Question | None:
    """Pasted lines whose statuses are to be looked into. A question about one status line is not: that asks for its meaning."""
    log = read_log(raw)
    if log is None or not log.sure:
        return None
    if len(log.seen) == 1 and log.seen[0].form in _QUOTED_FORMS and cues.asks_what(text.plain):
        return None
    found = tuple(Found(seen.form, raw[seen.start : seen.end], seen.start, seen.end) for seen in log.seen)
    return Question("triage", log.codes, log.status_class, confidence=0.9 if log.seen else 0.6, found=found)


def _same_thing(plain: str, one: Mention, other: Mention) -> bool:
    """The same code named twice in a row: "404 Not Found", "게이트웨이 오류 502"."""
    between = plain[one.end : other.start]
    return one.code == other.code and len(between) <= 12 and not re.search(r"[?!\n]", between)


def _without(plain: str, mentions: Sequence[Mention]) -> str:
    kept = list(plain)
    for mention in mentions:
        kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(kept)


def _at(text: Text, what: str, phrase: str) -> tuple[Found, ...]:
    start = text.plain.find(phrase)
    return (text.found(what, start, start + len(phrase)),) if start >= 0 else ()
