"""The network as tests see it: this machine at most, and nothing at all where a cassette plays.

Also imported at the start of every Python process that a test starts: see offline/.
"""

import socket
from collections.abc import Callable
from typing import Any

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", ""})


class NetworkBlocked(RuntimeError):
    """A test tried to reach the network."""


class Network:
    """Stands between the process and its sockets. `loopback`: whether this machine may be reached."""

    def __init__(self) -> None:
        self.loopback = True

    def block(self) -> None:
        """Put the guard in place, for the rest of the process."""
        for name in ("connect", "connect_ex"):
            setattr(socket.socket, name, self._guarded(getattr(socket.socket, name)))
        resolve = socket.getaddrinfo

        def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
            self._require(host)
            return resolve(host, *args, **kwargs)

        socket.getaddrinfo = getaddrinfo

    def _guarded(self, connect: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(this: socket.socket, address: Any) -> Any:
            if this.family in {socket.AF_INET, socket.AF_INET6}:
                self._require(address[0])
            return connect(this, address)

        return guarded

    def _require(self, host: Any) -> None:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if name is not None and name not in _LOOPBACK:
            raise NetworkBlocked(
                f"A test tried to reach {name}. Tests are offline: use a stand-in on 127.0.0.1, "
                "or a cassette (@pytest.mark.cassette)."
            )
        if not self.loopback:
            raise NetworkBlocked(
                f"A test that plays a cassette tried to reach {name}: the cassette must answer."
            )


network = Network()
"""The one guard of this process."""
