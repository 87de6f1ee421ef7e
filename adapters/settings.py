"""Everything that can be set, by environment, `.env` or, for secrets, a file (`NAME_FILE`). Nothing is read at import.

Wrong values are reported all at once, a Korean sentence each, without showing a secret.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SagongsaError

DEFAULT_DATABASE = "sqlite:///sagongsa.db"
_FILE_SUFFIX = "_FILE"
_SHOWN = 4  # characters of a secret that may be shown: its kind ("xoxb"), nothing of what makes it secret


class SettingsError(SagongsaError):
    """Settings that cannot be used. Attribute: `problems`, one Korean sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _named(name: str, about: str, **more: Any) -> Any:
    return Field(validation_alias=AliasChoices(name), description=about, **more)


class Settings(BaseSettings):
    """The settings of a process. A field's alias is its environment name, its description the row of the README's table."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", populate_by_name=True, frozen=True
    )

    slack_bot_token: SecretStr | None = _named("SLACK_BOT_TOKEN", "Slack 봇 토큰(`xoxb-…`)", default=None)
    slack_app_token: SecretStr | None = _named(
        "SLACK_APP_TOKEN", "Socket Mode로 붙을 때의 앱 토큰(`xapp-…`). 있으면 Socket Mode를 씁니다", default=None
    )
    slack_signing_secret: SecretStr | None = _named("SLACK_SIGNING_SECRET", "HTTP로 받을 때 서명을 확인하는 비밀 값", default=None)
    discord_token: SecretStr | None = _named("DISCORD_TOKEN", "Discord 봇 토큰", default=None)
    database_url: SecretStr = _named(
        "DATABASE_URL",
        "`sqlite:///파일`이나 `postgresql://…`. 적지 않으면 이 폴더의 파일을 씁니다",
        default=SecretStr(DEFAULT_DATABASE),
    )
    slack_command: str = _named("SAGONGSA_SLACK_COMMAND", "Slack 명령의 이름", default="/http", pattern=r"^/[a-z0-9_-]{1,31}$")
    discord_command: str = _named("SAGONGSA_DISCORD_COMMAND", "Discord 명령의 이름", default="http", pattern=r"^[a-z0-9_-]{1,32}$")
    slack_bots: Annotated[tuple[str, ...], NoDecode] = _named(
        "SAGONGSA_SLACK_BOTS", "우리를 멘션해도 답할 다른 봇의 ID(`B…`), 쉼표로 나눕니다", default=()
    )
    flood_limit: int = _named("SAGONGSA_FLOOD_LIMIT", "한 사람이 1분에 물을 수 있는 횟수. 0이면 막지 않습니다", default=20, ge=0)
    memory_minutes: int = _named("SAGONGSA_MEMORY_MINUTES", "대화의 앞 질문(코드와 의도)을 기억하는 시간(분)", default=60, ge=1)
    delivery: Literal["auto", "local", "procrastinate"] = _named(
        "SAGONGSA_DELIVERY",
        "매일 카드를 누가 보내나. `local`은 한 프로세스, `procrastinate`는 PostgreSQL을 함께 쓰는 여러 프로세스. "
        "`auto`는 SQLite면 `local`, PostgreSQL이면 `procrastinate`",
        default="auto",
    )
    host: str = _named("SAGONGSA_HOST", "웹 서버가 듣는 주소", default="127.0.0.1")
    port: int = _named(
        "SAGONGSA_PORT", "웹 서버가 듣는 포트. 상태 검사, 지표, Slack의 HTTP 요청을 받습니다", default=8404, ge=0, le=65535
    )
    playground: Literal["auto", "on", "off"] = _named(
        "SAGONGSA_PLAYGROUND", "놀이터(이 컴퓨터에서만 열리는 웹 페이지). `auto`는 토큰이 하나도 없을 때만 엽니다", default="auto"
    )
    playground_port: int = _named("SAGONGSA_PLAYGROUND_PORT", "놀이터가 듣는 포트", default=8405, ge=0, le=65535)
    log_format: Literal["auto", "json", "readable"] = _named(
        "SAGONGSA_LOG_FORMAT", "로그의 모양. `auto`는 터미널이면 `readable`, 아니면 `json`", default="auto"
    )
    log_level: Literal["debug", "info", "warning", "error"] = _named("SAGONGSA_LOG_LEVEL", "로그의 수준", default="info")
    slack_api_url: str = _named(
        "SAGONGSA_SLACK_API_URL", "Slack API의 주소(프록시나 시험용)", default="https://slack.com/api/", pattern=r"^https?://.+/$"
    )
    discord_api_url: str = _named(
        "SAGONGSA_DISCORD_API_URL",
        "Discord API의 주소(프록시나 시험용)",
        default="https://discord.com/api/v10",
        pattern=r"^https?://.+[^/]$",
    )
    discord_gateway_url: str | None = _named(
        "SAGONGSA_DISCORD_GATEWAY_URL", "Discord 게이트웨이의 주소(프록시나 시험용)", default=None, pattern=r"^wss?://.+"
    )

    @field_validator("slack_bots", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("slack_bot_token", "slack_app_token", "slack_signing_secret", "discord_token", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the name is pydantic-settings'
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _FileSource(settings_cls), dotenv_settings


class _FileSource(PydanticBaseSettingsSource):
    """Secrets from files that `NAME_FILE` points at, as container platforms mount them."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        name = name_of(field)
        path = os.environ.get(name + _FILE_SUFFIX) if field_name in SECRETS else None
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), name, False
        except (OSError, UnicodeDecodeError):
            mend = f"{name}{_FILE_SUFFIX}: 파일을 읽을 수 없습니다({path}). 경로와 권한을 확인하세요."
            raise SettingsError([mend]) from None

    def __call__(self) -> dict[str, Any]:
        found = {}
        for field_name, field in self.settings_cls.model_fields.items():
            value, key, _ = self.get_field_value(field, field_name)
            if value is not None:
                found[key] = value
        return found


