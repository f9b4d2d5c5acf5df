"""Archives are not trusted: cut off, changed, made by somebody else or of another version, nothing is touched."""

import gzip
import hashlib
import io
import json
import random
import tarfile

import pytest

from community.archive import reading
from tests.integration.places import Place
from tests.stories import answered, asked

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def archive(cast, tmp_path):
    """The bytes of an archive."""
    answered(cast, asked(cast))
    (tmp_path / "place").mkdir(mode=0o700)
    path = Place(cast.database.url, tmp_path / "place").done("backup", tmp_path / "whole.tar").split()[0]
    return (tmp_path / path).read_bytes()


@pytest.fixture
def refused(backend, new_place, tmp_path):
    """A function (content, words) that tries to restore."""
    target = new_place(backend, empty=False)

    def check(content, words):
        path = tmp_path / "odd.tar"
        path.write_bytes(content)
        target.refused("restore", path, words=words)

    return check


def members(archive):
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}


def packed(contents, *odd):
    """Return an archive with these members and these odd ones, signed anew."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, content in contents.items():
            if name != "archive.sha256":
                add(tar, name, content)
        for info in odd:
            tar.addfile(info)
        digest = hashlib.sha256(file.getvalue()).hexdigest()
        tar.format = tarfile.USTAR_FORMAT
        add(tar, "archive.sha256", f"{digest}\n".encode())
    return file.getvalue()


def add(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def with_manifest(archive, change):
    contents = members(archive)
    manifest = json.loads(contents["manifest.json"])
    change(manifest)
    return packed(contents | {"manifest.json": json.dumps(manifest).encode()})


def member(name, kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def test_packed_anew_it_is_still_good(archive, new_place, tmp_path):
    (tmp_path / "good.tar").write_bytes(packed(members(archive)))
    new_place("sqlite").done("restore", tmp_path / "good.tar")


@pytest.mark.parametrize(
    "odd",
    [
        member("../evil"),
        member("/etc/evil"),
        member("..\\evil"),
        member("uploads/../../evil"),
        member("uploads/" + "x" * 300),
        member("tables/evil.sh"),
        member("search/segment.pickle"),
        member("tables/posts/000000.jsonl.gz"),
        member("uploads/" + "l" * 22, tarfile.SYMTYPE, "/etc/passwd"),
        member("uploads/" + "l" * 22, tarfile.LNKTYPE, "manifest.json"),
        member("uploads/" + "d" * 22, tarfile.DIRTYPE),
        member("uploads/" + "f" * 22, tarfile.FIFOTYPE),
        member("uploads/" + "c" * 22, tarfile.CHRTYPE),
        member("uploads/" + "s" * 22, tarfile.GNUTYPE_SPARSE),
    ],
    ids=lambda info: f"{info.name[:24]} {info.type.decode()}",
)
def test_what_no_archive_of_ours_has_is_refused(archive, refused, odd):
    refused(packed(members(archive), odd), "no archive of ours has")


def test_what_the_manifest_does_not_name_is_refused(archive, refused):
    refused(packed(members(archive), member("uploads/" + "a" * 22)), "should not be there")
    refused(packed(members(archive), member("secret_key")), "should not be there")
    contents = members(archive)
    del contents["tables/posts/000000.jsonl.gz"]
    refused(packed(contents), "is missing")


@pytest.mark.parametrize("size", [2**33 - 1, 2**62, reading.LARGEST + 1, -1])
def test_a_declared_size_is_not_believed(archive, refused, size):
    info = member("secret_key")
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    info.size = size
    header = info.tobuf(tarfile.GNU_FORMAT) if size >= 0 else negative(header)
    refused(header + archive, "may have been cut off")


def negative(header):
    """Return the header with a size below nothing, its checksum counted anew."""
    header[124:136] = b"\xff" * 12
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    return bytes(header)


def test_a_part_that_unpacks_to_too_much_is_refused(archive, refused):
    bomb = gzip.compress(b" " * (reading.LARGEST + 1), 9)
    refused(packed(members(archive) | {"tables/posts/000000.jsonl.gz": bomb}), "larger than any of ours")


def test_one_of_another_version_is_refused(archive, refused):
    refused(with_manifest(archive, lambda manifest: manifest.update(revision="0000")), "at revision 0000")
    refused(with_manifest(archive, lambda manifest: manifest.update(format="other")), "another format")
    refused(of_the_first_format(archive), "another format: restore it with the version that made it")
    refused(with_manifest(archive, lambda manifest: manifest["tables"].pop("tags")), "other tables")

    def other_column(manifest):
        manifest["tables"]["posts"]["columns"][0] = "ident"

    refused(with_manifest(archive, other_column), "other columns")

    def many_parts(manifest):
        manifest["tables"]["posts"]["parts"] = 10**12

    refused(with_manifest(archive, many_parts), "parts of tables are missing")


def of_the_first_format(archive):
    """Return an archive that names the digest of its manifest alone."""
    contents = members(archive)
    manifest = contents["manifest.json"].replace(b"zuruf-archive-2", b"zuruf-archive-1")
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in contents.items():
            if name != "archive.sha256":
                add(tar, name, manifest if name == "manifest.json" else content)
        add(tar, "manifest.sha256", hashlib.sha256(manifest).hexdigest().encode())
    return file.getvalue()


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'"', b"[" * 100_000, b'{"format": "zuruf-archive-2", "revision": 1}'],
    ids=["empty", "list", "nothing", "half", "deep", "type"],
)
def test_a_manifest_that_makes_no_sense_is_refused(archive, refused, manifest):
    refused(packed(members(archive) | {"manifest.json": manifest}), "its manifest can't be read")


def test_a_changed_row_is_found(archive, refused):
    contents = members(archive)
    name = "tables/versions/000000.jsonl.gz"
    lines = gzip.decompress(contents[name])
    changed = gzip.compress(lines.replace(b"Please restart", b"Never restart!"))
    refused(packed(contents | {name: changed}), "versions is not what the manifest says")
    fewer = gzip.compress(b"".join(lines.splitlines(keepends=True)[:-1]))
    refused(packed(contents | {name: fewer}), "versions is not what the manifest says")
    refused(packed(contents | {name: gzip.compress(b'{"id":1}\n')}), "other columns")


def test_what_is_no_archive_is_refused(refused):
    refused(b"", "it may have been cut off")
    refused(b"SQLite format 3\0" + bytes(8000), "no archive of ours")


def flipped(archive, place, bit):
    content = bytearray(archive)
    content[place] ^= 1 << bit
    return bytes(content)


@pytest.fixture
def odd_ones(archive, sample):
    """The archive with one bit flipped, cut off, or with something behind it, each with what was done."""
    end = len(archive)
    seen = random.Random("archive")
    places = [seen.randrange(end) for _ in range(200)] + list(range(end - 600, end))
    done = [("flipped", place, flipped(archive, place, seen.randrange(8))) for place in sample(places, 150)]
    sizes = [seen.randrange(end) for _ in range(100)] + list(range(end - 11 * 512, end, 512)) + [end - 1]
    done += [("cut off", size, archive[:size]) for size in sample(sizes, 60)]
    behind = [b"\0", b"\n", b"x", bytes(512), bytes(10240), archive]
    return done + [("with more", len(more), archive + more) for more in behind]


def test_whatever_is_done_to_a_byte_it_is_refused_and_leaves_no_trace(odd_ones, tmp_path):
    nowhere, path = (
        Place(f"sqlite:///{tmp_path}/nowhere/community.db", tmp_path / "nowhere"),
        tmp_path / "odd.tar",
    )
    for what, place, content in odd_ones:
        path.write_bytes(content)
        result = nowhere.run("restore", path)
        assert (result.exit_code, "is not restored" in result.stderr) == (1, True), (what, place)
        assert nowhere.folder() is None
