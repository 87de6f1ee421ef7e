"""What the image promises, read from the Dockerfile: nobody's root, nothing unlocked, nothing secret."""

from __future__ import annotations

import re

from adapters.settings import SECRETS, Settings, name_of
from adapters.web.health import DEFAULT_PORT
from tests.deploy.dockerfile import DOCKERFILE, ROOT, stages

BUILD, FINAL = stages()
IGNORED = DOCKERFILE.with_name("Dockerfile.dockerignore")


def test_the_final_stage_has_what_the_build_stage_made_and_nothing_else() -> None:
    assert BUILD.name == "build"
    assert FINAL.all("COPY") == ["--from=build /opt/sagongsa /opt/sagongsa"]
    assert FINAL.copied() == []
    assert BUILD.base == FINAL.base
    assert "-slim" in DOCKERFILE.read_text(encoding="utf-8").partition("ARG PYTHON=")[2].splitlines()[0]


def test_dependencies_are_locked_by_hash_and_ours_fetches_nothing() -> None:
    installs = [part for run in BUILD.all("RUN") for part in run.split("&&") if "pip install" in part]
    locked, ours = installs
    assert "--require-hashes" in locked
    assert "--only-binary :all:" in locked
    assert locked.split()[-1].endswith("deploy/requirements.txt")
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(ours.split())
    assert not any("pip install" in run for run in FINAL.all("RUN"))


def test_no_registry_is_named_and_nothing_is_downloaded_by_hand() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index|\bcurl\b|\bwget\b|\bADD\b", text)


def test_it_runs_as_a_numbered_user_that_owns_only_the_data() -> None:
    (user,) = FINAL.all("USER")
    uid, gid = map(int, user.split(":"))
    assert uid >= 10_000
    assert gid >= 10_000
    names = [one.name for one in FINAL.instructions]
    assert names.index("USER") > max(index for index, name in enumerate(names) if name in ("RUN", "COPY"))
    assert FINAL.all("VOLUME") == FINAL.all("WORKDIR") == ["/data"]
    assert f"--owner={uid} --group={gid} --mode=0700 /data" in " ".join(FINAL.all("RUN"))


def test_no_secret_can_be_in_a_layer() -> None:
    secret = {name_of(Settings.model_fields[field]) for field in SECRETS}
    for stage in (BUILD, FINAL):
        assert not stage.all("ARG")
        assert not secret & stage.environment().keys()
    assert [source for source, _ in BUILD.copied() if source in (".", "./", "*") or ".env" in source] == []


def test_the_builder_is_sent_only_what_is_copied() -> None:
    lines = [line for line in IGNORED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == {source for source, _ in BUILD.copied()}
    assert all((ROOT / source).exists() for source, _ in BUILD.copied())


def test_the_process_gets_the_signal_itself_and_is_asked_by_our_own_probe() -> None:
    assert FINAL.exec_form("ENTRYPOINT") + FINAL.exec_form("CMD") == ["sagongsa", "run"]
    assert FINAL.all("STOPSIGNAL") == ["SIGTERM"]
    assert FINAL.exec_form("HEALTHCHECK") == ["python", "-m", "adapters.web.health"]
    assert FINAL.all("EXPOSE") == [str(DEFAULT_PORT)] == [str(Settings.model_fields["port"].default)]


def test_what_the_image_sets_are_settings_of_ours() -> None:
    known = {name_of(field) for field in Settings.model_fields.values()}
    ours = {name for name in FINAL.environment() if name.startswith("SAGONGSA_")}
    assert ours == {"SAGONGSA_HOST", "SAGONGSA_LOG_FORMAT", "SAGONGSA_PLAYGROUND"}
    assert ours <= known
