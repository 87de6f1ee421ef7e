"""What a person asks about themselves: "내 데이터", "내 정보 지워줘".

Only whole texts of such words are taken: "내 정보 조회하면 뭐 줘?" asks for a code.
"""

from __future__ import annotations

from bot.understand.pattern import Pattern

_MINE = r"(?:내|나의|제|저의|my)\s*(?:데이터|개인\s*정보|정보|data)"
_MINE_OR_RECORD = r"(?:내|나의|제|저의|my)\s*(?:데이터|개인\s*정보|정보|기록|data)"  # shown, "내 기록" is how one studies
# Words in any order; possessive (`*+`), so that no text makes the expression try them in other ways.
_ASKING = (
    r"(?:\s*(?:는|은|를|을|가|이|뭐뭐|뭐|뭘|무엇|무슨|어떤\s*거|어떤|좀|다|전부|모두|있는지|있어|있나|있니|있는|갖고|가지고|저장돼|저장하고|저장|"
    r"남아|기억하|기억해|보여|알려|조회해|확인해|줘|주세요|봐|요|나요|야|지|show|me|what|is|stored))*+"
)
_DELETING = (
    r"(?:\s*(?:는|은|를|을|좀|다|싹|전부|모두))*+\s*(?:삭제|지워|지우기|없애|파기|delete|remove|erase)"
    r"(?:\s*(?:해|줘|주세요|요|좀|버려|it))*+"
)
_SHOWN = Pattern(rf"{_MINE}{_ASKING}|(?:show|what\s+is)\s+my\s+data")
_DELETED = Pattern(rf"{_MINE_OR_RECORD}{_DELETING}|(?:delete|erase|remove)\s+(?:all\s+)?my\s+data|forget\s+me")


def asked(plain: str) -> str | None:
    """ "my data", "forget me", or None where the text asks something else."""
    said = plain.strip(" .!?~")
    if _DELETED.fullmatch(said):
        return "forget me"
    return "my data" if _SHOWN.fullmatch(said) else None
