"""What Discord accepts, each with its source, and what we keep to. The unit is characters unless the name says otherwise."""

from __future__ import annotations

COMPONENTS = 40  # nested ones counted (https://docs.discord.com/developers/components/reference)
CHARACTERS = 4_000  # over all text displays of a message (discord/discord-api-docs pull 8562)
BYTES = 10_170  # UTF-8, text displays and TEXT_OVERHEAD each; more is an HTTP 500 (discord/discord-api-docs issue 8554)
TEXT_OVERHEAD = 12  # bytes that each text display costs on top of its own
LABEL = 80  # of a button (components/reference)
CUSTOM_ID = 100  # (components/reference)
ROW = 5  # buttons in an action row (components/reference)
OPTIONS = 25  # of a select (components/reference)
OPTION_LABEL = 100  # label, value and description of an option (components/reference)
PLACEHOLDER = 150  # of a select (components/reference)
NONCE = 25  # (https://docs.discord.com/developers/resources/message#create-message)
CHOICES = 25  # of an autocomplete (https://docs.discord.com/developers/interactions/application-commands)
CHOICE = 100  # name and value of a choice (interactions/application-commands)

FIRST_RESPONSE = 3.0  # seconds for the first response to an interaction (interactions/receiving-and-responding)

# What we fill of it. Hangul is three bytes: 3,380 of its characters are too many bytes while far from too many characters.
FULL_CHARACTERS, FULL_BYTES = 3_000, 9_000
COMPACT_CHARACTERS, COMPACT_BYTES, COMPACT_BLOCKS = 1_700, 4_200, 3  # in a channel others read
SPAN = 700  # of one piece of a line: what was pasted may be any length
CARDS = 5  # that one message holds at most

INSISTING = 60.0  # seconds in which a message that is safe to send again is tried again
ANSWERING = FIRST_RESPONSE - 0.5  # the same for the first response to an interaction, the way there left out
