"""`sagongsa registry train`: the models made anew, where the corpus and what they are fitted with are installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.errors import SagongsaError


class CannotTrainError(SagongsaError):
    """A model that does not exist was named, or something that only the source or its developers have is missing."""


def train(names: Sequence[str]) -> Iterator[str]:
    """Make every model (or those in `names`) anew; a line for each. Raises CannotTrainError, RegistryError."""
    try:
        from adapters.training import models  # noqa: PLC0415 - stays in the source, and needs scikit-learn
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("adapters"):
            raise CannotTrainError("설치본에는 말뭉치가 없습니다. 소스 저장소에서 실행하세요.") from None
        mend = "`make lint`를 한 번 실행하면 개발에 쓰는 의존성까지 준비합니다."
        raise CannotTrainError(f"모델을 만드는 데 쓰는 패키지({missing.name})가 없습니다. {mend}") from None
    for unknown in set(names) - set(models.NAMES):
        raise CannotTrainError(f"모르는 모델입니다: {unknown}. 쓸 수 있는 이름: {', '.join(models.NAMES)}")
    yield from models.train(only=names)
