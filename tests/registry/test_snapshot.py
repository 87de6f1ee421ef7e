from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import RegistryError
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.registry.snapshot import SNAPSHOT, load, text_of


def test_the_shipped_snapshot_is_fresh(content: Content) -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == text_of(content), "`sagongsa registry snapshot`으로 다시 만드세요"


def test_records_from_the_snapshot_equal_the_validated_ones(content: Content, catalog: Catalog) -> None:
    assert catalog.numbers == tuple(code.number for code in content.codes)
    for code in content.codes:
        assert catalog.code(code.number) == code
    for family in content.compare:
        for pair in family.pair:
            assert catalog.pair(*pair.codes) == catalog.pair(*reversed(pair.codes)) == pair
    assert catalog.documents == content.sources
    assert catalog.frameworks == content.frameworks
    for number in range(100, 600):
        entry = catalog.iana(number)
        assert entry is not None
        assert entry.first <= number <= entry.last
    assert catalog.iana(99) is catalog.iana(600) is None


def test_a_record_is_built_once(catalog: Catalog) -> None:
    assert catalog.code(404) is catalog.code(404)
    assert catalog.code(299) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"codes": {}, "names": 3}', "null"])
def test_a_file_that_is_no_snapshot_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "snapshot.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match="sagongsa registry snapshot"):
        load(path)


def test_a_missing_snapshot_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="읽을 수 없습니다"):
        load(tmp_path / "none.json")
