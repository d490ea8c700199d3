"""What an installation can be told, and what is said to wrong settings."""

from pathlib import Path

import pytest

from meetings.settings import BadSetting, Settings, from_env, is_loopback, local_address, settled


def test_without_an_environment_there_are_defaults() -> None:
    assert from_env({}) == Settings(host="0.0.0.0", port=8080, base="", folder=Path("data"))


def test_the_environment_names_everything() -> None:
    env = {
        "MEETINGS_HOST": "::",
        "MEETINGS_PORT": "9000",
        "MEETINGS_URL": "https://council.example",
        "MEETINGS_DATA": "/srv/meetings",
        "MEETINGS_METRICS_FOR_ALL": "yes",
        "MEETINGS_MINUTES_FOR_ALL": "no",
        "MEETINGS_DATABASE": "postgresql://meetings:secret@db/meetings",
        "MEETINGS_REDIS": "redis://bell",
    }
    assert from_env(env) == Settings(
        host="::",
        port=9000,
        base="https://council.example",
        folder=Path("/srv/meetings"),
        metrics_for_all=True,
        minutes_for_all=False,
        database="postgresql://meetings:secret@db/meetings",
        redis="redis://bell",
    )


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"MEETINGS_DATABASE": "mysql://me:secret@db"}, "MEETINGS_DATABASE: postgresql://.* was expected"),
        ({"MEETINGS_DATABASE": "postgresql://db", "MEETINGS_REDIS": "bell:6379"}, "MEETINGS_REDIS: redis://.* was exp"),
        ({"MEETINGS_REDIS": "redis://bell"}, "MEETINGS_DATABASE was expected too"),
        ({"MEETINGS_DATABASE": "postgresql://db", "MEETINGS_BACKUPS": "/mnt"}, "MEETINGS_BACKUPS copies a database in"),
    ],
)
def test_what_nodes_share_fits_together(env: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSetting, match=sentence) as told:
        from_env(env)
    assert "secret" not in str(told.value)


def test_the_process_has_an_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEETINGS_PORT", "9001")
    assert from_env().port == 9001


@pytest.mark.parametrize("port", ["", "-1", "65536", "8080.0", "８０", "port", "1" * 5000])
def test_a_port_is_a_number_up_to_65535(port: str) -> None:
    with pytest.raises(BadSetting, match="MEETINGS_PORT: a port from 0 to 65535 was expected"):
        from_env({"MEETINGS_PORT": port})


@pytest.mark.parametrize("name", ["MEETINGS_METRICS_FOR_ALL", "MEETINGS_MINUTES_FOR_ALL"])
def test_a_switch_is_yes_or_no(name: str) -> None:
    with pytest.raises(BadSetting, match=f"{name}: yes or no was expected, 'true' came"):
        from_env({name: "true"})


@pytest.mark.parametrize(
    ("base", "becomes"),
    [
        ("http://council.example", "http://council.example"),
        ("https://council.example:8443/", "https://council.example:8443"),
        ("http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
    ],
)
def test_a_base_is_an_address_without_a_slash_at_its_end(base: str, becomes: str) -> None:
    assert settled(Settings(base=base)).base == becomes


@pytest.mark.parametrize(
    "base",
    [
        "council.example",
        "ftp://council.example",
        "http://",
        "http://:8080",
        "http://council.example/meetings",
        "http://council.example?x",
        "http://council.example#x",
        "http://me@council.example",
        "http://council.example:port",
        "http://council.example:99999",
        "http://[::1",
    ],
)
def test_another_base_is_refused_with_what_came(base: str) -> None:
    with pytest.raises(BadSetting) as refused:
        settled(Settings(base=base))
    assert str(refused.value) == (
        f"The base address: http://NAME[:PORT] or https://NAME[:PORT] was expected, {base!r} came."
    )


def test_without_a_base_it_is_the_address_and_the_port() -> None:
    assert settled(Settings(host="192.0.2.5", port=9000)).base == "http://192.0.2.5:9000"
    assert settled(Settings(host="::1", port=9000)).base == "http://[::1]:9000"
    assert settled(Settings(port=9000)).base == f"http://{local_address('')}:9000"


def test_without_a_network_the_address_is_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert local_address("0.0.0.0") == "127.0.0.1"


def test_a_port_that_the_system_chose_stands_in_the_base() -> None:
    settings = settled(Settings(host="127.0.0.1", port=0))
    assert settings.at_port(40_000).base == "http://127.0.0.1:40000"
    assert settings.at_port(40_000).port == 40_000


def test_a_base_that_was_given_stays_whatever_port_the_system_chose() -> None:
    settings = settled(Settings(port=0, base="https://council.example"))
    assert settings.at_port(40_000).base == "https://council.example"


@pytest.mark.parametrize(
    ("base", "encrypted", "exposed"),
    [
        ("https://council.example", True, False),
        ("http://council.example", False, True),
        ("http://localhost:8080", False, False),
        ("http://127.8.9.10", False, False),
        ("http://[::1]:8080", False, False),
    ],
)
def test_whether_others_can_read_along(base: str, *, encrypted: bool, exposed: bool) -> None:
    settings = Settings(base=base)
    assert (settings.is_encrypted, settings.is_exposed) == (encrypted, exposed)


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("::1", True), ("192.0.2.1", False), ("", False), ("localhost.evil", False)]
)
def test_which_names_mean_this_machine(host: str, *, here: bool) -> None:
    assert is_loopback(host) is here


@pytest.mark.parametrize("hours", ["0", "337", "a day", "-1", "1.5", ""])
def test_sessions_last_for_whole_hours_up_to_two_weeks(hours: str) -> None:
    with pytest.raises(BadSetting, match="MEETINGS_SESSION_HOURS: a number from 1 to 336 was expected"):
        from_env({"MEETINGS_SESSION_HOURS": hours})
    assert from_env({"MEETINGS_SESSION_HOURS": "48"}).session_hours == 48
    assert from_env({}).session_hours == 24
