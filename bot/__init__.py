"""The command core: what to say about HTTP status codes, and to whom. It does no I/O but reading its own registry."""
