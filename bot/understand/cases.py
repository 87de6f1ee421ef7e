"""Text that tells of a case and asks for its code, or whether the code that is given for it is right."""

from __future__ import annotations

from bot.asked import Question
from bot.registry.catalog import Catalog
from bot.understand import situation, verdict
from bot.understand.asking_back import OFFERS, may_be_a_name, nearly
from bot.understand.names import Names
from bot.understand.reading import Reading

_PLAINLY = 0.9  # how likely a case must be told in a text that also holds a name of a code
_DOUBTED = 0.5  # how likely the best code of a case must be where the text may as well be a name nearly written
_PLAINLY_TOLD = 0.6  # how likely the best code of a case must be to judge another code by it
_ASKED_BACK = 0.7  # how likely a case must be told for the codes that may fit it to be offered
_BEYOND_DOUBT = 0.85  # how likely the best code of a case must be to be taken for a code that is not named
_OPEN = 0.28  # how likely the best code of a case must be to be answered; below it the likeliest are asked back


class Cases:
    """Knows the situations of one catalog."""

    def __init__(self, catalog: Catalog, names: Names) -> None:
        self._catalog = catalog
        self._names = names

    def told(self, seen: Reading, likely: float) -> Question | None:
        """The code for the case that a text tells of; the likeliest are asked back where it may be one of several."""
        if not situation.tells_a_case(seen.plain) or (seen.dismissed and likely < _PLAINLY and not seen.memory.codes):
            return None
        before = () if seen.codes else seen.memory.codes
        chosen = situation.choose(seen.plain, self._catalog.cases, before)
        if chosen.likely < _DOUBTED and may_be_a_name(seen, self._names):
            return nearly(seen, self._names)
        if chosen.likely < _OPEN and chosen.case is None:
            if likely < _ASKED_BACK:
                return Question("none")
            return Question("none", chosen.codes[:OFFERS], confidence=chosen.likely, missing="case")
        words = situation.telling(seen.plain, chosen.codes[0])
        found = tuple(seen.text.found("clue", start, end) for start, end in words)
        codes = self._with_alternatives(chosen)
        return Question("choose", codes, confidence=likely * chosen.likely, case=chosen.case, found=found)

    def judged(self, seen: Reading) -> Question | None:
        """The code for a case, where a text asks whether the code that is given for it is right."""
        told = verdict.case_told(seen)
        if not told or not situation.tells_a_case(told[0]):
            return None
        chosen = situation.choose(told[0], self._catalog.cases)
        if chosen.likely < _PLAINLY_TOLD or chosen.case is None or chosen.codes[0] == told[1]:
            return None
        return Question("choose", self._with_alternatives(chosen), confidence=chosen.likely, case=chosen.case)

    @staticmethod
    def described(plain: str) -> tuple[int, ...]:
        """The code whose case is told, but neither its number nor its name: "주소가 너무 길다는 응답"; nothing where unsure."""
        if not situation.tells_a_case(plain):
            return ()
        chosen = situation.choose(plain, {})
        return chosen.codes[:1] if chosen.likely >= _BEYOND_DOUBT else ()

    def _with_alternatives(self, chosen: situation.Choice) -> tuple[int, ...]:
        """The best code, then those that the case names for when it is a little different; without a case, the next likely."""
        told = self._catalog.situation(chosen.case or "")
        others = [other.code for other in told.alternatives] if told else chosen.codes[1:]
        return tuple(dict.fromkeys((chosen.codes[0], *others)))
