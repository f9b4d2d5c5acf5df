"""Images and files that people upload, and those that they should not."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return an image with two colours, so that turning it can be seen."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def located_photo(orientation: int = 1) -> bytes:
    """Return a photo that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Geheimkamera"
    exif[0x8825] = {1: "N", 2: (54.0, 19.0, 30.0), 3: "E", 4: (10.0, 8.0, 0.0)}
    return picture("JPEG", exif=exif.tobytes(), comment=b"Geheimkamera")


def animation() -> bytes:
    """Return a GIF of three frames."""
    frames = [Image.new("P", (20, 20), colour) for colour in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=b"Geheimkamera")
    return out.getvalue()


def flood(width: int, height: int) -> bytes:
    """Return a small PNG that says it has this many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def webp_flood() -> bytes:
    """Return the beginning of a WebP with 16,384 times 16,384 pixels."""
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (16383).to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk
