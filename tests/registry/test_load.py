"""A broken file is reported with its path, the field and the mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import RegistryError
from bot.registry.load import DATA, broken_files, read_content


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the registry to break."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "field", "mend"),
    [
        ("number = 502\n", "", "number", "필수 항목이 없습니다"),
        ("number = 502\n", "number = 602\n", "number", "100부터 599까지"),
        ("number = 502\n", 'number = "오백이"\n', "number", "정수여야 합니다"),
        ('korean = "게이트웨이 오류"', 'koraen = "게이트웨이 오류"', "korean", "필수 항목이 없습니다"),
        ("reviewed = 2026-11-25", "reviewed = 2026-11-23\nsumary = '오타'", "sumary", "'summary'의 오타"),
        ("reviewed = 2026-11-25", 'reviewed = "어제"', "reviewed", "날짜여야 합니다"),
        ('value = "gateway", source = "판단"', 'value = "nginx", source = "판단"', "facts.fault.value", "쓸 수 없는 값입니다"),
        ('spec = "RFC 9110 §15.6.3"', 'spec = "RFC9110 15.6.3"', "spec", "출처는"),
        ('korean = "게이트웨이 오류"', 'korean = "  "', "korean", "비어 있습니다"),
        ('text = "누가 502를', 'txet = "누가 502를', "checks.0.text", "필수 항목이 없습니다"),
    ],
)
def test_a_broken_field_names_path_field_and_mend(data: Path, old: str, new: str, field: str, mend: str) -> None:
    edit(data / "codes" / "502.toml", old, new)
    with pytest.raises(RegistryError, match=mend) as caught:
        read_content(data)
    assert caught.value.path == data / "codes" / "502.toml"
    assert caught.value.field == field
    assert str(caught.value).startswith(str(caught.value.path))


def test_bad_toml_names_the_line(data: Path) -> None:
    edit(data / "codes" / "502.toml", "number = 502", "number = ")
    with pytest.raises(RegistryError, match=r"TOML 문법.*line 1"):
        read_content(data)


def test_a_file_that_is_not_utf8(data: Path) -> None:
    (data / "codes" / "404.toml").write_bytes("korean = '찾을 수 없음'".encode("euc-kr"))
    with pytest.raises(RegistryError, match="UTF-8"):
        read_content(data)


def test_a_missing_file(data: Path) -> None:
    (data / "iana.toml").unlink()
    with pytest.raises(RegistryError, match="읽을 수 없습니다"):
        read_content(data)


def test_every_broken_file_is_listed_at_once(data: Path) -> None:
    assert broken_files(data) == []
    for name in ("codes/404.toml", "codes/502.toml", "compare/redirects.toml", "sources.toml"):
        edit(data / name, "\n", "\n'\n")
    assert [error.path.name for error in broken_files(data)] == ["404.toml", "502.toml", "redirects.toml", "sources.toml"]
