"""Words of mails in the language of their reader; the catalogue is that of the pages."""

import gettext
from collections.abc import Callable
from functools import lru_cache

from community import catalogues


@lru_cache(maxsize=8)
def translator(language: str) -> Callable[[str], str]:
    """Return the function that translates a message into `language`; unknown ones stay English."""
    return gettext.translation("messages", catalogues.ready(), [language], fallback=True).gettext
