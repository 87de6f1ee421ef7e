from __future__ import annotations

import re

import pytest

from bot.answer import answer, token
from bot.asked import Question
from bot.card import Card, Labelled, Link, Sources, Steps, Table, Verbatim, line_text
from bot.errors import BadTokenError
from bot.model import Memory, Remember
from bot.registry.catalog import Catalog

NOTHING = Memory()


def card(catalog: Catalog, question: Question, memory: Memory = NOTHING) -> Card:
    return answer(question, memory, catalog).card


def labels(card: Card) -> list[str]:
    return [block.label for block in card.blocks if isinstance(block, (Labelled, Steps, Verbatim))]


def links(card: Card) -> list[Link]:
    last = card.blocks[-1]
    assert isinstance(last, Sources)
    return [span for span in last.line if isinstance(span, Link)]


def test_the_short_card_of_an_error(catalog: Catalog) -> None:
    shown = card(catalog, Question("define", (502,)))
    assert shown.title == "502 Bad Gateway · 게이트웨이 오류"
    assert shown.subtitle == "5xx 서버 오류"
    assert labels(shown) == ["누구 쪽인가", "다시 보내도 되나", "먼저 볼 것", "흔한 오해", "헷갈리는 코드"]
    steps = next(block for block in shown.blocks if isinstance(block, Steps))
    assert len(steps.steps) == 3
    assert steps.ordered
    assert [link.label for link in links(shown)] == ["RFC 9110 §15.6.3", "RFC 9110 §9.2.2", "MDN(한국어)", "IANA"]
    assert [action.label for action in shown.actions] == ["504와 비교", "503과 비교", "자세히"]


def test_the_short_card_of_a_redirect_says_when_to_send_it(catalog: Catalog) -> None:
    shown = card(catalog, Question("define", (307,)))
    assert labels(shown)[:4] == ["받은 쪽은", "언제 보내나", "헤더", "먼저 볼 것"]
    assert "누구 쪽인가" not in labels(shown)


@pytest.mark.parametrize("number", [200, 201, 204, 301, 302, 307, 308, 401, 403, 404, 502, 503])
def test_the_long_card_holds_all_that_is_known(catalog: Catalog, number: int) -> None:
    shown = card(catalog, Question("define", (number,), detailed=True))
    code = catalog.code(number)
    assert code is not None
    text = shown.to_text()
    for told in (code.meaning, *code.send_when, *code.client_should, *(cause.text for cause in code.causes)):
        assert told.replace("`", "") in text
    for check in code.checks:
        assert check.command is None or check.command.splitlines()[0] in text
    assert code.example.response.splitlines()[0] in text
    assert all(name in text for name in ("Spring", "FastAPI", "Express", "Django", "Go"))
    assert len(set(labels(shown))) >= 8


@pytest.mark.parametrize("number", [200, 201, 204, 301, 302, 307, 308, 401, 403, 404, 502, 503])
def test_a_short_card_is_short_and_its_first_line_answers(catalog: Catalog, number: int) -> None:
    shown = card(catalog, Question("define", (number,)))
    assert len(shown.headline()) <= 120
    assert len(shown.to_text()) < 1700
    assert "`" not in line_text(shown.lead)


def test_snippets_of_frameworks(catalog: Catalog) -> None:
    text = card(catalog, Question("define", (404,), detailed=True)).to_text()
    assert "ResponseEntity.status(HttpStatus.NOT_FOUND)" in text
    assert "status_code=status.HTTP_404_NOT_FOUND" in text
    assert "res.status(404)" in text
    assert "HttpResponseNotFound(" in text
    assert "http.StatusNotFound" in text
    assert "# WWW-Authenticate 헤더를 꼭 함께" in card(catalog, Question("define", (401,), detailed=True)).to_text()


def test_unused_and_temporary_codes(catalog: Catalog) -> None:
    assert "(Unused)" in card(catalog, Question("define", (418,))).to_text()
    assert "임시" in card(catalog, Question("define", (104,))).to_text()


