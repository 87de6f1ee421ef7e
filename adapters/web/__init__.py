"""The web server: health, readiness, metrics, and the endpoints that platforms call."""