SECRETS = frozenset({"slack_bot_token", "slack_app_token", "slack_signing_secret", "discord_token", "database_url"})


def name_of(field: Any) -> str:
    """The environment name of a field."""
    return str(field.validation_alias.choices[0])


def load() -> Settings:
    """The settings of this process. Raises SettingsError with every problem."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError([_sentence(each["loc"][0], each["type"], each.get("ctx", {})) for each in error.errors()]) from None
    if problems := _unfit(settings):
        raise SettingsError(problems)
    return settings


def _sentence(name: object, kind: str, limits: dict[str, Any]) -> str:
    """What is wrong with one setting and how to mend it. The value itself is never repeated: it may be a secret."""
    mends = {
        "int_parsing": "정수여야 합니다. 예: 8404",
        "greater_than_equal": f"{limits.get('ge')} 이상이어야 합니다.",
        "less_than_equal": f"{limits.get('le')} 이하여야 합니다.",
        "literal_error": f"다음 중 하나여야 합니다: {str(limits.get('expected')).replace(' or ', ', ')}",
        "string_pattern_mismatch": f"모양이 맞지 않습니다. 이런 모양이어야 합니다: {limits.get('pattern')}",
    }
    return f"{name}: {mends.get(kind, '쓸 수 없는 값입니다. README의 표를 보고 고치세요.')}"


def _unfit(settings: Settings) -> list[str]:
    """Values that are of the right kind and yet cannot be meant."""
    problems = []
    shapes = (("slack_bot_token", "xoxb-", "봇 토큰"), ("slack_app_token", "xapp-", "앱 토큰"))
    for field, start, what in shapes:
        secret = getattr(settings, field)
        if secret and not secret.get_secret_value().startswith(start):
            name = name_of(Settings.model_fields[field])
            problems.append(f"{name}: Slack의 {what}이 아닙니다. `{start}`로 시작하는 값을 적으세요.")
    if settings.slack_app_token and not settings.slack_bot_token:
        problems.append("SLACK_BOT_TOKEN: SLACK_APP_TOKEN만 있습니다. 봇 토큰도 적으세요.")
    if settings.slack_bot_token and not (settings.slack_app_token or settings.slack_signing_secret):
        problems.append("SLACK_APP_TOKEN이나 SLACK_SIGNING_SECRET 가운데 하나가 더 있어야 Slack에 붙습니다.")
    url = settings.database_url.get_secret_value()
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        problems.append("DATABASE_URL: `sqlite:///파일`이나 `postgresql://…`이어야 합니다.")
    if settings.delivery == "procrastinate" and url.startswith("sqlite"):
        problems.append("SAGONGSA_DELIVERY: `procrastinate`는 PostgreSQL이 있어야 합니다. DATABASE_URL을 바꾸거나 `auto`로 두세요.")
    return problems


def shown(settings: Settings) -> list[tuple[str, str]]:
    """Names and values as they may be shown to a person: secrets masked."""
    return [(name_of(field), _masked(name, getattr(settings, name))) for name, field in Settings.model_fields.items()]


def _masked(name: str, value: object) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, SecretStr):
        secret = value.get_secret_value()
        if name == "database_url":
            return _without_password(secret)
        return f"{secret[:_SHOWN]}…({len(secret)}자)" if "-" in secret[: _SHOWN + 1] else f"…({len(secret)}자)"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    account, at, where = rest.rpartition("@")
    return f"{scheme}://{account.partition(':')[0]}:…@{where}" if at else url


def table() -> str:
    """The README's table of settings, made of the model."""
    rows = ["| 이름 | 뜻 | 적지 않으면 |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        told = default.get_secret_value() if isinstance(default, SecretStr) else default
        from_file = f", `{name_of(field)}{_FILE_SUFFIX}`" if name in SECRETS else ""
        rows.append(
            f"| `{name_of(field)}`{from_file} | {field.description} | {f'`{told}`' if told not in (None, ()) else '없음'} |"
        )
    return "\n".join(rows)
