"""What the bot can do, in questions one can ask as they stand."""

from __future__ import annotations

from bot.answer import token
from bot.card import Action, Card, Labelled, Step, Steps, plain
from bot.card import Code as CodeSpan


def help_card() -> Card:
    """The answer to "뭐 할 수 있어?" and to an empty message."""
    return Card(
        "사공사 — HTTP 상태 코드를 한국어로",
        plain("번호나 이름을 적으면 뜻, 누구 쪽인지, 다시 보내도 되는지, 먼저 볼 것을 알려 드립니다."),
        (
            Steps("이렇게 물어보세요", tuple(Step((CodeSpan(example), *plain(f" {what}"))) for example, what in _EXAMPLES)),
            Labelled(
                "정해진 답", plain("추측하지 않습니다. 같은 질문에는 늘 같은 카드가 나옵니다. 출처는 카드 맨 아래에 있습니다.")
            ),
        ),
        (Action("404 보기", token.define(404)), Action("왜 302 말고 307?", token.why(307, 302))),
    )


_EXAMPLES = (
    ("404", "코드 하나"),
    ("503이 뭐야?", "번호로 묻기"),
    ("배드 게이트웨이", "이름으로 묻기"),
    ("401이랑 403 차이", "둘 비교하기"),
    ("왜 302 말고 307?", "하나를 고르는 이유"),
)
