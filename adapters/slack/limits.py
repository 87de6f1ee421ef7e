"""What Slack accepts, and what we keep to. Every number has its source; "ours" are choices within Slack's.

Lengths are in characters as Slack counts them: after `&`, `<` and `>` were escaped, a Hangul syllable is one.
"""

from __future__ import annotations

from dataclasses import dataclass

# https://docs.slack.dev/reference/block-kit/blocks
BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
HEADER = 150
ACTIONS_IN_BLOCK = 25
TEXT_OBJECT = 3000  # section and context text

# https://docs.slack.dev/reference/block-kit/block-elements
BUTTON_LABEL = 75
PLACEHOLDER = 150
OPTION = 75  # the text of an option
OPTIONS = 100  # of a select

# https://docs.slack.dev/reference/views
VIEW_TITLE = 24

# Undocumented: `msg_blocks_too_long` begins near 13,200 characters over all blocks (https://github.com/slackapi/bolt-js/issues/2509).
TEXT_IN_MESSAGE = 13_000

# https://docs.slack.dev/messaging/formatting-message-text: `text` is what notifications and screen readers say; ours is one line.
FALLBACK = 200

# Ours.
SHORTCUT_CODES = 5  # more codes in one message open a modal
LISTED_CODES = 20  # codes listed in that modal; each is a button
ANSWERED_BEFORE_ACK = 1.0  # seconds in which an event's answer may still come before its acknowledgement
REPEATED_WAIT = 0.6  # seconds in which a repeated event waits for whoever is at it


@dataclass(frozen=True, slots=True)
class Budget:
    """How large a card may be where it is shown: visible characters and blocks. Optional parts go until it fits."""

    characters: int
    blocks: int


FULL = Budget(10_000, 40)  # for one reader, who asked for it
COMPACT = Budget(900, 12)  # in a channel, where everyone scrolls past it
