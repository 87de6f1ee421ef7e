"""Discord: interactions and messages in, cards as Components V2 out."""
