"""Text -> Question. Deterministic and pure: no network, no clock, the same text in the same conversation always reads the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.asked import CLASS_OF, Found, Question
from bot.model import Memory, Surface
from bot.registry.catalog import Catalog
from bot.understand import (
    attribute,
    cues,
    direction,
    follow_up,
    intent,
    mentions,
    mine,
    numbers,
    situation,
    stance,
    study,
    topics,
    verdict,
)
from bot.understand.candidates import candidates
from bot.understand.evidence import proofs
from bot.understand.marks import Marks
from bot.understand.mention import Mention
from bot.understand.names import Names
from bot.understand.order import is_of_a_program, order
from bot.understand.pattern import Pattern
from bot.understand.reading import Reading, reading
from bot.understand.redact import redact
from bot.understand.second_look import code_meant, is_hearsay, names_outright, trusting
from bot.understand.statuses import statuses
from bot.understand.text import READ_LIMIT, Text, read

SURE_LIKENESS = 0.84  # one slip in a name of six letters or two in fourteen: taken as that name
OFFERED_LIKENESS = 0.6  # nearer than chance: offered as "혹시 …?"
_UNSURE = 0.6  # for a name that is an everyday word: "ok", "성공"
_OFFERS = 3
_LONGEST_SECRET = 8_200
_A_FEW_WORDS = 11  # characters: so short a text must ask, or it is "내일 404 가요"
_OFFER_LIMIT = 24  # characters: in a longer text a number that is perhaps a status is left alone
_NAME_LIMIT = 60  # characters: a name to look up stands in a short text; longer ones are sentences about something else
_NOTHING = 0.6  # how likely it may be that a text asks us nothing, and yet is answered
_NOTHING_AT_ALL = 0.75  # from here on nothing is asked back either
_AS_THE_WORDS_SAY = 0.05  # how likely the daily card must be where the very words for it stand
_SURELY_REPORTED = 0.8  # how likely a report of statuses must be that neither looks like a log nor speaks of HTTP
_LIKELY = 0.2  # how likely an intent must be to be taken, once the text is known to ask something
_TURNED = 0.7  # how surely a text must argue for one of two codes; below it the two are compared
_PLAINLY = 0.9  # how likely a case must be told in a text that also holds a name of a code
_DOUBTED = 0.5  # how likely the best code of a case must be where the text may as well be a name nearly written
_PLAINLY_TOLD = 0.6  # how likely the best code of a case must be to judge another code by it
_ASKED_BACK = 0.7  # how likely a case must be told for the codes that may fit it to be offered
_OPEN = 0.34  # how likely the best code of a case must be to be answered; below it the likeliest are asked back
_KNOWN_FORM = 0.95
_NO_MEMORY = Memory()
_OF_BOTH = Pattern(
    r"\s*(?:그럼|그러면|근데|아니)?\s*(?:그|이|저)?\s*(?:둘|두\s*개|두\s*코드)\s*(?:이|은|의|다|이서|를)?\s*[^\n]{0,30}?"
    r"(?:달라|다른|다르|차이|구분|비교|헷갈)[^\n]{0,30}"
)
_OF_THAT = Pattern(
    r"\s*(?:좀\s*)?(?:더\s*)?(?:자세히|자세하게|상세히|상세하게)\s*(?:좀|알려\s*줘|설명해\s*줘|말해\s*줘|요)?[\s?!.~]*|\s*more[\s?!.]*"
)


class Understanding:
    """Reads questions against one catalog. Build once a process; `understand` keeps no state."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)
        self._marks = Marks(catalog)
        self._catalog = catalog
        self._evidence = {name: one.words for name, one in catalog.evidence.items()}

    def understand(self, raw: str, surface: Surface = "dm", memory: Memory = _NO_MEMORY) -> Question:
        """`raw` is a message as the platform delivered it, without any command name; `memory` is what its conversation was
        about. Never raises for any text."""
        raw = _without_secrets(raw)
        text = read(raw)
        if not text.plain.strip():
            return Question("help")
        return stance.put(self._asked(raw, text, surface, memory), text.plain)

    def _asked(self, raw: str, text: Text, surface: Surface, memory: Memory) -> Question:
        if question := self._at_a_glance(text):
            return question
        seen = reading(raw, text, self._names, surface, memory)
        if question := self._of_a_log(seen):
            return question
        if not seen.codes and (question := follow_up.of_a_few_words(text.plain, memory)):
            return question
        if seen.shared and not seen.named and mentions.in_question(text.plain, seen.shared):
            return self._which(seen)
        return self._weighed(seen)

    def _of_a_log(self, seen: Reading) -> Question | None:
        """Lines of products whose forms are known, or that are known to tell of a failed exchange: no guess is needed."""
        log = seen.log
        asks = cues.asks_what(seen.plain)
        if len(log.closed) > 1 or (log.closed and not asks) or (log.silent and not asks):
            return self._triage(seen, _KNOWN_FORM)
        return None

    def memory_of(self, raw: str) -> Memory:
        """What an earlier message of a conversation leaves to remember: codes, intent and class."""
        raw = _without_secrets(raw)
        before = reading(raw, read(raw), self._names, "dm", _NO_MEMORY)
        memory = direction.memory_of(before if before.named else before.trusting())
        return memory if memory != _NO_MEMORY else self._of_the_answer(raw)

    def _of_the_answer(self, raw: str) -> Memory:
        """What is remembered of a case that was told without a code: the code that it was answered with."""
        asked = self.understand(raw)
        return Memory(asked.codes[:1], "choose") if asked.intent == "choose" else _NO_MEMORY

    def _at_a_glance(self, text: Text) -> Question | None:
        """A bare number, or the whole text is a name and a question about it: "404", "ok가 뭐야", "찿을수없음"."""
        found = candidates(text.plain) if len(text.plain) < _NAME_LIMIT else []
        if len(found) == 1 and numbers.is_alone(text.plain, found[0]):
            return Question("define", (found[0].code,), found=_found(text, found))
        if not found and _OF_BOTH.fullmatch(text.plain):
            return Question("compare", missing="both")
        if _OF_THAT.fullmatch(text.plain):
            return Question("define", missing="that", detailed=True)
        if about_me := mine.asked(text.plain):
            return Question("help", attribute=about_me)
        if mark := self._marks.asked(text):
            token, start, end = mark
            about = next((product for product in ("envoy", "istio", "haproxy", "iis") if product in text.plain), None)
            return Question("vendor", mark=token, about=about, confidence=0.95, found=(text.found("mark", start, end),))
        if study.is_order(text.plain, self._catalog.vendor_names):
            return self._ordered(text.plain, _KNOWN_FORM)
        if attribute.asks_for_several(text.plain) and (kind := attribute.listed_by_words(text.plain)):
            return Question(
                "attribute", confidence=0.9, attribute=kind[0], about=kind[1], status_class=topics.asked_class(text.plain)
            )
        if topics.only_asks_of_classes(text.plain):
            return Question("class", status_class=topics.asked_class(text.plain), confidence=0.95)
        phrase = _bare(text)
        code = self._names.whole(phrase)
        if code is not None:
            sure = _UNSURE if self._names.is_everyday(phrase) else 0.95
            return Question("define", (code,), confidence=sure, found=_at(text, "name", phrase))
        return None if found else self._misspelt(text, phrase)

    def _misspelt(self, text: Text, phrase: str) -> Question | None:
        """A name with a stroke or two that are wrong, and nothing else beside it but a question."""
        near = self._names.near(phrase, SURE_LIKENESS)
        if near and near[0].likeness > max((one.likeness for one in near[1:]), default=0):
            found = _at(text, "misspelt name", phrase)
            return Question("define", (near[0].code,), confidence=near[0].likeness * 0.9, found=found)
        return None

    def _weighed(self, seen: Reading) -> Question:
        """The likeliest intent that the text can carry; none when no one is likely enough."""
        weighed = intent.weigh(seen)
        if seen.perhaps:
            seen, weighed = trusting(seen, weighed)
        if self._is_study(seen, weighed):
            return self._made("study", seen, weighed["study"]) or self._nearly(seen)
        if question := self._judged(seen, weighed):
            return question
        nothing = 0.0 if names_outright(seen) else weighed.pop("none", 0.0)
        weighed.pop("none", None)
        if nothing < _NOTHING:
            for name, likely in weighed.items():
                if name == "triage" and likely < _SURELY_REPORTED and is_hearsay(seen):
                    return Question("none")
                if likely >= _LIKELY and (question := self._made(name, seen, likely + (1 - nothing - likely) / 2)):
                    return question
        return self._nearly(seen) if nothing < _NOTHING_AT_ALL else Question("none")

    def _judged(self, seen: Reading, weighed: dict[str, float]) -> Question | None:
        """The code for a case, where a text asks whether the code that is given for it is right."""
        told = verdict.case_told(seen) if weighed.get("none", 0.0) < _NOTHING else None
        if not told or not situation.tells_a_case(told[0]):
            return None
        chosen = situation.choose(told[0], self._catalog.cases)
        if chosen.likely < _PLAINLY_TOLD or chosen.case is None or chosen.codes[0] == told[1]:
            return None
        return Question("choose", self._with_alternatives(chosen), confidence=chosen.likely, case=chosen.case)

    @staticmethod
    def _is_study(seen: Reading, weighed: dict[str, float]) -> bool:
        """Whether the words of the daily card stand in a text that may be about it."""
        if weighed.get("study", 0.0) <= _AS_THE_WORDS_SAY or next(iter(weighed)) == "choose":
            return False
        return topics.is_about_study(seen.plain) and not (study.wish(seen.plain) == "delivery" and is_of_a_program(seen.plain))

    def _made(self, name: str, seen: Reading, likely: float) -> Question | None:
        match name:
            case "define":
                return self._attribute(seen, likely) if self._asks_a_property(seen) else self._define(seen, likely)
            case "compare" | "why":
                return self._of_two(name, seen, likely)
            case "class":
                return self._class(seen, likely)
            case "attribute":
                return self._attribute(seen, likely)
            case "triage":
                return self._define(seen, likely) if self._tells_of_one_product_number(seen) else self._triage(seen, likely)
            case "choose":
                return self._define(seen, likely) if self._names_one_product_number(seen) else self._choose(seen, likely)
            case "study":
                return self._study(seen, likely)
            case _:
                return Question("help", confidence=likely)

    def _study(self, seen: Reading, likely: float) -> Question | None:
        wish = study.wish(seen.plain)
        if wish == "delivery":
            return None if is_of_a_program(seen.plain) else self._ordered(seen.plain, likely)
        return Question("study", status_class=seen.status_class or topics.kind_of(seen.plain), confidence=likely, attribute=wish)

    def _ordered(self, plain: str, likely: float) -> Question:
        return Question("study", confidence=likely, attribute="delivery", order=order(plain, self._catalog.vendor_names))

    def _names_one_product_number(self, seen: Reading) -> bool:
        """Whether the one code of a text is a number that some product writes and no standard does: it is what is asked about."""
        entry = self._catalog.iana(seen.codes[0]) if len(seen.codes) == 1 else None
        assigned = entry is not None and entry.state != "unassigned"
        return len(seen.codes) == 1 and bool(self._catalog.vendor(seen.codes[0])) and not assigned

    def _tells_of_one_product_number(self, seen: Reading) -> bool:
        """The same in plain words, where nothing was pasted."""
        log = seen.log
        pasted = (
            log.looks or log.closed or log.clues or log.silent or log.status_class or log.counts or "\n" in seen.text.raw.strip()
        )
        return not pasted and self._names_one_product_number(seen)

    def _asks_a_property(self, seen: Reading) -> bool:
        """Whether words name a property of the one registered code, and none asks what it is: "503은 표준 코드인가요"."""
        spoken_of = seen.codes or seen.memory.codes[:1]
        if len(spoken_of) != 1 or self._names_one_product_number(seen) or cues.asks_what(seen.plain):
            return False
        return self._is_known(spoken_of[0]) and attribute.asked_property(seen.plain) in ("standard", "fault")

    def _define(self, seen: Reading, likely: float) -> Question | None:
        detailed = cues.wants_more(seen.plain)
        if self._is_a_remark(seen):
            return self._nearly(seen)
        if seen.named:
            code = code_meant(seen)
            sure = likely * max(m.confidence for m in seen.named if m.code == code)
            return Question("define", (code,), confidence=sure, found=_found(seen.text, seen.named), detailed=detailed)
        if seen.shared:
            return self._which(seen)
        if meant := follow_up.ordinal(seen.plain, seen.memory.codes):
            return Question("define", meant[:1], confidence=likely, detailed=detailed)
        if seen.memory.codes:
            return Question("define", missing="that", confidence=likely, detailed=detailed)
        return self._nearly(seen)

    @staticmethod
    def _is_a_remark(seen: Reading) -> bool:
        """Whether a few words hold a code without asking: "404 가요". Where codes are spoken of already, "이제 410" asks."""
        few = len(seen.plain) < _A_FEW_WORDS and len(seen.named) == 1 and not seen.memory.codes
        return few and not mentions.in_question(seen.plain, seen.named)

    def _of_two(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        codes, found = seen.codes, _found(seen.text, seen.named)
        if len(codes) == 1:
            return self._of_one_side(name, seen, likely)
        if not codes:
            return self._of_those(name, seen, likely)
        if (stranger := self._stranger(seen)) and cues.asks_whether_it_is(seen.plain) and not direction.compares(seen.plain):
            return Question("define", (stranger,), confidence=likely * 0.9, found=found)
        if name == "why" and len(codes) == 2 and not direction.only_compares(seen):
            sure, pair = direction.preferred(seen)
            if sure >= _TURNED:
                return Question("why", pair, confidence=likely * sure, found=found)
        return Question("compare", codes, confidence=likely, found=found)

    def _of_those(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        """Two codes that were spoken of before, or a class."""
        if name == "why" and (meant := follow_up.ordinal(seen.plain, seen.memory.codes)):
            return Question("why", meant[:2], confidence=likely) if direction.asks_why(seen.plain) else self._define(seen, likely)
        if seen.status_class or seen.memory.status_class:
            return self._class(seen, likely)
        return Question(name, missing="both", confidence=likely) if len(seen.memory.codes) > 1 else None

    def _of_one_side(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        """One code of a pair; where nothing is put against it, a why asks what it comes from: "404가 떠요 왜 그래요"."""
        found = _found(seen.text, seen.named)
        if name == "compare":
            return Question("compare", seen.codes, confidence=likely, found=found, missing="other")
        asked = direction.asked_of(seen.plain, seen.named)
        missing = asked.missing if asked and asked.missing in ("wanted", "aside") else None
        alone = not seen.memory.codes or seen.memory.codes == seen.codes
        if alone and (missing is None or direction.asks_for_a_cause(seen.plain)):
            return self._define(seen, likely)
        return Question("why", seen.codes, confidence=likely, found=found, missing=missing or "wanted")

    def _stranger(self, seen: Reading) -> int | None:
        """The only code of several that nobody assigned: the others are there to say where it would stand."""
        strange = [code for code in seen.codes if not self._is_known(code)]
        return strange[0] if len(strange) == 1 and len(seen.codes) > 1 else None

    def _is_known(self, code: int) -> bool:
        entry = self._catalog.iana(code)
        return bool(self._catalog.vendor(code)) or (entry is not None and entry.state != "unassigned")

    def _class(self, seen: Reading, likely: float) -> Question:
        status_class = seen.status_class or topics.kind_of(seen.plain) or (None if seen.codes else seen.memory.status_class)
        if status_class is None and seen.memory.codes and not seen.codes:
            status_class = CLASS_OF.get(seen.memory.codes[0] // 100)
        return Question("class", status_class=status_class or topics.likeliest_class(seen.plain), confidence=likely)

    def _attribute(self, seen: Reading, likely: float) -> Question | None:
        asked = attribute.property_of(seen)
        found = _found(seen.text, seen.named)
        if seen.codes:
            code = next((m.code for m in reversed(seen.named)), seen.codes[0]) if len(seen.codes) > 1 else seen.codes[0]
            if attribute.is_told_by_the_whole(asked):
                return Question("define", (code,), confidence=likely, found=found)
            return Question("attribute", (code,), confidence=likely, found=found, attribute=asked)
        if attribute.is_told_by_the_whole(asked):
            return Question("define", missing="that", confidence=likely) if seen.memory.codes else None
        if seen.memory.status_class and not seen.memory.codes:
            return Question("class", status_class=seen.memory.status_class, confidence=likely)
        if meant := follow_up.ordinal(seen.plain, seen.memory.codes):
            return Question("attribute", meant[:1], confidence=likely, attribute=asked)
        if seen.memory.codes:
            return Question("attribute", missing="that", confidence=likely, attribute=asked)
        if not attribute.asks_for_codes(seen.plain):
            of_us = attribute.asked_property(seen.plain) or cues.speaks_of_http(seen.plain)
            return Question("attribute", missing="that", confidence=likely, attribute=asked) if of_us else None
        asked, about = attribute.listed_by_words(seen.plain) or (asked, attribute.detail_of(asked, seen.plain))
        return Question("attribute", status_class=seen.status_class, confidence=likely, attribute=asked, about=about)

    def _triage(self, seen: Reading, likely: float) -> Question | None:
        codes, found, lines = statuses(seen)
        status_class = seen.log.status_class or seen.status_class
        if not codes and not status_class and not seen.log.silent and not seen.log.looks:
            return None
        proven = proofs(seen.text.raw, self._evidence)
        return Question(
            "triage", codes, None if codes else status_class, confidence=likely, found=found, lines=lines, proofs=proven
        )

    def _choose(self, seen: Reading, likely: float) -> Question | None:
        if not situation.tells_a_case(seen.plain) or (seen.dismissed and likely < _PLAINLY and not seen.memory.codes):
            return None
        before = () if seen.codes else seen.memory.codes
        chosen = situation.choose(seen.plain, self._catalog.cases, before)
        if chosen.likely < _DOUBTED and self._names.near(_bare(seen.text), OFFERED_LIKENESS):
            return self._nearly(seen)
        if chosen.likely < _OPEN and chosen.case is None:
            if likely < _ASKED_BACK:
                return Question("none")
            return Question("none", chosen.codes[:_OFFERS], confidence=chosen.likely, missing="case")
        words = situation.telling(seen.plain, chosen.codes[0])
        found = tuple(seen.text.found("clue", start, end) for start, end in words)
        codes = self._with_alternatives(chosen)
        return Question("choose", codes, confidence=likely * chosen.likely, case=chosen.case, found=found)

    def _with_alternatives(self, chosen: situation.Choice) -> tuple[int, ...]:
        """The best code, then those that the case names for when it is a little different; without a case, the next likely."""
        told = self._catalog.situation(chosen.case or "")
        others = [other.code for other in told.alternatives] if told else chosen.codes[1:]
        return tuple(dict.fromkeys((chosen.codes[0], *others)))

    def _which(self, seen: Reading) -> Question:
        """A name of several codes: which of them is asked back."""
        mention = seen.shared[0]
        codes = self._names.sharers(seen.plain[mention.start : mention.end])
        return Question("none", codes, confidence=0.5, found=_found(seen.text, [mention]), missing="which")

    def _nearly(self, seen: Reading) -> Question:
        """Not understood, with the codes that may have been meant."""
        if len(seen.plain) <= _OFFER_LIMIT and (perhaps := numbers.offered(seen.text, seen.log)):
            codes = tuple(dict.fromkeys(mention.code for mention in perhaps))[:_OFFERS]
            return Question("none", codes, confidence=0.3, found=_found(seen.text, perhaps))
        near = self._names.near(_bare(seen.text), OFFERED_LIKENESS)
        offered = tuple(one.code for one in near[:_OFFERS])
        return Question("none", offered, confidence=near[0].likeness / 2 if near else 0.0)


def _without_secrets(raw: str) -> str:
    """What is read of a message. Secrets are looked for beyond its end too, or one that is cut in two would stay."""
    return redact(raw[: READ_LIMIT + _LONGEST_SECRET])[:READ_LIMIT]


def _found(text: Text, named: Sequence[Mention]) -> tuple[Found, ...]:
    return tuple(text.found(m.what, m.start, m.end) for m in named)


def _bare(text: Text) -> str:
    """What a short text asks about, without the words that only ask; nothing for a long one."""
    return cues.bare(text.plain) if len(text.plain.strip()) <= _NAME_LIMIT else ""


def _at(text: Text, what: str, phrase: str) -> tuple[Found, ...]:
    start = text.plain.find(phrase)
    return (text.found(what, start, start + len(phrase)),) if start >= 0 else ()
