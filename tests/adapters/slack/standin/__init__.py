"""A stand-in for Slack's servers on loopback: strict about what it is asked, honest about what it saw."""
