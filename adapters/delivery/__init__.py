"""The daily card's delivery: what is due becomes rows of an outbox, and each row becomes one card, once."""
