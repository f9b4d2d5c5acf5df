"""What is kept of a file: pixels alone of an image, and nothing at all of what only looks like one."""

import io
import struct
import zipfile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from community.storage.contents import BadContent, examine
from tests.pictures import animation, flood, located_photo, picture, webp_flood


def refused(content: bytes, ending: str) -> str:
    with pytest.raises(BadContent) as error:
        examine(content, ending)
    return error.value.code


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/png")],
)
def test_an_image_is_written_anew(kind: str, media_type: str) -> None:
    kept = examine(picture(kind) + b"<script>alert(1)</script>", "html")
    assert (kept.media_type, kept.width, kept.height) == (media_type, 60, 40)
    assert b"script" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (60, 40)


def test_where_and_with_what_a_photo_was_taken_is_gone() -> None:
    photo = located_photo()
    assert b"Geheimkamera" in photo
    kept = examine(photo, "jpg")
    assert kept.located
    assert b"Geheimkamera" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as image:
        assert dict(image.getexif()) == {}
        assert not {"comment", "exif", "icc_profile"} & image.info.keys()
    assert not examine(picture("JPEG"), "jpg").located


def test_a_photo_stands_upright() -> None:
    kept = examine(located_photo(orientation=6), "jpg")
    assert (kept.width, kept.height) == (40, 60)
    with Image.open(io.BytesIO(kept.content)) as image:
        # What was on the left is above.
        assert image.getpixel((20, 5))[2] > 200
        assert image.getpixel((20, 55))[0] > 200


def test_an_animation_stands_still() -> None:
    kept = examine(animation(), "gif")
    assert (kept.media_type, kept.ending) == ("image/png", "png")
    with Image.open(io.BytesIO(kept.content)) as image:
        assert getattr(image, "n_frames", 1) == 1
    assert b"Geheimkamera" not in kept.content


def test_a_large_image_becomes_as_wide_as_a_post() -> None:
    kept = examine(picture("PNG", (3000, 1500)), "png")
    assert (kept.width, kept.height) == (1200, 600)


def test_text_beside_the_pixels_is_gone() -> None:
    words = PngInfo()
    words.add_text("Location", "Geheimkamera")
    assert (
        b"Geheimkamera" not in examine(picture("PNG", pnginfo=words, icc_profile=b"Geheimkamera"), "").content
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_images_of_every_mode(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "PNG")
    assert examine(out.getvalue(), "png").width == 5


@pytest.mark.parametrize(("width", "height"), [(5001, 5000), (100_000, 100_000), (1, 16_001)])
def test_a_flood_of_pixels_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    assert refused(flood(width, height), "png") == "pixels"


def test_a_flood_in_webp_is_refused_before_its_decoder_is_opened() -> None:
    assert refused(webp_flood(), "webp") == "pixels"
    lossless = (
        b"RIFF\0\0\0\0WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", 0x3FFF | 0x3FFF << 14)
    )
    assert refused(lossless, "webp") == "pixels"
    lossy = b"RIFF\0\0\0\0WEBPVP8 " + struct.pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + b"\xff\x3f" * 2
    assert refused(lossy, "webp") == "pixels"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_half_an_image_is_broken(kind: str) -> None:
    whole = picture(kind, (300, 300))
    assert refused(whole[:40], "png") == "broken"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "png"),
        (b"<!doctype html>", "html"),
        (b"<!doctype html>", "png"),
        (b"<!doctype html>", ""),
        (b"BM\0\0\0\0", "bmp"),
        (b"%!PS-Adobe", "eps"),
        (b"II*\0", "tif"),
        (b"MZ\x90\0", "exe"),
        (b"MZ\x90\0", "txt"),
        (b"PK\x03\x04", "docx"),
        (b"%PDF-1.7", "zip"),
        (b" %PDF-1.7", "pdf"),
        (b"words", "pdf"),
        (b"words", "zip"),
    ],
)
def test_what_is_of_no_kind(content: bytes, ending: str) -> None:
    assert refused(content, ending) == "kind"


def test_an_archive_is_looked_at_and_kept_as_it_is() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "words")
    assert examine(out.getvalue(), "zip").content == out.getvalue()
    assert refused(out.getvalue()[:20], "zip") == "broken"
    assert refused(b"", "zip") == "empty"


@pytest.mark.parametrize(
    "content",
    ["Störung".encode(), "Störung".encode("cp1252"), "Störung".encode("utf-16"), "\ufeffStörung".encode()],
)
def test_a_text_in_any_letters_is_kept_in_ours(content: bytes) -> None:
    kept = examine(content, "log")
    assert (kept.content.decode(), kept.media_type) == ("Störung", "text/plain; charset=utf-8")
