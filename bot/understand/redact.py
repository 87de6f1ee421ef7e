"""Secrets and personal data are blanked out before anything else reads a text: they can reach no card, log or store.

Every character of a secret becomes one "•", so positions in the text stay what they were. All expressions are linear: no
part of one can match what the part after it matches.
"""

from __future__ import annotations

import re

MASK = "•"

_SECRETS = re.compile(
    r"""
    (?P<kept>
        \b(?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|digest|token|negotiate)\s{0,4}(?!\w{1,20}=))?
      | \b(?:set-)?cookie["']?\s{0,4}[:=]\s{0,4}["']?
      | \bbearer\s{1,4}(?!\w{1,20}=)
      | \b(?:x-)?(?:api|access|secret|private|signing|client)[-_]?(?:key|token|secret)["']?\s{0,4}[:=]\s{0,4}["']?   # name = value
      | \b(?:password|passwd|pwd|secret|token|session(?:_?id)?|jsessionid|refresh_token|id_token)["']?\s{0,4}[:=]\s{0,4}["']?
      | ://[^\s/@:]{1,64}:(?=[^\s/@]{1,128}@)                                                                  # user:password@
    )
    (?P<value>(?<=cookie:\ )[^\n"']{1,4000} | (?<=cookie:)[^\n"']{1,4000} | [^\s"'&,;@]{4,4000})
    | -----BEGIN[A-Z ]{0,30}PRIVATE\ KEY-----[^-]{0,8000}(?:-----END[A-Z ]{0,30}PRIVATE\ KEY-----)?
    | \beyJ[\w-]{8,4000}\.[\w-]{4,4000}(?:\.[\w-]{0,4000})?                                                     # JWT
    | \b(?:xox[abeprs]-|xapp-|gh[opsur]_|github_pat_|glpat-|npm_|pypi-|sk-|sk_live_|rk_live_|sk_test_)[\w-]{10,400}
    | \b(?:whsec_|dop_v1_|hf_)[\w-]{10,400}
    | \bA(?:KIA|SIA)[0-9A-Z]{16}\b | \bAIza[\w-]{30,60} | \bya29\.[\w-]{20,400} | \bSG\.[\w-]{16,64}\.[\w-]{16,64}
    | hooks\.slack\.com/(?:services|workflows)/[\w/]{10,200} | discord(?:app)?\.com/api/webhooks/[\w/-]{10,200}
    | \b[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,50}                                                               # Discord bot
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}                                               # e-mail
    | (?<!\d)\d{6}-?[1-8]\d{6}(?!\d)                                                                            # 주민등록번호
    | (?<!\d)(?:\d{4}[- ]){3}\d{4}(?!\d) | (?<![\d.])(?:4\d{15}|5[1-5]\d{14}|3[47]\d{13}|9[0-9]{15})(?![\d.])     # cards
    | (?<![\d.])(?:\+82[- ]?|0)1[016789][- ]?\d{3,4}[- ]?\d{4}(?!\d)                                            # mobile phone
    """,
    re.VERBOSE | re.IGNORECASE,
)


def redact(text: str) -> str:
    """The text with every secret blanked out, character for character."""
    return _SECRETS.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    kept = match["kept"] or ""
    return kept + MASK * (len(match[0]) - len(kept))
