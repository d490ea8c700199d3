"""Where the files for the browser are: at the top of a checkout, or inside the package that a wheel installed."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def static_folder() -> Path:
    return _folder("static")


def templates_folder() -> Path:
    return _folder("templates")


def _folder(name: str) -> Path:
    for parent in (PACKAGE, PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"expected the folder {name} in {PACKAGE} or beside it, found neither")