@pytest.mark.parametrize(("number", "told"), [(452, "400"), (299, "200"), (199, "100"), (350, "300"), (512, "500")])
def test_an_unassigned_number_is_read_as_its_class(catalog: Catalog, number: int, told: str) -> None:
    reply = answer(Question("define", (number,)), NOTHING, catalog)
    assert reply.question.intent == "status_unassigned"
    assert told in reply.card.to_text()


@pytest.mark.parametrize("number", [0, 99, 600, 998])
def test_a_number_that_is_no_status(catalog: Catalog, number: int) -> None:
    reply = answer(Question("define", (number,)), NOTHING, catalog)
    assert reply.question.intent == "status_unassigned"
    assert "100부터 599까지" in reply.card.to_text()


def test_a_code_of_one_product(catalog: Catalog) -> None:
    reply = answer(Question("define", (524,)), NOTHING, catalog)
    assert (reply.question.intent, reply.card.title) == ("vendor", "524 A Timeout Occurred · 비표준")
    assert "누가 보냈나: Cloudflare" in reply.card.to_text()
    assert "(클라이언트가 받습니다)" in reply.card.to_text()


def test_a_code_that_products_use_differently(catalog: Catalog) -> None:
    reply = answer(Question("define", (499,)), NOTHING, catalog)
    lead = "499는 nginx, Cloudflare, Google API, Esri ArcGIS가 쓰는 번호입니다. IANA 등록부에는 없습니다."
    assert line_text(reply.card.lead) == lead
    assert "누가 쓰느냐에 따라 뜻이 다릅니다" in labels(reply.card)
    assert "그 밖의 제품" not in reply.card.to_text()
    assert {"nginx 소스(ngx_http_request.h)", "google.rpc.Code"} <= {link.label for link in links(reply.card)}


@pytest.mark.parametrize("number", [444, 460, 494, 520, 527, 529, 561, 598, 783, 999])
def test_every_product_code_has_its_card(catalog: Catalog, number: int) -> None:
    reply = answer(Question("define", (number,)), NOTHING, catalog)
    assert reply.question.intent == "vendor"
    assert "누가 보냈나" in labels(reply.card)


def test_why_307_and_why_302_answer_in_their_first_sentence(catalog: Catalog) -> None:
    right = card(catalog, Question("why", (307, 302)))
    left = card(catalog, Question("why", (302, 307)))
    assert line_text(right.lead) == "POST와 본문을 옮긴 주소에도 그대로 보내야 하면 307입니다."
    assert line_text(left.lead) == "GET만 오가는 주소라면 302로 충분합니다."
    assert "302가 맞는 때" in labels(right)
    assert "307이 맞는 때" in labels(left)
    assert "결정 질문" in labels(right)


def test_a_written_pair_is_shown_in_the_order_asked(catalog: Catalog) -> None:
    for codes in ((302, 307), (307, 302)):
        table = next(block for block in card(catalog, Question("compare", codes)).blocks if isinstance(block, Table))
        assert table.head == ("", *map(str, codes))
        row = dict(zip(table.head[1:], next(r[1:] for r in table.rows if r[0] == "POST를 따라갈 때"), strict=True))
        assert "MAY" in row["302"]
        assert "MUST NOT" in row["307"]


def test_any_two_finished_codes_have_a_true_comparison(catalog: Catalog) -> None:
    for one in catalog.numbers:
        for other in catalog.numbers:
            if one == other:
                continue
            shown = card(catalog, Question("compare", (one, other)))
            table = next(block for block in shown.blocks if isinstance(block, Table))
            assert table.head[1:] == (str(one), str(other))
            assert catalog.pair(one, other) or all(left != right for _, left, right in table.rows)


def test_a_derived_comparison_names_its_deciding_difference(catalog: Catalog) -> None:
    lead = line_text(card(catalog, Question("compare", (201, 410))).lead)
    assert lead == "201은 성공(2xx)이고, 410은 클라이언트 오류(4xx)입니다."
    own_words = card(catalog, Question("compare", (507, 413))).to_text()
    assert "결정 질문" in own_words


