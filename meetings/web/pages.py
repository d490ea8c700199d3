"""Templates, static files under addresses that change with their content, and the headers of every page."""

import mimetypes
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import jinja2
from babel import Locale
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from meetings.languages import SOURCE, Languages
from meetings.web.packing import PackedFiles

for ending, media_type in ((".mjs", "text/javascript"), (".js", "text/javascript"), (".wasm", "application/wasm")):
    mimetypes.add_type(media_type, ending)

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html app",
    )
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), screen-wake-lock=(self)",
}

WITH_CAMERA: Mapping[str, str] = {
    "permissions-policy": HEADERS["permissions-policy"].replace("camera=()", "camera=(self)"),
}
"""For the pages that read badges; no other may ask for the camera."""


class StaticFiles(NamedTuple):
    """The files for the browser by their path, and what names the state of all of them."""

    by_path: Mapping[str, Path]
    digest: str


@lru_cache(maxsize=1)
def files_in(folder: Path) -> StaticFiles:
    """All files of a folder, as they are when somebody asks first. The digest changes when any of them does."""
    digest = sha256()
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    for name, path in files.items():
        digest.update(name.encode() + b"\x00" + sha256(path.read_bytes()).digest())
    return StaticFiles(files, digest.hexdigest()[:16])


def own_name(tag: str) -> str:
    """What a language calls itself."""
    return Locale.parse(tag, sep="-").get_display_name() or tag


def isolated(text: object) -> Markup:
    """A name or title in its own direction, whatever stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(text))


class Pages:
    """The templates, rendered in the reader's language."""

    def __init__(self, templates: Path, static: Path, languages: Languages) -> None:
        self.files, self.digest = files_in(static)
        self.packed = PackedFiles()
        self.languages = languages
        self.spoken = [(tag, own_name(tag)) for tag in languages.names]
        self._templates = templates
        self._environments: dict[str, jinja2.Environment] = {}

    def static(self, path: str) -> str:
        """The address of a static file."""
        return f"/static/{self.digest}/{path}"

    def catalogue(self, language: str) -> str | None:
        """The address of the sentences of a language for the browser; None for the language of the source."""
        return None if language == SOURCE else f"/catalogues/{self.languages.digest}/{language}.json"

    def render(self, name: str, language: str, context: Mapping[str, object], status: int = 200) -> HTMLResponse:
        """A page. What `page` holds in the context reaches the scripts as a data block."""
        template = self._environment(language).get_template(name)
        direction = self.languages.direction(language)
        content = template.render(language=language, direction=direction, static=self.static, **context)
        return HTMLResponse(content, status_code=status, headers={"cache-control": "no-store"})

    def translate(self, language: str) -> Callable[[str], str]:
        """What turns a sentence of the source into the reader's language."""
        return self.languages.translations(language).gettext

    def _environment(self, language: str) -> jinja2.Environment:
        environment = self._environments.get(language)
        if environment is None:
            environment = jinja2.Environment(
                loader=jinja2.FileSystemLoader(self._templates),
                autoescape=True,
                extensions=["jinja2.ext.i18n"],
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
            )
            environment.filters["iso"] = isolated
            install = getattr(environment, "install_gettext_translations")  # noqa: B009 - added by the extension, untyped
            install(self.languages.translations(language), newstyle=True)
            self._environments[language] = environment
        return environment
