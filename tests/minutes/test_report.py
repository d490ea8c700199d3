"""The report is fit to be shown, whatever the file held."""

from meetings.minutes.report import Report, failed, passed


def test_each_check_is_a_line_and_the_verdict_the_last() -> None:
    report = Report((passed("chain", "3 entries"), failed("signature", "not signed (DRAFT)")))
    assert report.lines().splitlines() == [
        "PASS  chain      3 entries",
        "FAIL  signature  not signed (DRAFT)",
        "FAIL  1 of 2 checks failed",
    ]


def test_nothing_in_a_file_steers_the_terminal() -> None:
    lines = Report((failed("file", "\x1b[2J\u202eabc\n"),)).lines()
    assert "\x1b" not in lines
    assert "\u202e" not in lines
    assert len(lines.splitlines()) == 2


def test_nothing_looked_at_is_nothing_verified() -> None:
    assert not Report(()).passed
