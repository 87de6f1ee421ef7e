"""What the check asks of situations."""

from __future__ import annotations

from datetime import date

from bot.registry.check_situations import content_words, situations
from bot.registry.model import Content, Iana, Situation, Situations

ENOUGH = [
    "비로그인 손님이 장바구니를 열면", "누군지 모르는 호출", "세션 쿠키가 안 왔음", "anonymous visitor", "Authorization 헤더 없음",
    "토큰 없이 부름", "신원 불명", "게스트 주문 조회",
]  # fmt: skip


def problems(*made: Situation) -> list[str]:
    nothing = Iana(updated=date(2026, 1, 1), observed=date(2026, 1, 1), entry=())
    file = Situations(title="시험", situation=made)
    content = Content(iana=nothing, sources={}, frameworks={}, codes=(), vendors=(), situations=(file,), compare=())
    return [str(problem) for problem in situations(content)]


def situation(name: str, phrasings: list[str], title: str = "로그인하지 않고 API를 부를 때") -> Situation:
    return Situation(id=name, title=title, code=401, why="이유", source="판단", phrasings=tuple(phrasings))


def test_a_situation_in_enough_voices_is_fine() -> None:
    assert problems(situation("a", ENOUGH)) == []


def test_too_few_voices() -> None:
    assert "8개 이상" in problems(situation("a", ENOUGH[:7]))[0]


def test_voices_that_only_repeat_the_title() -> None:
    same = [
        f"로그인하지 않고 {word} API를 부를 때" for word in ("가", "나나", "다라마", "바사아", "자차", "카타파", "하거", "너더")
    ]
    assert any("제목과 다른 말" in problem for problem in problems(situation("a", same)))


def test_one_phrasing_said_twice_is_refused_across_situations_too() -> None:
    twice = [*ENOUGH[:-1], "비로그인 손님이 장바구니를 열면?"]
    assert any("거의 같습니다" in problem for problem in problems(situation("a", twice)))
    other = [
        f"{phrasing} 그러면" for phrasing in ("가나다라", "마바사아", "자차카타", "파하거너", "더러머버", "서어저처", "커터퍼허")
    ]
    found = problems(situation("a", ENOUGH), situation("b", [*other, ENOUGH[0]]))
    assert any("situations: b" in problem and "a의" in problem for problem in found)


def test_an_id_stands_once() -> None:
    other = [
        "가나다라 마바",
        "사아자차 카타",
        "파하거너 더러",
        "머버서어 저처",
        "커터퍼허 고노",
        "도로모보 소오",
        "조초코토 포호",
        "구누두루 무부",
    ]
    assert any("두 번" in problem for problem in problems(situation("a", ENOUGH), situation("a", other)))


def test_content_words_are_stems_without_filler() -> None:
    assert content_words("그 토큰이 만료된 경우 when it expired") == {"토큰", "만료", "when", "expired"}
