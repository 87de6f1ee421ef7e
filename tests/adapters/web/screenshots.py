"""`make screenshots`: the pictures of the README, into docs/. Needs Chromium and the fonts that the page names (fonts-noto-cjk)."""

from __future__ import annotations

import base64
import datetime
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize

from tests.adapters.web.browser import PHONE, chromium, opened, running

DOCS = Path(__file__).parents[3] / "docs"
_NOON = datetime.datetime(2026, 11, 25, 14, 4, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
_LARGEST = 200_000  # bytes: the README is read on phones too


class Shot(NamedTuple):
    name: str
    address: str
    viewport: ViewportSize
    dark: bool = False


SHOTS = (
    Shot("playground", "/q?text=왜 302 말고 307?", ViewportSize(width=1280, height=960)),
    Shot("playground-dark", "/c/502?in=terminal", ViewportSize(width=1280, height=960), dark=True),
    Shot("playground-phone", "/c/404?in=discord", ViewportSize(width=PHONE["width"], height=780)),
)


def taken(browser: Browser, playground: str, shot: Shot) -> bytes:
    """The picture as WebP, twice as fine as the page is large."""
    context = browser.new_context(
        base_url=playground,
        viewport=shot.viewport,
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="ko-KR",
        timezone_id="Asia/Seoul",
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.clock.set_fixed_time(_NOON)
    opened(page, shot.address)
    page.evaluate("document.activeElement.blur()")
    wanted = {"format": "webp", "quality": 82}  # Playwright's own screenshots know PNG and JPEG alone
    picture = context.new_cdp_session(page).send("Page.captureScreenshot", wanted)["data"]
    context.close()
    return base64.b64decode(picture)


def main() -> None:
    with running() as playground, chromium() as browser:
        for shot in SHOTS:
            picture = taken(browser, playground, shot)
            if len(picture) > _LARGEST:
                raise ValueError(f"{shot.name}: {len(picture)} > {_LARGEST}")
            (DOCS / f"{shot.name}.webp").write_bytes(picture)


if __name__ == "__main__":
    main()
