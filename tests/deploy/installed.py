"""An installation as an operator makes it, without network: a fresh environment that borrows our dependencies, and only those."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OURS = ("SLACK_", "DISCORD_", "SAGONGSA_", "DATABASE_")
_PATIENCE = 300


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's are not."""
    made = Path(tempfile.mkdtemp(prefix="sagongsa-deploy-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        for path in made.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(made)


def public_python() -> str | None:
    """An interpreter of this one's version that any user may run: this one, unless it lies in somebody's home, or the system's."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (Path(sys.executable).resolve(), Path("/usr/bin") / version):
        if candidate.exists() and all(parent.stat().st_mode & stat.S_IXOTH for parent in candidate.parents):
            return str(candidate)
    return None


def environment(at: Path, python: str = sys.executable) -> Path:
    """An empty environment at a path; the dependencies of ours are in sight, our own editable installation is not."""
    run(python, "-m", "venv", "--without-pip", str(at))
    (site,) = at.glob("lib/python*/site-packages")
    shared = {path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")}
    # A path in a .pth file is only looked through: the .pth files in it, those of editable installations, are not read.
    (site / "borrowed.pth").write_text("\n".join(sorted(shared)) + "\n", encoding="utf-8")
    return at


def install(at: Path, what: Path) -> None:
    """Install a folder, a wheel or an sdist with pip as the Dockerfile does."""
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", str(at / "bin" / "python"), "install", "--quiet", *offline, str(what))


def run(*command: str, cwd: Path | None = None, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program without what this process's environment knows of Python and of us."""
    held = {name: value for name, value in os.environ.items() if not name.startswith((*OURS, "PYTHON", "PIP_"))}
    done = subprocess.run(command, cwd=cwd, env={**held, **more}, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert not check or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done
