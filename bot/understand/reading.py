"""What is seen in a text before anything is decided: the codes it names, a class, statuses in log lines, and what came before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.asked import Found, StatusClass
from bot.model import Memory, Surface
from bot.understand import mentions, topics
from bot.understand.log import Log, read_log
from bot.understand.mention import Mention
from bot.understand.names import SHARED, Names
from bot.understand.text import Text

MARKS = "①②③"  # the first code of a text, the second, any further one
_OTHER_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Reading:
    """One message, read. `named` are the mentions of codes in order, `shared` those of names that several codes have.

    `perhaps` are numbers that are statuses only if the text as a whole asks about one. `dismissed` is a name that was found in
    words that do not ask about a code.
    """

    text: Text
    surface: Surface
    memory: Memory
    named: Sequence[Mention]
    shared: Sequence[Mention]
    perhaps: Sequence[Mention]
    dismissed: Mention | None
    log: Log
    status_class: StatusClass | None

    @property
    def plain(self) -> str:
        return self.text.plain

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Each code named, once, in order."""
        return tuple(dict.fromkeys(mention.code for mention in self.named))

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The codes named, as a Question tells of them."""
        return mentions.found(self.text, self.named)

    @cached_property
    def masked(self) -> str:
        """The text with a mark for each code named by number or name, and 0 for every other number."""
        return self._masked(self.named)

    @cached_property
    def masked_numbers(self) -> str:
        """The text with a mark for each code named by number; names stay as they are."""
        return self._masked([mention for mention in self.named if "number" in mention.what])

    def trusting(self) -> Reading:
        """The same message with the doubtful numbers taken for statuses."""
        return self.with_all(self.perhaps)

    def believing(self, name: Mention | None) -> Reading:
        """The same message with a name in it taken for a code's."""
        return replace(self, named=[name], dismissed=None) if name else self

    def with_all(self, numbers: Sequence[Mention]) -> Reading:
        """The same message with some numbers taken for statuses."""
        return replace(self, named=mentions.merged(self.plain, [*self.named, *numbers]), perhaps=())

    def _masked(self, hidden: Sequence[Mention]) -> str:
        order = {code: MARKS[min(index, 2)] for index, code in enumerate(self.codes)}
        parts, at = [], 0
        for mention in hidden:
            parts += [_OTHER_DIGITS.sub("0", self.plain[at : mention.start]), order[mention.code]]
            at = mention.end
        return "".join([*parts, _OTHER_DIGITS.sub("0", self.plain[at:])])


def reading(raw: str, text: Text, names: Names, surface: Surface, memory: Memory) -> Reading:
    """Read a message; `raw` is what was delivered, secrets blanked out, and `text` the same normalised."""
    log = read_log(raw)
    found, perhaps = mentions.find(text, names, log)
    dismissed = None
    if len(found) == 1 and found[0].what == "name" and not mentions.in_question(text.plain, found):
        dismissed, found = found[0], []  # "접근 금지 구역이 뭐야": a Korean name is everyday Korean as well
    return Reading(
        text=text,
        surface=surface,
        memory=memory,
        named=[mention for mention in found if mention.what != SHARED],
        shared=[mention for mention in found if mention.what == SHARED],
        perhaps=perhaps,
        dismissed=dismissed,
        log=log,
        status_class=topics.asked_class(text.plain),
    )
