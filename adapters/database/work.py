"""What is done over a connection, in one go: a function that waits for nothing but the database, and returns plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
Work = Callable[[Connection], T]
