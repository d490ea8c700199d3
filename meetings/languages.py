"""The languages of the pages: gettext catalogues, for the templates and as JSON for the browser.

The source is English. A language is one file `locale/LANGUAGE/LC_MESSAGES/messages.po`; it is read as it is, so that
nothing has to be compiled before the server starts. The words of the minutes are a domain of their own (`minutes.po`).
"""

import gettext
import io
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.plural import PluralRule

SOURCE = "en"
FOLDER = Path(__file__).parent / "locale"


class Languages:
    """The catalogues of one domain in a folder."""

    def __init__(self, folder: Path = FOLDER, domain: str = "messages") -> None:
        files = sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")) if folder.is_dir() else []
        self._files = {file.parent.parent.name.replace("_", "-"): file for file in files}
        self.digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
        self.names: Sequence[str] = (SOURCE, *self._files)
        self.translations = lru_cache(maxsize=None)(self._translations)
        self.for_browser = lru_cache(maxsize=None)(self._for_browser)

    def best(self, wanted: Sequence[str]) -> str:
        """The first language of `wanted` that there is, else the source."""
        known = {name.lower(): name for name in self.names}
        for tag in wanted:
            for name in (tag.lower(), tag.lower().partition("-")[0]):
                if name in known:
                    return known[name]
        return SOURCE

    def direction(self, language: str) -> str:
        """Which way a language is written: `ltr` or `rtl`."""
        return Locale.parse(language, sep="-").text_direction

    def _catalogue(self, language: str) -> Catalog:
        with self._files[language].open("rb") as file:
            return read_po(file, locale=language.replace("-", "_"))

    def _translations(self, language: str) -> gettext.NullTranslations:
        if language not in self._files:
            return gettext.NullTranslations()
        compiled = io.BytesIO()
        write_mo(compiled, self._catalogue(language))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)

    def _for_browser(self, language: str) -> bytes:
        """`{"plural": {CLDR category: index}, "messages": {English: translation or forms}}` as JSON."""
        catalogue = self._catalogue(language)
        messages: dict[str, Any] = {}
        for message in catalogue:
            if not message.id or message.fuzzy or not message.string:
                continue
            key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            context = f"{message.context}\x04" if message.context else ""
            messages[context + key] = message.string
        return msgspec.json.encode({"plural": _plural(catalogue), "messages": messages})


def _plural(catalogue: Catalog) -> dict[str, int]:
    """Which form of the catalogue belongs to which CLDR category, found by trying numbers."""
    rule: PluralRule = Locale.parse(str(catalogue.locale)).plural_form
    index = gettext.c2py(catalogue.plural_expr)
    return {rule(number): index(number) for number in range(1000, -1, -1)} | {"other": index(1000)}
