"""Opens the place for content that the settings name."""

from importlib import import_module
from typing import cast

from community.settings import Settings
from community.storage.folder import FolderStore
from community.storage.store import Store


def open_store(settings: Settings) -> Store:
    """Return the place of `settings`: a folder of the data folder, or a bucket."""
    if settings.storage_url.startswith("s3:"):
        # What talks to it is installed only where it is wanted, and takes 40 MB of memory.
        return cast(Store, import_module("community.storage.s3").S3Store(settings.storage_url))
    return FolderStore(settings.data / "uploads")
