"""The terminal as a platform: an adapter like any other."""
