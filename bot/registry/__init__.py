"""What we know about HTTP status codes: reviewable TOML in `data/`, loaded as frozen models."""
