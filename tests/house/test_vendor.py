"""Vendored files: each is listed with its name, version, licence and hash, and is what it was."""

import base64
import hashlib
import json

from tests.house.sources import ROOT

VENDOR = ROOT / "static" / "js" / "vendor"


def listed():
    catalogue = VENDOR / "VENDOR.json"
    return json.loads(catalogue.read_text()) if catalogue.exists() else []


def test_every_file_is_listed():
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert files - {"VENDOR.json"} == {entry["file"] for entry in listed()}


def test_every_file_is_what_it_was():
    for entry in listed():
        digest = base64.b64encode(hashlib.sha384((VENDOR / entry["file"]).read_bytes()).digest()).decode()
        assert entry["sha384"] == digest, entry["file"]


def test_every_entry_says_where_it_is_from():
    for entry in listed():
        assert all(entry.get(key) for key in ("file", "name", "version", "licence", "sha384")), entry
