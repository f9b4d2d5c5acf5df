"""What is kept of a secret that opens a session, a link or the API: its hash, never itself."""

import hashlib


def hash_of(secret: str) -> str:
    """Return the SHA-256 of a random secret as hex; such secrets are long, so no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
