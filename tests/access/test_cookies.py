"""The attributes that keep a session's cookie where it belongs."""

from http.cookies import SimpleCookie

import pytest

from meetings.access.cookies import clear_cookie, cookie_name, set_cookie, token_in

PLAIN, SECURE = "http://192.0.2.7:8000", "https://meet.example.org"


def test_under_https_the_cookie_is_bound_to_this_host():
    header = set_cookie(SECURE, "token")

    assert header.startswith("__Host-meetings=token; ")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(header.split("; "))
    assert "Domain" not in header


def test_under_http_a_browser_would_drop_a_secure_cookie():
    assert "Secure" not in set_cookie(PLAIN, "token")
    assert "HttpOnly" in set_cookie(PLAIN, "token")


def test_two_servers_on_one_machine_do_not_share_a_cookie():
    assert cookie_name("http://localhost:8000") != cookie_name("http://localhost:8001")
    assert cookie_name("http://localhost") == cookie_name("http://localhost:80")


@pytest.mark.parametrize("base", [PLAIN, SECURE])
def test_what_was_set_is_found_again_and_can_be_cleared(base: str):
    cookies = {name: morsel.value for name, morsel in SimpleCookie(set_cookie(base, "token")).items()}
    assert token_in(cookies, base) == "token"

    assert "Max-Age=0" in clear_cookie(base)
    assert token_in({cookie_name(base): ""}, base) is None
    assert token_in({}, base) is None
