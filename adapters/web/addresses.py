"""The addresses of cards. Each says all that its card is made of, so that it can be reloaded, shared and gone back to.

/c/404  /c/302-307     a code; codes compared
/q?text=…              a question, as it was written
/t/m:404               a pressed button, by its token
/today  /quiz          today's card, today's first question
With them: surface=mention (where it is asked), after=d:302 (the card that a question follows), start=3 (the rest of a long card).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yarl import URL

from adapters.web import wording
from bot.answer import token
from bot.errors import BadTokenError, SagongsaError
from bot.korean import with_particle
from bot.model import SURFACES, Surface

_CODES = re.compile(r"/c/(\d{3}(?:-\d{3}){0,7})", re.ASCII)
_OF_CODES = re.compile(r"[dc]:(\d{3}(?:-\d{3}){0,7})", re.ASCII)
_PRIVATE: tuple[Surface, ...] = ("dm", "slash")
_LAST_START = 99


class NoSuchAddressError(SagongsaError):
    """An address that names no card."""

    def __init__(self) -> None:
        super().__init__(wording.NO_SUCH_ADDRESS)


class NothingAskedError(SagongsaError):
    """A question without text."""

    def __init__(self) -> None:
        super().__init__(wording.NOTHING_ASKED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: a text or else a press (its token), where, and after which card. `codes` are those of /c/."""

    text: str = ""
    press: str = ""
    surface: Surface = "dm"
    after: str = ""
    start: int = 0
    codes: tuple[int, ...] = ()

    def address(self) -> str:
        """The one address of this."""
        url = URL(self._path())
        if not self.press and not self.codes:
            url = url.update_query(text=self.text)
        if self.surface != "dm":
            url = url.update_query(surface=self.surface)
        if self.after:
            url = url.update_query(after=self.after)
        if self.start:
            url = url.update_query(start=str(self.start))
        return str(url)

    def _path(self) -> str:
        if self.codes:
            return f"/c/{'-'.join(map(str, self.codes))}"
        found = _OF_CODES.fullmatch(self.press)
        if found and self.surface in _PRIVATE and not self.start:
            return f"/c/{found[1]}"
        return f"/t/{self.press.replace('?', '%3F')}" if self.press else "/q"


def read(address: str, today: date, text: str | None = None) -> Asked:
    """What an address asks. `text` is that of a question which is too long for its address.

    Raises NoSuchAddressError, NothingAskedError, BadTokenError.
    """
    try:
        url = URL(address)
    except ValueError:
        raise NoSuchAddressError from None
    surface, start = url.query.get("surface", "dm"), url.query.get("start", "0")
    if surface not in SURFACES or not start.isascii() or not start.isdecimal() or int(start) > _LAST_START:
        raise NoSuchAddressError
    return _asked(url, text, today, surface, int(start))


def _asked(url: URL, text: str | None, today: date, surface: Surface, start: int) -> Asked:
    if found := _CODES.fullmatch(url.path):
        codes = tuple(int(code) for code in found[1].split("-"))
        return _of_codes(codes, surface)
    if url.path == "/q":
        asked = text if text is not None else url.query.get("text", "")
        if not asked.strip():
            raise NothingAskedError
        return Asked(text=asked, surface=surface, after=_followed(url.query.get("after", "")))
    if url.path in ("/today", "/quiz"):
        wish = "card" if url.path == "/today" else "quiz"
        return Asked(press=token.study(wish, None, today.toordinal(), 0), surface=surface)
    if url.path.startswith("/t/") and len(url.path) > len("/t/"):
        return Asked(press=url.path.removeprefix("/t/"), surface=surface, start=start)
    raise NoSuchAddressError


def _of_codes(codes: tuple[int, ...], surface: Surface) -> Asked:
    """A card of codes is the answer to the question for them."""
    if len(codes) == 1:
        return Asked(text=str(codes[0]), surface=surface, codes=codes)
    if len(codes) == 2:
        return Asked(text=f"{with_particle(codes[0], '이랑')} {codes[1]} 차이", surface=surface, codes=codes)
    return Asked(press=token.compare(*codes), surface=surface, codes=codes)


def _followed(after: str) -> str:
    """The token of the card before, where it is one."""
    try:
        token.question(after)
    except BadTokenError:
        return ""
    return after
