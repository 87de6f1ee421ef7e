from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.errors import RegistryError
from bot.registry.catalog import Catalog
from bot.registry.model import Content
from bot.registry.snapshot import SNAPSHOT, load, text_of


def test_the_shipped_snapshot_is_fresh(content: Content) -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == text_of(content), "`sagongsa registry snapshot`으로 다시 만드세요"


def same(held: object, model: object) -> bool:
    """Whether a held record has every field of the model, alike all the way down."""
    if isinstance(model, BaseModel):
        return all(same(getattr(held, name), getattr(model, name)) for name in type(model).model_fields)
    if isinstance(model, tuple):
        return isinstance(held, tuple) and len(held) == len(model) and all(map(same, held, model))
    return held == model and type(held) is type(model)


def test_held_records_are_the_validated_ones(content: Content, catalog: Catalog) -> None:
    assert catalog.numbers == tuple(code.number for code in content.codes)
    for code in content.codes:
        assert same(catalog.code(code.number), code)
    for family in content.compare:
        for pair in family.pair:
            assert same(catalog.pair(*pair.codes), pair)
            assert catalog.pair(*pair.codes) is catalog.pair(*reversed(pair.codes))
    for key, document in content.sources.items():
        assert same(catalog.documents[key], document)
    for key, framework in content.frameworks.items():
        assert same(catalog.frameworks[key], framework)
    for vendor in content.vendors:
        for used in vendor.code:
            assert any(same(theirs, used) for _, theirs in catalog.vendor(used.number))
    for entry in content.iana.entry:
        assert same(catalog.iana(entry.first), entry)
    assert catalog.iana(99) is catalog.iana(600) is None


def test_a_held_record_is_read_only(catalog: Catalog) -> None:
    code = catalog.code(404)
    with pytest.raises(AttributeError):
        code.number = 405  # type: ignore[misc, union-attr]
    with pytest.raises(AttributeError, match="nothing"):
        code.nothing  # type: ignore[union-attr]  # noqa: B018


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
