"""compose.yaml: as the Compose Specification has it, hardened, its secrets files, its services in order."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml

from adapters.settings import SECRETS, Settings, name_of
from tests.deploy.dockerfile import ROOT, stages

FILE = ROOT / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def validated(text: str) -> subprocess.CompletedProcess[str]:
    """The published schema's word on a file; check-jsonschema carries it."""
    schema = ("--builtin-schema", "vendor.compose-spec", "--default-filetype", "yaml")
    command = [sys.executable, "-m", "check_jsonschema", *schema, "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=False)


def test_it_is_of_the_published_schema() -> None:
    done = validated(FILE.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_sees_a_mistake() -> None:
    done = validated(FILE.read_text(encoding="utf-8").replace("cap_drop:", "cap_drops:"))
    assert "cap_drops" in done.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_read_only_and_without_privileges(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "network_mode", "pid", "ipc"} & service.keys()
    assert service.get("user", "set by the image") not in ("root", "0")
    assert service["logging"]["options"]["max-size"]


def test_the_bot_starts_once_the_tables_stand() -> None:
    assert SERVICES["migrate"]["command"] == ["db", "upgrade"]
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert SERVICES["bot"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert SERVICES["migrate"]["image"] == SERVICES["bot"]["image"]
    assert "healthcheck" in SERVICES["db"]
    assert stages()[-1].all("HEALTHCHECK"), "봇의 healthcheck는 이미지의 것입니다"


def test_secrets_are_files_and_each_is_where_its_setting_points() -> None:
    assert all(secret == {"file": f"secrets/{name}"} for name, secret in COMPOSE["secrets"].items())
    for name, service in SERVICES.items():
        pointed = {value for key, value in service["environment"].items() if key.endswith("_FILE")}
        assert pointed == {f"/run/secrets/{secret}" for secret in service["secrets"]}, name
    assert {key.removesuffix("_FILE") for key in SERVICES["bot"]["environment"]} == {
        name_of(Settings.model_fields[field]) for field in SECRETS
    }


def test_only_the_bot_is_reached_and_only_from_this_machine() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"bot"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["bot"]["ports"])
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["db"]["networks"] == SERVICES["migrate"]["networks"] == ["inside"]


def test_it_builds_from_our_dockerfile_and_grants_more_time_than_we_take() -> None:
    build = SERVICES["bot"]["build"]
    assert (FILE.parent / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()
    assert int(SERVICES["bot"]["stop_grace_period"].removesuffix("s")) > 15
