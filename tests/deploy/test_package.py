"""The package as others get it: an sdist that builds by itself, a wheel that answers in an empty environment."""

from __future__ import annotations

import shutil
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy import installed
from tests.deploy.dockerfile import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".benchmarks", "dist")
# What lies about in the folder of somebody who uses it, and belongs in no package.
DECOYS = (".env", "sagongsa.db", "sagongsa.db-wal", "deploy/sagongsa.env", "deploy/secrets/discord_token", ".venv/pyvenv.cfg")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with installed.folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def sdist(place: Path) -> Path:
    """The sdist of a copy of the project in which a secret lies in every likely spot."""
    source = place / "source"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    for decoy in DECOYS:
        (source / decoy).parent.mkdir(parents=True, exist_ok=True)
        (source / decoy).write_text("secret", encoding="utf-8")
    build(source, "sdist", place / "dist")
    return place / "dist" / f"sagongsa-{VERSION}.tar.gz"


@pytest.fixture(scope="module")
def wheel(place: Path, sdist: Path) -> Path:
    """The wheel, built of nothing but the sdist."""
    (place / "unpacked").mkdir()
    installed.run("tar", "-xf", str(sdist), "-C", str(place / "unpacked"))
    build(place / "unpacked" / f"sagongsa-{VERSION}", "wheel", place / "dist")
    return place / "dist" / f"sagongsa-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="module")
def program(place: Path, wheel: Path) -> str:
    """The command of an environment that has only the wheel of ours."""
    environment = installed.environment(place / "venv")
    installed.install(environment, wheel)
    return str(environment / "bin" / "sagongsa")


def build(source: Path, kind: str, target: Path) -> None:
    installed.run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target), cwd=source)


def test_the_sdist_has_what_a_build_needs_and_what_a_contributor_would_look_for(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "Makefile"} <= names
    assert {"bot/registry/snapshot.json", "bot/registry/data/codes/404.toml"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").iterdir() if path.is_file()} <= names
    assert not set(DECOYS) & names


def test_the_wheel_has_the_snapshot_the_models_the_migrations_the_page_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    models = {path.name for path in (ROOT / "bot" / "understand" / "models").glob("*.bin")}
    migrations = {path.name for path in (ROOT / "adapters" / "database" / "migrations" / "versions").glob("*.py")}
    assert models
    assert {f"bot/understand/models/{name}" for name in models} <= names
    assert {f"adapters/database/migrations/versions/{name}" for name in migrations} <= names
    page = {path.relative_to(ROOT).as_posix() for path in (ROOT / "adapters" / "web" / "static").rglob("*") if path.is_file()}
    assert page
    assert page <= names
    assert {"bot/registry/snapshot.json", f"sagongsa-{VERSION}.dist-info/licenses/LICENSE"} <= names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"bot", "adapters", f"sagongsa-{VERSION}.dist-info"}
    assert not [name for name in names if name.endswith(".toml") or "/corpus/" in name or "__pycache__" in name]


def test_it_answers_and_says_which_version_it_is(program: str, place: Path) -> None:
    assert installed.run(program, "--version", cwd=place).stdout == f"sagongsa {VERSION}\n"
    assert installed.run(program, "ask", "404", cwd=place).stdout.startswith("404 Not Found")
    assert '"blocks"' in installed.run(program, "render", "slack", "503", cwd=place).stdout
    assert '"components"' in installed.run(program, "render", "discord", "503", cwd=place).stdout


def test_it_runs_from_the_environment_and_not_from_the_source(program: str, place: Path) -> None:
    python = str(Path(program).with_name("python"))
    where = installed.run(python, "-c", "import bot, adapters; print(bot.__file__, adapters.__file__)", cwd=place).stdout
    assert where.count(str(place / "venv")) == 2


def test_it_makes_a_database_and_says_that_all_is_well(program: str, place: Path) -> None:
    here = place / "data"
    here.mkdir()
    checked = installed.run(program, "check", cwd=here)
    assert "고칠 것" not in checked.stdout
    assert installed.run(program, "db", "backup", "copy", cwd=here).stdout.startswith("copy: ")
    assert {path.name for path in here.iterdir()} == {"sagongsa.db", "copy"}


def test_what_only_the_source_can_do_says_so(program: str, place: Path) -> None:
    for work, lacks in (("check", "원본 TOML이"), ("snapshot", "원본 TOML이"), ("train", "말뭉치가")):
        refused = installed.run(program, "registry", work, cwd=place, check=False)
        assert refused.returncode == 2
        assert f"설치본에는 {lacks} 없습니다" in refused.stderr
