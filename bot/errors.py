"""What the core raises on purpose. Adapters have errors of their own under the same root, each beside what raises it.

SagongsaError                 one Korean sentence for a person; exit_code for a command line
├── RegistryError             a registry file is broken (path, field, mend)
├── LabelsError               a file of labelled questions cannot be scored (path, line)
└── BadTokenError             a button carries a token this version does not know
"""

from __future__ import annotations

from pathlib import Path


class SagongsaError(Exception):
    """The root. `str()` is one Korean sentence that names the mend; a user may see it as it is."""

    exit_code = 2


class RegistryError(SagongsaError):
    """A registry file cannot be used.

    Attributes: `path` of the file, `field` as a dotted path inside it ("" for the whole file), `mend` in Korean.
    """

    def __init__(self, path: Path, field: str, mend: str) -> None:
        self.path, self.field, self.mend = path, field, mend
        where = f"{path}: {field}" if field else f"{path}"
        super().__init__(f"{where}: {mend}")


class LabelsError(SagongsaError):
    """A labelled file cannot be scored. Attributes: `path`, `line` (1-based; 0 for the whole file)."""

    def __init__(self, path: str, line: int, mend: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path}:{line}: {mend}" if line else f"{path}: {mend}")


class BadTokenError(SagongsaError):
    """A pressed button carries a token that cannot be read: it is old, cut off or forged."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__("이 버튼은 더 이상 쓸 수 없습니다. 질문을 다시 적어 주세요.")
