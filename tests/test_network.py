"""The guard itself: nothing that a test starts reaches the network either."""

import socket
import subprocess
import sys

import pytest
from network import NetworkBlocked

ELSEWHERE = "192.0.2.1"
"""An address for documentation, which nobody has: RFC 5737."""


@pytest.mark.parametrize("connect", ["connect", "connect_ex"])
def test_sockets_reach_this_machine_only(connect: str) -> None:
    with socket.socket() as plug, pytest.raises(NetworkBlocked, match="Tests are offline"):
        getattr(plug, connect)((ELSEWHERE, 80))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkBlocked, match=r"reach example\.org"):
        socket.getaddrinfo("example.org", 80)


def test_a_process_that_a_test_starts_is_offline_too() -> None:
    code = f"import urllib.request; urllib.request.urlopen('http://{ELSEWHERE}/')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "NetworkBlocked: A test tried to reach 192.0.2.1" in done.stderr
