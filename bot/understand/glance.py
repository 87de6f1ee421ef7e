"""What a whole short text is, read at a glance: a bare number, a name and a question about it, an order, a mark."""

from __future__ import annotations

from bot.asked import Found, Question
from bot.registry.catalog import Catalog
from bot.understand import attribute, cues, mentions, mine, numbers, study, topics
from bot.understand.candidates import candidates
from bot.understand.marks import Marks
from bot.understand.names import Names
from bot.understand.order import order
from bot.understand.pattern import Pattern
from bot.understand.text import Text

_SURE_LIKENESS = 0.84  # one slip in a name of six letters or two in fourteen: taken as that name
_UNSURE = 0.6  # for a name that is an everyday word: "ok", "성공"
_NAME_LIMIT = 60  # characters: a name to look up stands in a short text; longer ones are sentences about something else
_SURE = 0.95
_OF_BOTH = Pattern(
    r"\s*(?:그럼|그러면|근데|아니)?\s*(?:그|이|저)?\s*(?:둘|두\s*개|두\s*코드)\s*(?:이|은|의|다|이서|를)?\s*[^\n]{0,30}?"
    r"(?:달라|다른|다르|차이|구분|비교|헷갈)[^\n]{0,30}"
)
_OF_THAT = Pattern(
    r"\s*(?:좀\s*)?(?:더\s*)?(?:자세히|자세하게|상세히|상세하게)\s*(?:좀|알려\s*줘|설명해\s*줘|말해\s*줘|요)?[\s?!.~]*|\s*more[\s?!.]*"
)


class Glance:
    """Knows the names and marks of one catalog."""

    def __init__(self, catalog: Catalog, names: Names) -> None:
        self._catalog = catalog
        self._names = names
        self._marks = Marks(catalog)

    def question(self, text: Text) -> Question | None:
        """A bare number, or the whole text is a name and a question about it: "404", "ok가 뭐야", "찿을수없음"."""
        found = candidates(text.plain) if len(text.plain) < _NAME_LIMIT else []
        if len(found) == 1 and numbers.is_alone(text.plain, found[0]):
            return Question("define", (found[0].code,), found=mentions.found(text, found))
        if not found and _OF_BOTH.fullmatch(text.plain):
            return Question("compare", missing="both")
        if _OF_THAT.fullmatch(text.plain):
            return Question("define", missing="that", detailed=True)
        if about_me := mine.asked(text.plain):
            return Question("help", attribute=about_me)
        if mark := self._marks.asked(text):
            token, start, end = mark
            about = next((product for product in ("envoy", "istio", "haproxy", "iis") if product in text.plain), None)
            return Question("vendor", mark=token, about=about, confidence=_SURE, found=(text.found("mark", start, end),))
        if study.is_order(text.plain, self._catalog.vendor_names):
            wished = order(text.plain, self._catalog.vendor_names)
            return Question("study", confidence=_SURE, attribute="delivery", order=wished)
        if attribute.asks_for_several(text.plain) and (kind := attribute.listed_by_words(text.plain)):
            return Question(
                "attribute", confidence=0.9, attribute=kind[0], about=kind[1], status_class=topics.asked_class(text.plain)
            )
        if topics.only_asks_of_classes(text.plain):
            return Question("class", status_class=topics.asked_class(text.plain), confidence=_SURE)
        phrase = cues.subject(text.plain)
        code = self._names.whole(phrase)
        if code is not None:
            sure = _UNSURE if self._names.is_everyday(phrase) else _SURE
            return Question("define", (code,), confidence=sure, found=_at(text, "name", phrase))
        return None if found else self._misspelt(text, phrase)

    def _misspelt(self, text: Text, phrase: str) -> Question | None:
        """A name with a stroke or two that are wrong, and nothing else beside it but a question."""
        near = self._names.near(phrase, _SURE_LIKENESS)
        if near and near[0].likeness > max((one.likeness for one in near[1:]), default=0):
            found = _at(text, "misspelt name", phrase)
            return Question("define", (near[0].code,), confidence=near[0].likeness * 0.9, found=found)
        return None


def _at(text: Text, what: str, phrase: str) -> tuple[Found, ...]:
    start = text.plain.find(phrase)
    return (text.found(what, start, start + len(phrase)),) if start >= 0 else ()
