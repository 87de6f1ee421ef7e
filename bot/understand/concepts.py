"""Words that stand for one thing, whoever says them: 유저, 회원, 고객, 손님 and "user" are all a person who uses the service.

The linear model sees these names beside the letters of a text, so a case told in words it was never shown still reads like
its neighbours. Korean forms are stems and match anywhere in the text with its spaces taken out; Latin forms match where a
word begins. A form may stand under several names. These are names of things, never of codes: which code a mix of things
means is learned, not written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_FORMS = {
    # Who
    "person": (
        "유저 사용자 회원 고객 손님 이용자 멤버 가입자 구매자 판매자 방문자 게스트 user users customer member visitor "
        "guest people person someone"
    ),
    "client": (
        "클라이언트 클라 호출자 호출하는쪽 보낸쪽 요청한쪽 상대 앱이 앱에서 프론트 브라우저 client caller browser "
        "consumer sender app frontend"
    ),
    "server": "서버 백엔드 저희 우리 server backend we our",
    "upstream": (
        "뒷단 뒤쪽 뒤에있는 뒤서버 업스트림 원본서버 오리진 내부서버 내부api was 톰캣 tomcat 타겟 하위서비스 "
        "마이크로서비스 외부api 외부연동 제휴사 파트너 pg사 결제사 upstream origin downstream target third-party partner "
        "dependency"
    ),
    "front": (
        "앞단 프록시 게이트웨이 로드밸런서 로드밸 엘비 인그레스 nginx 엔진엑스 envoy haproxy proxy gateway load-balancer "
        "balancer lb alb elb ingress reverse bff"
    ),
    "admin": "관리자 어드민 운영자 관리권한 슈퍼유저 마스터계정 admin administrator superuser staff",
    "owner": "본인 주인 소유 작성자 내것 자기것 자기글 글쓴이 owner own owns author",
    "other-person": (
        "남의 다른사람 타인 다른유저 다른회원 다른고객 남이쓴 다른팀 옆팀 다른조직 다른부서 다른사용자 somebody-else "
        "someone-else another other's others"
    ),
    "role": (
        "등급 역할 롤 권한등급 직급 담당자 매니저 일반회원 일반유저 무료회원 준회원 뷰어 읽기전용 role viewer read-only "
        "member-only tier scope scopes"
    ),
    # Who are you, may you
    "login": "로그인 로긴 사인인 접속인증 signin sign-in signed login logged log-in logging",
    "sign-up": "가입 회원가입 등록하 signup sign-up register registration",
    "token": (
        "토큰 jwt 액세스토큰 리프레시 bearer 베어러 apikey api키 인증키 키값 자격증명 토근 token api-key credential credentials"
    ),
    "session": "세션 session 쿠키 cookie cookies",
    "password": "비번 비밀번호 패스워드 암호 password passwd pin otp 인증번호 2차인증 mfa",
    "authentication": (
        "인증 신원 누구인지 누군지 정체 본인확인 authenticat authn unauthenticat auth anonymous 익명 비로그인 미로그인 "
        "비회원 미인증"
    ),
    "permission": "권한 인가 자격 허가 허용안 접근권 authoriz permission allowed privilege rights access entitled",
    "refuse": "거절 거부 막 차단 금지 못하게 불허 튕기 쫓아 reject refus deny denied forbid block blocked",
    "banned": "밴 정지된 정지당 이용정지 블랙리스트 차단된 탈퇴 휴면 banned suspended blacklist disabled",
    "address-of-network": (
        "아이피 ip대역 사내망 vpn 화이트리스트 allowlist whitelist 허용된ip 국가 해외 지역제한 geo ip region country"
    ),
    "expired": "만료 기한 유효기간 지난 지났 끝난 끝났 오래돼 오래된 수명 exp expired expire outdated stale lapsed",
    "forged": "위조 변조 조작 가짜 서명 시그니처 signature tamper forged fake invalid-signature",
    "csrf": "csrf 위조방지 xsrf",
    "verify": "검증 verify verification verified 확인안",
    "captive": "와이파이 와파 wifi wi-fi 캡티브 공용망 호텔 카페 비행기 기내 captive portal hotspot",
    "payment": (
        "결제 돈 유료 구독 과금 요금 미납 잔액 크레딧 포인트부족 플랜 결재 pay payment paid billing subscription credit "
        "balance plan quota"
    ),
    # Is it there
    "absent": (
        "없는 없을 없으 없네 없다 존재하지 존재안 안나오 못찾 찾을수없 missing exist doesn't-exist nonexistent unknown "
        "not-found nowhere"
    ),
    "none-at-all": "아예 하나도 전혀 0건 0개 빈 텅 비었 비어 없음 empty zero nothing blank",
    "deleted": (
        "삭제 지운 지웠 지워 없앤 없애 폐기 제거 탈퇴한 내린 내려간 deleted delet removed remove retire withdrawn taken-down purge"
    ),
    "forever": (
        "영구 영영 영원 완전히 아주 다시는 앞으로계속 평생 다신 복구안 되돌릴수없 permanent permanently forever for-good "
        "never-coming-back gone"
    ),
    "temporary": (
        "임시 일시 잠깐 잠시 당분간 며칠 이번주만 행사기간 다시돌아 원래대로 나중에바뀔 temporar temp for-now briefly "
        "while short-term"
    ),
    "moved": (
        "이전 옮기 옮겼 옮긴 이사 이동 바뀐주소 새주소 새도메인 새url 주소가바뀌 주소바꿔 도메인바꿔 개편 move moved "
        "moving relocat migrat new-address new-domain new-url renamed"
    ),
    "already": "이미 벌써 기존 already existing taken",
    "duplicate": (
        "중복 겹치 똑같은 같은아이디 같은이메일 같은거또 두번 두번째 재가입 또보냄 연타 더블클릭 따닥 duplicate dup twice "
        "same-email unique"
    ),
    "hide": (
        "숨기 숨겨 들키 알려주기싫 있는지도 모르게 모른척 없는척 노출안 비공개 존재자체 hide conceal leak reveal secret pretend"
    ),
    # What was sent
    "json": "json 제이슨 제이쓴 객체",
    "xml": "xml 엑셀 csv yaml form-data multipart 폼데이터 urlencoded text/plain",
    "syntax": (
        "문법 파싱 파씽 깨진 깨져 깨짐 괄호 따옴표 쉼표 콤마 중괄호 인코딩 구문 형식자체 malformed parse parsing syntax "
        "broken unparsable garbage bracket comma truncated"
    ),
    "value": (
        "값 숫자 음수 나이 수량 금액 날짜 생년월일 이메일형식 범위밖 초과값 유효성 밸리데이션 검증실패 규칙위반 "
        "비즈니스규칙 말이안되 논리적 의미상 value negative invalid validation constraint semantic rule range-of"
    ),
    "required": "필수 빠뜨 빠진 빠졌 누락 안넣 안보낸 안적 비워 required missing-field mandatory omitted left-out without",
    "parameter": "파라미터 쿼리 쿼리스트링 필드 항목 인자 매개변수 param query field argument",
    "type-of-content": (
        "컨텐트타입 콘텐츠타입 미디어타입 형식 포맷 확장자 content-type mime mediatype media-type format type extension"
    ),
    "accept-header": "accept 어셉트 원하는형식 받고싶은 달라는형식 줄수있는형식 negotiat language 언어로달라",
    "image": "이미지 사진 동영상 영상 pdf png jpg jpeg heic webp gif svg mp4 image photo video",
    "encoding": "gzip br 압축 content-encoding accept-encoding charset zstd",
    "method-name": "get post put patch delete head options trace connect",
    "method": "메서드 메소드 동사 method verb",
    "only-that": "만되는 만받는 만허용 만지원 밖에안 뿐인 전용 only just",
    "unsupported": (
        "지원안 지원하지 못받 안받 모르는 못알아 처리못 구현안 구현하지 unsupported support unrecognized unimplemented "
        "implemented unknown-method never-heard"
    ),
    "big": (
        "크 커 큰 용량 초과 넘 무거운 대용량 기가 메가 mb gb large big exceed oversize huge limit too-big over-the-limit heavy"
    ),
    "upload": "업로드 올리 올린 첨부 파일 업로드한 upload file attach attachment",
    "long": "길 긴 길이 너무긴 length long lengthy characters",
    "url": "url 주소 uri 링크 경로 쿼리 패스 엔드포인트 path link address endpoint route",
    "header": "헤더 header headers",
    "body": "본문 바디 내용물 페이로드 데이터 body payload content",
    "content-length": "content-length 컨텐츠길이 길이를안 길이정보 길이헤더 크기를안 chunked 청크",
    "range": (
        "range 레인지 범위요청 구간 이어받 조각 일부만 부분 바이트 중간부터 나머지 part partial slice chunk resume byte bytes seek"
    ),
    "out-of-range": "범위를벗어 파일크기를넘 끝을넘 크기보다뒤 벗어난 beyond past-the-end outside out-of-range unsatisfiable",
    "version": "버전 version versions http/3 http2 http/2 http1",
    "search-word": "검색 조회 필터 search filter lookup",
    "slow-request": (
        "천천히 느리게보내 찔끔 질질 요청을다안 전송하다 보내다말 유휴 idle slowly dribbl never-finishes slowloris stall"
    ),
    # What state things are in
    "conflict": "충돌 모순 어긋 부딪 conflict clash inconsistent contradict",
    "state": (
        "상태 단계 배송 배송중 출고 취소된 완료된 종료된 마감 닫힌 확정 승인 진행중 state status shipped closed finished "
        "cancelled canceled workflow"
    ),
    "stock": "재고 품절 매진 좌석 남은수량 한정 선착순 stock sold-out seats inventory",
    "concurrent": (
        "동시 동시에 먼저수정 먼저바꾼 그사이 사이에 누가먼저 경합 레이스 낙관적 concurrent simultaneous meanwhile race "
        "optimistic same-time"
    ),
    "etag": "etag 이태그 if-match if-none-match if-modified if-unmodified last-modified 버전값 해시",
    "condition": "조건 전제 사전조건 조건부 condition precondition conditional",
    "changed": "바뀌 바뀐 변경 수정 달라 갱신 업데이트 고치 고친 chang modif updat edit differ",
    "unchanged": "안바뀌 안바뀐 그대로 변경없 똑같 변화없 달라진게없 최신 unchanged same not-changed up-to-date fresh still",
    "cache": "캐시 캐싱 저장해둔 가진거 cache cached cdn",
    "lock": "잠긴 잠겨 잠금 잠궈 잠갔 락 편집중 체크아웃 체크인 locked lock webdav checkout",
    "too-many": (
        "너무많 많이보내 자주 초당 분당 연속으로 도배 과도 폭주 매크로 크롤러 봇 무한 한도 횟수 레이트 리밋 스로틀 "
        "too-many rate limit throttle per-second per-minute flood spam scrap crawl burst quota hammer"
    ),
    "one-caller": "한사람 한명 특정 한유저 한ip 같은ip 이클라이언트 얘만 한클라 single one-user same-ip particular",
    "everyone": "전체 모두 전부 모든 다같이 사람이몰 몰려 전유저 누구든 everyone all-users whole all",
    "depends": "앞작업 앞의 선행 묶음 의존 먼저실패 같이실패 그여파 덩달아 depend dependent failed-dependency batch-of",
    "each-differs": (
        "각각 따로 일부는성공 일부만성공 몇개는 섞여 건별 여러개 벌크 일괄 배치 bulk batch multiple mixed per-item several each"
    ),
    # What went well
    "success": "성공 정상 잘되 잘됐 처리됨 무사히 완료 ok success succeed fine worked normal",
    "create": "생성 새로 만들 만든 등록 작성 추가 발급 신규 개설 저장 insert creat new add register made post-new",
    "accepted-later": (
        "접수 나중에 큐 대기열 백그라운드 비동기 예약처리 오래걸리 시간걸리 뒤에서 작업큐 배치돌 몇분걸 아직안끝 일단받 "
        "queue queued background async later job long-running accepted processing worker enqueue"
    ),
    "no-content": (
        "본문없 바디없 내용없 돌려줄게없 줄게없 보낼내용 응답내용 빈응답 no-content no-body empty-body nothing-to-return "
        "nothing-back"
    ),
    "list": "목록 리스트 결과 list results items collection",
    "reset": "초기화 리셋 비우 입력창 폼을 clear reset",
    "update": "수정 업데이트 변경 저장 patch update save edit",
    "health": "헬스체크 헬스 상태확인 살아있 health ping probe liveness readiness",
    "transformed": "변형 가공 변환 프록시가바꿔 수정된사본 압축기 번역 transform modified-by rewritten alter",
    "delta": "차이만 델타 바뀐부분만 delta diff patch-format",
    # Go elsewhere
    "redirect": (
        "리다이렉트 리다이렉션 리디렉션 리다렉 넘기 넘겨 돌려보내 보내려 이동시 가게 튕겨 redirect forward send-them point bounce"
    ),
    "keep": "유지 그대로 보존 안바뀌게 바뀌지않 keep preserve retain intact same-method unchanged-method",
    "to-get": "get으로 조회로 겟으로 get-으로 switch-to-get as-get with-get see-other prg",
    "form": "폼 제출 양식 새로고침 중복제출 form submit refresh prg",
    "https": "https http에서 ssl로 secure plain-http tls",
    "choices": "여러가지 여러버전 고르 선택지 후보 골라 options choices choose several-formats multiple",
    "login-page": "로그인페이지 로그인화면 로그인창 login-page login-screen",
    "short-link": "단축 짧은주소 short-link shortener shortened",
    # What went wrong
    "exception": (
        "예외 버그 널포인터 npe 터졌 터짐 터지 예상못 예상치 뻗 에러났 스택 코드오류 코드에서 잡히지않 쿼리오류 exception "
        "bug crash null unexpected unhandled stack stacktrace error-in-our"
    ),
    "overload": (
        "과부하 몰려 몰리 폭주 터질것 감당 못버티 부하 트래픽 cpu 스레드 커넥션풀 큐가꽉 꽉찼 포화 overload capacity "
        "saturat busy traffic pool-exhausted swamped"
    ),
    "maintenance": "점검 정기점검 유지보수 공사 작업중 새벽작업 업데이트중 maintenance upgrade-window scheduled",
    "down": ("죽 다운 내려가 내려간 꺼져 꺼진 안떠 안켜 멈춰 중단 먹통 장애 down dead offline crashed not-running outage stopped"),
    "starting": (
        "뜨는중 기동중 부팅 준비중 준비안 준비가안 배포중 재시작 웜업 콜드 종료중 starting warming booting deploy rollout "
        "restart shutting draining not-ready"
    ),
    "timeout": (
        "타임아웃 시간초과 기다리다 기다려 기다린 제한시간 시간이다 응답이안 답이없 무응답 늦 느려 느린 초넘 timeout "
        "time-out timed wait waiting slow hang late deadline in-time"
    ),
    "connect": "연결 커넥션 접속 붙지 붙을수 connect connection reach refused unreachable handshake",
    "cut": (
        "끊 끊어 끊긴 끊겼 끊김 도중에 중간에 취소 닫 포기 창을닫 나가버 disconnect closed close abort cancel hung-up gave-up reset"
    ),
    "bad-reply": (
        "이상한응답 잘못된응답 깨진응답 엉뚱한 알수없는응답 html을 쓰레기 말도안되는 garbage invalid-response "
        "malformed-response weird nonsense bad-response unparsable-response"
    ),
    "reply": "응답 답 대답 response reply respond answer",
    "disk": "디스크 저장공간 스토리지 용량부족 공간부족 쿼터 quota disk storage space full",
    "database": "디비 db 데이터베이스 쿼리 sql database query postgres mysql redis",
    "circuit": "서킷 차단기 circuit breaker fallback",
    "loop": "무한루프 순환 뺑뺑 돌고돌 자기자신 재귀 loop circular infinite recursive cycle",
    "certificate": "인증서 ssl tls 핸드셰이크 certificate cert handshake",
    "dns": "dns 도메인해석 호스트이름 resolve nameserver",
    "websocket": "웹소켓 소켓 websocket wss socket",
    "upgrade": "업그레이드 프로토콜 갈아타 전환 upgrade protocol switch switching",
    "hint": "미리 먼저 프리로드 힌트 preload early hint ahead prefetch",
    "continue": ("계속보내 계속해 마저 이어서보내 본문보내도 보내도되 expect 100-continue go-ahead continue proceed keep-sending"),
    "replay": "0-rtt 0rtt 재전송공격 리플레이 early-data replay replayed",
    "wrong-host": (
        "다른도메인 다른호스트 담당하지 이서버가아닌 엉뚱한서버 커넥션재사용 sni 호스트가 misdirect wrong-host coalesc authority"
    ),
    "law": (
        "법 법원 법률 규제 저작권 판결 명령 정부 방통위 심의 소송 gdpr 법적 court legal law copyright government takedown "
        "dmca regulat censor"
    ),
    "expectation": "기대 expect expectation",
    "not": ("안 못 없 않 아닌 아니 말고 not no can't cannot don't doesn't didn't isn't wasn't haven't hasn't n't without never un"),
    # Products
    "cloudflare": "클라우드플레어 클플 cloudflare",
    "nginx": "nginx 엔진엑스 엔진x",
    "aws": "alb elb aws 로드밸런서",
    # How a code is asked for
    "which-code": (
        "몇번 무슨코드 어떤코드 뭔코드 코드뭐 코드는뭐 상태코드 응답코드 코드추천 코드가 번호로 몇으로 뭘로 status-code "
        "which-code what-code what-status status which"
    ),
    "give": "내려 내리 던지 던져 뱉 리턴 반환 돌려주 응답해 쏴 떨구 답해 return respond send give throw answer back",
    "case": "때 경우 상황 케이스 하면 이면 으면 라면 려면 when if case scenario",
}

LATIN = "abcdefghijklmnopqrstuvwxyz0123456789"


@cache
def _index() -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, tuple[int, ...]]]:
    """Forms by first letter, each with its names; and the lengths to try for a first letter."""
    names: dict[str, list[str]] = {}
    for name, forms in _FORMS.items():
        for form in forms.split():
            names.setdefault(form, []).append(name)
    by_first: dict[str, dict[str, tuple[str, ...]]] = {}
    lengths: dict[str, set[int]] = {}
    for form, each in names.items():
        by_first.setdefault(form[0], {})[form] = tuple(each)
        lengths.setdefault(form[0], set()).add(len(form))
    return by_first, {first: tuple(sorted(each)) for first, each in lengths.items()}


def named_in(squeezed: str, dashed: str) -> Iterator[str]:
    """Names of what a text speaks of, once for each form met: Korean forms in `squeezed`, Latin ones in `dashed`."""
    by_first, lengths = _index()
    for at, first in enumerate(squeezed):
        if first in lengths and first not in LATIN:
            yield from _starting(squeezed, at, by_first[first], lengths[first])
    before = "-"
    for at, first in enumerate(dashed):
        if first in LATIN and before not in LATIN and first in lengths:
            yield from _starting(dashed, at, by_first[first], lengths[first])
        before = first


def _starting(text: str, at: int, forms: dict[str, tuple[str, ...]], lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        if names := forms.get(text[at : at + length]):
            yield from names
