"""The statements that every mention goes through, made once: to make them anew for each takes longer than to run them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Float, Table, and_, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from adapters.database import tables

_event, _shown, _conversation = tables.event, tables.shown, tables.conversation
_dropped = bindparam("dropped", type_=Float)  # who took something before that, and has not finished, must have died


class Moments:
    """Rows are told as parameters, by the names of their columns."""

    def __init__(self, *, is_sqlite: bool) -> None:
        self._insert = sqlite_insert if is_sqlite else postgresql_insert
        self.remember = self._put(_conversation, "place")
        self.take_event = self._put(_event, "key", where=and_(_event.c.done.is_(False), _event.c.taken_at <= _dropped)).returning(
            _event.c.key
        )
        stale = (_shown.c.shown_at <= bindparam("over", type_=Float)) | ((_shown.c.link == "") & (_shown.c.shown_at <= _dropped))
        self.keep_shown = self._put(_shown, "place", "subject")
        self.take_shown = self._put(_shown, "place", "subject", where=stale).returning(_shown.c.link)

    def _put(self, table: Table, *key: str, where: Any = None) -> Any:
        """Add a row; where there is one with its key, replace the rest of it, if it is as `where` says."""
        row = self._insert(table)
        rest = {column.name: row.excluded[column.name] for column in table.c if column.name not in key}
        return row.on_conflict_do_update(index_elements=list(key), set_=rest, where=where)


@lru_cache
def moments(*, is_sqlite: bool) -> Moments:
    return Moments(is_sqlite=is_sqlite)


_of: Any = bindparam("of")
REMEMBERED = select(_conversation.c.codes, _conversation.c.intent, _conversation.c.status_class).where(
    _conversation.c.place == _of, _conversation.c.expires_at > bindparam("now")
)
WAS_DONE = select(_event.c.done).where(_event.c.key == _of)
EVENT_DONE = update(_event).where(_event.c.key == _of).values(done=True)
EVENT_GIVEN_BACK = delete(_event).where(_event.c.key == _of, _event.c.done.is_(False))
SHOWN_AT = select(_shown.c.link).where(_shown.c.place == _of, _shown.c.subject == bindparam("about"))
SHOWN_GIVEN_BACK = delete(_shown).where(_shown.c.place == _of, _shown.c.subject == bindparam("about"), _shown.c.link == "")
