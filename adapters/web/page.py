"""The one page, filled in: its title, the codes to choose from, and the card as text for those without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from adapters.web import wording
from bot.answer.wording import CLASS_NAMES, class_title
from bot.registry.catalog import Catalog
from bot.registry.snapshot import catalog
from bot.service import search

_STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """What the page loads, by name, with its type: read once, so that no request ever names a path."""
    return {path.name: (path.read_bytes(), _TYPES[path.suffix]) for path in _STATIC.iterdir() if path.suffix in _TYPES}


def page(title: str = "", text: str = "") -> str:
    """The page for an address. `title` and `text` may hold anything that people write."""
    titled = f"{title} · {wording.TITLE}" if title else wording.TITLE
    return _template().substitute(title=escape(titled), text=escape(text), codes=_codes(), options=_options())


@cache
def _template() -> Template:
    return Template((_STATIC / "index.html").read_text(encoding="utf-8"))


@cache
def _codes() -> str:
    return "".join(f"<details><summary>{escape(name)}</summary><ul>{_links(codes)}</ul></details>" for name, codes in _classes())


@cache
def _options() -> str:
    return "".join(f'<optgroup label="{escape(name)}">{_choices(codes)}</optgroup>' for name, codes in _classes())


def _links(codes: list[int]) -> str:
    return "".join(f'<li><a href="/c/{code}"{_kind(code)}><b>{code}</b> {escape(_name(code))}</a></li>' for code in codes)


def _choices(codes: list[int]) -> str:
    return "".join(f'<option value="{code}">{code} {escape(_name(code))}</option>' for code in codes)


def _kind(code: int) -> str:
    return "" if catalog().code(code) else ' class="product"'


def _classes() -> Iterator[tuple[str, list[int]]]:
    for digit, codes in groupby(_numbers(catalog()), key=lambda code: code // 100):
        yield (class_title(digit * 100) if digit in CLASS_NAMES else wording.OTHER_NUMBERS), list(codes)


def _numbers(known: Catalog) -> list[int]:
    """Every number with a name: the registered ones and those that products use on their own."""
    return sorted({code for code, _, _ in known.names})


def _name(code: int) -> str:
    """ "Not Found — 찾을 수 없음"; of a product's own number "Client Closed Request · nginx"."""
    if catalog().code(code):
        return search(str(code), 1)[0].label.removeprefix(f"{code} ")
    vendor, used = catalog().vendor(code)[0]
    return " · ".join(filter(None, (used.name or used.korean, used.vendor or vendor.vendor)))
