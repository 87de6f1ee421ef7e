"""Text -> Question. Deterministic and pure: no model, no network, the same text always reads the same."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Found, Question
from bot.registry.catalog import Catalog
from bot.understand import cues, mentions, numbers, topics
from bot.understand.features import features
from bot.understand.intent import asked_of
from bot.understand.log import read_log
from bot.understand.mention import Mention
from bot.understand.names import SHARED, Names
from bot.understand.pattern import Pattern
from bot.understand.redact import redact
from bot.understand.situation import Situations, asks_for_a_code
from bot.understand.text import READ_LIMIT, Text, read

SURE_LIKENESS = 0.84  # one slip in a name of six letters or two in fourteen: taken as that name
OFFERED_LIKENESS = 0.6  # nearer than chance: offered as "혹시 …?"
_UNSURE = 0.6  # for a name that is an everyday word: "ok", "성공"
_OFFERS = 3
_STORY_LIMIT = 400
_CASE_FEATURES = 6  # a word or two describe no case
_LIKE, _VERY_LIKE = 0.05, 0.3  # likeness from which a case is taken when a code is asked for, and when none is
# Below this likeness a case must be ahead of those of other codes; if not, which one is meant is asked back. On the labelled
# cases seen while tuning, answers given this way were right four times in five.
_CLEARLY_LIKE, _AHEAD = 0.2, 1.15
_NAME_LIMIT = 60  # characters: a name to look up stands in a short text; longer ones are sentences about something else
_OF_BOTH = Pattern(
    r"\s*(?:그럼|그러면|근데|아니)?\s*(?:그|이|저)?\s*(?:둘|두\s*개|두\s*코드)\s*(?:이|은|의|다|이서|를)?\s*[^\n]{0,30}?(?:달라|다른|다르|차이|구분|비교|헷갈)[^\n]{0,30}"
)
_OF_THAT = Pattern(
    r"\s*(?:좀\s*)?(?:더\s*)?(?:자세히|자세하게|상세히|상세하게)\s*(?:좀|알려\s*줘|설명해\s*줘|말해\s*줘|요)?[\s?!.~]*|\s*more[\s?!.]*"
)


class Understanding:
    """Reads questions against one catalog. Build once a process; `understand` keeps no state."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)
        self._situations = Situations()

    def understand(self, raw: str) -> Question:
        """`raw` is a message as the platform delivered it, without any command name. Never raises for any text."""
        raw = redact(raw[:READ_LIMIT])
        text = read(raw)
        if not text.plain.strip():
            return Question("help")
        return (
            _of_a_log(raw, text)
            or self._of_a_topic(text)
            or self._by_mentions(text)
            or self._of_the_conversation(text)
            or self._by_name(text)
            or self._of_a_situation(text)
            or self._nearly(text)
        )

    def _of_a_topic(self, text: Text) -> Question | None:
        """A class, a property of one code, the daily card, or the bot itself."""
        plain = text.plain
        status_class = topics.asked_class(plain)
        if topics.is_about_study(plain):
            return Question("study", status_class=status_class)
        named = [m for m in mentions.find(text, self._names) if m.what != SHARED]
        codes = tuple(dict.fromkeys(m.code for m in named))
        if not codes and topics.is_about_help(plain):
            return Question("help")
        if status_class and (len(codes) < 2 or (topics.is_range(plain) and not cues.asks_what_it_is(plain))):
            return Question("class", status_class=status_class, confidence=0.9)
        asked = topics.asked_property(mentions.without(plain, named))
        if asked and len(codes) < 2 and cues.is_asking(plain) and not cues.asks_what_it_is(plain):
            if codes:
                return Question("attribute", codes, confidence=0.85, found=_found(text, named), attribute=asked)
            if topics.is_short(plain):
                return Question("attribute", missing="that", confidence=0.6, attribute=asked)
        return None

    def _of_a_situation(self, text: Text) -> Question | None:
        """A case described without its code: the code that fits, or the few that may."""
        if len(text.plain) > _STORY_LIMIT or numbers.of_another_world(text.plain):
            return None
        if len(features(text.plain)) < _CASE_FEATURES:
            return None
        asks = asks_for_a_code(text.plain)
        like = self._situations.most_like(text.plain)
        if not like or like[0].likeness < (_LIKE if asks else _VERY_LIKE):
            return None
        codes = tuple(dict.fromkeys(one.code for one in like))[:_OFFERS]
        rival = next((one.likeness for one in like if one.code != like[0].code), 0.0)
        if like[0].likeness < _CLEARLY_LIKE and like[0].likeness < _AHEAD * rival:
            return Question("none", codes, confidence=0.4, missing="case")
        return Question("choose", codes, confidence=min(0.95, 0.5 + like[0].likeness), situation=like[0].index)

    def codes_in(self, raw: str) -> tuple[int, ...]:
        """The codes a text names, in order, whether or not it asks anything: what a conversation was about."""
        return tuple(dict.fromkeys(m.code for m in mentions.find(read(raw), self._names) if m.what != SHARED))

    def _by_mentions(self, text: Text) -> Question | None:
        """One code or several named in a question: define, compare or why."""
        named = mentions.find(text, self._names)
        if not named or not mentions.in_question(text.plain, named):
            return None
        own = [m for m in named if m.what != SHARED]
        if not own:
            return self._which(text, named[0])
        asked = asked_of(text.plain, own)
        if asked is None:
            return None
        return Question(
            asked.intent,
            asked.codes,
            confidence=min(m.confidence for m in own if m.code in asked.codes) * mentions.sureness(text.plain, own),
            found=_found(text, own),
            missing=asked.missing,
            detailed=cues.wants_more(text.plain),
        )

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

    def _by_name(self, text: Text) -> Question | None:
        """The whole text is a name and a question about it: "ok가 뭐야", also misspelt by a stroke or two."""
        phrase = _bare(text)
        code = self._names.whole(phrase)
        if code is not None:
            sure = _UNSURE if self._names.is_everyday(phrase) else 0.9
            return Question("define", (code,), confidence=sure, found=_at(text, "name", phrase))
        near = self._names.near(phrase, SURE_LIKENESS)
        if near and near[0].likeness > max((n.likeness for n in near[1:]), default=0):
            return Question("define", (near[0].code,), confidence=near[0].likeness * 0.9, found=_at(text, "misspelt name", phrase))
        return None

    def _nearly(self, text: Text) -> Question:
        """Not understood; the codes whose names come near, if any."""
        named = [m for m in mentions.find(text, self._names) if m.what.endswith("number")]
        if named and len(text.plain) <= _NAME_LIMIT:
            codes = tuple(dict.fromkeys(m.code for m in named))[:_OFFERS]
            return Question("none", codes, confidence=0.3, found=_found(text, named))
        near = self._names.near(_bare(text), OFFERED_LIKENESS)[:_OFFERS]
        return Question("none", tuple(n.code for n in near), confidence=near[0].likeness / 2 if near else 0.0)


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


def _found(text: Text, named: Sequence[Mention]) -> tuple[Found, ...]:
    return tuple(text.found(m.what, m.start, m.end) for m in named)


def _bare(text: Text) -> str:
    """What a short text asks about, without the words that only ask; nothing for a long one."""
    return cues.bare(text.plain) if len(text.plain.strip()) <= _NAME_LIMIT else ""


def _at(text: Text, what: str, phrase: str) -> tuple[Found, ...]:
    start = text.plain.find(phrase)
    return (text.found(what, start, start + len(phrase)),) if start >= 0 else ()
