"""Records as a running bot holds them: read-only, with the fields of the models they were validated by, and no pydantic.

Importing pydantic and building its classes takes longer than everything else that `sagongsa ask` does. The snapshot was
written from validated models (`model.py`), so what is read from it only has to be put in shape.
"""

from __future__ import annotations

from datetime import date
from typing import Any

_DATES = frozenset({"reviewed", "date", "updated", "observed"})


class Held:
    """One record. Its attributes are those of its model; an unknown one raises AttributeError, setting one does too."""

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[str, Any]) -> None:
        shaped = {name: date.fromisoformat(value) if name in _DATES else shape(value) for name, value in fields.items()}
        object.__setattr__(self, "_fields", shaped)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._fields[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} is read-only")

    def __repr__(self) -> str:
        return f"Held({', '.join(f'{name}={value!r}' for name, value in self._fields.items())})"


def shape(value: Any) -> Any:
    """JSON data as records and tuples."""
    if isinstance(value, dict):
        return Held(value)
    if isinstance(value, list):
        return tuple(shape(item) for item in value)
    return value
