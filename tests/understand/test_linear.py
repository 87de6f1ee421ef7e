"""Models as bytes: what is packed is read back, and a file that is not ours is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import RegistryError
from bot.understand.linear import MODELS, Linear, bucket, packed

BITS = 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = {bucket("비", BITS): [(0, 1.0), (1, -1.0)], bucket("해", BITS): [(1, 0.5)]}
    (tmp_path / "weather.bin").write_bytes(packed(["rain", "sun"], BITS, [0.0, 0.1], 2.0, "abc", entries))
    return tmp_path


def test_clues_speak_for_their_labels(folder: Path) -> None:
    weather = Linear("weather", folder)
    assert weather.labels == ("rain", "sun")
    assert next(iter(weather.probabilities(["비"]))) == "rain"
    assert next(iter(weather.probabilities(["해"]))) == "sun"
    assert sum(weather.probabilities(["비", "해", "모르는 말"]).values()) == pytest.approx(1)


def test_a_text_without_known_clues_falls_back_to_the_bias(folder: Path) -> None:
    assert Linear("weather", folder).scores([]) == [0.0, 0.1]


def test_a_model_made_anew_is_read_again(folder: Path) -> None:
    weather = Linear("weather", folder)
    assert next(iter(weather.probabilities(["비"]))) == "rain"
    other = {bucket("비", BITS): [(1, 1.0)]}
    (folder / "weather.bin").write_bytes(packed(["rain", "sun"], BITS, [0.0, 0.0], 1.0, "abc", other))
    weather.read_from(folder)
    assert next(iter(weather.probabilities(["비"]))) == "sun"


@pytest.mark.parametrize("content", [None, b"", b"{}\n", b'{"format": 99}\n', b"\xff\xfe", b"not json\nrest"])
def test_a_file_that_is_no_model_names_the_mend(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "broken.bin").write_bytes(content)
    with pytest.raises(RegistryError, match="sagongsa registry train"):
        _ = Linear("broken", tmp_path).labels


def test_a_model_cut_short_is_not_believed(folder: Path) -> None:
    whole = (folder / "weather.bin").read_bytes()
    (folder / "weather.bin").write_bytes(whole[:-1])
    with pytest.raises(RegistryError):
        _ = Linear("weather", folder).labels


def test_the_shipped_models_are_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.glob("*.bin")) < 6_000_000
