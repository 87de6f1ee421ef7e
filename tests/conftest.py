"""Shared by all tests: the registry as edited, the registry as shipped, and the contracts kept outside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from bot.registry.catalog import Catalog
from bot.registry.load import read_content
from bot.registry.model import Content
from bot.registry.snapshot import catalog as shipped_catalog

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def content() -> Content:
    """The registry's TOML files."""
    return read_content()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The snapshot a running bot loads."""
    return shipped_catalog()


@pytest.fixture(scope="session")
def contracts() -> Path:
    """The folder of facts and contracts that SAGONGSA_CONTRACTS names; its neighbours hold sample questions and references."""
    folder = os.environ.get("SAGONGSA_CONTRACTS")
    if not folder:
        pytest.skip("SAGONGSA_CONTRACTS가 없어 외부 자료와 견주지 않습니다")
    return Path(folder)
