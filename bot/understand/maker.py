"""The Question of each intent, made of what was read: which codes, what about them, and what is left to the conversation."""

from __future__ import annotations

from typing import Literal

from bot.asked import CLASS_OF, Question
from bot.registry.catalog import Catalog
from bot.understand import attribute, cues, direction, follow_up, mentions, study, topics
from bot.understand.asking_back import nearly, which
from bot.understand.cases import Cases
from bot.understand.evidence import proofs
from bot.understand.known import Known
from bot.understand.names import Names
from bot.understand.order import is_of_a_program, order
from bot.understand.reading import Reading
from bot.understand.second_look import code_meant
from bot.understand.statuses import statuses

_A_FEW_WORDS = 11  # characters: so short a text must ask, or it is "내일 404 가요"
_PLAINLY_ASKED = 0.994  # how likely a question must be in so short a text that has no word of asking
_PLAINLY_OURS = 0.9  # how likely the daily card must be where the words may be of somebody's software
_TAKEN = 0.75  # how sure a code is at the least that is asked about: "오백" alone may be a price, "오백 에러" is not
_PLAINLY_A_LOG = 0.95  # how likely lines must be pasted for help that hold no status and look like no log we know
_PLAINLY_WHY = 0.95  # how likely a why must be that has no word for a reason: "두 번째 걸로 하면 뭐가 나은데요"
_TURNED = 0.6  # how surely a text must argue for one of two codes; below it the two are compared


