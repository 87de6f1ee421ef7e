"""The systemd unit: what systemd itself says of it, and what it must hold to."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from adapters.runtime import DRAIN, CredentialError
from adapters.settings import SettingsError
from tests.deploy.dockerfile import ROOT

UNIT = ROOT / "deploy" / "sagongsa.service"
_DISCORD_CONNECTIONS = 1000  # in a day; then the token is reset
_MOST_EXPOSED = 15  # of systemd's 100: where it stands today is 11


def read() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(UNIT, encoding="utf-8")
    return parser


@pytest.fixture
def analysed(tmp_path: Path) -> Path:
    """A copy whose program exists here."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze가 없는 컴퓨터입니다")
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/sagongsa/bin/sagongsa", "/bin/true"), encoding="utf-8")
    return copy


def analyse(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", "--no-pager", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_systemd_finds_nothing_wrong(analysed: Path) -> None:
    done = analyse("verify", "--man=no", "--recursive-errors=no", str(analysed))
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_sees_a_mistake(analysed: Path) -> None:
    analysed.write_text(analysed.read_text(encoding="utf-8").replace("ProtectClock=yes", "ProtectClocks=yes"), encoding="utf-8")
    assert "ProtectClocks" in analyse("verify", "--man=no", "--recursive-errors=no", str(analysed)).stderr


def test_it_is_as_closed_as_a_network_service_can_be(analysed: Path) -> None:
    done = analyse("security", "--offline=true", f"--threshold={_MOST_EXPOSED}", str(analysed))
    assert done.returncode == 0, done.stdout


def test_it_starts_what_the_readme_installs() -> None:
    service = read()["Service"]
    assert service["ExecStart"] == "/opt/sagongsa/bin/sagongsa run"
    assert service["EnvironmentFile"] == "/etc/sagongsa/sagongsa.env"
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    assert "/opt/sagongsa/bin/" in text
    assert "/etc/sagongsa/sagongsa.env" in text


def test_it_waits_for_what_is_under_way_and_does_not_start_in_vain() -> None:
    service = read()["Service"]
    assert int(service["TimeoutStopSec"]) > DRAIN + 5
    assert 86_400 / int(service["RestartSec"]) < _DISCORD_CONNECTIONS
    assert service["RestartPreventExitStatus"] == str(SettingsError.exit_code)
    assert CredentialError.exit_code != SettingsError.exit_code


def test_no_secret_is_written_in_it() -> None:
    assert not re.search(r"xox[bp]-|xapp-|TOKEN=|SECRET=|PASSWORD", UNIT.read_text(encoding="utf-8"))
