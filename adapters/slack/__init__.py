"""Slack: slash command, mentions, direct messages, message shortcut and App Home, over Socket Mode or HTTP."""
