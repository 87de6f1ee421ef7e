"""Text -> Question. Deterministic and pure: no network, no clock, the same text in the same conversation always reads the same.

A short text may be plain at a `glance`. Any other is read (`reading`), what it may ask is weighed (`intent`), and the likeliest
Question that it can carry is made (`maker`, `cases`); what was not understood is asked back (`asking_back`).
"""

from __future__ import annotations

from bot.asked import Question
from bot.model import Memory, Surface
from bot.registry.catalog import Catalog
from bot.understand import cues, direction, follow_up, intent, mentions, stance, study, topics
from bot.understand.asking_back import nearly, which
from bot.understand.cases import Cases
from bot.understand.glance import Glance
from bot.understand.maker import Maker
from bot.understand.names import Names
from bot.understand.order import is_of_a_program
from bot.understand.reading import Reading, reading
from bot.understand.redact import redact
from bot.understand.second_look import asks_beside, believing, insisting, is_hearsay, names_outright, trusting
from bot.understand.text import READ_LIMIT, Text, read

_LONGEST_SECRET = 8_200
_NOTHING = 0.6  # how likely it may be that a text asks us nothing, and yet is answered
_NOTHING_AT_ALL = 0.75  # from here on nothing is asked back either
_SURELY_STUDY = 0.9  # how likely the daily card must be to need no word of its own
_AS_THE_WORDS_SAY = 0.05  # how likely the daily card must be where the very words for it stand
_SURELY_REPORTED = 0.8  # how likely a report of statuses must be that neither looks like a log nor speaks of HTTP
_LIKELY = 0.2  # how likely an intent must be to be taken, once the text is known to ask something
_KNOWN_FORM = 0.95
_NO_MEMORY = Memory()


class Understanding:
    """Reads questions against one catalog. Build once a process; `understand` keeps no state."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)
        self._glance = Glance(catalog, self._names)
        self._cases = Cases(catalog, self._names)
        self._maker = Maker(catalog, self._names, self._cases)

    def understand(self, raw: str, surface: Surface = "dm", memory: Memory = _NO_MEMORY) -> Question:
        """`raw` is a message as the platform delivered it, without any command name; `memory` is what its conversation was
        about. Never raises for any text."""
        raw = _without_secrets(raw)
        text = read(raw)
        if not text.plain.strip():
            return Question("help")
        return stance.put(self._asked(raw, text, surface, memory), text.plain)

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

    def _asked(self, raw: str, text: Text, surface: Surface, memory: Memory) -> Question:
        if question := self._glance.question(text):
            return question
        seen = reading(raw, text, self._names, surface, memory)
        if len(text.plain.strip()) == 1 and text.plain.strip().isdecimal():
            return nearly(seen, self._names)  # a choice where there is none to choose
        if question := self._of_a_log(seen):
            return question
        if not seen.codes and (question := follow_up.of_a_few_words(text.plain, memory)):
            return question
        if seen.shared and not seen.named and mentions.in_question(text.plain, seen.shared):
            return which(seen, self._names)
        return self._weighed(seen)

    def _of_a_log(self, seen: Reading) -> Question | None:
        """Lines of products whose forms are known, or that are known to tell of a failed exchange: no guess is needed."""
        log = seen.log
        asks = cues.asks_what(seen.plain)
        if len(log.closed) > 1 or ((log.closed or log.silent) and not asks and not asks_beside(seen)):
            return self._maker.triage(seen, _KNOWN_FORM)
        return None

    def _weighed(self, seen: Reading) -> Question:
        """The likeliest intent that the text can carry; none when no one is likely enough."""
        weighed = intent.weigh(seen)
        if seen.perhaps:
            seen, weighed = trusting(seen, weighed)
        seen = insisting(believing(seen, weighed, self._names), weighed)
        if self._is_study(seen, weighed):
            return self._maker.made("study", seen, weighed["study"]) or nearly(seen, self._names)
        if weighed.get("none", 0.0) < _NOTHING and (question := self._cases.judged(seen)):
            return question
        nothing = 0.0 if names_outright(seen) else weighed.pop("none", 0.0)
        weighed.pop("none", None)
        if nothing < _NOTHING:
            for name, likely in weighed.items():
                if name == "triage" and likely < _SURELY_REPORTED and is_hearsay(seen):
                    return Question("none")
                if likely >= _LIKELY and (question := self._maker.made(name, seen, likely + (1 - nothing - likely) / 2)):
                    return question
        return nearly(seen, self._names) if nothing < _NOTHING_AT_ALL else Question("none")

    @staticmethod
    def _is_study(seen: Reading, weighed: dict[str, float]) -> bool:
        """Whether the words of the daily card stand in a text that may be about it."""
        likely = weighed.get("study", 0.0)
        if likely >= _SURELY_STUDY:
            return True
        if likely <= _AS_THE_WORDS_SAY or next(iter(weighed)) == "choose":
            return False
        return topics.is_about_study(seen.plain) and not (study.wish(seen.plain) == "delivery" and is_of_a_program(seen.plain))


def _without_secrets(raw: str) -> str:
    """What is read of a message. Secrets are looked for beyond its end too, or one that is cut in two would stay."""
    return redact(raw[: READ_LIMIT + _LONGEST_SECRET])[:READ_LIMIT]
