"""The short form of `make soak`: real processes, killed and stopped while they send. None lost, none twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

from adapters.delivery import schema as jobs
from tests.adapters.postgres import Cluster
from tests.soak.delivery import Count, emptied, in_file, killed, stopped


def assert_all_good(count: Count) -> None:
    assert count.lost == []
    assert count.twice == []
    assert count.unknown_elsewhere == []
    assert count.unknown <= count.may_be_unknown
    assert count.sent + count.unknown == count.cards


def test_one_process_that_is_killed_while_it_sends(tmp_path: Path) -> None:
    assert_all_good(asyncio.run(killed(in_file(tmp_path, "killed"), tmp_path, cards=90, kills=2, seed=404)))


def test_three_replicas_of_which_one_is_killed_and_one_stopped(postgres: Cluster, tmp_path: Path) -> None:
    url = emptied(postgres)
    assert jobs.is_ready(url)
    assert_all_good(asyncio.run(stopped(url, tmp_path, cards=90, seed=404)))
