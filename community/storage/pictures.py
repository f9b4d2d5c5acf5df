"""Decodes images and writes them anew: what is kept is made of pixels alone, whatever came along with them."""

import io
import threading
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
LARGEST: Final = 25_000_000
"""Pixels, asked before decoding; more than any phone's camera takes, and 100 MB in memory."""
LONGEST_SIDE: Final = 16_000
"""Pixels; a flat image of as many has few pixels and still breaks what draws it."""
WIDTH: Final = 1200
"""Pixels; a post is 704 wide, on screens with twice as many dots for each 1,408."""
HEIGHT: Final = 4800
"""Pixels; long enough for a screenshot of a whole conversation."""
_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_GPS: Final = 0x8825
# Its own limit warns and doubles; ours is asked before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None
_ONE_BY_ONE: Final = threading.Lock()


class BadPicture(ValueError):
    """An image that can't be kept; `code` is `broken` or `pixels`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is kept."""

    content: bytes
    media_type: str
    ending: str
    width: int
    height: int
    located: bool
    """The original said where it was taken; this one does not."""


def is_picture(content: bytes) -> bool:
    """Say whether `content` begins as one of the formats we decode."""
    return content.startswith(_STARTS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def redraw(content: bytes) -> Picture:
    """Decode `content`, turn it upright, make it no wider than a post and write it anew. Raises BadPicture."""
    if content[:4] == b"RIFF":
        _insist_on_size(_webp_size(content))
    # One at a time in each process: four photos at once would take 400 MB.
    with _ONE_BY_ONE:
        try:
            return _redrawn(content)
        except BadPicture:
            raise
        except Exception as error:
            # Decoders raise whatever their formats make them raise: struct.error, SyntaxError, OverflowError ...
            raise BadPicture("broken") from error


def _redrawn(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        _insist_on_size(opened.size)
        kind = opened.format or ""
        located = _GPS in opened.getexif()
        # JPEG can be decoded at a half or a quarter of its size.
        opened.draft(None, (2 * WIDTH, 2 * HEIGHT))
        opened.load()
        image = ImageOps.exif_transpose(opened)
    image = _plain(image, clear=kind != "JPEG")
    image.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS, reducing_gap=3.0)
    # Some writers take over comments and profiles that the image still carries.
    image.info.clear()
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, "JPEG", quality=85, progressive=True)
        return Picture(out.getvalue(), "image/jpeg", "jpg", *image.size, located)
    if kind == "WEBP":
        image.save(out, "WEBP", quality=85)
        return Picture(out.getvalue(), "image/webp", "webp", *image.size, located)
    image.save(out, "PNG")
    return Picture(out.getvalue(), "image/png", "png", *image.size, located)


def _plain(image: Image.Image, *, clear: bool) -> Image.Image:
    """Return it in a mode that every format writes; `clear`: with its transparency."""
    if image.mode in ("L", "RGB") and not image.has_transparency_data:
        return image
    return image.convert("RGBA" if clear and image.has_transparency_data else "RGB")


def _insist_on_size(size: tuple[int, int]) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise BadPicture("broken")
    if width * height > LARGEST or max(size) > LONGEST_SIDE:
        raise BadPicture("pixels")


def _webp_size(content: bytes) -> tuple[int, int]:
    """Read the size from the first chunk: the decoder takes memory for it as soon as it is opened."""
    chunk, head = content[12:16], content[20:30].ljust(10, b"\0")
    if chunk == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
