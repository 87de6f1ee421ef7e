"""Reading the TOML files of the registry. A broken one is reported with its path, its field and the mend.

Only people who edit the registry read TOML; a running bot loads the snapshot made of it.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.errors import RegistryError
from bot.registry.indexing import IndexingTable
from bot.registry.model import (
    Classes,
    Code,
    Content,
    EvidenceTable,
    Family,
    Framework,
    Iana,
    Signals,
    Situations,
    UnassignedRanges,
    Usages,
    Vendor,
)
from bot.registry.record import Document

_FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("iana", Iana),
    ("codes/*", Code),
    ("vendors/*", Vendor),
    ("situations/*", Situations),
    ("compare/*", Family),
    ("signals/*", Signals),
    ("usages", Usages),
    ("indexing", IndexingTable),
    ("unassigned", UnassignedRanges),
    ("classes", Classes),
    ("evidence", EvidenceTable),
)
M = TypeVar("M", bound=BaseModel)

DATA = Path(__file__).parent / "data"

_MENDS = {
    "missing": "필수 항목이 없습니다. 추가하세요.",
    "literal_error": "쓸 수 없는 값입니다. 다음 중 하나로 고치세요: {expected}",
    "string_type": "문자열이어야 합니다. 따옴표로 감싸세요.",
    "int_type": "정수여야 합니다.",
    "int_parsing": "정수여야 합니다.",
    "tuple_type": "배열이어야 합니다. [ ]로 감싸세요.",
    "date_from_datetime_parsing": "날짜여야 합니다. 2026-11-23처럼 적으세요.",
    "date_type": "날짜여야 합니다. 2026-11-23처럼 적으세요.",
    "model_type": "표(테이블)여야 합니다.",
    "value_error": "{error}.",
}


def read_content(data: Path = DATA) -> Content:
    """Everything in the TOML files under `data`. Raises RegistryError for the first file that is broken."""
    return Content(
        iana=_read(data / "iana.toml", Iana),
        sources=_read_table(data / "sources.toml", Document),
        frameworks=_read_table(data / "frameworks.toml", Framework),
        codes=tuple(_code(path) for path in sorted((data / "codes").glob("*.toml"))),
        vendors=tuple(_read(path, Vendor) for path in sorted((data / "vendors").glob("*.toml"))),
        situations=tuple(_read(path, Situations) for path in sorted((data / "situations").glob("*.toml"))),
        compare=tuple(_read(path, Family) for path in sorted((data / "compare").glob("*.toml"))),
        signals=tuple(_read(path, Signals) for path in sorted((data / "signals").glob("*.toml"))),
        usages=_read(data / "usages.toml", Usages).usage if (data / "usages.toml").exists() else (),
        indexing=_read(data / "indexing.toml", IndexingTable).indexing if (data / "indexing.toml").exists() else (),
        unassigned=_read(data / "unassigned.toml", UnassignedRanges).range if (data / "unassigned.toml").exists() else (),
        classes=_read(data / "classes.toml", Classes).told if (data / "classes.toml").exists() else (),
        evidence=_read(data / "evidence.toml", EvidenceTable).evidence if (data / "evidence.toml").exists() else (),
    )


def _code(path: Path) -> Code:
    code = _read(path, Code)
    if path.stem != str(code.number):
        raise RegistryError(path, "number", f"파일 이름과 번호가 다릅니다. {code.number}.toml로 옮기거나 번호를 고치세요.")
    return code


def broken_files(data: Path = DATA) -> list[RegistryError]:
    """Every broken file with its first fault, instead of only the first file."""
    found = []
    for name, model in _FILES:
        for path in sorted(data.glob(f"{name}.toml")):
            try:
                _read(path, model)
            except RegistryError as error:
                found.append(error)
    for name, entry in (("sources", Document), ("frameworks", Framework)):
        try:
            _read_table(data / f"{name}.toml", entry)
        except RegistryError as error:
            found.append(error)
    return found


def _read(path: Path, model: type[M]) -> M:
    table = _toml(path)
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise _explained(path, error, model) from None


def _read_table(path: Path, model: type[M]) -> dict[str, M]:
    try:
        return TypeAdapter(dict[str, model]).validate_python(_toml(path))  # type: ignore[valid-type]
    except ValidationError as error:
        raise _explained(path, error, model) from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise RegistryError(path, "", "파일을 읽을 수 없습니다. 경로와 권한을 확인하세요.") from None
    except UnicodeDecodeError:
        raise RegistryError(path, "", "UTF-8이 아닙니다. UTF-8로 저장하세요.") from None
    except RecursionError:
        raise RegistryError(path, "", "너무 깊이 겹쳤습니다. 괄호를 확인하세요.") from None
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(path, "", f"TOML 문법에 맞지 않습니다({error}). 그 줄을 고치세요.") from None


def _explained(path: Path, error: ValidationError, model: type[BaseModel]) -> RegistryError:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return RegistryError(path, field, _unknown_field(str(first["loc"][-1]), model))
    mend = _MENDS.get(first["type"], "형식에 맞지 않는 값입니다. 다른 파일의 같은 항목을 보고 고치세요.")
    return RegistryError(path, field, mend.format(**first.get("ctx", {})))


def _unknown_field(name: str, model: type[BaseModel]) -> str:
    known = {field for each in (model, *_inner(model)) for field in each.model_fields}
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"'{near[0]}'의 오타인지 보고, " if near else ""
    return f"모르는 항목입니다. {hint}아니면 지우세요."


def _inner(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    found = []
    for field in model.model_fields.values():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found += [part, *_inner(part)]
    return tuple(found)
