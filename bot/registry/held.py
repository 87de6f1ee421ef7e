"""Records as a running bot holds them: read-only, with the fields of the models they were validated by, and no pydantic.

Importing pydantic and building its classes takes longer than everything else that `sagongsa ask` does. The snapshot was
written from validated models (`model.py`), so what is read from it only has to be put in shape.
"""

from __future__ import annotations

from datetime import date
from typing import Any

_DATES = frozenset({"reviewed", "date", "updated", "observed"})


class Held:
    """One record. Its attributes are those of its model; an unknown one raises AttributeError, setting one does too.

    A field is put in shape when it is first asked for: most questions touch few records.
    """

    __slots__ = ("_raw", "_shaped")

    def __init__(self, fields: dict[str, Any]) -> None:
        if not isinstance(fields, dict):
            raise TypeError("a record is a table")
        object.__setattr__(self, "_raw", fields)
        object.__setattr__(self, "_shaped", {})

    def __getattr__(self, name: str) -> Any:
        shaped = self._shaped
        if name not in shaped:
            try:
                value = self._raw[name]
            except KeyError:
                raise AttributeError(name) from None
            shaped[name] = date.fromisoformat(value) if name in _DATES else shape(value)
        return shaped[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} is read-only")

    def __repr__(self) -> str:
        return f"Held({', '.join(f'{name}={value!r}' for name, value in self._raw.items())})"


def shape(value: Any) -> Any:
    """JSON data as records and tuples."""
    if isinstance(value, dict):
        return Held(value)
    if isinstance(value, list):
        return tuple(shape(item) for item in value)
    return value
