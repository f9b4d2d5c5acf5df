"""The suite itself: no test gets past this machine."""

import socket

import pytest

ELSEWHERE = "192.0.2.1"  # an address for documentation: nobody has it


def test_connecting_elsewhere_fails_the_test():
    with socket.socket() as probe, pytest.raises(pytest.fail.Exception, match="network"):
        probe.connect((ELSEWHERE, 80))


def test_looking_up_a_name_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="network"):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 5).close()
