"""The names inside an archive; whatever is called otherwise is refused, so no name leads anywhere."""

import re
from typing import Final

MANIFEST: Final = "manifest.json"
DIGEST: Final = "archive.sha256"
KEY_FILE: Final = "secret_key"
# The first format had a manifest.sha256; its manifest then says that it is another one.
KNOWN: Final = re.compile(
    r"tables/[a-z_]{1,60}/\d{6}\.jsonl\.gz|uploads/[A-Za-z0-9_-]{22}|manifest\.json|(archive|manifest)\.sha256|secret_key"
)


def part_name(table: str, number: int) -> str:
    """Return the name of one part of a table."""
    return f"tables/{table}/{number:06}.jsonl.gz"


def upload_name(name: str) -> str:
    """Return the name of the content of an upload."""
    return f"uploads/{name}"
