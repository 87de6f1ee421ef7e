"""One process for one SQLite file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from adapters.delivery.alone import SecondProcessError, alone

ROOT = Path(__file__).parents[3]


def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    with alone(url):
        with pytest.raises(SecondProcessError, match="이미 실행 중인"), alone(url):
            pass
        with alone("postgresql://somewhere/else"), alone("sqlite:///:memory:"):
            pass
        code = f"from adapters.delivery.alone import alone\nwith alone({url!r}): pass"
        other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert "SecondProcessError" in other.stderr
    with alone(url):
        pass
