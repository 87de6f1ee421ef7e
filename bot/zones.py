"""Time zones: IANA names, found by what people call them in Korean and English.

Sources: the zones of each country in IANA's zone.tab, as `tzdata` carries it; Korean names of cities and countries as the Unicode
CLDR has them, through `babel`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

SEOUL = "Asia/Seoul"
_UTC = "UTC"
_NEAR = 70  # of 100: below it a name is not the one that was meant
# What people say that is neither a zone's city nor a country. An abbreviation that several countries use is left out.
_CALLED = {
    "Asia/Seoul": "kst 한국 부산 판교 한국시간",
    "Asia/Tokyo": "jst",
    "UTC": "utc gmt 세계표준시 협정세계시",
    "America/New_York": "et est edt 미국동부 동부 보스턴 boston 워싱턴",
    "America/Los_Angeles": "pt pst pdt 미국서부 서부 태평양 샌프란시스코 sanfrancisco 시애틀 seattle 실리콘밸리 la 엘에이",
    "America/Chicago": "미국중부",
    "Europe/Paris": "cet cest",
    "Asia/Shanghai": "중국 베이징 beijing",
    "Europe/Berlin": "뮌헨 독일",
    "Asia/Kolkata": "인도 인디아 벵갈루루 뭄바이",
    "Asia/Ho_Chi_Minh": "베트남 호치민",
    "Asia/Bangkok": "하노이",
    "Europe/Madrid": "스페인",
    "Pacific/Auckland": "뉴질랜드",
    "America/Toronto": "캐나다동부",
    "America/Vancouver": "밴쿠버",
    "Europe/London": "영국",
    "Australia/Sydney": "호주동부",
    "Australia/Perth": "호주서부",
}
_APART = re.compile(r"[\s_·().,-]+")
_ENDING = re.compile(unicodedata.normalize("NFD", r"(?:현지)?(?:시간(?:대)?|기준|타임|time(?:zone)?)(?:(?:으)?로)?$"))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The IANA names that people choose from, countries in order, and UTC."""
    return (*dict.fromkeys(zone for _, zone in _table()), _UTC)


def exact(text: str) -> str | None:
    """The zone that a text names by itself: an IANA name, a city, a country of one zone, an abbreviation; None for no such."""
    said = _squeezed(text)
    for name in filter(None, (said, _ENDING.sub("", said))):
        found = _known().get(name, ())
        if len(found) == 1:
            return found[0]
    return _old_names().get(text.strip().lower())


def near(text: str, most: int = 5) -> tuple[str, ...]:
    """Zones that a text may mean, best first: those of a country, names that begin with it or come near it; none for none."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only the search of zones needs it

    said = _ENDING.sub("", _squeezed(text))
    if not said:
        return ()
    known = _known()
    alike = [name for name, _, _ in process.extract(said, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=most * 2)]
    begin = [name for name in known if name.startswith(said)]
    within = [name for name in known if said in name] if len(said) > 2 else []
    found = [zone for name in (said, *begin, *alike, *within) for zone in known.get(name, ())]
    return tuple(dict.fromkeys(found))[:most]


def title(zone: str) -> str:
    """A zone as people read it: "서울(Asia/Seoul)"; the bare name where Korean has none for it."""
    city = _korean_cities().get(zone)
    return f"{city}({zone})" if city else zone


def short(zone: str) -> str:
    """The city's Korean name, or the IANA name without one."""
    return _korean_cities().get(zone) or zone


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    """Every name, squeezed, and the zones it may mean. A name of a city goes before the same name of a country."""
    known: dict[str, tuple[str, ...]] = {}
    for said, found in _every_name():
        known.setdefault(_squeezed(said), found)
    return known


def _every_name() -> Iterator[tuple[str, tuple[str, ...]]]:
    for zone, called in _CALLED.items():
        yield from ((said, (zone,)) for said in called.split())
    for zone in names():
        yield zone, (zone,)
        yield zone.rpartition("/")[2], (zone,)
        if city := _korean_cities().get(zone):
            yield city, (zone,)
    yield from _countries()


def _countries() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The zones of each country, by its Korean and its English name."""
    zones: dict[str, list[str]] = {}
    for country, zone in _table():
        zones.setdefault(country, []).append(zone)
    for country, found in zones.items():
        for language in ("ko", "en"):
            if named := _locale(language).territories.get(country):
                yield named, tuple(found)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str], ...]:
    """Country and zone of each line of zone.tab."""
    from importlib.resources import files  # noqa: PLC0415

    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[2]) for row in rows)


@lru_cache(maxsize=1)
def _old_names() -> dict[str, str]:
    """Every other name that IANA still knows ("Asia/Calcutta", "US/Eastern"), in small letters."""
    from zoneinfo import available_timezones  # noqa: PLC0415

    return {name.lower(): _today(name) for name in available_timezones() if "/" in name}


@lru_cache(maxsize=1)
def _korean_cities() -> dict[str, str]:
    """The Korean names of zones' cities. CLDR keeps some under the name that IANA had for the zone before."""
    told = _locale("ko").time_zones
    return {_today(zone): city for zone in told if (city := told[zone].get("city"))} | {SEOUL: "서울"}


def _today(zone: str) -> str:
    """The name that IANA has for a zone today."""
    from babel.core import get_global  # noqa: PLC0415 - a twentieth of a second that only the daily card needs

    return str(get_global("zone_aliases").get(zone, zone))


@lru_cache(maxsize=2)
def _locale(language: str) -> Any:
    from babel import Locale  # noqa: PLC0415

    return Locale(language)


def _squeezed(text: str) -> str:
    """Small letters and single sounds without anything between them, so that a typo in a syllable stays a small one."""
    return unicodedata.normalize("NFD", _APART.sub("", text).lower())