class Maker:
    """Makes Questions over one catalog."""

    def __init__(self, catalog: Catalog, names: Names, cases: Cases) -> None:
        self._catalog = catalog
        self._names = names
        self._cases = cases
        self._known = Known(catalog)
        self._evidence = {name: one.words for name, one in catalog.evidence.items()}

    def made(self, name: str, seen: Reading, likely: float) -> Question | None:
        """The Question of an intent, by name; None where the text cannot carry it."""
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
                return self._define(seen, likely) if self._known.tells_of_one_product_number(seen) else self.triage(seen, likely)
            case "choose":
                return self._define(seen, likely) if self._known.names_one_product_number(seen) else self._cases.told(seen, likely)
            case "study":
                return self._study(seen, likely)
            case _:
                return Question("help", confidence=likely)

    def triage(self, seen: Reading, likely: float) -> Question | None:
        """The statuses of a pasted text, line by line; None where it holds none and looks like no log."""
        codes, found, lines = statuses(seen)
        status_class = seen.log.status_class or seen.status_class
        if not codes and not status_class and not seen.log.silent and not seen.log.looks and likely < _PLAINLY_A_LOG:
            return None
        proven = proofs(seen.text.raw, self._evidence)
        return Question(
            "triage", codes, None if codes else status_class, confidence=likely, found=found, lines=lines, proofs=proven
        )

    def _define(self, seen: Reading, likely: float) -> Question | None:
        detailed = cues.wants_more(seen.plain)
        if likely < _PLAINLY_ASKED and self._is_a_remark(seen):
            return nearly(seen, self._names)
        if seen.named:
            code = code_meant(seen)
            sure = likely * max(_TAKEN, *(m.confidence for m in seen.named if m.code == code))
            return Question("define", (code,), confidence=sure, found=seen.found, detailed=detailed)
        if seen.shared:
            return which(seen, self._names)
        if meant := follow_up.ordinal(seen.plain, seen.memory.codes):
            return Question("define", meant[:1], confidence=likely, detailed=detailed)
        if seen.memory.codes:
            return Question("define", missing="that", confidence=likely, detailed=detailed)
        return nearly(seen, self._names)

    @staticmethod
    def _is_a_remark(seen: Reading) -> bool:
        """Whether a few words hold a code without asking: "404 가요". Where codes are spoken of already, "이제 410" asks."""
        few = len(seen.plain) < _A_FEW_WORDS and len(seen.named) == 1 and not seen.memory.codes
        return few and not mentions.in_question(seen.plain, seen.named)

    def _of_two(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        codes = seen.codes
        if len(codes) == 1:
            return self._of_one_side(name, seen, likely)
        if not codes:
            return self._of_those(name, seen, likely)
        if attribute.likens(seen) and all(map(self._known.is_known, codes)):
            return self._attribute(seen, likely)
        if (stranger := self._known.stranger(seen)) and cues.asks_whether_it_is(seen.plain) and not direction.compares(seen.plain):
            return Question("define", (stranger,), confidence=likely * 0.9, found=seen.found)
        if name == "why" and len(codes) == 2 and not direction.only_compares(seen):
            sure, pair = direction.preferred(seen)
            if sure >= _TURNED:
                return Question("why", pair, confidence=likely * sure, found=seen.found)
        return Question("compare", codes, confidence=likely, found=seen.found)

    def _of_those(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        """Two codes that were spoken of before, or a class."""
        if name == "why" and (pair := follow_up.argued_for(seen.plain, seen.memory.codes)):
            asks_why = direction.asks_why(seen.plain) or likely >= _PLAINLY_WHY
            return Question("why", pair, confidence=likely) if asks_why else self._define(seen, likely)
        if seen.status_class or seen.memory.status_class:
            return self._class(seen, likely)
        return Question(name, missing="both", confidence=likely) if len(seen.memory.codes) > 1 else None

    def _of_one_side(self, name: Literal["compare", "why"], seen: Reading, likely: float) -> Question | None:
        """One code of a pair; where nothing is put against it, a why asks what it comes from: "404가 떠요 왜 그래요"."""
        if name == "compare":
            return Question("compare", seen.codes, confidence=likely, found=seen.found, missing="other")
        asked = direction.asked_of(seen.plain, seen.named)
        missing = asked.missing if asked and asked.missing in ("wanted", "aside") else None
        if seen.memory.codes and (side := follow_up.side_of_that(seen.plain, seen.named, seen.memory.codes[0])):
            missing = side
        alone = not seen.memory.codes or seen.memory.codes == seen.codes
        if alone and (missing is None or direction.asks_for_a_cause(seen.plain)):
            return self._define(seen, likely)
        return Question("why", seen.codes, confidence=likely, found=seen.found, missing=missing or "wanted")

    def _class(self, seen: Reading, likely: float) -> Question:
        status_class = seen.status_class or topics.kind_of(seen.plain) or (None if seen.codes else seen.memory.status_class)
        if status_class is None and seen.memory.codes and not seen.codes:
            status_class = CLASS_OF.get(seen.memory.codes[0] // 100)
        return Question("class", status_class=status_class or topics.likeliest_class(seen.plain), confidence=likely)

    def _asks_a_property(self, seen: Reading) -> bool:
        """Whether words name a property of the one registered code, and none asks what it is: "503은 표준 코드인가요"."""
        spoken_of = seen.codes or seen.memory.codes[:1]
        if len(spoken_of) != 1 or self._known.names_one_product_number(seen) or cues.asks_what(seen.plain):
            return False
        return self._known.is_known(spoken_of[0]) and attribute.asked_property(seen.plain) in ("standard", "fault")

    def _attribute(self, seen: Reading, likely: float) -> Question | None:
        if seen.codes:
            of_it = attribute.property_of_the_code(seen)
            return Question("attribute", (attribute.subject_of(seen),), confidence=likely, found=seen.found, attribute=of_it)
        asked = attribute.property_of(seen)
        if seen.memory.status_class and not seen.memory.codes:
            return Question("class", status_class=seen.memory.status_class, confidence=likely)
        if meant := follow_up.ordinal(seen.plain, seen.memory.codes):
            return Question("attribute", meant[:1], confidence=likely, attribute=asked)
        if seen.memory.codes:
            return Question("attribute", missing="that", confidence=likely, attribute=asked)
        if not attribute.may_ask_for_several(seen.plain) and (told := self._cases.described(seen.plain)):
            return Question("attribute", told, confidence=likely, attribute=asked)
        if asked == attribute.SEARCH_ENGINES:
            return None
        if not attribute.asks_for_codes(seen.plain) and not seen.status_class:
            of_us = attribute.asked_property(seen.plain) or cues.speaks_of_http(seen.plain)
            return Question("attribute", missing="that", confidence=likely, attribute=asked) if of_us else None
        asked, about = attribute.listed_by_words(seen.plain) or (asked, attribute.detail_of(asked, seen.plain))
        return Question("attribute", status_class=seen.status_class, confidence=likely, attribute=asked, about=about)

    def _study(self, seen: Reading, likely: float) -> Question | None:
        wish = study.wish(seen.plain)
        if wish == "delivery":
            if is_of_a_program(seen.plain) and likely < _PLAINLY_OURS:
                return None
            wished = order(seen.plain, self._catalog.vendor_names)
            return Question("study", confidence=likely, attribute=wish, order=wished)
        return Question("study", status_class=seen.status_class or topics.kind_of(seen.plain), confidence=likely, attribute=wish)
