"""A whole place in one open file: a tar of JSON lines and uploads, written, read and never trusted."""
