"""Which Origin headers are our own."""

import pytest

from meetings.access.origin import is_own_origin

LAN = "http://192.0.2.7:8000"
PUBLIC = "https://meet.example.org"


@pytest.mark.parametrize(
    ("origin", "base"),
    [
        (LAN, LAN),
        (LAN, f"{LAN}/"),
        ("http://127.0.0.1:8000", LAN),
        ("http://127.9.9.9:8000", LAN),
        ("http://localhost:8000", LAN),
        ("http://[::1]:8000", LAN),
        (PUBLIC, PUBLIC),
        ("https://meet.example.org:443", PUBLIC),
        ("https://MEET.example.org", PUBLIC),
        ("http://host", "http://host:80"),
    ],
)
def test_base_and_this_machine_at_the_same_port_are_our_own(origin: str, base: str):
    assert is_own_origin(origin, base)


@pytest.mark.parametrize(
    ("origin", "base"),
    [
        (None, LAN),
        ("", LAN),
        ("null", LAN),
        ("http://192.0.2.8:8000", LAN),
        ("http://192.0.2.7:8001", LAN),
        ("http://localhost:8001", LAN),
        ("http://localhost", LAN),
        ("https://192.0.2.7:8000", LAN),
        ("http://meet.example.org", PUBLIC),
        ("http://meet.example.org:443", PUBLIC),
        ("https://meet.example.org.evil.example", PUBLIC),
        ("https://evil.example/https://meet.example.org", PUBLIC),
        ("https://localhost.evil.example:8000", LAN),
        ("http://127.0.0.1.evil.example:8000", LAN),
        ("http://192.0.2.7:8000@evil.example:8000", LAN),
        ("http://evil@192.0.2.7:8000", LAN),
        ("http://192.0.2.7:8000/path", LAN),
        ("http://192.0.2.7:8000?query", LAN),
        ("http://192.0.2.7:port", LAN),
        ("http://192.0.2.7:99999", LAN),
        ("http://[::1:8000", LAN),
        ("file://", LAN),
        ("chrome-extension://abcdef", LAN),
        ("192.0.2.7:8000", LAN),
    ],
)
def test_a_missing_or_foreign_origin_is_not(origin: str | None, base: str):
    assert not is_own_origin(origin, base)