def test_three_codes_and_more_are_listed(catalog: Catalog) -> None:
    shown = card(catalog, Question("compare", (401, 403, 404, 504)))
    steps = next(block for block in shown.blocks if isinstance(block, Steps))
    assert len(steps.steps) == 4
    many = card(catalog, Question("compare", tuple(range(400, 418))))
    assert "나머지 10개" in many.to_text()


def test_memory_fills_the_missing_side(catalog: Catalog) -> None:
    after_429 = Memory((429,), "define")
    assert answer(Question("compare", (503,), missing="other"), after_429, catalog).question.codes == (429, 503)
    assert answer(Question("why", (302,), missing="wanted"), Memory((307,)), catalog).question.codes == (307, 302)
    assert answer(Question("why", (307,), missing="aside"), Memory((302,)), catalog).question.codes == (307, 302)
    assert answer(Question("compare", missing="both"), Memory((409, 412)), catalog).question.codes == (409, 412)
    that = answer(Question("define", missing="that", detailed=True), Memory((404,)), catalog)
    assert that.question.codes == (404,)
    assert "서버가 말하는 것" in labels(that.card)


def test_without_memory_we_ask_back_and_offer_codes(catalog: Catalog) -> None:
    reply = answer(Question("compare", (503,), missing="other"), NOTHING, catalog)
    assert reply.question.intent == "none"
    assert reply.question.codes[0] == 503
    assert len(reply.question.codes) > 1
    assert reply.effects == ()
    same = answer(Question("compare", (503,), missing="other"), Memory((503,)), catalog)
    assert same.question.intent == "none"
    for missing in ("both", "that"):
        assert "번호를 함께" in answer(Question("compare", missing=missing), NOTHING, catalog).card.to_text()


def test_an_answer_is_remembered_as_codes_and_intent_only(catalog: Catalog) -> None:
    assert answer(Question("why", (307, 302)), NOTHING, catalog).effects == (Remember(Memory((307, 302), "why")),)
    assert answer(Question("none", (502,)), NOTHING, catalog).effects == ()


def test_a_name_of_two_codes_is_settled_by_buttons(catalog: Catalog) -> None:
    reply = answer(Question("none", (401, 403), missing="which", confidence=0.5), Memory((502,)), catalog)
    assert (reply.question.intent, reply.question.codes, reply.effects) == ("none", (401, 403), ())
    assert [action.token for action in reply.card.actions] == ["d:401", "d:403", "c:401-403"]


def test_near_matches_are_offered_as_buttons(catalog: Catalog) -> None:
    shown = card(catalog, Question("none", (502, 504)))
    assert shown.title == "이해하지 못했습니다"
    assert [action.token for action in shown.actions] == ["d:502", "d:504"]


def test_every_button_leads_to_a_card_with_buttons_that_work(catalog: Catalog) -> None:
    seen: set[str] = set()
    todo = [action.token for number in catalog.numbers for action in card(catalog, Question("define", (number,))).actions]
    todo += [action.token for action in card(catalog, Question("help")).actions]
    while todo:
        pressed = todo.pop()
        if pressed in seen:
            continue
        seen.add(pressed)
        assert re.fullmatch(r"[!-~]{1,80}", pressed)
        shown = card(catalog, token.question(pressed))
        assert shown.blocks
        todo += [action.token for action in shown.actions]
    assert len(seen) > 40


@pytest.mark.parametrize(
    "forged", ["", "d", "d:", "d:abc", "d:404-403", "c:404", "w:302", "x:404", "d:4040", "w:1-2-3", "d:404\n", "d:４０４"]
)
def test_a_token_that_cannot_be_read(forged: str) -> None:
    with pytest.raises(BadTokenError, match="버튼"):
        token.question(forged)


def test_tokens_come_back_as_their_question() -> None:
    assert token.question(token.define(404)) == Question("define", (404,))
    assert token.question(token.more(404)) == Question("define", (404,), detailed=True)
    assert token.question(token.compare(502, 504)) == Question("compare", (502, 504))
    assert token.question(token.why(307, 302)) == Question("why", (307, 302))
