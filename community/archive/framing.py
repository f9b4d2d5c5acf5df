"""The bytes of an archive around its contents: headers, padding, and an end that leaves room for nothing else.

The last member is the SHA-256 of every byte before it, and from its place on each byte follows from that digest. So
no bit can be other, missing or added, also where no content lies.
"""

import tarfile
from typing import Final

from community.archive.naming import DIGEST

BLOCK: Final = tarfile.BLOCKSIZE


def header(name: str, size: int) -> bytes:
    """Return the header of a member, the same for everybody and at every time."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def padding(size: int) -> bytes:
    """Return what follows a content of `size` bytes up to the next header."""
    return bytes(-size % BLOCK)


def ending(place: int, digest: str) -> bytes:
    """Return every byte from `place` on, where those before it have this SHA-256."""
    content = f"{digest}\n".encode()
    last = header(DIGEST, len(content)) + content + padding(len(content))
    # A tar ends with two empty blocks, and is filled up to a whole record.
    last += bytes(2 * BLOCK)
    return last + bytes(-(place + len(last)) % tarfile.RECORDSIZE)
