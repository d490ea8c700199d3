"""The command line. What is wrong is said in one line; 2 is for bad usage or input, 1 for a bad result."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from msgspec.structs import replace

from meetings.settings import BadSetting, Settings, from_env, settled

Given = ParamSpec("Given")
Returned = TypeVar("Returned")

BAD_RESULT = 1
BAD_INPUT = 2


class Stop(click.ClickException):
    """Ends the command with one line."""

    exit_code = BAD_INPUT

    def format_message(self) -> str:
        from meetings.printing import printable

        return printable(" ".join(self.message.split()))


def told(command: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """Turn what is wrong with input or folder into one line and exit code 2."""

    @wraps(command)
    def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
        from meetings.operating import Unworkable

        try:
            return command(*args, **kwargs)
        except (Unworkable, BadSetting) as fault:
            raise Stop(str(fault)) from fault
        except OSError as fault:
            raise Stop(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)) from fault

    return guarded


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder (default: ./data)."
    )(command)


def base_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--url", "base", help="The address that people's devices use.")(command)


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--host", help="The address to listen at (default: all)."),
        click.option("--port", type=click.IntRange(0, 65535), help="The port to listen at (default: 8080)."),
        base_option,
        data_option,
    ):
        command = option(command)
    return command


@dataclass(frozen=True)
class Said:
    """What the options of a command say about the server."""

    host: str | None = None
    port: int | None = None
    base: str | None = None
    data: Path | None = None

    def settings(self) -> Settings:
        """The environment's settings, with what the options say instead. Raises BadSetting."""
        env = from_env()
        return settled(
            replace(
                env,
                host=self.host or env.host,
                port=env.port if self.port is None else self.port,
                base=self.base or env.base,
                folder=self.data or env.folder,
            )
        )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="meetings")
def main() -> None:
    """Meetings: a real-time paperless meeting server."""
    # What goes wrong is told in one line; the server says more, for it runs for long (`serving.keep_log`).
    logging.basicConfig(level=logging.CRITICAL)


@main.command()
@server_options
@told
def serve(host: str | None, port: int | None, base: str | None, data: Path | None) -> None:
    """Start the server."""
    from meetings.serving import serve as run

    run(Said(host, port, base, data).settings())


@main.command()
@server_options
@told
def demo(host: str | None, port: int | None, base: str | None, data: Path | None) -> None:
    """Import the demonstration meeting once, print its links, and start the server."""
    from meetings.serving import demonstrate

    demonstrate(Said(host, port, base, data).settings())


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@base_option
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
@click.option("--rehearsal", is_flag=True, help="Mark the meeting as a rehearsal, with a hall display of its own.")
@told
def import_(file: Path, base: str | None, data: Path | None, *, as_json: bool, rehearsal: bool) -> None:
    """Convene the meeting of a meeting file, and print the participants' links."""
    from meetings.operating import import_meeting
    from meetings.printing import print_links

    made = asyncio.run(import_meeting(file, base, Said(base=base, data=data).settings(), rehearsal=rehearsal))
    print_links(made, as_json=as_json)


@main.command()
@click.argument("meeting")
@click.option("--ref", help="Only this participant.")
@base_option
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
@click.option("--pdf", "out", type=click.Path(path_type=Path, dir_okay=False), help="A sheet of badges with QR codes.")
@told
def links(
    meeting: str, ref: str | None, base: str | None, data: Path | None, *, as_json: bool, out: Path | None
) -> None:
    """Make new links; the old ones end."""
    from meetings.operating import make_links
    from meetings.printing import print_links, write_badges

    if as_json and out is not None:
        raise Stop("Either --json or --pdf was expected, both came.")
    if out is not None:
        _check_place(out)  # before the old links end
    made = asyncio.run(make_links(meeting, ref, base, Said(base=base, data=data).settings()))
    if out is None:
        print_links(made, as_json=as_json)
    else:
        write_badges(made, out)
        click.echo(f"{len(made.links)} badges are in {out}.")


@main.command()
@click.argument("meeting")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@data_option
@told
def minutes(meeting: str, out: Path, data: Path | None) -> None:
    """Write the minutes as a PDF: as signed so far, else marked DRAFT."""
    from meetings.operating import fetch_minutes

    _write(out, asyncio.run(fetch_minutes(meeting, Said(data=data).settings())))


@main.command()
@click.argument("meeting")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@data_option
@told
def export(meeting: str, out: Path, data: Path | None) -> None:
    """Write the whole log of a meeting as JSON lines. It holds what is hidden from the public."""
    from meetings.operating import fetch_log

    _write(out, asyncio.run(fetch_log(meeting, Said(data=data).settings())))


def _check_place(out: Path) -> None:
    """Whether a file can be written there, as far as that can be known before. Raises Stop."""
    if not out.absolute().parent.is_dir():
        raise Stop(f"{out}: a file in a folder that is there was expected; there is no such folder.")
    if not os.access(out if out.exists() else out.absolute().parent, os.W_OK):
        raise Stop(f"{out}: a file that can be written was expected; this one cannot.")


def _write(out: Path, content: bytes) -> None:
    out.write_bytes(content)
    click.echo(f"{out}: {len(content):,} bytes")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--root",
    "roots",
    type=click.Path(path_type=Path),
    multiple=True,
    help="The certificate of an authority that you know (PEM or DER).",
)
@told
def verify(file: Path, roots: tuple[Path, ...], *, as_json: bool) -> None:
    """Check signed minutes offline: hashes, tallies, signatures. Ends with 1 if anything fails."""
    from meetings.operating import check

    report = asyncio.run(check(file, roots))
    click.echo(report.json() if as_json else report.lines())
    sys.exit(0 if report.passed else BAD_RESULT)


@main.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@told
def backup(out: Path, data: Path | None) -> None:
    """Copy everything into one file, also while the server runs."""
    from meetings.operating import back_up

    click.echo(asyncio.run(back_up(out, Said(data=data).settings())))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", help="Who restores, for the record (default: the account of the system).")
@data_option
@told
def restore(file: Path, by: str | None, data: Path | None) -> None:
    """Make a new data folder of a backup, after checking every log in it; each then says that it was restored."""
    from meetings.operating import restore as restored

    click.echo(asyncio.run(restored(file, by, Said(data=data).settings())))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", "base", help="A running server to play on; then --links too.")
@click.option(
    "--links", "links_file", type=click.Path(path_type=Path), help="What `import --rehearsal --json` printed."
)
@data_option
@click.option("--tablets", type=click.IntRange(1), help="Only the first so many delegates.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@told
def rehearse(
    file: Path, base: str | None, links_file: Path | None, data: Path | None, tablets: int | None, *, as_json: bool
) -> None:
    """Play a meeting file over real websockets and compare with what was published."""
    from meetings.rehearsal import rehearse as play

    sys.exit(play(file, base=base, links=links_file, data=data, tablets=tablets, as_json=as_json))


if __name__ == "__main__":
    main()
