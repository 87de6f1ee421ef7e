"""Every group of codes that people mix up has all its pairs written."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from bot.registry.catalog import Catalog
from bot.registry.model import Content

GROUPS = (
    (301, 302, 303, 307, 308), (401, 403), (403, 404), (404, 410), (400, 409, 412, 422), (412, 428), (500, 502, 503, 504),
    (429, 503), (200, 201, 202, 204), (204, 205), (200, 304), (405, 501), (406, 415), (413, 414, 431), (408, 504), (499, 504),
    (502, 520, 521, 522, 524), (401, 407, 511), (409, 423), (425, 429, 503), (206, 416),
)  # fmt: skip


def test_every_pair_that_people_mix_up_is_written(catalog: Catalog) -> None:
    missing = [pair for group in GROUPS for pair in combinations(group, 2) if catalog.pair(*pair) is None]
    assert not missing


def test_the_groups_are_those_of_the_reference(catalog: Catalog, contracts: Path) -> None:
    held = json.loads((contracts.parent / "reference" / "confusable.json").read_text(encoding="utf-8"))
    for group in held["groups"]:
        for pair in combinations(group["codes"], 2):
            assert catalog.pair(*pair), pair


def test_pairs_answer_in_both_directions(content: Content) -> None:
    for family in content.compare:
        for pair in family.pair:
            leads = {preference.code: preference.lead for preference in pair.prefer}
            assert len(set(leads.values())) == 2
            for code, lead in leads.items():
                fails = next(preference.premise for preference in pair.prefer if preference.code == code) == "fails"
                assert fails or str(code) in lead, (pair.codes, lead)
