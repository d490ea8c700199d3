"""Links on the terminal, and as a sheet of badges."""

import sys
from pathlib import Path

import click
import msgspec
import segno

from meetings.access.links import address
from meetings.control.requests import LinkMade, LinksMade

SHOWN_DELEGATES = 3


def print_links(made: LinksMade, *, as_json: bool) -> None:
    """All links, one a line, or as JSON."""
    if as_json:
        click.echo(msgspec.json.encode({"meeting": made.meeting, "links": made.links}).decode())
        return
    click.echo(f"{printable(made.title)} (meeting {made.meeting})")
    for link in made.links:
        click.echo(f"  {link.role:<10}  {link.ref:<16}  {link.code}  {link.url}  {printable(link.name)}")


def printable(text: str) -> str:
    """Names and titles come out of files: nothing of theirs may steer a terminal or turn its text around."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def print_demonstration(made: LinksMade, base: str) -> None:
    """The links of chair, secretary and hall display and of a few delegates, each with its QR code.

    They lead to `base`: since they were made, the server may have come to another address.
    """
    click.echo(f"\n{made.title}\n")
    chosen = _chosen(made)
    for link in chosen:
        url = address(base, made.meeting, link.token)
        click.secho(f"{link.role.replace('_', ' ').capitalize()}: {link.name}", bold=True)
        click.echo(f"{url}    (or seat {link.ref}, code {link.code})")
        if _is_utf8():
            segno.make(url, error="L", micro=False).terminal(compact=True, border=2)
    others = len(made.links) - len(chosen)
    click.echo(
        f"{others} more participants: `meetings links {made.meeting} --ref REF` makes a new link for one of them."
    )


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _chosen(made: LinksMade) -> list[LinkMade]:
    organisers = [link for link in made.links if link.role in ("chair", "secretary", "display")]
    delegates = [link for link in made.links if link.role == "delegate"]
    return [*organisers, *delegates[:SHOWN_DELEGATES]]


def write_badges(made: LinksMade, out: Path) -> None:
    """A sheet of badges, one for each link: name, seat, QR code, code to type."""
    from meetings.minutes.badges import Badge, badges

    sheet = [Badge(name=link.name, role=link.role, seat=link.ref, code=link.code, url=link.url) for link in made.links]
    out.write_bytes(badges(made.title, sheet, made.language))
