"""The slash command, its completion and the message menu, end to end over loopback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord import payloads
from tests.adapters.discord.running import Bot, against
from tests.adapters.discord.standin import Discord, Sent


def asked(folder: Path, *interactions: dict[str, Any]) -> list[Sent]:
    """What is sent for the interactions, one after the other."""
    found: list[Sent] = []

    async def scenario(server: Discord, _: Bot) -> None:
        for number, one in enumerate(interactions, 1):
            await server.interacts(one)
            await server.settled(number)
        assert server.refusals == []
        found.extend(server.sent)

    against(folder, scenario)
    assert len(found) == len(interactions)
    return found


def test_in_a_server_the_asker_alone_sees_the_card_and_may_share_it(tmp_path: Path) -> None:
    (sent,) = asked(tmp_path, payloads.slash("404"))
    assert sent.private
    assert sent.texts().startswith("**404 Not Found · 찾을 수 없음** — 4xx 클라이언트 오류\n")
    assert "sg:s:d:404" in sent.custom_ids()
    assert "sg:m:404" in sent.custom_ids()


def test_public_is_public_and_its_asker_may_delete_it(tmp_path: Path) -> None:
    (sent,) = asked(tmp_path, payloads.slash("404", public=True))
    assert not sent.private
    assert f"sg@{payloads.ALICE}:x" in sent.custom_ids()
    assert "sg:s:d:404" not in sent.custom_ids()


def test_what_is_kept_of_a_person_is_theirs_even_if_asked_in_public(tmp_path: Path) -> None:
    (sent,) = asked(tmp_path, payloads.slash("내 데이터", public=True))
    assert sent.private


@pytest.mark.parametrize(("where", "private"), [("guild", True), ("foreign", True), ("group", True), ("dm", False)])
def test_where_others_are_the_asker_alone_sees_it(where: str, private: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (sent,) = asked(tmp_path, payloads.slash("왜 302 말고 307?", where=where))
    assert sent.private is private
    assert ("sg:s:w:307-302" in sent.custom_ids()) is private


def test_completion_is_by_number_phrase_name_and_typo_best_first(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        for text in ("404", "not fou", "찾을 수", "bad gatewy", "401 403", "점심 뭐 먹지"):
            await server.interacts(payloads.typing(text))
        await server._until(lambda: len(server.choices) == 6, 5)
        firsts = [choices[0]["value"] if choices else None for choices in server.choices]
        assert firsts == ["404", "404", "404", "502", "401이랑 403 차이", None]
        assert server.choices[0][0]["name"] == "404 Not Found — 찾을 수 없음"
        assert server.refusals == []

    against(tmp_path, scenario)


ALERT = {"title": "[장애] checkout", "description": "502 Bad Gateway가 늘었습니다", "type": "rich"}
MANY = "400 401 403 404 409 429 500 502 코드가 로그에 있어요"


@pytest.mark.parametrize("where", ["guild", "foreign", "dm"])
def test_the_menu_explains_the_codes_of_a_message(where: str, tmp_path: Path) -> None:
    target = payloads.written("결제에서 502 Bad Gateway 떠요", by=payloads.BOB, mentions=False)
    (sent,) = asked(tmp_path, payloads.menu(target, where=where))
    assert sent.private is (where != "dm")
    assert "Bad Gateway" in sent.texts()


def test_the_menu_shows_five_cards_and_a_select_for_the_rest(tmp_path: Path) -> None:
    (sent,) = asked(tmp_path, payloads.menu(payloads.written(MANY, by=payloads.BOB, mentions=False)))
    cards = [one for one in sent.body["components"] if one["type"] == 17]
    selects = [one for one in payloads.nested(sent.body["components"]) if one["type"] == 3]
    assert len(cards) == 5
    shown = sum(f"**{code}" in sent.texts() for code in (400, 401, 403, 404, 409, 429, 500, 502))
    assert shown + len(selects[0]["options"]) >= 8


def test_the_menu_reads_embeds_and_says_when_there_is_no_code(tmp_path: Path) -> None:
    alert = {**payloads.written("", by=payloads.BOB, mentions=False), "embeds": [ALERT]}
    first, second = asked(tmp_path, payloads.menu(alert), payloads.menu(payloads.written("점심 뭐 먹지", mentions=False)))
    assert "Bad Gateway" in first.texts()
    assert "상태 코드를 찾지 못했습니다" in second.texts()


def test_commands_are_registered_once_with_names_descriptions_and_installs(tmp_path: Path) -> None:
    async def scenario(server: Discord, _: Bot) -> None:
        (registered,) = server.commands
        slash, menu = sorted(registered, key=lambda one: int(one["type"]))
        assert (slash["name"], menu["name"]) == ("http", "HTTP 코드 설명")
        assert not slash["name_localizations"]
        assert slash["description_localizations"].keys() == {"ko", "en-US", "en-GB"}
        assert [option["name"] for option in slash["options"]] == ["질문", "공개"]
        assert slash["options"][0]["name_localizations"] == {"ko": "질문", "en-US": "question", "en-GB": "question"}
        for one in registered:
            assert one["integration_types"] == [0, 1]
            assert one["contexts"] == [0, 1, 2]

    against(tmp_path, scenario)

    async def again(server: Discord, _: Bot) -> None:
        assert server.commands == []

    against(tmp_path, again)


def test_a_command_that_was_renamed_says_so(tmp_path: Path) -> None:
    (sent,) = asked(tmp_path, payloads.slash("404", name="status"))
    assert "명령이 바뀌었습니다" in sent.texts()
