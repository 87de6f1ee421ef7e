"""Whether the process on this machine is alive: `python -m adapters.web.health` ends with 0 or 1, for a container's HEALTHCHECK.

It asks `/healthz` over loopback, so that an image needs no curl, and reads no setting but the port, so that it is quick.
"""

from __future__ import annotations

import http.client
import os
import sys

DEFAULT_PORT = 8404
_PATIENCE = 3.0  # seconds


def alive(port: int) -> bool:
    """Whether the event loop behind this port answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if alive(int(os.environ.get("SAGONGSA_PORT") or DEFAULT_PORT)) else 1)
