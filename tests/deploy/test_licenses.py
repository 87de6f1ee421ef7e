"""The list of licences: as the lock, as the packages say, and nothing among them that forbids what we do."""

from __future__ import annotations

import pytest

from tests.deploy.licenses import LIST, declared, listed, pinned

ROWS = listed(LIST.read_text(encoding="utf-8"))
# Families that an MIT program may be handed out with; LGPL for what is only imported.
WELCOME = ("MIT", "BSD", "Apache", "PSF", "Python Software Foundation", "MPL", "Mozilla", "LGPL")


def test_it_lists_what_the_lock_has() -> None:
    assert set(ROWS) == set(pinned().items()), "`make licenses`로 deploy/LICENSES.md를 다시 만드세요"


@pytest.mark.parametrize(("name", "version"), ROWS)
def test_it_says_what_the_package_says(name: str, version: str) -> None:
    told = declared(name, version)
    if told is None:
        pytest.skip(f"{name} {version}이(가) 설치되어 있지 않습니다")
    assert ROWS[name, version] == told


@pytest.mark.parametrize(("package", "licence"), ROWS.items(), ids=[name for name, _ in ROWS])
def test_every_licence_is_one_that_we_may_use(package: tuple[str, str], licence: str) -> None:
    assert any(family in licence for family in WELCOME), package
    assert "GPL" not in licence.replace("LGPL", "")
