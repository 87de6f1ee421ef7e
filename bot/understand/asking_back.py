"""What is asked back where a text was not understood: "혹시 이것인가요?"."""

from __future__ import annotations

from bot.asked import Question
from bot.understand import cues, mentions, numbers
from bot.understand.names import Names
from bot.understand.reading import Reading

OFFERS = 3
_OFFERED_LIKENESS = 0.6  # nearer than chance: offered as "혹시 …?"
_OFFER_LIMIT = 24  # characters: in a longer text a number that is perhaps a status is left alone


def which(seen: Reading, names: Names) -> Question:
    """A name of several codes: which of them is asked back."""
    mention = seen.shared[0]
    codes = names.sharers(seen.plain[mention.start : mention.end])
    return Question("none", codes, confidence=0.5, found=mentions.found(seen.text, [mention]), missing="which")


def nearly(seen: Reading, names: Names) -> Question:
    """Not understood, with the codes that may have been meant."""
    if len(seen.plain) <= _OFFER_LIMIT and (perhaps := numbers.offered(seen.text, seen.log)):
        codes = tuple(dict.fromkeys(mention.code for mention in perhaps))[:OFFERS]
        return Question("none", codes, confidence=0.3, found=mentions.found(seen.text, perhaps))
    near = names.near(cues.subject(seen.plain), _OFFERED_LIKENESS)
    offered = tuple(one.code for one in near[:OFFERS])
    return Question("none", offered, confidence=near[0].likeness / 2 if near else 0.0)


def may_be_a_name(seen: Reading, names: Names) -> bool:
    """Whether a text may as well be the name of a code, nearly written."""
    return bool(names.near(cues.subject(seen.plain), _OFFERED_LIKENESS))
