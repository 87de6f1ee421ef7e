"""Setting up on a fresh machine: whatever is missing is one clear sentence, and nothing is done twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "cat", "cksum", "dirname", "rm", "env", "uname", "mkdir", "printf")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What setup reads, in a folder whose name has a space."""
    copy = tmp_path / "새 폴더"
    copy.mkdir()
    for name in ("pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "deploy", copy / "deploy")
    return copy


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with the usual tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    return folder


def setup(project: Path, tools: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "deploy/setup.sh", "run"],  # noqa: S607
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PATH": str(tools), "HOME": str(project), "LANG": "C.UTF-8", **env},
    )


def stand_in(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_no_python(project: Path, tools: Path) -> None:
    done = setup(project, tools)
    assert done.returncode == 1
    assert done.stderr == "sagongsa: Python이 없습니다. Python 3.11 이상을 설치한 뒤 다시 실행하세요.\n"


def test_python_too_old(project: Path, tools: Path) -> None:
    stand_in(tools / "python3", 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac')
    done = setup(project, tools)
    assert done.returncode == 1
    assert "Python 3.9.2은(는) 오래되었습니다. Python 3.11 이상을" in done.stderr
    assert done.stderr.count("\n") == 1


def test_python_without_venv(project: Path, tools: Path) -> None:
    stand_in(tools / "python3", 'case "$1" in -c) exit 0;; *) exit 1;; esac')
    done = setup(project, tools)
    assert done.returncode == 1
    assert "python3-venv" in done.stderr.splitlines()[-1]


def test_no_network(project: Path, tools: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_TIMEOUT": "2", "PIP_CONFIG_FILE": os.devnull}
    done = setup(project, tools, PYTHON=sys.executable, **nowhere)
    assert done.returncode == 1
    assert "네트워크와 프록시 설정을 확인하고 다시 실행하세요" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not list((project / ".venv").glob(".ready-*"))


def test_a_set_up_that_was_interrupted_starts_over(project: Path, tools: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    stand_in(project / ".venv" / "bin" / "python", "exit 0")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_TIMEOUT": "2", "PIP_CONFIG_FILE": os.devnull}
    done = setup(project, tools, PYTHON=sys.executable, **nowhere)
    assert "처음 한 번 준비합니다" in done.stderr
    assert (project / ".venv" / "pyvenv.cfg").exists()


def test_a_python_that_was_named_and_does_not_work(project: Path, tools: Path) -> None:
    done = setup(project, tools, PYTHON="python9")
    assert done.returncode == 1
    assert "PYTHON=python9" in done.stderr


def test_make_expands_nothing_in_a_question(tmp_path: Path) -> None:
    if not list((ROOT / ".venv").glob(".ready-*")):
        pytest.skip("make로 준비한 .venv가 아닙니다")
    bait = tmp_path / "bait"
    for question in (f"404 $(shell touch {bait})", f"404 `touch {bait}`", "404 $(error boom)", "404 $(", 'it\'s "404"?'):
        done = subprocess.run(["make", "chat", f"Q={question}"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S607
        assert done.returncode == 0, done.stderr
        assert not bait.exists()


def test_what_is_set_up_is_not_set_up_again() -> None:
    if not list((ROOT / ".venv").glob(".ready-*")):
        pytest.skip("make로 준비한 .venv가 아닙니다")
    for kind in ("run", "dev"):
        done = subprocess.run(["sh", "deploy/setup.sh", kind], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)  # noqa: S607
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_locks_carry_hashes_and_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        blocks = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert len(blocks) > 20
        assert all(line.endswith("\\") for line in blocks)
        assert text.count("--hash=sha256:") >= len(blocks)
